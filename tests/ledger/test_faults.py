"""What a ledger withstands: kills, a full disk, damaged files, several writers, readers meanwhile."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from invented_news import invented, reprint

from escale.errors import EscaleError, LedgerError
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.ledger.schema import Kind

_PROCESS = Path(__file__).with_name("adding_process.py")
_LONG = pytest.mark.slow


def started(ledger: Path, *ranges: tuple[int, int], batch: int = 4) -> list[subprocess.Popen[str]]:
    """A process for each range of articles (first, count), all adding from now on."""
    processes = []
    for first, count in ranges:
        words = [sys.executable, *map(str, (_PROCESS, ledger, first, count, batch))]
        made = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        processes.append(made)
    for process in processes:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return processes


def acknowledged(process: subprocess.Popen[str]) -> list[str]:
    """What the process has said to be in the ledger, to its end; a line cut short by a kill says nothing."""
    told, _ = process.communicate()
    return told.split("\n")[:-1]


def held(folder: Path) -> list[str]:
    """The articles of a ledger, under the names they came with."""
    view = Ledger.open(folder).view()
    return [stored.article.id for stored in view.articles()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "ledger"
    Ledger.create(place)
    return place


# Kills


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=_LONG)])
def test_a_kill_at_any_instant_loses_no_acknowledged_article_and_doubles_none(
    folder: Path, kills: int
) -> None:
    chance, promised = random.Random(f"kills {kills}"), []
    count = 100 * kills  # more than the processes have time for
    for number in range(kills):
        (process,) = started(folder, (0, count))
        time.sleep(chance.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        promised += acknowledged(process)
        assert process.returncode == -signal.SIGKILL
        twice = [article for article, times in Counter(held(folder)).items() if times > 1]
        assert not twice, f"after kill {number + 1}"
        assert set(promised) <= set(held(folder)), f"after kill {number + 1}"
    assert promised
    assert Ledger.open(folder).verify() == []
    acknowledged(*started(folder, (0, count), batch=100))
    assert sorted(held(folder)) == sorted(f"sheet-{number}" for number in range(count))
    assert Ledger.open(folder).verify() == []
    claims = [claim for number in range(count) for claim in invented(number).claims]
    assert Ledger.open(folder).info().claims == len(claims)


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def filled(ledger: Ledger) -> int:
    """How many articles a ledger took, fifty at a time, until it could take no more."""
    for start in range(0, 5_000, 50):
        try:
            ledger.add(map(invented, range(start, start + 50)))
        except LedgerError:
            return start
    pytest.fail("the disk never was full")


def test_a_full_disk_is_told_and_costs_nothing_that_was_added(small_disk: Path) -> None:
    place = small_disk / "ledger"
    ledger = Ledger.create(place)
    added = filled(ledger)
    with pytest.raises(LedgerError, match="no space left on the disk") as raised:
        ledger.add(map(invented, range(added, added + 500)))
    assert len(str(raised.value).splitlines()) == 1
    assert added
    again = Ledger.open(place)
    assert again.verify() == []
    assert sorted(held(place)) == sorted(f"sheet-{number}" for number in range(added))
    assert len(again.ties(on=date(2018, 1, 1))) > 0
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert ledger.add(map(invented, range(added, added + 50))).new == 50
    assert Ledger.open(place).verify() == []


# Damage


@pytest.fixture
def whole(folder: Path) -> Path:
    """A ledger with rows of every kind."""
    ledger = Ledger.open(folder)
    readings = list(map(invented, range(40)))
    ledger.add(readings)
    ledger.add([reprint(readings[14], "The Other Bulletin"), reprint(readings[19], "The Other Bulletin")])
    claim = ledger.claims(limit=1)[0]
    ledger.correct(CorrectionKind.REJECT, [claim.id], by="A. Nalyst", note="a test")
    assert ledger.verify() == []
    return folder


@pytest.mark.parametrize("kind", list(Kind))
def test_a_flipped_byte_in_a_data_file_is_found_and_named(whole: Path, kind: Kind) -> None:
    files = sorted(whole.glob(f"kind={kind}/*.parquet"))
    assert files
    for file in files:
        sound = file.read_bytes()
        for place in (4, len(sound) // 2, len(sound) - 9):
            flipped = bytearray(sound)
            flipped[place] ^= 1
            file.write_bytes(flipped)
            found = Ledger.open(whole).verify()
            assert [finding.place for finding in found] == [str(file)]
            assert "damaged" in found[0].cause
        file.write_bytes(sound)
    assert Ledger.open(whole).verify() == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_missing_data_file_is_found_and_named(whole: Path, kind: Kind) -> None:
    file = min(whole.glob(f"kind={kind}/*.parquet"))
    file.unlink()
    found = Ledger.open(whole).verify()
    assert [finding.place for finding in found] == [str(file)]
    assert "missing" in found[0].cause


def test_a_file_that_only_an_old_version_needs_is_looked_at_too(whole: Path) -> None:
    old = set(whole.glob("kind=link/*.parquet"))
    ledger = Ledger.open(whole)
    ledger.compact()
    assert ledger.verify() == []
    file = min(old)
    file.unlink()
    assert [finding.place for finding in Ledger.open(whole).verify()] == [str(file)]


def cut(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-20])


def flip(entry: Path) -> None:
    data = bytearray(entry.read_bytes())
    data[1] ^= 0x40
    entry.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink])
def test_a_damaged_entry_of_the_log_is_found_and_named(whole: Path, damage: Callable[[Path], None]) -> None:
    entry = sorted((whole / "_delta_log").glob("0*.json"))[1]
    damage(entry)
    found = Ledger.open(whole).verify()
    assert any(entry.name in finding.place or "version 1 " in finding.cause for finding in found)


# Several writers


@pytest.mark.parametrize("each", [20, pytest.param(500, marks=_LONG)])
def test_two_processes_add_all_of_both(folder: Path, each: int) -> None:
    writers = started(folder, (0, each), (each, each))
    told = [article for writer in writers for article in acknowledged(writer)]
    assert all(writer.returncode == 0 for writer in writers)
    assert sorted(told) == sorted(held(folder)) == sorted(f"sheet-{number}" for number in range(2 * each))
    assert Ledger.open(folder).verify() == []


@pytest.mark.parametrize("count", [20, pytest.param(300, marks=_LONG)])
def test_two_processes_add_the_same_articles_once(folder: Path, count: int) -> None:
    writers = started(folder, (0, count), (0, count))
    for writer in writers:
        assert sorted(acknowledged(writer)) == sorted(f"sheet-{number}" for number in range(count))
        assert writer.returncode == 0
    assert sorted(held(folder)) == sorted(f"sheet-{number}" for number in range(count))
    assert Ledger.open(folder).verify() == []


# Readers


@pytest.mark.parametrize("count", [60, pytest.param(600, marks=_LONG)])
def test_a_reader_sees_whole_articles_and_versions_that_only_grow(folder: Path, count: int) -> None:
    (writer,), seen = started(folder, (0, count), batch=3), []
    kept = Ledger.open(folder)
    while writer.poll() is None:
        for ledger in (kept, Ledger.open(folder)):
            view = ledger.view()
            seen.append(view.version)
            readings = view.dataset(Kind.READING).to_table(["reading_id", "article_id", "claim_count"])
            claims = view.dataset(Kind.CLAIM).to_table(["reading_id", "claim_id"])
            articles = view.dataset(Kind.ARTICLE).to_table(["article_id"])
            links = view.dataset(Kind.LINK).to_table(["claim_id"])
            assert sorted(articles.column(0).to_pylist()) == sorted(readings.column(1).to_pylist())
            assert counted(claims) == counts_of(readings)
            assert not set(claims.column(1).to_pylist()) ^ set(links.column(0).to_pylist())
    assert acknowledged(writer)
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert len(held(folder)) == count


def counted(claims: pa.Table) -> dict[str, int]:
    """Claims by reading."""
    return Counter(claims.column("reading_id").to_pylist())


def counts_of(readings: pa.Table) -> dict[str, int]:
    """The claims that each reading says it has, of those with any."""
    some = readings.filter(pc.field("claim_count") > 0)
    return dict(
        zip(some.column("reading_id").to_pylist(), some.column("claim_count").to_pylist(), strict=True)
    )


# Old versions


def answers(ledger: Ledger, version: int | None) -> list[object]:
    """What a ledger says at a version."""
    pair = Filter(states=("FRA", "RUS"))
    return [
        ledger.info(version=version).claims,
        ledger.claims(version=version),
        ledger.events(pair, version=version),
        ledger.ties(on=date(2018, 1, 1), version=version),
        ledger.ties("FRA", "RUS", on=date(2018, 1, 1), known=date(2017, 6, 1), version=version),
        ledger.sources(pair, version=version),
        ledger.sql("SELECT claim_id FROM claims ORDER BY claim_id", version=version).fetchall(),
    ]


def test_an_old_version_answers_the_same_after_later_writes_and_after_compacting(folder: Path) -> None:
    ledger = Ledger.open(folder)
    said: dict[int, list[object]] = {}
    for start in range(0, 60, 20):
        ledger.add(map(invented, range(start, start + 20)))
        version = ledger.view().version
        said[version] = answers(ledger, None)
        assert answers(ledger, version) == said[version]
    claim = ledger.claims(limit=1)[0]
    ledger.correct(CorrectionKind.REJECT, [claim.id], by="A. Nalyst", note="a test")
    said[ledger.view().version] = answers(ledger, None)
    said[ledger.compact()] = answers(ledger, None)
    ledger.add([reprint(invented(14), "The Other Bulletin")])
    assert len({str(told) for told in list(said.values())[:-1]}) == len(said) - 1
    for one in (ledger, Ledger.open(folder)):
        for version, told in said.items():
            assert answers(one, version) == told, f"version {version}"
        with pytest.raises(EscaleError, match="no such version"):
            one.info(version=99)


def test_a_checkpoint_that_fails_loses_nothing(tmp_path: Path) -> None:
    """Every hundredth commit is followed by a checkpoint: where that cannot be written, the commit holds."""
    ledger = Ledger.create(tmp_path / "ledger")
    log = tmp_path / "ledger" / "_delta_log"
    for version in (98, 99, 100, 101):
        (log / f"{version:020}.checkpoint.parquet").mkdir()
    for number in range(110):
        ledger.add([invented(number)])
    assert ledger.info().articles == 110
    assert ledger.view().version == 110
