"""Tables in CSV and TSV."""

from __future__ import annotations

import csv
import io
import os
from datetime import date

import pytest

from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.opening import Input, open_stream
from escale.ingest.tables import rows
from escale.ingest.tables.delimited import from_delimited
from escale.ingest.terms import Terms
from escale.model import Article

TODAY = date(2022, 3, 1)
OWN = Columns()


def read(data: bytes | str, columns: Columns = OWN, delimiter: str | None = None) -> list[Input]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    try:
        return list(from_delimited(stream, "t.csv", "t", Terms({}, TODAY, columns), delimiter))
    except InputError as error:
        return [error]


def found(items: list[Input]) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in items if isinstance(item, Article)]


def lines(items: list[Input]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


def test_a_row_is_an_article_with_its_fields() -> None:
    data = (
        "id,published,text,outlet,title,url,lang,as_of,section\n"
        '7,2021-05-06T10:00:00Z,"Une escale, à Brest.",La Vigie,T,https://e.org/7,fr-FR,2021-05-07,sea\n'
    )
    assert read(data) == [
        Article(
            id="7",
            text="Une escale, à Brest.",
            published="2021-05-06",
            lang="fr",
            outlet="La Vigie",
            title="T",
            url="https://e.org/7",
            as_of="2021-05-07",
        )
    ]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_by_the_header(delimiter: str, end: str, mark: str) -> None:
    table = [
        ["id", "text", "note, of; the desk"],
        ["a", "Une\nescale", "x"],
        ["", "Deux, trois; quatre\t", ""],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(table)
    assert found(read(mark + out.getvalue())) == [("a", "Une\nescale"), ("t:4", "Deux, trois; quatre\t")]


def test_a_delimiter_that_is_given_is_kept() -> None:
    assert found(read("id\ttext\na\tun, deux, trois\n", delimiter="\t")) == [("a", "un, deux, trois")]


def test_empty_lines_are_passed_over_and_a_header_alone_is_no_error() -> None:
    assert found(read("\n\nid,text\n\n \n,\na,A\n\n")) == [("a", "A")]
    assert read("id,text\n") == []


def test_each_line_is_in_the_encoding_it_is_in() -> None:
    data = b"id,text\n" + "a,été à Brest\n".encode("cp1252") + "b,été à Brest\n".encode()
    assert found(read(data)) == [("a", "été à Brest"), ("b", "été à Brest")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x", "a row of 1 fields where the header has 2"),
        ("x,y,z", "a row of 3 fields where the header has 2"),
        ("x,", "empty, no text to read"),
        ('x,"y"z', "not CSV (',' expected after '\"')"),
        ("x,nul\0nul", "binary data, not text"),
        ("x,y\rz", "not CSV (a carriage return that ends no line)"),
        ("x," + "y" * 200_001, "longer than 200,000 characters"),
        ("a,another text", "the id 'a' again, with another text"),
    ],
)
def test_a_row_that_is_none_is_one_line(row: str, said: str) -> None:
    items = read(f"id,text\na,A\n{row}\nb,B\n")
    assert found(items) == [("a", "A"), ("b", "B")]
    (line,) = lines(items)
    assert line.startswith("t.csv:3: ")
    assert said in line


def test_a_line_in_no_encoding_spoils_its_row_and_no_other() -> None:
    data = b'id,text\na,"A\n\xc3\xa9 \xe9t\n",\nb,B\nc,"C\nx\0yzw\nC"\nd,D\n'
    items = read(data)
    assert found(items) == [("b", "B"), ("d", "D")]
    assert [line.split(":")[1] for line in lines(items)] == ["3", "7"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "t.csv: empty, no table in it"),
        ("\n \n,,\n", "t.csv: empty, no table in it"),
        ("id,body\na,A\n", "t.csv: a table without the column 'text'; it has id, body; name the right one"),
        (
            ",".join(f"c{n}" for n in range(50)),
            "it has c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 and 38 more",
        ),
        (",".join(f"c{n}" for n in range(5000)), "t.csv: a table of more than 4,096 columns"),
        ('id,"text\na,A\n', "t.csv:1: not CSV (a quote that is not closed); its header cannot be read"),
        ("id,text\na,A\n".encode("utf-16"), "t.csv: a table in UTF-16; save it as UTF-8"),
        (bytes(range(256)), "t.csv:1: binary data, not text; its header cannot be read"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_line(data: str | bytes, said: str) -> None:
    items = read(data)
    assert found(items) == []
    (line,) = lines(items)
    assert said in line


def test_columns_have_the_names_that_the_user_says() -> None:
    columns = Columns(text="corps", published="jour", id="nr", title="text")
    assert read("nr,text,corps,jour\n5,T,A,2021\n", columns) == [
        Article(id="5", text="A", title="T", published="2021")
    ]
    items = read("nr,text,corps,date\n5,T,A,2021\n", columns)
    assert lines(items) == [
        "t.csv: a table without the column 'jour'; it has nr, text, corps, date; "
        "name the right one with --published-column NAME"
    ]


def test_of_two_columns_of_one_name_the_first_counts() -> None:
    assert found(read("id,text,text\na,A,B\n")) == [("a", "A")]


def test_the_cap_of_the_process_on_fields_stays_what_it_was() -> None:
    before = csv.field_size_limit(1234)
    try:
        assert found(read("id,text\na," + "x" * 150_000 + "\n")) == [("a", "x" * 150_000)]
        assert csv.field_size_limit() == 1234
    finally:
        csv.field_size_limit(before)


def test_a_quote_that_is_not_closed_swallows_no_more_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LINE_BYTES", 1000)
    items = read('id,text\na,A\nb,"B\n' + "c,C\n" * 1000)
    assert found(items) == [("a", "A")]
    assert lines(items) == [
        "t.csv:3: a row beyond 0 MB (is a quote not closed?); the rest is not read",
    ]
    assert lines(read('id,text\na,"A\nb,B\n')) == [
        "t.csv:2: not CSV (a quote that is not closed); give one article a row"
    ]


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LINE_BYTES", 1000)
    items = read("id,text\na,A\nb," + "x" * 3000 + "\nc,C\n")
    assert found(items) == [("a", "A"), ("c", "C")]
    assert lines(items) == ["t.csv:3: a line beyond 0 MB; give one article a row"]


def test_a_table_from_standard_input_is_recognised() -> None:
    terms = Terms({"lang": "fr"}, TODAY, OWN)
    items = list(open_stream(io.BytesIO(b"id;text\na;A\n"), "stdin", terms))
    assert found(items) == [("a", "A")]
    (text,) = open_stream(io.BytesIO(b"Le text, dit-on, est court.\nid;text\n"), "stdin", terms)
    assert isinstance(text, Article)
    assert text.id == "stdin"


def test_rows_come_as_they_are_written() -> None:
    ends = os.pipe()
    with os.fdopen(ends[0], "rb") as out, os.fdopen(ends[1], "wb", buffering=0) as into:
        into.write(b"id,text\na,A\n")
        first = next(from_delimited(out, "t", "t", Terms({}, TODAY, OWN)))
        assert isinstance(first, Article)
        assert first.id == "a"
