"""Dates as pages write them for machines: ISO 8601, RFC 5322, seconds since 1970, or as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from escale.ingest.dates import instant, publication_date, version_date
from escale.ingest.html.written_dates import written_day

__all__ = ["Moment", "moment_of"]

_LONGEST = 80
_LEADING_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4,6}(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?", re.ASCII)

# What programs write that know no date: the year one, the beginning of their clock.
_EARLIEST = "1800"
_NO_DATES = frozenset({"1970-01-01"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of a page.

    Attributes:
        day: as EDTF ``YYYY[-MM[-DD]]``, in the zone it is written in.
        instant: ISO 8601 in UTC, to the second, where a time of day is given; one without a zone is taken to
            be in UTC.
    """

    day: str
    instant: str | None = None

    def precedes(self, other: Moment) -> bool:
        """True if it is surely the earlier of the two."""
        if self.instant is not None and other.instant is not None:
            return self.instant < other.instant
        length = min(len(self.day), len(other.day))
        return self.day[:length] < other.day[:length]


def moment_of(value: str) -> Moment | None:
    """The date that ``value`` writes; None if it writes none, or one that stands for none."""
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    moment = _moment(value)
    if moment is None or moment.day < _EARLIEST or moment.day in _NO_DATES:
        return None
    return moment


def _moment(value: str) -> Moment | None:
    if day := publication_date(value):
        version = version_date(value)
        return Moment(day, version if version is not None and "T" in version else None)
    if match := _EPOCH.fullmatch(value):
        return _of_instant(datetime.fromtimestamp(int(match[1]), UTC))
    if match := _LEADING_DAY.match(value) or _COMPACT.fullmatch(value):
        return _of_day(*match.groups())
    try:
        return _of_instant(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        day = written_day(value)
        return Moment(day) if day is not None else None


def _of_instant(at: datetime) -> Moment:
    written = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return Moment(written.date().isoformat(), instant(written))


def _of_day(year: str, month: str, day: str) -> Moment | None:
    try:
        return Moment(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return None
