from __future__ import annotations

import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from escale.errors import InputError
from escale.ingest import framing, gunzip
from escale.ingest.inputs import SUFFIXES, Input, read_inputs
from escale.model import Article

TODAY = date(2022, 3, 1)


def read(*places: Path | str, stdin: bytes = b"", **overrides: str) -> list[Input]:
    return list(read_inputs([str(place) for place in places], io.BytesIO(stdin), overrides, today=TODAY))


def articles(items: list[Input]) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in items if isinstance(item, Article)]


def errors(items: list[Input]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_a_text_file_is_one_article_named_by_its_stem(tmp_path: Path) -> None:
    place = tmp_path / "brest.txt"
    place.write_text("Une escale.", encoding="utf-8")
    assert articles(read(place)) == [("brest", "Une escale.")]


def test_a_record_keeps_its_fields(tmp_path: Path) -> None:
    place = tmp_path / "one.json"
    place.write_text(
        json.dumps(
            {
                "id": 7,
                "text": "Une escale.",
                "published": "2019-09-09T10:00:00Z",
                "lang": "fr-FR",
                "outlet": "O",
            }
            | {"title": "T", "url": "https://example.org", "section": "ignored"}
        )
    )
    (only,) = read(place)
    assert only == Article(
        id="7",
        text="Une escale.",
        published="2019-09-09",
        lang="fr",
        outlet="O",
        title="T",
        url="https://example.org",
    )


def test_a_list_of_records_is_read_and_each_named(tmp_path: Path) -> None:
    place = tmp_path / "many.json"
    place.write_text('[{"text": "A"}, {"id": "b", "text": "B"}, {"id": "c"}, 4]')
    items = read(place)
    assert articles(items) == [("many:1", "A"), ("b", "B")]
    assert errors(items)[0].startswith(f"{place}[3]: a record without text; ")
    assert errors(items)[1].startswith(f"{place}[4]: a JSON value that is no record; ")


def test_bad_lines_are_named_by_number_and_the_others_read(tmp_path: Path) -> None:
    place = tmp_path / "day.jsonl"
    place.write_bytes(
        line(id="a", text="A") + b"\n" + b'{"id": "b", "text"\n' + line(id="c") + line(id="d", text="D")
    )
    items = read(place)
    assert articles(items) == [("a", "A"), ("d", "D")]
    assert [error.split("; ")[0] for error in errors(items)] == [
        f"{place}:3: not JSON (expecting ':' delimiter at character 20)",
        f"{place}:4: a record without text",
    ]


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ({"text": ""}, "empty"),
        ({"text": "  \n"}, "empty"),
        ({"text": None}, "a record without text"),
        ({"text": 5}, "a record without text"),
        ({"text": "A", "published": "2019-13-45"}, "published is '2019-13-45', which is no date"),
        ({"text": "A", "published": 2019}, "its published is not a string"),
        ({"text": "A", "title": ["T"]}, "its title is not a string"),
        ({"text": "A", "id": 1.5}, "its id is neither"),
        ({"text": "A", "id": True}, "its id is neither"),
        ({"text": "A\ud800"}, "half a surrogate pair"),
        ({"text": "x" * 200_001}, "longer than 200,000 characters"),
    ],
)
def test_a_record_that_is_none_is_one_line(tmp_path: Path, record: dict[str, object], cause: str) -> None:
    place = tmp_path / "r.jsonl"
    place.write_bytes(line(**record) + line(text="B"))
    items = read(place)
    assert articles(items) == [("r:2", "B")]
    (error,) = errors(items)
    assert error.startswith(f"{place}:1: ")
    assert cause in error


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 10_000])
def test_hostile_json_is_one_line(tmp_path: Path, body: bytes) -> None:
    place = tmp_path / "deep.json"
    place.write_bytes(body)
    items = read(place)
    assert len(items) == 1
    assert errors(items)[0].startswith(f"{place}: ")


def test_overrides_take_the_place_of_what_the_article_says(tmp_path: Path) -> None:
    place = tmp_path / "r.jsonl"
    place.write_bytes(line(text="A", published="never", lang="en"))
    (only,) = read(place, published="2020", lang="fr")
    assert isinstance(only, Article)
    assert (only.published, only.lang) == ("2020", "fr")


def test_gzip_is_read_and_damage_named(tmp_path: Path) -> None:
    good, cut, fake = (tmp_path / name for name in ("good.jsonl.gz", "cut.jsonl.gz", "fake.jsonl.gz"))
    packed = gzip.compress(b"".join(line(text=f"text {n} {os.urandom(20).hex()}") for n in range(1000)))
    good.write_bytes(packed)
    cut.write_bytes(packed[: len(packed) // 2])
    fake.write_bytes(b"no gzip at all")
    assert len(articles(read(good))) == 1000
    items = read(cut)
    assert articles(items)
    assert errors(items) == [f"{cut}: gzip data that is cut short; the rest of it is not read"]
    assert errors(read(fake)) == [f"{fake}: damaged gzip data; the rest of it is not read"]


def test_a_gzip_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing, "ABANDON_BYTES", 1 << 20)
    place = tmp_path / "bomb.jsonl.gz"
    place.write_bytes(gzip.compress(b" " * (40 << 20), 1))
    assert errors(read(place)) == [f"{place}:1: a line beyond 16 MB and no end to it; the rest is not read"]


def test_a_gzip_bomb_of_many_lines_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "ABANDON_BYTES", 1 << 20)
    place = tmp_path / "bomb.jsonl.gz"
    place.write_bytes(gzip.compress(line(text="A")) + gzip.compress(b"\n" * (40 << 20), 9))
    items = read(place)
    assert errors(items) == [f"{place}: a gzip bomb, which hardly ends; the rest of it is not read"]


def test_an_overlong_line_is_skipped_and_the_next_read(tmp_path: Path) -> None:
    place = tmp_path / "long.jsonl"
    place.write_bytes(b'{"text": "' + b"x" * (50 << 20) + b'"}\n' + line(text="B"))
    items = read(place)
    assert errors(items) == [f"{place}:1: a line beyond 16 MB; give one article a line"]
    assert articles(items) == [("long:2", "B")]


def test_a_line_at_the_cap_is_still_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = line(text="A")
    monkeypatch.setattr(framing, "LINE_BYTES", len(first) - 1)
    place = tmp_path / "cap.jsonl"
    place.write_bytes(first + line(text="B"))
    assert [text for _, text in articles(read(place))] == ["A", "B"]


def test_a_50_mb_single_line_of_text_is_one_error(tmp_path: Path) -> None:
    place = tmp_path / "huge.txt"
    place.write_bytes(b"x" * (50 << 20))
    assert errors(read(place)) == [f"{place}: longer than 200,000 characters; split it into articles"]


def test_a_large_binary_file_is_called_binary(tmp_path: Path) -> None:
    place = tmp_path / "huge.txt"
    place.write_bytes(bytes(range(256)) * (5 << 12))
    assert errors(read(place)) == [f"{place}: binary data, not text; give a text file or records"]


def test_records_in_windows_1252_are_recognised_line_by_line(tmp_path: Path) -> None:
    place = tmp_path / "old.jsonl"
    place.write_bytes('{"text": "été à Brest"}\n'.encode("cp1252") + '{"text": "été à Brest"}\n'.encode())
    assert [text for _, text in articles(read(place))] == ["été à Brest"] * 2


def test_records_in_utf_16_are_refused_once(tmp_path: Path) -> None:
    place = tmp_path / "wide.jsonl"
    place.write_bytes(('{"text": "A"}\n' * 3).encode("utf-16"))
    assert errors(read(place)) == [f"{place}: records in UTF-16; save them as UTF-8"]


def test_a_folder_means_its_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden/e.txt", "notes.md", ".f.txt"):
        (tmp_path / name).write_text(name)
    assert [text for _, text in articles(read(tmp_path))] == ["a.txt", "c.txt", "b/d.txt"]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "notes.md").write_text("x")
    missing = tmp_path / "missing.txt"
    assert errors(read(missing, empty, "bad\0name")) == [
        f"{missing}: no such file; check the path",
        f"{empty}: a folder without articles; articles end in {', '.join(SUFFIXES)}",
        "bad\0name: cannot be opened; check the path and its permissions",
    ]


@pytest.mark.parametrize("name", ["e.txt", "e.json", "e.jsonl", "e.jsonl.gz", "e"])
@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    place = tmp_path / name
    place.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    (error,) = errors(read(place))
    assert error.startswith(f"{place}: empty, no ")


@pytest.mark.parametrize(
    ("stdin", "expected"),
    [
        (b"Une escale \xe9trang\xe8re.", [("stdin", "Une escale étrangère.")]),
        (line(text="A") + line(id="b", text="B"), [("stdin:1", "A"), ("b", "B")]),
        (b"\xef\xbb\xbf" + line(text="A"), [("stdin:1", "A")]),
        (b'{\n  "text": "A"\n}\n', [("stdin", "A")]),
        (b'{"id": "a",\n  "text": "A"\n}\n', [("a", "A")]),
        (b'[\n{"text": "A"},\n{"text": "B"}]', [("stdin:1", "A"), ("stdin:2", "B")]),
        (b"[Brest] Une escale.\n{x}", [("stdin", "[Brest] Une escale.\n{x}")]),
        (b'{"text": "A"', []),
        (b'{"text": broken}\n' + line(text="B"), [("stdin:2", "B")]),
    ],
)
def test_standard_input_is_text_or_records(stdin: bytes, expected: list[tuple[str, str]]) -> None:
    items = read("-", stdin=stdin)
    assert articles(items) == expected
    assert bool(errors(items)) == (b"broken" in stdin or not expected)


def test_records_on_standard_input_come_as_they_are_written() -> None:
    ends = os.pipe()
    with os.fdopen(ends[0], "rb") as out, os.fdopen(ends[1], "wb", buffering=0) as into:
        into.write(line(id="a", text="A"))
        stream = read_inputs(["-"], out, today=TODAY)
        into.write(line(id="b", text="B"))
        first = next(stream)
        assert isinstance(first, Article)
        assert first.id == "a"
