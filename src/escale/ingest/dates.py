"""Dates of publication: a year, a month or a day of the calendar, at the precision they are given."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["publication_date"]

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ][0-9:.,]{2,18}(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)?)?)?", re.ASCII
)


def publication_date(value: str) -> str | None:
    """``value`` as EDTF ``YYYY[-MM[-DD]]``, without its time of day; None if there is no such date."""
    match = _FORM.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
