"""Whether something published later lies across, or inside, a stretch of days: one sweep, no pairs.

Both questions ask for a point of the plane that is not left of one line and not above another: a stretch
``[f, l]`` overlaps ``[a, b]`` if ``l >= a`` and ``f <= b``, and lies inside it if ``f >= a`` and ``l <= b``.
Only the points that no other one beats on both counts matter; they form a staircase, kept sorted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from enum import Enum, auto

from escale.ledger.ties.timed import Timed

__all__ = ["Frontier", "Relation", "unmet"]


class Relation(Enum):
    """How a later stretch must lie to meet an earlier one."""

    OVERLAP = auto()
    INSIDE = auto()


class Frontier:
    """Points ``(u, v)``, asked whether one has ``u >= a`` and ``v <= b``."""

    __slots__ = ("_us", "_vs")

    def __init__(self) -> None:
        self._us: list[int] = []
        self._vs: list[int] = []

    @classmethod
    def overlapping(cls, stretches: Iterable[Timed]) -> Frontier:
        """One that holds these stretches, for `meets` to ask which days one of them shares."""
        frontier = cls()
        for stretch in stretches:
            frontier.add(stretch.last, stretch.first)
        return frontier

    def add(self, u: int, v: int) -> None:
        """Add a point; what it beats on both counts is forgotten."""
        at = bisect_left(self._us, u)
        if at < len(self._us) and self._vs[at] <= v:
            return
        beaten = bisect_left(self._vs, v, 0, at)
        if at < len(self._us) and self._us[at] == u:
            at += 1
        self._us[beaten:at] = [u]
        self._vs[beaten:at] = [v]

    def meets(self, a: int, b: int) -> bool:
        """True if a point has ``u >= a`` and ``v <= b``."""
        at = bisect_left(self._us, a)
        return at < len(self._us) and self._vs[at] <= b


def unmet(
    items: Iterable[Timed],
    others: Iterable[Timed],
    *,
    same_day: bool,
    relation: Relation = Relation.OVERLAP,
) -> list[Timed]:
    """The items that no later one of the others meets.

    Args:
        items: what may be overtaken.
        others: what may overtake.
        same_day: whether what was published on the very day of an item counts as later.
        relation: how the other must lie to the item.
    """
    waiting = sorted(others, key=_known)
    if not waiting:
        return list(items)
    frontier = Frontier()
    left = []
    for item in sorted(items, key=_known, reverse=True):
        bound = item.known - same_day
        while waiting and waiting[-1].known > bound:
            other = waiting.pop()
            if relation is Relation.OVERLAP:
                frontier.add(other.last, other.first)
            else:
                frontier.add(other.first, other.last)
        if not frontier.meets(item.first, item.last):
            left.append(item)
    return left


def _known(timed: Timed) -> int:
    return timed.known
