"""The claims that meet a filter."""

from __future__ import annotations

from datetime import date

from escale.ledger.filters import Filter
from escale.ledger.rows import StoredClaim
from escale.ledger.view import View

__all__ = ["claims", "ids_of", "matching"]


def claims(view: View, wanted: Filter, limit: int | None = None) -> list[StoredClaim]:
    """The claims, in order of publication (without a date last) and id; the first ``limit`` of them."""
    found = view.by_id(matching(view, wanted, limit))
    return sorted(found, key=lambda claim: (claim.known or date.max, claim.id))


def matching(view: View, wanted: Filter, limit: int | None = None) -> list[str]:
    """The ids of the claims that meet a filter, in the same order."""
    query, parameters = ids_of(wanted)
    query = f"{query} ORDER BY known NULLS LAST, claim_id"
    if limit is not None:
        query, parameters = f"{query} LIMIT ?", [*parameters, limit]
    ids: list[str] = view.sql.ask(query, parameters).column("claim_id").to_pylist()
    return ids


def ids_of(wanted: Filter) -> tuple[str, list[object]]:
    """The query for the ids of the claims that meet a filter, and its parameters."""
    where, parameters = wanted.sql()
    if wanted.known is None:
        return f"SELECT claim_id FROM claims WHERE {where}", parameters  # noqa: S608
    return f"SELECT claim_id FROM claims_known(?) WHERE {where}", [wanted.known, *parameters]  # noqa: S608
