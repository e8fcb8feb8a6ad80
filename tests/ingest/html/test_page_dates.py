from __future__ import annotations

import pytest

from escale.ingest.html.moments import Moment, moment_of
from escale.ingest.html.written_dates import written_day


@pytest.mark.parametrize(
    ("value", "day", "instant"),
    [
        ("2026-01-15T07:30:00+01:00", "2026-01-15", "2026-01-15T06:30:00Z"),
        ("2026-01-15T23:30:00.123-05:00", "2026-01-15", "2026-01-16T04:30:00Z"),
        ("2026-01-15 07:30:00", "2026-01-15", "2026-01-15T07:30:00Z"),
        (" 2026-01-15 ", "2026-01-15", None),
        ("2026-01", "2026-01", None),
        ("2026/1/5 07:30", "2026-01-05", None),
        ("20260115", "2026-01-15", None),
        ("1768464000", "2026-01-15", "2026-01-15T08:00:00Z"),
        ("1768464000000", "2026-01-15", "2026-01-15T08:00:00Z"),
        ("Thu, 15 Jan 2026 07:30:00 +0100", "2026-01-15", "2026-01-15T06:30:00Z"),
        ("jeudi 15 janvier 2026 à 07:30", "2026-01-15", None),
        ("1854-11-05", "1854-11-05", None),
    ],
)
def test_a_date_for_machines(value: str, day: str, instant: str | None) -> None:
    assert moment_of(value) == Moment(day, instant)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "null",
        "2026-13-45",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "0",
        "demain",
        "2026-01-15" * 20,
    ],
)
def test_none(value: str) -> None:
    assert moment_of(value) is None


@pytest.mark.parametrize(
    ("one", "other", "precedes"),
    [
        (Moment("2026-01-15"), Moment("2026-01-16"), True),
        (Moment("2026-01-15"), Moment("2026-01-15"), False),
        (Moment("2026-01-15"), Moment("2026-01"), False),
        (Moment("2025-12-31"), Moment("2026"), True),
        # across zones the instants decide
        (Moment("2026-01-15", "2026-01-15T23:10:00Z"), Moment("2026-01-16", "2026-01-15T23:05:00Z"), False),
        (Moment("2026-01-15", "2026-01-15T10:00:00Z"), Moment("2026-01-15", "2026-01-15T10:00:01Z"), True),
    ],
)
def test_which_is_earlier(one: Moment, other: Moment, precedes: bool) -> None:
    assert one.precedes(other) is precedes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 janvier 2026", "2026-01-15"),
        ("Par A. de la Tour et M. Durand-Lefebvre, publié le jeudi 1er février 2026 à 10:12", "2026-02-01"),
        ("15 JANV. 2026", "2026-01-15"),
        ("3 févr. 2026 | 4 mars 2026", "2026-02-03"),
        ("January 15th, 2026 at 9:00 am", "2026-01-15"),
        ("15 января 2026 г.", "2026-01-15"),
        ("15 de janeiro de 2026", "2026-01-15"),
        ("05/01/2026 - 08:10", "2026-01-05"),
        ("01/15/2026", "2026-01-15"),
        ("le 15.01.2026.", "2026-01-15"),
        ("15/01/26", "2026-01-15"),
        ("Mis en ligne : 2026-01-15", "2026-01-15"),
        ("12 navires 2026, puis 15/01/2026", "2026-01-15"),
        # no full day
        ("janvier 2026", None),
        ("1 navires 2026", None),
        ("© 1998-2026 La Gazette", None),
        ("En 2026, 15 navires", None),
        ("31 février 2026", None),
        ("31/02/2026", None),
        ("01.02.03.04.05", None),
        ("192.168.10.20", None),
        ("Version 1.2.26", None),
        ("15 janvier", None),
    ],
)  # fmt: skip
def test_a_date_for_readers(text: str, day: str | None) -> None:
    assert written_day(text) == day
