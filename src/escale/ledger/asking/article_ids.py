"""The id of an article from how it begins."""

from __future__ import annotations

from escale.errors import NotFoundError
from escale.ledger.view import View

__all__ = ["full_article_id"]

_WHICH = """
SELECT article_id FROM stored_article WHERE article_id >= $1 AND article_id < $2 ORDER BY ALL LIMIT 2
"""
_BEYOND = "~"  # after every character of an id


def full_article_id(view: View, start: str) -> str:
    """The id of the article that begins so, also of an earlier text.

    Raises:
        NotFoundError: no id does, or several do.
    """
    found: list[str] = view.sql.ask(_WHICH, [start, start + _BEYOND]).column("article_id").to_pylist()
    if len(found) == 1 or start in found:
        return start if start in found else found[0]
    cause = "several articles have ids that begin so" if found else "no such article in this ledger"
    raise NotFoundError(f"{start}: {cause}")
