"""A run in a Ray cluster makes the ledger that a run on this machine makes, whatever dies meanwhile."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from adding_run import DEADLY, slow_reader
from invented import OFF, ON, lines, record

from escale.cli import main
from escale.engine.ray import driving
from escale.ledger.ledger import Ledger

_HERE = Path(__file__).parent
_READER = "ray::MapWorker"  # the process of an actor that reads
_PATH = os.pathsep.join([str(_HERE), str(_HERE.parent)])


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two workers, started for these tests."""
    ray = pytest.importorskip("ray")
    before = {name: os.environ.get(name) for name in ("PYTHONPATH", "RAY_USAGE_STATS_ENABLED")}
    os.environ |= {"PYTHONPATH": _PATH, "RAY_USAGE_STATS_ENABLED": "0"}
    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        object_store_memory=100 << 20,
    )
    try:
        yield ray.get_runtime_context().gcs_address
    finally:
        ray.shutdown()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """Files with all that may happen: articles set aside, versions in other files, repetitions, damage."""
    chance = random.Random("stream")
    folder = tmp_path / "stream"
    folder.mkdir()
    for file in range(8):
        some = [
            record(
                number := chance.randrange(1_000),
                (ON, OFF, f"{ON} Une autre escale suit.")[number % 3],
                url=f"https://vigie.example/{number % 700}",
            )
            for _ in range(200)
        ]
        lines(folder / f"{file}.jsonl", some)
    (folder / "damaged.jsonl").write_text("{\n")
    (folder / "empty.txt").write_text("")
    return folder


def exported(folder: Path) -> list[str]:
    return sorted(map(repr, Ledger.open(folder).records()))


def add(folder: Path, *arguments: str | Path, seconds: float = 0.0) -> int:
    return main(
        ["add", *map(str, arguments), "--ledger", str(folder)], make_reader=partial(slow_reader, seconds)
    )


def test_the_ledger_is_that_of_a_local_run(
    address: str, stream: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert add(here, stream) == 2
    local, _ = capfd.readouterr()
    assert add(there, stream, "--engine", "ray", "--address", address) == 2
    out, err = capfd.readouterr()
    assert exported(there) == exported(here)
    told, expected = json.loads(out), json.loads(local)
    for key in ("read", "superseded", "other_matters", "rejected", "claims"):
        assert told[key] == expected[key], key
    assert all(line.startswith("escale: ") for line in err.splitlines()), err
    assert err.count("damaged.jsonl:1: not JSON") == 1
    rejects = [json.loads(line)["place"] for line in (there / "rejects.jsonl").read_text().splitlines()]
    assert sorted(rejects) == [str(stream / "damaged.jsonl") + ":1", str(stream / "empty.txt")]
    assert Ledger.open(there).verify() == []


@pytest.mark.slow
def test_a_second_run_adds_nothing(
    address: str, stream: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ledger"
    assert add(folder, stream) == 2
    local, _ = capfd.readouterr()
    before = exported(folder)
    assert add(folder, stream, "--engine", "ray", "--address", address) == 2
    out, _ = capfd.readouterr()
    told, expected = json.loads(out), json.loads(local)
    assert (told["read"], told["unchanged"]) == (0, expected["read"] + expected["unchanged"])
    assert exported(folder) == before


def started(folder: Path, stream: Path, *arguments: str, seconds: float = 0.01) -> subprocess.Popen[str]:
    words = [str(seconds), "add", str(stream), "--ledger", str(folder), "--engine", "ray", *arguments]
    return subprocess.Popen(
        [sys.executable, str(_HERE / "adding_run.py"), *words],
        env=os.environ | {"PYTHONPATH": _PATH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def workers() -> list[int]:
    """The processes that read."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if (place / "cmdline").read_text().startswith(_READER):
                found.append(int(place.name))
        except OSError:
            continue
    return found


def waited(what: str, holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def articles(folder: Path) -> int:
    return len(list(Ledger.open(folder).view().articles())) if (folder / "_delta_log").is_dir() else 0


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(address: str, stream: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    add(here, stream)
    process = started(there, stream, "--address", address)
    waited("nothing was added", lambda: articles(there) > 0)
    os.kill(workers()[0], signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 2, err
    assert all(line.startswith("escale: ") for line in err.splitlines()), err
    assert len(out.splitlines()) == 1
    assert exported(there) == exported(here)
    assert Ledger.open(there).verify() == []


@pytest.mark.slow
@pytest.mark.parametrize("own", [False, True])
def test_a_run_that_is_killed_goes_on_where_it_was(
    request: pytest.FixtureRequest, stream: Path, tmp_path: Path, own: bool
) -> None:
    where = ["--jobs", "2"] if own else ["--address", request.getfixturevalue("address")]
    here, there = tmp_path / "here", tmp_path / "there"
    add(here, stream)
    process = started(there, stream, *where)
    waited("nothing was added", lambda: articles(there) > 0)
    process.kill()
    process.communicate()
    waited("its workers live on", lambda: not workers())
    left = articles(there)
    assert 0 < left < articles(here)
    assert Ledger.open(there).verify() == []
    process = started(there, stream, *where, seconds=0.0)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 2, err
    assert json.loads(out)["read"] == articles(here) - left
    assert exported(there) == exported(here)
    assert Ledger.open(there).verify() == []
    waited("a worker outlives the run", lambda: not workers())


@pytest.mark.slow
def test_an_input_that_kills_each_worker_ends_the_run(address: str, stream: Path, tmp_path: Path) -> None:
    lines(stream / "deadly.jsonl", [record(1_000, f"Une {DEADLY}.")])
    process = started(tmp_path / "there", stream, "--address", address, seconds=0.0)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 2
    assert out == ""
    assert err.splitlines()[-1].startswith("escale: the Ray run broke off (")
    assert Ledger.open(tmp_path / "there").verify() == []


@pytest.mark.slow
def test_a_ledger_that_cannot_be_written_is_one_line(
    address: str, stream: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "there"
    assert add(there, stream / "0.jsonl") == 0
    (there / "kind=article").rename(there / "elsewhere")
    (there / "kind=article").write_text("in the way")
    capfd.readouterr()
    assert add(there, stream / "1.jsonl", "--engine", "ray", "--address", address) == 2
    out, err = capfd.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert str(there) in line
    assert "; run: escale ledger verify" in line


def test_a_cluster_that_is_not_there_is_one_line(
    stream: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert add(tmp_path / "there", stream, "--engine", "ray", "--address", "127.0.0.1:9") == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[-1].startswith("escale: --address 127.0.0.1:9: no Ray cluster to work with (")


def test_without_ray_it_is_said_how_to_get_it(
    stream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(driving, "find_spec", lambda name: None)
    assert add(tmp_path / "there", stream, "--engine", "ray") == 2
    assert capsys.readouterr().err == "escale: ray is not installed; run: pip install 'escale[ray]'\n"
    assert not (tmp_path / "there").exists()
