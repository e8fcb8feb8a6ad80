"""The events that claims speak of."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from escale.errors import UsageError
from escale.ledger.asking.claims import matching
from escale.ledger.asking.ties import links_where
from escale.ledger.codec import links as decoded
from escale.ledger.events import Event, events_of
from escale.ledger.filters import Filter
from escale.ledger.links import pair_of
from escale.ledger.view import View

__all__ = ["event_with", "events"]


def events(view: View, wanted: Filter) -> list[Event]:
    """The events of which a claim meets the filter, in order of time."""
    if len(wanted.states) == 2 or not wanted.asks:
        of_links = Filter(states=wanted.states, types=wanted.types, known=wanted.known)
        found = view.remembered(("events", of_links), lambda: _grouped(view, links_where(of_links), of_links))
        if not wanted.beyond_links:
            return list(found)
        ids = frozenset(matching(view, wanted))
    else:
        ids = frozenset(matching(view, wanted))
        among = pa.array(sorted(ids), pa.string())  # typed, since there may be none
        pairs = view.links(pc.field("claim_id").isin(among), ["pair"]).column("pair").unique()
        found = _grouped(view, pc.field("pair").isin(pairs), wanted)
    return [event for event in found if not ids.isdisjoint(event.claims)]


def event_with(view: View, claim: str, known: date | None = None) -> Event:
    """The event that a claim speaks of, as known on a day.

    Raises:
        UsageError: there is no such claim.
    """
    pairs = view.links(pc.field("claim_id") == claim, ["pair"]).column("pair").to_pylist()
    if not pairs:
        raise UsageError(f"{claim}: no such claim in this ledger")
    wanted = Filter(known=known)
    near = _with(_grouped(view, pc.field("pair").isin(pairs), wanted), claim)
    parties = sorted({*near.actors, *near.recipients})
    # The same event may be told by claims of other pairs of its parties.
    wider = {*pairs, *(pair_of(*two) for two in combinations(parties, 2)), *map(pair_of, parties)}
    return _with(_grouped(view, pc.field("pair").isin(sorted(wider)), wanted), claim)


def _with(found: list[Event], claim: str) -> Event:
    for event in found:
        if claim in event.claims:
            return event
    raise UsageError(f"{claim}: not yet known on that day")


def _grouped(view: View, where: Any, wanted: Filter) -> list[Event]:
    if wanted.known is not None:
        by_then = links_where(Filter(known=wanted.known))
        where = by_then if where is None else where & by_then
    verdicts = view.verdicts
    return events_of(
        decoded(view.links(where)),
        together=verdicts.together,
        apart=verdicts.apart,
        families=view.families(wanted.known),
    )
