"""Calendar arithmetic in EDTF (ISO 8601-2): moments at their own precision, and stretches between them.

Written here because no library of the registry carries its weight (checked: edtf 5.0.2, edtf-validate
2.0.0, dateparser 1.5.0). ``edtf`` parses levels 0 to 2, but brings pyparsing and dateutil (75 ms to import,
3 ms a value), raises on the bounds of open intervals and forms no values from parts. ``edtf-validate`` says
yes or no: good for tests. ``dateparser`` gives None or a wrong day for most expressions with a season, an
interval or a part of a year.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from functools import lru_cache

__all__ = [
    "AUTUMN",
    "HALF",
    "QUARTER",
    "SPRING",
    "SUMMER",
    "WINTER",
    "Moment",
    "Stretch",
    "Unit",
    "easter",
    "parse",
    "week",
]

_REMEMBERED = 16_384  # values that are parsed once: the days of forty years

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
QUARTER, HALF = 33, 40  # codes of the first quarter and the first half of a year

# First month and length in months of each part of a year; winter runs from December into the next year.
_PARTS = {
    **{month: (month, 1) for month in range(1, 13)},
    **{SPRING: (3, 3), SUMMER: (6, 3), AUTUMN: (9, 3), WINTER: (12, 3)},
    **{QUARTER + n: (1 + 3 * n, 3) for n in range(4)},
    **{HALF + n: (1 + 6 * n, 6) for n in range(2)},
}


_MOMENT = re.compile(r"(\d{1,4})(X{0,3})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")


class Unit(StrEnum):
    """A unit of the calendar that expressions count in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a part of a year or a day.

    Attributes:
        part: a month (1 to 12) or an EDTF code of a season, quarter or half-year.
        blank: how many last digits of the year are unspecified (1 a decade, 2 a century).
        approximate: True for EDTF's ``~``.
    """

    year: int
    part: int | None = None
    day: int | None = None
    blank: int = 0
    approximate: bool = False

    def __str__(self) -> str:
        year = f"{self.year:04d}"
        text = year[: 4 - self.blank] + "X" * self.blank
        if self.part is not None:
            text += f"-{self.part:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + "~" * self.approximate

    @classmethod
    def parse(cls, text: str) -> Moment:
        """A moment from ``YYYY[-MM[-DD]]``.

        Raises:
            ValueError: the text is no such date.
        """
        fields = [int(field) for field in text.split("-")]
        if not 1 <= len(fields) <= 3:
            raise ValueError(f"not a date: {text!r}")
        return cls.of(*fields)

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Moment:
        """A moment of those fields.

        Raises:
            ValueError: the calendar has no such day.
        """
        date(year, 1 if month is None else month, 1 if day is None else day)
        return cls(year, month, day)

    @classmethod
    def on(cls, day: date) -> Moment:
        """The moment that is that day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """Its first day."""
        if self.blank:
            return date(max(self.year - self.year % 10**self.blank, MINYEAR), 1, 1)
        if self.part is None:
            return date(self.year, 1, 1)
        return date(self.year, _PARTS[self.part][0], self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.day is not None:
            return self.first
        if self.blank:
            return date(min(self.first.year + 10**self.blank - 1, MAXYEAR), 12, 31)
        first, months = _PARTS[self.part] if self.part is not None else (1, 12)
        carry, month = divmod(first + months - 2, 12)
        year = min(self.year + carry, MAXYEAR)
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    @property
    def month(self) -> int | None:
        """Its month, if it lies within one."""
        return self.part if self.part is not None and self.part <= 12 else None

    def about(self) -> Moment:
        """The same, approximate."""
        return replace(self, approximate=True)

    def shift(self, count: int, unit: Unit) -> Moment | None:
        """The moment ``count`` units away, no finer than ``unit`` and than itself; None outside the calendar.

        A moment too coarse to count in that unit (a day from a month) gives None.
        """
        try:
            if unit in (Unit.DAY, Unit.WEEK):
                if self.day is None:
                    return None
                return Moment.on(self.first + timedelta(days=count * (7 if unit is Unit.WEEK else 1)))
            months = count * _MONTHS[unit]
            if unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF):
                if self.month is None:
                    return None
                carry, month = divmod(self.month - 1 + months, 12)
                return Moment.of(self.year + carry, month + 1)
            return Moment.of(self.year + months // 12)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies between two moments; an open end is None."""

    start: Moment | None
    end: Moment | None

    def __str__(self) -> str:
        return f"{'..' if self.start is None else self.start}/{'..' if self.end is None else self.end}"


@lru_cache(_REMEMBERED)
def parse(text: str) -> Moment | Stretch:
    """The moment, or the stretch between two, that an EDTF value of the kinds written here stands for.

    Raises:
        ValueError: the text is no such value, or the calendar has no such day.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _moment(text)
    ends = [None if part in ("", "..") else _moment(part) for part in (start, end)]
    if ends[0] is not None and ends[1] is not None and ends[1].last < ends[0].first:
        raise ValueError(f"an interval that ends before it begins: {text!r}")
    return Stretch(*ends)


def _moment(text: str) -> Moment:
    match = _MOMENT.fullmatch(text)
    if match is None or len(match[1]) + len(match[2]) != 4:
        raise ValueError(f"not a date: {text!r}")
    part, day = (int(match[n]) if match[n] else None for n in (3, 4))
    if part is not None and (part not in _PARTS or match[2] or (day is not None and part > 12)):
        raise ValueError(f"not a date: {text!r}")
    year = int(match[1] + "0" * len(match[2]))
    date(max(year, MINYEAR) if match[2] else year, part if part and part <= 12 else 1, day or 1)
    return Moment(year, part, day, len(match[2]), bool(match[5]))


def week(day: date) -> Stretch:
    """The week, Monday to Sunday, in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return Stretch(Moment.on(monday), Moment.on(monday + timedelta(days=6)))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
