"""Which events and ties can be worked out while somebody waits."""

from __future__ import annotations

from collections.abc import Iterable

from escale.ledger.answers_activity import PairActivity
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.schema import Kind
from escale.web.overview import Overview, Told
from escale.web.page import Page

__all__ = ["busiest_pairs", "has_too_many_ties", "is_too_wide"]

_CLAIMS = 50_000  # whose events take some five seconds
_TIED = 20_000  # whose ties take some three seconds
_PAIRS = 24


def is_too_wide(page: Page, wanted: Filter) -> bool:
    """True if the events asked for may be those of a large ledger as a whole; a pair's can be had always."""
    return len(wanted.states) < 2 and page.ledger.view(page.version).count(Kind.CLAIM) > _CLAIMS


def has_too_many_ties(pairs: Iterable[PairActivity]) -> bool:
    """True if more is told of the pairs of a party than all its ties can be worked out from at once."""
    return sum(pair.claims for pair in pairs) > _TIED


def busiest_pairs(overview: Overview, page: Page, wanted: Filter) -> Told[list[PairActivity]] | None:
    """Pairs to choose from instead: those with the most claims of the types, time and state asked for.

    Returns:
        None while they are not known; see `escale.web.overview.Overview.ask`.
    """
    state = wanted.states[0] if wanted.states else None

    def asked(ledger: Ledger, version: int) -> list[PairActivity]:
        return ledger.activity(
            state=state,
            types=wanted.types,
            after=wanted.after,
            before=wanted.before,
            limit=_PAIRS,
            version=version,
        )

    return overview.ask(page, ("busiest", state, wanted.types, wanted.after, wanted.before), asked)
