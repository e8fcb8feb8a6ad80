from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from escale.errors import UsageError
from escale.ingest.feeds.resting import Rest
from escale.ingest.feeds.state import FeedMemory, KnownRobots, WatchState, state_path

NOW = datetime(2021, 3, 4, 12, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def full() -> WatchState:
    memory = FeedMemory({"If-None-Match": '"1"'}, {"b": "2", "a": "1"}, {"c": 1})
    return WatchState(
        {"https://vigie.example/rss": memory},
        {"vigie.example": Rest(2, NOW + HOUR)},
        {"https://vigie.example": KnownRobots("User-agent: *\n", NOW + HOUR)},
    )


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.watch.json"
    full().save(path, NOW)
    first = path.read_bytes()
    loaded, damage = WatchState.load(path)
    assert (loaded, damage) == (full(), None)
    assert list(loaded.feeds["https://vigie.example/rss"].seen) == ["b", "a"]
    loaded.save(path, NOW)
    assert path.read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert WatchState.load(tmp_path / "none") == (WatchState(), None)


def test_what_a_round_learnt_counts_once_it_is_settled(tmp_path: Path) -> None:
    state = WatchState()
    state.learn("https://vigie.example/rss", FeedMemory(seen={"a": "1"}))
    state.save(tmp_path / "state", NOW)
    assert WatchState.load(tmp_path / "state")[0].feeds == {}
    state.settle()
    state.save(tmp_path / "state", NOW)
    assert WatchState.load(tmp_path / "state")[0].feeds == {
        "https://vigie.example/rss": FeedMemory(seen={"a": "1"})
    }


def test_what_has_passed_or_is_large_is_not_kept(tmp_path: Path) -> None:
    state = WatchState(
        rests={"old": Rest(1, NOW - timedelta(days=31)), "new": Rest(3, NOW - timedelta(days=29))},
        robots={
            "old": KnownRobots("", NOW),
            "large": KnownRobots("#" * 40_000, NOW + HOUR),
            "new": KnownRobots("", NOW + HOUR),
        },
    )
    state.save(tmp_path / "state", NOW)
    loaded = WatchState.load(tmp_path / "state")[0]
    assert (list(loaded.rests), list(loaded.robots)) == (["new"], ["new"])
    assert "large" in state.robots


def saved() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        full().save(Path(folder, "state"), NOW)
        return Path(folder, "state").read_bytes()


def changed(*path: str, to: Any) -> bytes:
    record: Any = json.loads(saved())
    inner = record
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return json.dumps(record).encode()


FEED = ("feeds", "https://vigie.example/rss")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        b"\xff\xfe",
        saved()[:-20],
        changed("form", to=2),
        changed("feeds", to=[]),
        changed(*FEED, to=3),
        changed(*FEED, "seen", to={"a": "1"}),
        changed(*FEED, "seen", to=[["a"]]),
        changed(*FEED, "seen", to=[["a", 3]]),
        changed(*FEED, "tries", to={"a": "1"}),
        changed(*FEED, "validators", to={"If-None-Match": "\r\nHost: x"}),
        changed(*FEED, "validators", to={"If-None-Match": "é"}),
        changed("rests", "vigie.example", "until", to="soon"),
        changed("rests", "vigie.example", "until", to="2021-03-04T12:00:00"),
        changed("rests", "vigie.example", "failures", to=None),
        changed("robots", "https://vigie.example", "text", to=None),
    ],
)
def test_a_damaged_file_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "state"
    path.write_bytes(data)
    state, damage = WatchState.load(path)
    assert state == WatchState()
    assert damage is not None
    assert damage.startswith(f"{path}: damaged")


def test_a_file_that_cannot_be_read_or_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x").touch()
    with pytest.raises(UsageError, match="cannot be read"):
        WatchState.load(tmp_path / "folder")
    with pytest.raises(UsageError, match="cannot be written"):
        WatchState().save(tmp_path / "folder", NOW)
    with pytest.raises(UsageError, match="cannot be written"):
        WatchState().save(tmp_path / "folder" / "x" / "state", NOW)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder"]


@pytest.mark.parametrize("named", ["ledger", "ledger/", "./ledger", "."])
def test_the_file_lies_beside_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    folder = tmp_path / "ledger"
    folder.mkdir()
    monkeypatch.chdir(folder if named == "." else tmp_path)
    assert state_path(Path(named)) == tmp_path / "ledger.watch.json"
