"""The claims that meet a filter."""

from __future__ import annotations

from escale.ledger.answers import ClaimPlace
from escale.ledger.asking.newest import newest as newest_of
from escale.ledger.filters import Filter
from escale.ledger.rows import StoredClaim
from escale.ledger.view import View

__all__ = ["claims", "ids_of", "matching"]


def claims(
    view: View,
    wanted: Filter,
    limit: int | None = None,
    *,
    newest: bool = False,
    after: ClaimPlace | None = None,
) -> list[StoredClaim]:
    """The claims that meet a filter, in order of publication (without a date last), then of id.

    Args:
        view: the ledger.
        wanted: the filter.
        limit: the first so many.
        newest: the latest publication first; those without a date are last all the same.
        after: only what comes after that place in this order.
    """
    ids = matching(view, wanted, limit, newest=newest, after=after)
    found = {claim.id: claim for claim in view.by_id(ids)}
    return [found[identity] for identity in ids]


def matching(
    view: View,
    wanted: Filter,
    limit: int | None = None,
    *,
    newest: bool = False,
    after: ClaimPlace | None = None,
) -> list[str]:
    """The ids of the claims that meet a filter; order and arguments are those of `claims`."""
    outline = view.outlined if newest and not wanted.in_words else None
    if outline is not None:
        return newest_of(view, outline, wanted, limit, after)
    query, parameters = ids_of(wanted)
    if after is not None:
        condition, values = _beyond(after, "<" if newest else ">")
        query, parameters = f"{query} AND {condition}", [*parameters, *values]
    query = f"{query} ORDER BY known {'DESC' if newest else 'ASC'} NULLS LAST, claim_id"
    if limit is not None:
        query, parameters = f"{query} LIMIT ?", [*parameters, limit]
    ids: list[str] = view.sql.ask(query, parameters).column("claim_id").to_pylist()
    return ids


def _beyond(place: ClaimPlace, beyond: str) -> tuple[str, list[object]]:
    """The condition that a claim comes after a place, where later days are ``beyond`` that of the place."""
    if place.known is None:
        return "known IS NULL AND claim_id > ?", [place.id]
    condition = f"(known IS NULL OR known {beyond} ? OR (known = ? AND claim_id > ?))"
    return condition, [place.known, place.known, place.id]


def ids_of(wanted: Filter) -> tuple[str, list[object]]:
    """The query for the ids of the claims that meet a filter, and its parameters."""
    where, parameters = wanted.sql()
    if wanted.known is None:
        return f"SELECT claim_id FROM claims WHERE {where}", parameters  # noqa: S608
    return f"SELECT claim_id FROM claims_known(?) WHERE {where}", [wanted.known, *parameters]  # noqa: S608
