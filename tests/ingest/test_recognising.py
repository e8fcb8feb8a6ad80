"""Inputs without a name that says what they are."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from warcs import packed, page

from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.inputs import Input, read_inputs
from escale.ingest.page import Page
from escale.model import Article

TODAY = date(2022, 3, 1)
LINE = json.dumps({"id": "a", "text": "Une escale."}).encode() + b"\n"
HTML = b"<html><p>Une escale.</p></html>"


def read(places: list[str], stdin: bytes = b"", columns: Columns | None = None) -> list[Input]:
    return list(read_inputs(places, io.BytesIO(stdin), today=TODAY, columns=columns or Columns()))


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LINE, [("a", "Une escale.")]),
        (LINE * 2, [("a", "Une escale.")] * 2),
        (b"Une escale.", [("x", "Une escale.")]),
        (b"<Brest> Une escale.", [("x", "<Brest> Une escale.")]),
        (b"id,text\nb,Une escale.\n", [("b", "Une escale.")]),
        (b"text;published\nUne escale.;2021\n", [("x:2", "Une escale.")]),
        (b"text\nUne escale.\n", [("x", "text\nUne escale.\n")]),
        (HTML, [("x", HTML)]),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n" + HTML, [("x", b"\xef\xbb\xbf<!DOCTYPE html>\n" + HTML)]),
        (b"<!-- saved from -->\n" + HTML, [("x", b"<!-- saved from -->\n" + HTML)]),
        (b'<?xml version="1.0"?>\n' + HTML, [("x", b'<?xml version="1.0"?>\n' + HTML)]),
        (page(1) + page(2), [("x#0", page), (f"x#{len(page(1))}", page)]),
    ],
)
def test_the_first_bytes_tell(
    tmp_path: Path, pack: Callable[[bytes], bytes], data: bytes, expected: list[tuple[str, object]]
) -> None:
    place = tmp_path / "x.data"
    place.write_bytes(pack(data))
    for items in (read([str(place)]), read(["-"], pack(data))):
        got: list[tuple[str, object]] = []
        for item in items:
            assert isinstance(item, Article | Page)
            held = item.text if isinstance(item, Article) else page if item.url else item.body
            got.append((item.id if isinstance(item, Article) else item.name, held))
        names = [name.replace("stdin", "x").replace("#0+", "#") for name, _ in got]
        assert names == [name for name, _ in expected]
        assert [held for _, held in got] == [held for _, held in expected]


def test_a_packed_archive_is_read_on_after_damage_from_a_pipe_too() -> None:
    data = packed([page(1)]) + b"garbage" + packed([page(2)])
    first, damage, second = read(["-"], data)
    assert isinstance(first, Page)
    assert isinstance(damage, InputError)
    assert isinstance(second, Page)
    assert second.url == "https://example.org/2"


def test_an_html_file_is_one_page(tmp_path: Path) -> None:
    for name in ("a.html", "b.htm.gz"):
        (tmp_path / name).write_bytes(gzip.compress(HTML) if name.endswith(".gz") else HTML)
    (tmp_path / "c.xhtml").write_bytes(b" \n")
    assert [str(item) if isinstance(item, InputError) else item for item in read([str(tmp_path)])] == [
        Page(str(tmp_path / "a.html"), "a", HTML),
        Page(str(tmp_path / "b.htm.gz"), "b", HTML),
        f"{tmp_path / 'c.xhtml'}: empty, no page to read; save the page again",
    ]


@pytest.mark.parametrize("name", ["huge.html", "huge.html.gz"])
def test_a_page_of_200_mb_is_one_line(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    if name.endswith(".gz"):
        place.write_bytes(gzip.compress(bytes(200 << 20), 1))
    else:
        with place.open("wb") as file:
            file.truncate(200 << 20)
    (item,) = read([str(place)])
    assert str(item) == f"{place}: a page beyond 8 MB; it is left out"


def test_keys_of_records_have_the_names_that_the_user_says() -> None:
    columns = Columns(text="body", published="day", id="nr")
    stdin = b'{"nr": 5, "body": "A", "day": "2021", "text": 7, "id": "x"}\n{"text": "B"}\n'
    article, error = read(["-"], stdin, columns)
    assert article == Article(id="5", text="A", published="2021")
    assert isinstance(error, InputError)
    assert error.cause == "a record without text (no string in 'body')"
