"""Files named by a URI, as in an object store."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from object_store import ObjectStore

from escale.errors import InputError
from escale.ingest.inputs import read_inputs
from escale.ingest.meter import Meter
from escale.ingest.remote import is_remote, open_remote, remote_files, shown
from escale.ledger.ledger import Ledger
from escale.model import Article

TODAY = date(2024, 5, 1)


@pytest.fixture
def bucket(tmp_path: Path) -> Path:
    folder = tmp_path / "a bucket é"
    (folder / "2024" / ".hidden").mkdir(parents=True)
    record = json.dumps({"id": "a", "text": "Une escale.", "published": "2024-01-01"}) + "\n"
    (folder / "2024" / "day #1.jsonl").write_text(record)
    (folder / "2024" / ".hidden" / "no.jsonl").write_text(record)
    (folder / "2024" / "notes.pdf").write_bytes(b"%PDF-")
    (folder / "day.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    Ledger.create(folder / "ledger")
    (folder / "ledger" / "rejects.jsonl").write_text("{}\n")
    return folder


def test_the_files_below_a_folder_are_found_in_order(bucket: Path) -> None:
    names = [Path(open_path(file.uri)).name for file in remote_files(bucket.as_uri())]
    assert names == ["day #1.jsonl", "day.jsonl.gz"]
    assert [file.size for file in remote_files(bucket.as_uri())] == [
        (bucket / "2024" / "day #1.jsonl").stat().st_size,
        (bucket / "day.jsonl.gz").stat().st_size,
    ]


def open_path(uri: str) -> str:
    from pyarrow import fs

    _, path = fs.FileSystem.from_uri(uri)
    return str(path)


def test_articles_are_read_as_from_files(bucket: Path) -> None:
    meter = Meter.of([bucket.as_uri()])
    items = list(read_inputs([bucket.as_uri()], io.BytesIO(), today=TODAY, meter=meter))
    assert [item.id for item in items if isinstance(item, Article)] == ["a", "a"]
    assert meter.total == meter.done > 0


def test_a_parquet_file_can_be_read(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"id": ["p"], "text": ["Une escale."]}), tmp_path / "t.parquet")
    (item,) = read_inputs([(tmp_path / "t.parquet").as_uri()], io.BytesIO(), today=TODAY)
    assert isinstance(item, Article)
    assert item.id == "p"


@pytest.mark.parametrize(
    ("uri", "cause"),
    [
        ("file:///nowhere/day.jsonl", "no such file"),
        ("file://host/day.jsonl", "cannot be opened"),
        ("file:///tmp", "cannot be opened"),
    ],
)
def test_what_cannot_be_opened_is_an_error_in_its_place(uri: str, cause: str, tmp_path: Path) -> None:
    named = tmp_path.as_uri() if uri == "file:///tmp" else uri  # a folder in which there is nothing
    (error,) = read_inputs([named], io.BytesIO(), today=TODAY)
    assert isinstance(error, InputError)
    assert cause in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("place", "remote"),
    [
        ("s3://bucket/2024/", True),
        ("gs://bucket/a.warc.gz", True),
        ("file:///tmp/a.jsonl", True),
        ("https://vigie.example/a.html", False),
        ("archive/s3/a.jsonl", False),
        ("-", False),
    ],
)
def test_a_uri_is_told_from_a_path(place: str, remote: bool) -> None:
    assert is_remote(place) == remote


def test_keys_are_not_shown() -> None:
    secret = "s3://key:secret@bucket/a.jsonl?endpoint_override=store.example&scheme=http"
    assert shown(secret) == "s3://bucket/a.jsonl"
    assert shown("a@b/c?d#e.jsonl") == "a@b/c?d#e.jsonl"


def test_a_file_can_be_sought_in(bucket: Path) -> None:
    raw, size = open_remote((bucket / "2024" / "day #1.jsonl").as_uri())
    with io.BufferedReader(raw) as file:
        whole = file.read()
        assert len(whole) == size
        assert file.seek(-3, 2) == size - 3
        assert file.read() == whole[-3:]
        assert file.tell() == size


# A store that speaks S3


@pytest.fixture(scope="module")
def store() -> Iterator[ObjectStore]:
    line = (json.dumps({"id": "a", "text": "Une escale."}) + "\n").encode()
    objects = {
        "press/2023/day.jsonl": line,
        "press/2024/day #1.jsonl": line * 3,
        "press/2024/more/day.jsonl.gz": gzip.compress(line),
        "press/2024/.hidden/day.jsonl": line,
    }
    with ObjectStore(objects) as store:
        yield store


@pytest.mark.parametrize(
    ("path", "count"), [("press/2024", 4), ("press/2024/", 4), ("press", 5), ("press/2023/day.jsonl", 1)]
)
def test_articles_are_read_from_a_store(store: ObjectStore, path: str, count: int) -> None:
    meter = Meter.of([store.uri(path)])
    items = list(read_inputs([store.uri(path)], io.BytesIO(), today=TODAY, meter=meter))
    assert [item.id for item in items if isinstance(item, Article)] == ["a"] * count
    assert len(items) == count
    assert meter.done == meter.total


def test_what_a_store_does_not_have_is_an_error_that_shows_no_keys(store: ObjectStore) -> None:
    (error,) = read_inputs([store.uri("press/none.jsonl")], io.BytesIO(), today=TODAY)
    assert str(error) == "s3://press/none.jsonl: no such file; check the path"
