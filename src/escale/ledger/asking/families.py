"""Families of near-identical articles, as the count of independent origins takes them."""

from __future__ import annotations

from datetime import date

from escale.ledger.answers import Family, Member
from escale.ledger.asking.article_ids import full_article_id
from escale.ledger.kin.families import families
from escale.ledger.view import View

__all__ = ["families_of"]

_MEMBERS = """
SELECT article_id, outlet, url, title, published, known FROM stored_article
WHERE article_id IN (SELECT unnest($1::VARCHAR[]))
"""


def families_of(view: View, article: str | None, known: date | None) -> list[Family]:
    """The families of articles that hold, as known on a day, those of most articles first.

    Args:
        view: the ledger.
        article: only that of the article with this id, or whose id begins so.
        known: all that is known, if not given.

    Raises:
        NotFoundError: no article has that id, or several begin so.
    """
    family_of = families(view.kinships(known), known)
    if article is not None:
        family = family_of.get(full_article_id(view, article))
        family_of = {member: named for member, named in family_of.items() if named == family}
    members: dict[str, list[Member]] = {}
    for row in view.sql.ask(_MEMBERS, [list(family_of)]).to_pylist():
        found = Member(**row)
        members.setdefault(family_of[found.article_id], []).append(found)
    made = [
        Family(name, tuple(sorted(some, key=lambda member: (member.known or date.max, member.article_id))))
        for name, some in members.items()
    ]
    return sorted(made, key=lambda family: (-len(family.members), family.first or date.max, family.id))
