"""Dates of articles: of publication, at the precision they are given, and of a version, to the second."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

__all__ = ["instant", "is_to_come", "publication_date", "version_date"]

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ][0-9:.,]{2,18}(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)?)?)?", re.ASCII
)
_VERSION = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})? ?([Zz]|[+-]\d\d(?::?\d\d)?)?)?", re.ASCII
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


def version_date(value: str) -> str | None:
    """``value``, ISO 8601, as a day ``YYYY-MM-DD`` or an instant ``YYYY-MM-DDThh:mm:ssZ``; None if neither.

    An instant without a zone is taken to be in UTC.
    """
    match = _VERSION.fullmatch(value.strip())
    if match is None:
        return None
    day, time, zone = match.groups()
    try:
        if time is None:
            return date.fromisoformat(day).isoformat()
        return instant(datetime.fromisoformat(f"{day}T{time}{(zone or 'Z').upper()}"))
    except (ValueError, OverflowError):
        return None


def instant(at: datetime) -> str:
    """``at``, which has a zone, as ``YYYY-MM-DDThh:mm:ssZ``.

    Raises:
        OverflowError: in UTC it is beyond the years of `datetime`.
    """
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def is_to_come(value: str, today: date) -> bool:
    """True if the year, month, day or instant that ``value`` writes begins after tomorrow.

    A day of grace: it is already tomorrow east of here.
    """
    year, month, day = (*value[:10].split("-"), "01", "01")[:3]
    try:
        latest = today + timedelta(days=1)
    except OverflowError:
        return False
    return date(int(year), int(month), int(day)) > latest
