"""Hosts that are left alone for a while, because they failed or asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from escale.ingest.feeds.limits import LONGEST_REST_SECONDS, REST_SECONDS

__all__ = ["Rest", "after_failure", "wanted_seconds"]


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of one host.

    Attributes:
        failures: how many came one after the other.
        until: the instant until which it is not asked.
    """

    failures: int
    until: datetime


def after_failure(before: Rest | None, now: datetime, wanted: float | None) -> Rest:
    """The rest of a host that failed once more: as long as it wants, else twice the one before.

    Args:
        before: its last rest, if it failed before and has not answered since.
        now: the instant.
        wanted: the seconds that its Retry-After asks for.
    """
    failures = before.failures + 1 if before else 1
    # The exponent is bounded, so that a host that is gone for years cannot overflow it.
    seconds = REST_SECONDS * 2 ** min(failures - 1, 30) if wanted is None else wanted
    return Rest(failures, now + timedelta(seconds=min(seconds, LONGEST_REST_SECONDS)))


def wanted_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, written as a number or as a date; None if there is none."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
