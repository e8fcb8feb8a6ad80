from __future__ import annotations

import json
from pathlib import Path

import pytest

from escale.errors import InputError, UsageError
from escale.ingest.rejects import Rejects

FIRST = InputError("day.jsonl:3", "a record without text", "give one")
SECOND = InputError("étude.txt", "empty", "write\nit")


def test_each_is_a_line_and_comes_once(tmp_path: Path) -> None:
    place = tmp_path / "rejects.jsonl"
    for _ in range(2):
        rejects = Rejects(place)
        for error in (FIRST, SECOND, FIRST):
            rejects.add(error)
    lines = place.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"place": "day.jsonl:3", "cause": "a record without text", "remedy": "give one"},
        {"place": "étude.txt", "cause": "empty", "remedy": "write\nit"},
    ]
    assert "étude" in lines[1]


def test_without_a_reject_there_is_no_file(tmp_path: Path) -> None:
    Rejects(tmp_path / "rejects.jsonl")
    assert not list(tmp_path.iterdir())


def test_a_line_that_a_killed_run_left_half_written_is_ended(tmp_path: Path) -> None:
    place = tmp_path / "rejects.jsonl"
    place.write_bytes(b'{"place": "da')
    Rejects(place).add(FIRST)
    assert place.read_bytes().splitlines()[0] == b'{"place": "da'
    assert json.loads(place.read_bytes().splitlines()[1])["place"] == "day.jsonl:3"


def test_two_runs_at_once_do_not_write_over_each_other(tmp_path: Path) -> None:
    place = tmp_path / "rejects.jsonl"
    one, other = Rejects(place), Rejects(place)
    one.add(FIRST)
    other.add(SECOND)
    one.add(InputError("c", "d", "e"))
    assert len(place.read_bytes().splitlines()) == 3


def test_a_name_that_is_no_text_is_written_all_the_same(tmp_path: Path) -> None:
    place = tmp_path / "rejects.jsonl"
    Rejects(place).add(InputError("caf\udce9.txt", "empty", "x"))
    assert json.loads(place.read_text(encoding="utf-8"))["place"] == "caf?.txt"


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the rejects cannot be written"):
        Rejects(tmp_path / "no" / "rejects.jsonl").add(FIRST)
    with pytest.raises(UsageError, match="no space left on device"):
        Rejects(Path("/dev/full")).add(FIRST)
