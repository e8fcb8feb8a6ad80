from __future__ import annotations

import pytest

from escale.errors import InputError
from escale.ingest.dates import publication_date
from escale.ingest.header import Header, read_header
from escale.ingest.records import article


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2019", "2019"),
        ("2019-09", "2019-09"),
        ("2019-09-30", "2019-09-30"),
        (" 2019-09-30 ", "2019-09-30"),
        ("2019-09-30T23:59:59Z", "2019-09-30"),
        ("2019-09-30 23:59:59.123 +02:00", "2019-09-30"),
        ("2019-09-30T08:00+0200", "2019-09-30"),
        ("2020-02-29", "2020-02-29"),
        ("2019-02-29", None),
        ("2019-13", None),
        ("2019-13-45", None),
        ("2019-9-3", None),
        ("0000", None),
        ("20190930", None),
        ("30/09/2019", None),
        ("2019-09T10:00", None),
        ("\u0662\u0660\u0661\u0669", None),
        ("hier", None),
        ("", None),
    ],
)
def test_publication_date(value: str, date: str | None) -> None:
    assert publication_date(value) == date


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("date 2019-09 Paris et Rome", Header("2019-09", 13)),
        (" date 2019-09 Paris et Rome", Header("2019-09", 14)),
        ("date 2019\nParis", Header("2019", 10)),
        ("date 2019-09-05\r\n\r\nParis", Header("2019-09-05", 19)),
        ("date 2019-13-45\nParis", Header("2019-13-45", 16)),
        ("date 2019", Header("2019", 9)),
        ("date 2019bis", Header(None, 0)),
        ("La date 2019-09 est fixe", Header(None, 0)),
        ("dates 2019", Header(None, 0)),
        ("", Header(None, 0)),
    ],
)
def test_header(text: str, header: Header) -> None:
    assert read_header(text) == header


def test_offsets_stay_those_of_the_whole_text() -> None:
    read = article("date 2019-09 Paris et Rome", "x.txt", "x")
    assert (read.text, read.published, read.body) == ("date 2019-09 Paris et Rome", "2019-09", 13)
    assert read.text[read.body :] == "Paris et Rome"


def test_a_date_given_wins_over_the_header() -> None:
    read = article("date 2019-99 Paris", "x.txt", "x", published="2020-01-02T10:00:00Z")
    assert (read.published, read.body) == ("2020-01-02", 13)


def test_a_header_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="its header says 2019-13-45, which is no date"):
        article("date 2019-13-45\nParis", "x.txt", "x")
