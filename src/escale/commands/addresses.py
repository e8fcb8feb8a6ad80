"""The addresses of a ledger's articles, for answers that name them beside claims."""

from __future__ import annotations

from escale.export.ledger.columns import UrlOf
from escale.ledger.ledger import Ledger

__all__ = ["addresses"]

_QUERY = "SELECT article_id, url FROM stored_article WHERE url IS NOT NULL"


def addresses(ledger: Ledger, version: int) -> UrlOf:
    """Gives the address of an article by its id in the ledger, as it was in that version."""
    return dict[str, str](ledger.sql(_QUERY, version=version).fetchall()).get
