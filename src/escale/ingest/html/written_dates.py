"""Dates as people read them on a page: full days only. The names of months in all languages are htmldate's.

htmldate is asked about one date at a time. Given a whole page it may take the year of a copyright notice,
the date of a teaser or that of a picture's file for the article's, and a bare year for a first of January.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from htmldate import find_date
from lxml import html

__all__ = ["written_day"]

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d/.-])(?P<day>[0-3]?\d)"
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_FORMS = (
    re.compile(
        rf"{_DAY}(?:[^\W\d_]{{1,2}}\b|[.\u00ba])?\s{{1,3}}(?:(?:de|of)\s)?{_MONTH},?\s{{1,3}}(?:de\s)?{_YEAR}"
    ),
    re.compile(rf"\b{_MONTH}\s{{1,3}}(?P<day>[0-3]?\d)(?:[^\W\d_]{{2}})?,?\s{{1,3}}{_YEAR}"),
)
_DAY_FIRST = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)", re.ASCII
)
_SHORT = re.compile(
    r"(?<![\d/.-])(?P<day>\d\d)([./-])(?P<month>\d\d)\2(?P<year>\d\d)(?![\d/-]|\.\d)", re.ASCII
)
_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)([./-])(?P<month>\d\d)\2(?P<day>\d\d)(?![\d/-]|\.\d)", re.ASCII
)
_MONTHS = 12
_CENTURY = 2000  # of years written with two figures
_EARLIEST, _LATEST = datetime(1900, 1, 1), datetime(2100, 1, 1)
_MOST_WORDS = 3  # words that might be months; one that is none in any language takes a twentieth of a second


def written_day(text: str) -> str | None:
    """The first full day that a few words write, as ``YYYY-MM-DD``: 15/01/2026, January 15, 2026, and so on.

    Figures for a day and a month that could be each other's are read in this order.
    """
    figures = [match for form in (_DAY_FIRST, _SHORT, _YEAR_FIRST) for match in form.finditer(text)]
    words = sorted((match for form in _FORMS for match in form.finditer(text)), key=re.Match.start)
    matches = sorted([*figures, *words[:_MOST_WORDS]], key=re.Match.start)
    return next(filter(None, map(_day, matches)), None)


def _day(match: re.Match[str]) -> str | None:
    day, month, year = int(match["day"]), match["month"], match["year"]
    if month.isdigit():
        numbers = (int(month), day) if int(month) <= _MONTHS else (day, int(month))
        return _date(int(year) if len(year) > 2 else _CENTURY + int(year), *numbers)
    # Asked about the second of the month, the library cannot pass off a first that it made up.
    second = _found(f"2 {month.lower()} {year}")
    if second is None or not second.endswith("-02"):
        return None
    return _date(int(second[:4]), int(second[5:7]), day)


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _found(words: str) -> str | None:
    root = html.Element("html")
    line = html.Element("p", {"class": "date"})
    line.text = words
    root.append(line)
    try:
        return find_date(
            root, extensive_search=True, original_date=True, min_date=_EARLIEST, max_date=_LATEST, url=""
        )
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return None
