"""The dates of an entry: the day of publication where it was published, and instants in UTC."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from email.utils import parsedate_tz

from escale.ingest.dates import instant, publication_date

__all__ = ["day_of", "instant_of"]


def day_of(written: str, parsed: time.struct_time | None) -> str | None:
    """The day, as EDTF, that a date names: by the clock of who wrote it, as "yesterday" in the text is.

    Args:
        written: the date as it stands in the feed: of ISO 8601 or RFC 822, or what feedparser can make of it.
        parsed: what feedparser made of it, in UTC.
    """
    day = publication_date(written)
    if day is not None:
        return day
    fields = parsedate_tz(written) or parsed
    if fields is None:
        return None
    try:
        return date(fields[0], fields[1], fields[2]).isoformat()
    except (ValueError, OverflowError):
        return None


def instant_of(parsed: time.struct_time | None) -> str | None:
    """The instant in UTC, of ISO 8601, that feedparser made of a date."""
    if parsed is None:
        return None
    try:
        return instant(datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
