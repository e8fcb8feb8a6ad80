"""Codes of parties that a ledger does not know, told apart from parties of which nothing is said."""

from __future__ import annotations

from collections.abc import Sequence, Sized

from escale.errors import UsageError
from escale.ledger.ledger import Ledger

__all__ = ["check_parties"]

_STATE = 3  # letters of ISO 3166-1 alpha-3
_QUERY = "SELECT 1 FROM claims WHERE list_contains(actors, ?) OR list_contains(recipients, ?) LIMIT 1"


def check_parties(ledger: Ledger, codes: Sequence[str], version: int, found: Sized) -> None:
    """Refuses a code that looks like none, where nothing was found: no body of it is in the ledger.

    Raises:
        UsageError: there is such a code.
    """
    if len(found):
        return
    for code in codes:
        if len(code) != _STATE and not ledger.sql(_QUERY, [code, code], version=version).fetchall():
            raise UsageError(f"{code}: no party of this ledger; a state has three letters (FRA, RUS …)")
