"""Segments on a shelf: whole, found again, merged, swept, and no index rather than a damaged one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from versions_made import rows_made

from escale.ledger.kin import shelf as shelving
from escale.ledger.kin.articles import Articles
from escale.ledger.kin.segment import Segment
from escale.ledger.kin.shelf import Coverage, Shelf

ROWS = rows_made(11, 120)
COVERAGE = Coverage(4, "aa", frozenset({"one.parquet", "two.parquet"}))
NONE = Articles.of([])


def some(start: int, stop: int) -> Articles:
    return Articles.of(ROWS[start:stop])


def told(segments: tuple[Segment, ...]) -> list[tuple[bytes, int, bytes]]:
    """What the articles of segments are, in order of id."""
    found = []
    for articles in (segment.articles for segment in segments):
        rows = zip(articles.ids.tolist(), articles.days.tolist(), articles.sketches, strict=True)
        found += [(identity, day, sketch.tobytes()) for identity, day, sketch in rows]
    return sorted(found)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "kin")


def test_nothing_is_on_a_new_shelf(shelf: Shelf) -> None:
    assert shelf.load() is None
    assert not shelf.folder.exists()
    assert shelf.damaged() == []


def test_what_is_saved_is_loaded(shelf: Shelf) -> None:
    segments = shelf.save(COVERAGE, (), some(0, 50))
    saved = shelf.load()
    assert saved is not None
    assert saved.coverage == COVERAGE
    whole = [(i.encode(), d.toordinal() if d else -30, s) for i, d, s in ROWS[:50]]
    assert told(saved.segments) == told(segments) == sorted(whole)
    for segment in saved.segments:
        assert (np.diff(segment.days) >= 0).all()
        assert (np.diff(segment.cells, axis=0) > 0).any()


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([10], [10]),
        ([10, 10], [20]),
        ([60, 10], [60, 10]),
        ([60, 10, 10], [60, 20]),
        ([60, 10, 10, 10, 10, 10], [100, 10]),
        ([60, 20, 10, 5], [60, 20, 10, 5]),
        ([50, 0], [50]),
        ([60, 10, 0], [60, 10]),
    ],
)
def test_segments_of_like_size_become_one(shelf: Shelf, sizes: list[int], kept: list[int]) -> None:
    segments: tuple[Segment, ...] = ()
    start = 0
    for size in sizes:
        segments = shelf.save(COVERAGE, segments, some(start, start + size))
        start += size
    assert [len(segment) for segment in segments] == kept
    assert [identity for identity, _, _ in told(segments)] == sorted(row[0].encode() for row in ROWS[:start])


def test_no_segment_grows_without_end(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_LARGEST", 25)
    segments: tuple[Segment, ...] = ()
    for start in range(0, 60, 10):
        segments = shelf.save(COVERAGE, segments, some(start, start + 10))
    assert [len(segment) for segment in segments] == [20, 20, 20]


def test_the_same_articles_make_the_same_files(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        Shelf(folder).save(COVERAGE, (), some(0, 90))
    names = [sorted(path.relative_to(folder) for path in folder.rglob("*")) for folder in folders]
    assert names[0] == names[1]
    files = [name for name in names[0] if name.parent.name]
    assert {name.name for name in files} == set(FILES)
    assert all((folders[0] / name).read_bytes() == (folders[1] / name).read_bytes() for name in files)


Damage = Callable[[Path], object]


def _cut(name: str) -> Damage:
    def cut(folder: Path) -> None:
        (path,) = folder.glob(f"*/{name}")
        path.write_bytes(path.read_bytes()[:-1])

    return cut


def _without(name: str) -> Damage:
    return lambda folder: next(iter(folder.glob(f"*/{name}"))).unlink()


def _index(change: Callable[[dict[str, object]], object]) -> Damage:
    def damage(folder: Path) -> None:
        index = json.loads((folder / "index.json").read_text())
        change(index)
        (folder / "index.json").write_text(json.dumps(index))

    return damage


FILES = ["cells", "days", "entries", "ids", "ranks", "sketches"]


@pytest.mark.parametrize(
    "damage",
    [
        *(_cut(name) for name in FILES),
        *(_without(name) for name in FILES),
        lambda folder: (folder / "index.json").write_text("{"),
        lambda folder: (folder / "index.json").write_bytes(b"\xff\x00"),
        lambda folder: (folder / "index.json").write_text("[]"),
        lambda folder: (folder / "index.json").unlink(),
        _index(lambda index: index.update(format=2)),
        _index(lambda index: index.pop("history")),
        _index(lambda index: index.update(segments=[{}])),
        _index(lambda index: index.update(segments=3)),
        _index(lambda index: index["segments"][0].update(width=0)),  # type: ignore[index]
        _index(lambda index: index["segments"][0]["files"].update(ids=[0, ""])),  # type: ignore[index]
    ],
)
def test_a_damaged_index_is_none_and_is_made_anew(shelf: Shelf, damage: Damage) -> None:
    shelf.save(COVERAGE, (), some(0, 40))
    damage(shelf.folder)
    assert shelf.load() is None
    shelf.save(COVERAGE, (), some(0, 30))
    saved = shelf.load()
    assert saved is not None
    assert len(saved.segments[0]) == 30


@pytest.mark.parametrize("name", FILES)
def test_damage_that_no_length_tells_is_found_by_looking(shelf: Shelf, name: str) -> None:
    (segment,) = shelf.save(COVERAGE, (), some(0, 40))
    assert shelf.damaged() == []
    path = shelf.folder / segment.name / name
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)
    assert shelf.damaged() in ([path], [])  # not even used, if it shows
    assert shelf.load() is None or shelf.damaged() == [path]


def test_what_no_index_names_stays_a_while(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = shelf.save(COVERAGE, (), some(0, 40))
    (shelf.folder / "making-old").mkdir()
    (second,) = shelf.save(COVERAGE, (first,), some(40, 80))
    there = {path.name for path in shelf.folder.iterdir()}
    assert there == {first.name, second.name, "making-old", "index.json"}
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 4_000)
    shelf.save(COVERAGE, (second,), NONE)
    assert {path.name for path in shelf.folder.iterdir()} == {second.name, "index.json"}
    assert first.holds(first.ids).all()  # mapped, so still there for who has it


def test_a_shelf_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "kin").write_text("in the way")
    with pytest.raises(OSError, match="kin"):
        Shelf(tmp_path / "kin").save(COVERAGE, (), some(0, 10))
