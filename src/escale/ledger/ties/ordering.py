"""What a point does to a tie, and which of two points comes later in its life (*What a point does*)."""

from __future__ import annotations

from collections.abc import Mapping

from escale.ledger.ties.points import Status
from escale.ledger.ties.timed import Timed, seen_until
from escale.model import Phase

__all__ = ["OPENINGS", "Effects", "anchor", "certain", "effects", "in_effect", "place"]

OPENINGS = frozenset({Phase.START, Phase.OCCUR, Phase.RESUME})

Effects = Mapping[Phase, Status]

# What each phase makes of a tie. To postpone makes nothing of it; an occasion that is cancelled never was.
_OF_OCCASIONS: Effects = {
    Phase.START: Status.ACTIVE,
    Phase.OCCUR: Status.ACTIVE,
    Phase.RESUME: Status.ACTIVE,
    Phase.SUSPEND: Status.SUSPENDED,
    Phase.END: Status.ENDED,
}
_OF_STANDING: Effects = {**_OF_OCCASIONS, Phase.CANCEL: Status.ENDED}

_LIFE = {
    phase: order
    for order, phase in enumerate(
        (Phase.START, Phase.OCCUR, Phase.SUSPEND, Phase.RESUME, Phase.END, Phase.CANCEL)
    )
}


def effects(*, occasion: bool) -> Effects:
    """What the phases make of a tie of a type; the others only withdraw plans."""
    return _OF_OCCASIONS if occasion else _OF_STANDING


def in_effect(timed: Timed, on: int) -> bool:
    """True if the point's time has begun by the day."""
    return timed.first <= on


def certain(timed: Timed, on: int) -> bool:
    """True of a point in effect if it can not lie after the day all the same."""
    return timed.point.throughout or timed.last <= on


def anchor(timed: Timed, on: int) -> int:
    """The day by which a point takes its place among the others, seen from a day.

    The beginning of a life is put early in an imprecise time, what follows on it late: "interrupted in 2014"
    comes after the visit of February 2014. What fills its time is put at its end, or at the day asked.
    """
    point = timed.point
    if point.throughout:
        return max(timed.first, min(seen_until(timed), on))
    if point.phase is Phase.START or point.phase is Phase.OCCUR:
        return timed.first
    return timed.last


def place(timed: Timed, on: int) -> tuple[int, int, int, str, str]:
    """Sorts points in the order in which they follow each other."""
    point = timed.point
    return anchor(timed, on), _LIFE[point.phase], timed.known, point.origin, point.claim
