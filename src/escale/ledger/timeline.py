"""The timeline of a pair: what each of its ties was from day to day, and what took place.

The status of a tie is constant between the days of `escale.ledger.breakpoints`; it is asked on each of them,
and neighbours that agree are one segment. After the day asked, only what is planned or possible is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from escale.ledger.breakpoints import breakpoints, thinned
from escale.ledger.events import Event
from escale.ledger.segments import Bar, Segment, Ties, bars_of, with_facets
from escale.ledger.ties.memory import Memories
from escale.ledger.ties.plans import PLAN_LIFE
from escale.ledger.ties.points import TieKey, TieState
from escale.model import ClaimType, Modality, Phase

__all__ = ["WORK", "Bar", "Mark", "Segment", "Timeline", "spans_of", "timeline_of"]

_TYPES = {kind: place for place, kind in enumerate(ClaimType)}
_MARGIN = 40
# Marks of what is approximate or uncertain (EDTF, level 1).
_VAGUE = set("~?%")
_FEWEST_DAYS = 20

WORK = 3_000_000
"""About what can be looked at in a few seconds: days times points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event. Days are ordinals, None is open or unknown.

    Attributes:
        certain: True if the day is known.
        dated: False if no claim gives a time, so that the day of publication stands in.
        about: what it is about, by name: a title, a piece of equipment, a place; else empty.
    """

    first: int | None
    last: int | None
    type: ClaimType
    phase: Phase
    modality: Modality
    event: str
    origins: int
    reports: int
    certain: bool
    contested: bool = False
    dated: bool = True
    about: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The ties and events of two parties. Days are ordinals.

    Attributes:
        first, second: codes of the parties.
        start, stop: first and last day to be drawn.
        on: day asked; the bars show the status up to it, and the plans after it.
        known: day of publication of the latest article that counts; None for all.
        bars: in order of type, each general tie before its facets.
        marks: in order of time, those without a day last.
        exact: False if a tie has so many points that not every change was looked for; segments may then begin
            some days late, and short ones be missing.
    """

    first: str
    second: str
    start: int
    stop: int
    on: int
    known: int | None
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    exact: bool = True


def timeline_of(
    pair: tuple[str, str],
    ties: Ties,
    events: Iterable[Event],
    on: int,
    known: int | None,
    standing: Callable[[Ties], Callable[[int], Mapping[TieKey, TieState]]],
    memories: Memories,
    work: int = WORK,
) -> Timeline:
    """The timeline of two parties.

    Args:
        pair: the two codes, in the order in which they are to be named.
        ties: every tie of the pair with its points.
        events: the events of the pair, as known on ``known``.
        on: day asked (ordinal).
        known: day up to which articles count (ordinal); None for all.
        standing: gives, for a general tie with its facets, how they stand on a day as known on ``known``.
        memories: how long matters speak for a tie (`escale.ledger.ties.memory`).
        work: how much to look at, as `WORK`: with less, a pair of very many points is drawn coarser.
    """
    bars: list[Bar] = []
    exact = True
    families = with_facets(ties)
    size = sum(len(points) for family in families for points in family.values())
    most = max(work // max(size, 1), _FEWEST_DAYS)
    for family in families:
        changes, all_of_them = _changes(family, on, memories, most)
        bars += bars_of(family, on, changes, standing(family))
        exact = exact and all_of_them
    bars.sort(key=lambda bar: (_TYPES[bar.key.type], bar.key))
    marks = sorted((_mark(event) for event in events), key=_place)
    days = [on, *([] if known is None else [known])]
    days += [day for bar in bars for segment in bar.segments for day in _days(segment, on)]
    days += [day for mark in marks for day in (mark.first, mark.last) if day is not None]
    margin = 1 + (max(days) - min(days)) // _MARGIN
    start, stop = max(min(days) - margin, 1), min(max(days) + margin, date.max.toordinal())
    return Timeline(pair[0], pair[1], start, stop, on, known, tuple(bars), tuple(marks), exact)


def spans_of(timeline: Timeline) -> dict[TieKey, tuple[Segment, ...]]:
    """The segments of each tie up to the day asked, without the plans for the days after it."""
    return {
        bar.key: tuple(segment for segment in bar.segments if not _ahead(segment, timeline.on))
        for bar in timeline.bars
    }


def _ahead(segment: Segment, on: int) -> bool:
    return segment.first is not None and segment.first > on


def _changes(family: Ties, on: int, memories: Memories, most: int) -> tuple[list[int], bool]:
    """The days up to ``on`` to look at, about ``most`` of them, and whether no change lies between them."""
    points = [point for key in family for point in family[key]]
    days = [day for day in breakpoints(points, memories[next(iter(family)).type]) if day <= on]
    chosen = thinned(days, points, most)
    return chosen, len(chosen) == len(days)


def _days(segment: Segment, on: int) -> Iterator[int]:
    """The days that the axis must reach for the segment to be seen."""
    if segment.first is not None:
        yield segment.first
    if segment.last is not None:
        yield segment.last
    elif segment.first is not None and segment.first > on:
        yield segment.first + PLAN_LIFE


def _mark(event: Event) -> Mark:
    first = None if event.first is None else event.first.toordinal()
    last = None if event.last is None else event.last.toordinal()
    return Mark(
        first,
        last,
        event.type,
        event.phase,
        event.modality,
        event.id,
        event.origins,
        event.reports,
        first is not None and first == last and event.edtf is not None and not _VAGUE & set(event.edtf),
        event.contested,
        event.edtf is not None,
        event.facet or event.place or "",
    )


def _place(mark: Mark) -> tuple[bool, int, int, int, str]:
    day = mark.first if mark.first is not None else mark.last
    last = mark.last if mark.last is not None else date.max.toordinal()
    return day is None, day or 0, last, _TYPES[mark.type], mark.event
