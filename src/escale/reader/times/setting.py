"""What a time expression is read against: the publication date, its clause and what was spoken of before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from escale.edtf import Moment, Stretch
from escale.reader.times.tense import Lean

__all__ = [
    "AHEAD",
    "PAST",
    "STEPS",
    "ImpossibleDateError",
    "NoPublicationError",
    "Setting",
    "Value",
    "choose",
    "ordered",
    "toward",
]

Value = Moment | Stretch

AHEAD = (Lean.FUTURE, Lean.PRESENT, Lean.SCHEDULED)
PAST = (Lean.PAST, Lean.DONE)
STEPS = {"this": 0, "next": 1, "last": -1, "following": 1, "previous": -1}

# How much nearer a date must be that goes against a weak lean.
_ODDS = {Lean.DONE: 4.0, Lean.UNKNOWN: 1.5, Lean.SCHEDULED: 2.5, Lean.PRESENT: 2.5}


_SOON, _LONG = 30, 300  # days ahead and behind


class ImpossibleDateError(ValueError):
    """The calendar has no such day."""


class NoPublicationError(ValueError):
    """The expression counts from a publication date that is unknown or too coarse."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against.

    Attributes:
        published: date of publication at its precision.
        lean: which way the clause lies; asked only where it matters.
        anchor: what the text spoke of last.
        day, month: the last day and the last month or day it spoke of.
        near: the same, only if it lies in the same sentence.
        bound: True inside an expression that takes one end of the value ("d'ici fin 2020").
    """

    published: Moment | None
    lean: Callable[[], Lean]
    anchor: Moment | None = None
    day: Moment | None = None
    month: Moment | None = None
    near: Moment | None = None
    bound: bool = False

    def origin(self, *, day: bool = False) -> Moment:
        """The publication date.

        Raises:
            NoPublicationError: there is none, or not to the day where ``day`` asks for it.
        """
        if self.published is None or (day and self.published.day is None):
            raise NoPublicationError
        return self.published


def toward(direction: str, setting: Setting) -> Moment:
    """Where "next" or "following" counts from."""
    if direction in ("following", "previous") and setting.anchor is not None:
        return setting.anchor
    return setting.origin()


def choose(
    candidates: Iterable[Moment], origin: Moment, direction: str | None, setting: Setting
) -> Moment | None:
    """The candidate that the words, else the lean of the clause, else nearness to the origin speak for."""
    candidates = list(candidates)
    if direction in ("last", "previous"):
        return max((c for c in candidates if c.last < origin.first), key=lambda c: c.first, default=None)
    if direction in ("next", "following"):
        return min((c for c in candidates if c.first > origin.last), key=lambda c: c.first, default=None)
    if direction == "this":
        return next((c for c in candidates if c.year == origin.year), None)
    lean = setting.lean()
    if lean is Lean.PAST:
        candidates = _gone_by(candidates, origin)
    elif lean is Lean.FUTURE:
        candidates = [c for c in candidates if c.first + (c.last - c.first) / 2 >= origin.first]

    def cost(candidate: Moment) -> float:
        ahead = (candidate.first - origin.last).days
        behind = (origin.first - candidate.last).days
        if ahead > 0:
            return ahead * (1 if lean in AHEAD else _ODDS.get(lean, 1))
        return behind * (_ODDS.get(lean, 1) if lean in AHEAD else 1) if behind > 0 else 0

    return min(candidates, key=cost, default=None)


def _gone_by(candidates: list[Moment], origin: Moment) -> list[Moment]:
    """The candidates of a past clause: those gone by, unless a day soon to come stands beside one long ago.

    What was planned may be told in the past, and a day of last year would be given with its year.
    """
    past = [c for c in candidates if c.first <= origin.last]
    days = [c for c in candidates if c.day is not None and 0 < (c.first - origin.last).days <= _SOON]
    nearest = max((c.last for c in past), default=None)
    return days if days and nearest is not None and (origin.first - nearest).days > _LONG else past


def ordered(start: Moment | None, end: Moment | None) -> Stretch | None:
    """From one moment to the other; None where they are not in order."""
    if start is None or end is None or start.first > end.last:
        return None
    return Stretch(start, end)
