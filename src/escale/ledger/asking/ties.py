"""How ties stand on a day, as known on a day, and what changed between two days of knowledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.answers import Change, Tie
from escale.ledger.asking.claims import ids_of
from escale.ledger.evidence import POINT_COLUMNS, points_of
from escale.ledger.filters import Filter
from escale.ledger.links import pair_of
from escale.ledger.ties.memory import Memories
from escale.ledger.ties.pairs import Standing, pair_states
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.ledger.view import View

__all__ = ["changes", "compared", "links_where", "points", "standings", "ties"]


def ties(
    view: View,
    wanted: Filter,
    on: date,
    memories: Memories,
    statuses: Sequence[Status] = (),
) -> list[Tie]:
    """The ties that have a status on a day, or of which there is something else to say, in order of key.

    Args:
        view: the version asked.
        wanted: of the parties, types and place; with anything else, ties of which a claim meets it. ``known``
            is the day as known on.
        on: the day asked.
        memories: how long matters speak for a tie.
        statuses: any one of those; with none given, a tie without anything to say is left out.
    """
    found = standings(view, wanted, on, memories)
    if statuses:
        return [tie for tie in found if tie.state.status in statuses]
    return [tie for tie in found if _says_something(tie.state)]


def standings(view: View, wanted: Filter, on: date, memories: Memories) -> list[Tie]:
    """As `ties`, with those of which there is nothing to say on that day."""
    states = _standing(view, wanted, memories).on(on.toordinal())
    kept = _kept(view, wanted)
    return [
        Tie(key, states[key], on, wanted.known) for key in sorted(states) if kept is None or str(key) in kept
    ]


def changes(
    view: View, states: tuple[str, str], on: date, earlier: date, later: date, memories: Memories
) -> list[Change]:
    """The ties of a pair that stand otherwise, or on other claims, as known later than as known earlier."""
    then, now = (
        {tie.key: tie.state for tie in standings(view, Filter(states=states, known=known), on, memories)}
        for known in (earlier, later)
    )
    return compared(then, now, (on, earlier, later), memories)


def compared(
    then: Mapping[TieKey, TieState],
    now: Mapping[TieKey, TieState],
    days: tuple[date, date, date],
    memories: Memories,
) -> list[Change]:
    """The ties whose state differs between two days of knowledge, in order of key.

    Args:
        then: the states as known earlier; ties that it lacks had none.
        now: the states as known later, likewise.
        days: the day asked, and those two.
        memories: how long matters speak for a tie.
    """
    on, earlier, later = days
    # A text that took the place of another may leave nothing of a tie.
    nothing = pair_states(dict.fromkeys([*then, *now], ()), on.toordinal(), None, memories)
    found = [
        Change(
            Tie(key, then.get(key, nothing[key]), on, earlier),
            Tie(key, now.get(key, nothing[key]), on, later),
        )
        for key in sorted(nothing)
    ]
    return [change for change in found if change.before.state != change.after.state]


def _standing(view: View, wanted: Filter, memories: Memories) -> Standing:
    """The evidence for the ties wanted; that of the pairs asked last is kept, to be asked of another day."""
    known = wanted.known.toordinal() if wanted.known else None
    of_links = Filter(states=wanted.states, types=wanted.types, known=wanted.known)
    return view.remembered(("ties", of_links), lambda: Standing.of(points(view, of_links), known, memories))


def points(view: View, wanted: Filter) -> Mapping[TieKey, Sequence[Point]]:
    """The evidence for ties of the parties and types wanted, published by the day as known on.

    That of a pair is kept: how its ties stand and what they were is asked one after the other.
    """
    if len(wanted.states) == 2:
        return view.remembered(("points", wanted), lambda: _points(view, wanted))
    return _points(view, wanted)


def _points(view: View, wanted: Filter) -> Mapping[TieKey, Sequence[Point]]:
    where = links_where(wanted)
    tied = pc.field("tie").is_valid()
    rows = view.links(tied if where is None else where & tied, POINT_COLUMNS, wanted.known)
    return points_of(rows, view.reprints(wanted.known))


def links_where(wanted: Filter) -> Any:
    """What of a filter links can tell, as an Arrow expression; None for nothing."""
    conditions = []
    if len(wanted.states) == 2:
        conditions.append(pc.field("pair") == pair_of(*wanted.states))
    else:
        for state in wanted.states:
            pair = pc.field("pair")
            conditions.append(pc.starts_with(pair, f"{state}|") | pc.ends_with(pair, f"|{state}"))
    if wanted.types:
        conditions.append(pc.field("type").isin([str(type_) for type_ in wanted.types]))
    if wanted.known is not None:
        conditions.append(pc.field("known") <= pa.scalar(wanted.known))
    whole = None
    for condition in conditions:
        whole = condition if whole is None else whole & condition
    return whole


def _says_something(state: TieState) -> bool:
    """False for a tie of which there are but possibilities that came to nothing, or what is yet to be."""
    told = (state.outlook, state.lapsed, state.denied, state.last_seen is not None)
    return state.status is not Status.NONE or any(told)


def _kept(view: View, wanted: Filter) -> frozenset[str] | None:
    """The ties of which a claim meets the filter; None if it asks for no such thing."""
    if not wanted.beyond_links:
        return None
    matching, parameters = ids_of(wanted)
    query = f"SELECT DISTINCT tie FROM every_link SEMI JOIN ({matching}) USING (claim_id)"  # noqa: S608
    return frozenset(view.sql.ask(query, parameters).column("tie").to_pylist())
