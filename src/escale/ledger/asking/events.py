"""The events that claims speak of."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date
from itertools import combinations
from typing import Any

import pyarrow.compute as pc

from escale.errors import NotFoundError
from escale.ledger.among import among
from escale.ledger.asking.claims import matching
from escale.ledger.asking.ties import links_where
from escale.ledger.codec import links as decoded
from escale.ledger.events import Event, events_of
from escale.ledger.filters import Filter
from escale.ledger.links import links_of, pair_of
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
        rows = view.links(among("claim_id", ids), ["pair"], wanted.known)
        found = _grouped(view, among("pair", rows.column("pair").unique().to_pylist()), wanted)
    return [event for event in found if not ids.isdisjoint(event.claims)]


def event_with(view: View, claim: str, known: date | None = None) -> Event:
    """The event that a claim speaks of, as known on a day.

    Raises:
        NotFoundError: there is no such claim, or it was not known by then.
    """
    links = [link for stored in view.by_id([claim]) for link in links_of(stored)]
    # Links lie in order of pair: without these, all of them would be looked through.
    pairs = {link.pair for link in links}
    rows = view.links(among("pair", pairs) & (pc.field("claim_id") == claim), ["type"], known)
    if not len(rows):
        raise NotFoundError(f"{claim}: {_why_none(view, claim, known)}")
    # What is of another type joins none of its events, unless an analyst says so.
    alike = pc.field("type") == rows.column("type")[0]
    parties = {*links[0].actors, *links[0].recipients}
    while True:
        # The same event may be told by claims of other pairs of its parties.
        pairs |= {*(pair_of(*two) for two in combinations(sorted(parties), 2)), *map(pair_of, parties)}
        found = _with(_grouped(view, among("pair", pairs) & alike, Filter(known=known)), claim, known)
        named = {*found.actors, *found.recipients}
        if named <= parties:
            return found
        parties |= named


def _with(found: list[Event], claim: str, known: date | None) -> Event:
    for event in found:
        if claim in event.claims:
            return event
    raise NotFoundError(f"{claim}: not yet known on {known}")


def _why_none(view: View, claim: str, known: date | None) -> str:
    """Why a claim is of no event as known on a day."""
    read = view.as_read([claim])
    edition = view.editions.get(read[claim].article_id) if read else None
    if edition is None or edition.holds(known):
        return "no such claim in this ledger"
    if known is not None and (edition.since is None or edition.since > known):
        return f"not yet known on {known}"
    since = f" since {edition.until}; ask with --known before that day" if edition.until else ""
    return f"article {edition.later} is in place of its own{since}"


def _grouped(view: View, where: Any, wanted: Filter) -> list[Event]:
    """The events of the links that meet a condition, with all that an analyst put into them."""
    by_then = links_where(Filter(known=wanted.known))
    verdicts = view.verdicts
    found = list(decoded(view.links(_both(where, by_then), None, wanted.known)))
    asked = {link.claim_id for link in found}
    if wider := _put_with(asked, (*verdicts.together, *verdicts.apart)) - asked:
        rows = view.links(_both(among("claim_id", wider), by_then), ["pair"], wanted.known)
        pairs = among("pair", rows.column("pair").unique().to_pylist())
        found += decoded(view.links(_both(pairs, by_then), None, wanted.known))
    events = events_of(
        found,
        together=verdicts.together,
        apart=verdicts.apart,
        reprints=view.reprints(wanted.known),
    )
    return [event for event in events if not asked.isdisjoint(event.claims)]


def _put_with(claims: Set[str], sets: Iterable[frozenset[str]]) -> set[str]:
    """The claims that analysts put into one event with some of those, directly or by way of others."""
    found = set(claims)
    waiting = list(sets)
    while touched := [whole for whole in waiting if not whole.isdisjoint(found)]:
        found.update(*touched)
        waiting = [whole for whole in waiting if whole.isdisjoint(found)]
    return found


def _both(one: Any, other: Any) -> Any:
    """Two Arrow conditions, either of which may be None, as one."""
    if one is None or other is None:
        return other if one is None else one
    return one & other
