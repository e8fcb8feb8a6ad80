"""Which points of other origins contradict those that make a status (rule 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from escale.ledger.ties.frontier import Frontier
from escale.ledger.ties.points import Point
from escale.ledger.ties.timed import Timed, by_publication, disputed

__all__ = ["Contest", "over_active", "over_closed"]


@dataclass(frozen=True, slots=True)
class Contest:
    """What stands against a status, and whether it contradicts all that makes it."""

    against: tuple[Point, ...]
    whole: bool


def over_active(supporters: Sequence[Timed], closings: Iterable[Timed], denied: Sequence[Timed]) -> Contest:
    """What contradicts that a tie is active.

    Args:
        supporters: the openings that vouch for it.
        closings: those in effect on the day.
        denied: what is denied of the same effect.
    """
    denials = _of_others(denied, supporters)
    # Mirrored: a stretch holds another one if it begins no later and ends no earlier.
    filled, holding = Frontier(), Frontier()
    for supporter in supporters:
        if supporter.point.throughout:
            filled.add(-supporter.first, -supporter.last)
    inside = [
        closing for closing in _of_others(closings, supporters) if filled.meets(-closing.first, -closing.last)
    ]
    for closing in inside:
        holding.add(closing.first, closing.last)
    denying = Frontier.overlapping(map(disputed, denials))
    return _contest(
        [*inside, *_overlapping(denials, supporters)],
        all(
            denying.meets(*_days(supporter))
            or (supporter.point.throughout and holding.meets(supporter.first, supporter.last))
            for supporter in supporters
        ),
    )


def over_closed(supporters: Sequence[Timed], openings: Iterable[Timed], denied: Sequence[Timed]) -> Contest:
    """What contradicts that a tie is suspended or ended.

    Args:
        supporters: the closings that say so.
        openings: those in effect on the day.
        denied: what is denied of the same effect.
    """
    denials = _of_others(denied, supporters)
    closed = {days for supporter in supporters if (days := _exact(supporter))}
    same_days = [opening for opening in _of_others(openings, supporters) if _exact(opening) in closed]
    opened = {_exact(opening) for opening in same_days}
    denying = Frontier.overlapping(map(disputed, denials))
    return _contest(
        [*same_days, *_overlapping(denials, supporters)],
        all(denying.meets(*_days(supporter)) or _exact(supporter) in opened for supporter in supporters),
    )


def _exact(timed: Timed) -> tuple[int, int] | None:
    """The days of a point that names some and does not fill them."""
    return (timed.first, timed.last) if timed.point.dated and not timed.point.throughout else None


def _days(timed: Timed) -> tuple[int, int]:
    told = disputed(timed)
    return told.first, told.last


def _overlapping(denials: Sequence[Timed], supporters: Iterable[Timed]) -> list[Timed]:
    if not denials:
        return []
    claimed = Frontier.overlapping(map(disputed, supporters))
    return [timed for timed in denials if claimed.meets(*_days(timed))]


def _of_others(points: Iterable[Timed], supporters: Iterable[Timed]) -> list[Timed]:
    """An origin that supports the status contests nothing."""
    origins = {supporter.point.origin for supporter in supporters}
    return [timed for timed in points if timed.point.origin not in origins]


def _contest(against: Iterable[Timed], whole: bool) -> Contest:
    points = tuple(sorted((timed.point for timed in against), key=by_publication))
    return Contest(points, whole and bool(points))
