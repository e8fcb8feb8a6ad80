"""The axis of a timeline: where a day lies, and which days bear a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from escale.ledger.timeline import Timeline

__all__ = ["Axis"]

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTH, _YEAR, _WEEK = 28, 365, 7


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``start`` to ``stop`` over a length, in whatever unit, from ``left`` on."""

    start: int
    stop: int
    left: float
    length: float

    @classmethod
    def of(cls, timeline: Timeline, left: float, length: float) -> Axis:
        """The axis on which ``timeline`` is drawn."""
        return cls(timeline.start, timeline.stop, left, length)

    def at(self, day: int) -> float:
        """Where ``day`` begins; days outside lie at the ends."""
        day = min(max(day, self.start), self.stop + 1)
        return self.left + (day - self.start) / self._days * self.length

    def shows(self, day: int) -> bool:
        """True if ``day`` lies on the axis."""
        return self.start <= day <= self.stop

    def ticks(self, letter: float) -> list[tuple[int, str]]:
        """The days that bear a label, with it, as close as labels of ``letter`` units a letter may stand."""
        for step, form, least in _steps():
            if least / self._days * self.length >= (len(form) + 2) * letter:
                return [(day, text) for day, text in self._labels(step, form) if self.shows(day)]
        return []

    @property
    def _days(self) -> int:
        return self.stop - self.start + 1

    def _labels(self, step: int, form: str) -> Iterator[tuple[int, str]]:
        if form == "YYYY-MM-DD":
            for day in range(self.start, self.stop + 1):
                if step == 1 or day % step == 1:  # A Monday: ordinal 1 is one.
                    yield day, date.fromordinal(day).isoformat()
            return
        first, last = date.fromordinal(self.start), date.fromordinal(self.stop)
        for month in range(first.year * 12, last.year * 12 + 12):
            if month % step == 0:
                start = date(max(month // 12, 1), month % 12 + 1, 1)
                yield start.toordinal(), f"{start.year:04}" if form == "YYYY" else f"{start:%Y-%m}"


def _steps() -> Iterator[tuple[int, str, int]]:
    """Steps from fine to coarse: days or months, the form of the label, the fewest days between two."""
    yield 1, "YYYY-MM-DD", 1
    yield _WEEK, "YYYY-MM-DD", _WEEK
    for months in (1, 3, 6):
        yield months, "YYYY-MM", months * _MONTH
    for years in _YEARS:
        yield years * 12, "YYYY", years * _YEAR
