"""What a run withstands: kills of it and of its processes, Ctrl-C."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from invented import OFF, ON, lines, record

from escale.ledger.ledger import Ledger

_PROCESS = Path(__file__).with_name("adding_run.py")
_COUNT = 200


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    texts = [ON, OFF, f"{ON} Une autre escale suit."]
    return lines(tmp_path / "day.jsonl", (record(number, texts[number % 3]) for number in range(_COUNT)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


@pytest.fixture
def running() -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _hears_interruptions() -> None:
    # A shell that runs the tests in the background has them, and all that they start, ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(
    running: list[subprocess.Popen[str]], folder: Path, stream: Path, seconds: float = 0.005, jobs: int = 2
) -> subprocess.Popen[str]:
    words = [str(seconds), "add", str(stream), "--ledger", str(folder), "--jobs", str(jobs)]
    process = subprocess.Popen(
        [sys.executable, str(_PROCESS), *words],
        env=os.environ | {"PYTHONPATH": str(_PROCESS.parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_hears_interruptions,
    )
    running.append(process)
    return process


def children(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it started and that run Python's own work for others."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            line = (place / "cmdline").read_text()
        except (OSError, ValueError):
            continue
        if parent == process.pid and "spawn_main" in line:
            found.append(int(place.name))
    return found


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def waited(what: str, holds: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until something holds; what goes wrong if it never does is named."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def articles(folder: Path) -> int:
    try:
        return Ledger.open(folder).info().articles
    except Exception:  # it is being made
        return 0


def has_added(process: subprocess.Popen[str], folder: Path, before: int) -> bool:
    return articles(folder) > before or process.poll() is not None


def held(folder: Path) -> list[str]:
    return [stored.article.id for stored in Ledger.open(folder).view().articles()]


def whole() -> list[str]:
    return sorted(f"r{number}" for number in range(_COUNT) if number % 3 != 1)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("kills", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_a_kill_loses_nothing_and_doubles_nothing(
    folder: Path, stream: Path, running: list[subprocess.Popen[str]], jobs: int, kills: int
) -> None:
    chance = random.Random(f"kills {jobs} {kills}")
    for _ in range(kills):
        process = started(running, folder, stream, jobs=jobs)
        before = articles(folder) if folder.exists() else 0
        waited("nothing was added", partial(has_added, process, folder, before))
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()
        there = held(folder)
        assert [one for one, times in Counter(there).items() if times > 1] == []
        assert len(there) >= before
        if len(there) == len(whole()):
            break
    assert Ledger.open(folder).verify() == []
    process = started(running, folder, stream, jobs=jobs)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    told = json.loads(out)
    assert told["read"] + told["unchanged"] == len(whole())
    assert sorted(held(folder)) == whole()
    assert Ledger.open(folder).verify() == []
    other = folder.with_name("other")
    started(running, other, stream, seconds=0).communicate(timeout=120)
    assert list(Ledger.open(folder).records()) == list(Ledger.open(other).records())


def test_no_process_outlives_a_run_that_was_killed(
    folder: Path, stream: Path, running: list[subprocess.Popen[str]]
) -> None:
    process = started(running, folder, stream)
    waited("nothing was added", partial(has_added, process, folder, 0))
    left = children(process)
    assert len(left) == 2
    process.kill()
    process.wait()
    waited("a process lives on", lambda: not any(map(is_alive, left)), 20)


def test_a_reading_process_that_dies_is_told_in_a_line(
    folder: Path, stream: Path, running: list[subprocess.Popen[str]]
) -> None:
    process = started(running, folder, stream, seconds=0.05)
    waited("nothing was added", partial(has_added, process, folder, 0))
    os.kill(children(process)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == ""
    (line,) = [one for one in err.splitlines() if "a new ledger" not in one]
    assert line.startswith("escale: a reading process died")
    assert Ledger.open(folder).verify() == []


@pytest.mark.parametrize("after", [0.3, None])
def test_an_interruption_is_one_line(
    folder: Path, stream: Path, running: list[subprocess.Popen[str]], after: float | None
) -> None:
    process = started(running, folder, stream, seconds=0.02)
    if after is None:
        waited("nothing was added", partial(has_added, process, folder, 0))
    else:
        waited("no processes", lambda: len(children(process)) == 2)
        time.sleep(after)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert [one for one in err.splitlines() if "a new ledger" not in one] == ["escale: interrupted"]
