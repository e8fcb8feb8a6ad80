"""The articles of a ledger: a list of them, page by page, and all that it says of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow.compute as pc

from escale.ledger.among import among
from escale.ledger.answers_articles import ArticleEntry, ArticleFilter, ArticlePlace, ArticleSheet
from escale.ledger.asking.article_ids import full_article_id
from escale.ledger.asking.families import families_of
from escale.ledger.ids import claim_prefix
from escale.ledger.occurrence import occurs
from escale.ledger.rows import StoredClaim
from escale.ledger.view import View

__all__ = ["article", "articles"]

_COLUMNS = "article_id AS id, outlet, title, url, published, known, lang"
_CLAIMS_OF = """
SELECT claim_id FROM stored_claim
WHERE claim_id >= $1 AND claim_id < $2 AND article_id = $3
    AND reading_id NOT IN (SELECT reading_id FROM superseded)
"""
_BEYOND = "~"  # after every character of an id


def article(view: View, start: str) -> ArticleSheet:
    """All that the ledger says of an article, given by its id or how that begins; earlier texts too.

    Raises:
        NotFoundError: no article has that id, or several begin so.
    """
    identity = full_article_id(view, start)
    (stored,) = view.articles(pc.field("article_id") == identity)
    prefix = claim_prefix(identity)
    ids = view.sql.ask(_CLAIMS_OF, [prefix, prefix + _BEYOND, identity]).column("claim_id").to_pylist()
    read = view.as_read(ids)
    now = view.by_id(ids)
    holding = {claim.id for claim in now}
    history = {made.id: made for claim in ids for made in view.verdicts.history.get(claim, ())}
    return ArticleSheet(
        stored,
        next(view.readings(pc.field("article_id") == identity), None),
        _in_text(now),
        _in_text(claim for claim in read.values() if claim.id not in holding),
        _in_text(read[claim.id] for claim in now if claim.corrected),
        tuple(sorted(history.values(), key=lambda made: made.order)),
        view.editions.get(identity),
        next(iter(families_of(view, identity, None)), None),
    )


def articles(
    view: View, wanted: ArticleFilter, limit: int | None = None, after: ArticlePlace | None = None
) -> list[ArticleEntry]:
    """The articles that meet a filter, the newest first, without a date last, then in order of id.

    Args:
        view: the ledger.
        wanted: the filter.
        limit: the first so many.
        after: only what comes after that place.
    """
    where, parameters = _where(wanted, after)
    source = "articles"
    if wanted.known is not None:
        source, parameters = "articles_known(?)", [wanted.known, *parameters]
    query = f"SELECT {_COLUMNS} FROM {source} WHERE {where} ORDER BY known DESC NULLS LAST, article_id"  # noqa: S608
    if limit is not None:
        query, parameters = f"{query} LIMIT ?", [*parameters, limit]
    found = view.sql.ask(query, parameters)
    held = _held(view, found.column("id").to_pylist())
    return [ArticleEntry(**row, claims=held.get(row["id"], 0)) for row in found.to_pylist()]


def _where(wanted: ArticleFilter, after: ArticlePlace | None) -> tuple[str, list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []

    def require(condition: str, *values: object) -> None:
        conditions.append(condition)
        parameters.extend(values)

    for column in ("outlet", "title", "url"):
        if (words := getattr(wanted, column)) is not None:
            condition, values = occurs(column, words)
            require(condition, *values)
    if wanted.after is not None:
        require("known >= ?", wanted.after)
    if wanted.before is not None:
        require("known <= ?", wanted.before)
    if after is not None and after.known is None:
        require("known IS NULL AND article_id > ?", after.id)
    elif after is not None:
        day = after.known
        require("(known IS NULL OR known < ? OR (known = ? AND article_id > ?))", day, day, after.id)
    return " AND ".join(conditions) or "true", parameters


def _held(view: View, ids: Sequence[str]) -> dict[str, int]:
    """Article id → how many claims hold of each of the articles that have a reading."""
    held = {reading.article_id: reading.claims for reading in view.readings(among("article_id", ids))}
    rejected = [claim for claim, change in view.verdicts.changed.items() if change is None]
    for claim in view.as_read(rejected).values() if rejected else ():
        if claim.article_id in held:
            held[claim.article_id] -= 1
    return held


def _in_text(claims: Iterable[StoredClaim]) -> tuple[StoredClaim, ...]:
    return tuple(sorted(claims, key=lambda stored: (stored.claim.trigger.start, stored.id)))
