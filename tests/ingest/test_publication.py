from __future__ import annotations

from datetime import date

import pytest

from escale.errors import InputError
from escale.ingest.dates import is_to_come, publication_date, version_date
from escale.ingest.header import Header, read_header
from escale.ingest.records import article, article_of_record


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


TODAY = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("value", "version"),
    [
        ("2021-05-06", "2021-05-06"),
        (" 2021-05-06 ", "2021-05-06"),
        ("2021-05-06T07:08:09Z", "2021-05-06T07:08:09Z"),
        ("2021-05-06t07:08:09z", "2021-05-06T07:08:09Z"),
        ("2021-05-06T07:08:09.123456Z", "2021-05-06T07:08:09Z"),
        ("2021-05-06T01:08:09+02:00", "2021-05-05T23:08:09Z"),
        ("2021-05-06 01:08 -0230", "2021-05-06T03:38:00Z"),
        ("2021-05-06T07:08:09", "2021-05-06T07:08:09Z"),
        ("0001-01-01T00:00:00+02:00", None),
        ("2021-05-06T25:00:00Z", None),
        ("2021-02-30", None),
        ("2021-05", None),
        ("20210506", None),
        ("hier", None),
        ("", None),
    ],
)
def test_version_date(value: str, version: str | None) -> None:
    assert version_date(value) == version


@pytest.mark.parametrize(
    ("value", "to_come"),
    [
        ("2022", False),
        ("2022-03", False),
        ("2022-03-01", False),
        ("2022-03-02", False),
        ("2022-03-02T23:59:59Z", False),
        ("2022-03-03", True),
        ("2022-03-03T00:00:00Z", True),
        ("2022-04", True),
        ("2023", True),
    ],
)
def test_tomorrow_is_not_yet_to_come_but_the_day_after_is(value: str, to_come: bool) -> None:
    assert is_to_come(value, TODAY) == to_come


def test_on_the_last_day_nothing_is_to_come() -> None:
    assert not is_to_come("9999-12-31", date.max)


def test_a_version_is_kept_and_a_blank_one_is_none() -> None:
    record = {"id": "a", "text": "A", "as_of": "2021-05-06T09:00:00+02:00"}
    assert article_of_record(record, "p", "d", today=TODAY).as_of == "2021-05-06T07:00:00Z"
    assert article_of_record(record | {"as_of": " "}, "p", "d").as_of is None


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"published": "2031-01-01"}, "published 2031-01-01 is yet to come"),
        ({"published": "2031"}, "published 2031 is yet to come"),
        ({"text": "date 2031-05\nA"}, "published 2031-05 is yet to come"),
        ({"as_of": "2031-01-01"}, "as_of 2031-01-01 is yet to come"),
        ({"as_of": "2021-05"}, "as_of is '2021-05', which is no day and no instant"),
        ({"as_of": 2021}, "its as_of is not a string"),
    ],
)
def test_a_date_to_come_or_no_date_is_refused(fields: dict[str, object], cause: str) -> None:
    with pytest.raises(InputError) as caught:
        article_of_record({"text": "A"} | fields, "p", "d", today=TODAY)
    assert caught.value.cause == cause
    if "to come" in cause:
        assert article_of_record({"text": "A"} | fields, "p", "d").text
