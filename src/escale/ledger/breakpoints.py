"""The days on which the status of a tie can change: between two of them it is one and the same.

Derived from ``docs/ties.md``: a point acts from its first day, is certain from its last, moves in the order
until its end, vouches until its memory is over; a plan lives from publication to its last day, or for a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from escale.ledger.ties.memory import Memory
from escale.ledger.ties.plans import PLAN_LIFE
from escale.ledger.ties.points import Point
from escale.model import Modality, Phase

__all__ = ["breakpoints", "thinned"]

_OPENS = {Phase.START, Phase.OCCUR, Phase.RESUME}


def breakpoints(points: Iterable[Point], memory: Memory) -> list[int]:
    """The days (ordinals, in order) on which a tie with these points may stand otherwise than the day before.

    Args:
        points: all points that may bear on the tie, those of its general tie and of its facets too.
        memory: how long matters of the tie's type last.
    """
    points = list(points)
    # What is said to go on moves past the others day by day, and what is planned turns on publications: both
    # need more days, and where there is none of them the answer is the same without.
    moving = any(point.throughout and point.modality is Modality.ASSERTED for point in points)
    plans = any(_is_plan(point) for point in points)
    days: set[int] = set()
    for point in points:
        days.update(_own(point, memory))
        if moving and point.first is not None:
            days.add(point.first + 1)
        if plans:
            days.update((point.known, point.known + 1))
    return sorted(days)


def thinned(days: Sequence[int], points: Iterable[Point], most: int) -> list[int]:
    """At most about ``most`` of the days: those of points that open nothing first, the others evenly."""
    if len(days) <= most:
        return list(days)
    turning = {
        day
        for point in points
        if point.phase not in _OPENS or point.modality is not Modality.ASSERTED
        for day in (point.first, point.last, point.known)
        if day is not None
    }
    kept = _evenly([day for day in days if day in turning], most // 2)
    return sorted({*kept, *_evenly(days, most - len(kept))})


def _evenly(days: Sequence[int], most: int) -> Sequence[int]:
    if len(days) <= most:
        return days
    return [days[place * len(days) // most] for place in range(most)]


def _is_plan(point: Point) -> bool:
    """True for what lies ahead: planned, possible, or put off without a date."""
    return point.modality in (Modality.PLANNED, Modality.POSSIBLE) or (
        point.phase is Phase.POSTPONE and point.modality is Modality.ASSERTED
    )


def _own(point: Point, memory: Memory) -> Iterable[int]:
    first, last = point.first, point.last
    if first is not None:
        yield first
    if _is_plan(point):
        # What is put off lives from its publication, whatever day it was meant for.
        for since in (point.known, max(point.known, first if first is not None else point.known)):
            yield from (since + PLAN_LIFE, since + PLAN_LIFE + 1)
    elif last is not None and last > point.known and (first is None or first <= point.known):
        last = point.known  # What is said to have been cannot lie after its publication.
    if last is not None:
        yield from (last, last + 1)
        end = last
    else:
        end = max(point.known, first if first is not None else point.known)
        yield from (end, end + 1)
    if point.phase not in _OPENS or point.modality is not Modality.ASSERTED:
        return
    reach = memory.seen if point.phase is Phase.OCCUR else memory.opened
    if reach is not None:
        yield end + reach + 1
