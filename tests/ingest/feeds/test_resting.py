from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from escale.ingest.feeds.resting import Rest, after_failure, wanted_seconds

NOW = datetime(2021, 3, 4, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "wanted", "seconds"),
    [
        (0, None, 60),
        (1, None, 120),
        (2, None, 240),
        (20, None, 86_400),
        (10_000, None, 86_400),
        (0, 7.0, 7),
        (5, 7.0, 7),
        (0, 10.0**8, 86_400),
        (0, 0.0, 0),
    ],
)
def test_a_rest_doubles_up_to_a_day_unless_the_host_says_how_long(
    failures: int, wanted: float | None, seconds: float
) -> None:
    before = Rest(failures, NOW) if failures else None
    assert after_failure(before, NOW, wanted) == Rest(failures + 1, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("9" * 400, 999_999_999.0),
        ("Thu, 04 Mar 2021 12:01:00 GMT", 60.0),
        ("Thu, 04 Mar 2021 12:01:00 -0000", 60.0),
        ("Thu, 04 Mar 2021 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("", None),
        ("Thu, 99 Mar 99999 12:01:00 GMT", None),
        (f"Thu, 04 Mar {'9' * 20} 12:01:00 GMT", None),
        (f"Thu, 04 Mar 2021 12:01:00 +{'9' * 20}", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert wanted_seconds({"retry-after": header}, NOW) == seconds


def test_without_retry_after_nothing_is_wanted() -> None:
    assert wanted_seconds({}, NOW) is None
