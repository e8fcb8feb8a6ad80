"""Points with their time as plain numbers: the table *Time* of ``docs/ties.md`` applied."""

from __future__ import annotations

from typing import NamedTuple

from escale.ledger.ties.points import Point

__all__ = [
    "FUTURE",
    "PAST",
    "Timed",
    "by_publication",
    "disputed",
    "opened_on",
    "seen_until",
    "told",
    "told_whole",
]

# Open ends as days no calendar reaches, so that comparisons need no cases.
PAST = -(10**9)
FUTURE = 10**9

_UNDATED_DISPUTE = 6  # with the day of publication, the seven days up to it


class Timed(NamedTuple):
    """A point and the days that it is about. A tuple, since a tie can have tens of thousands of them."""

    first: int
    last: int
    known: int
    point: Point


def told(point: Point) -> Timed:
    """What is asserted or denied: not beyond its publication, unless all of it lies there (a misreading)."""
    first = PAST if point.first is None else point.first
    last = FUTURE if point.last is None else point.last
    known = point.known
    return Timed(first, known if first <= known < last else last, known, point)


def told_whole(point: Point) -> Timed:
    """The days that the claim itself names, those after its publication too."""
    first = PAST if point.first is None else point.first
    return Timed(first, FUTURE if point.last is None else point.last, point.known, point)


def disputed(timed: Timed) -> Timed:
    """Where a point can be contradicted: an undated one, in the seven days up to its publication."""
    if timed.point.dated:
        return timed
    return Timed(timed.known - _UNDATED_DISPUTE, timed.known, timed.known, timed.point)


def seen_until(timed: Timed) -> int:
    """The *end* of a point."""
    return timed.last if timed.last < FUTURE else max(timed.known, timed.first)


def opened_on(day: int) -> int | None:
    """A first day as it is shown: None if open."""
    return None if day == PAST else day


def by_publication(point: Point) -> tuple[int, str, str]:
    """The order in which points are shown."""
    return point.known, point.origin, point.claim
