"""What finding reprints costs in a large ledger: to start, in memory, and for each batch of new articles.

    python -m benchmarks.kin_index [--articles 2000000] [--folder DIR]

The articles are rows with ids, days of ten years and sketches, without texts: every twentieth is a version
of an earlier one. **First start** reads all sketches from the ledger and puts the shelf beside it; **next
start** is that of a process that finds the shelf. A **batch** is 32 new articles, of which one in eight is a
version of one that is there: looked for in the ledger, compared with it, and taken in; once all of the last
day, as a stream brings them, and once of days drawn from all ten years, as an archive may. Writing the batch
to the ledger is not counted. Each figure is of a process of its own; memory is what the process has for
itself (RssAnon) and, beside, what it has mapped of files (RssFile), which the system takes back when it needs
it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from escale.ledger.kin.following import KinFollower
from escale.ledger.kin.shelf import Shelf
from escale.ledger.kin.sketch import BINS, TYPE, WIDTH
from escale.ledger.rows import StoredArticle
from escale.ledger.schema import SCHEMAS, Kind
from escale.ledger.store.delta import DeltaStore
from escale.model import Article

__all__ = ["main"]

_FILE = 100_000  # articles of a commit
_BATCH = 32
_BATCHES = 200
_OF = 5_000  # articles of which new ones are versions
_SHINGLES = 350
_CHANGED = 0.3  # most bins of a version that differ from its original
_FIRST, _DAYS = date(2016, 1, 1), 3_650
_VERSIONS = 20  # one in so many articles is a version of an earlier one, and
_NEW_VERSIONS = 8  # of new ones


class _Invention:
    """Sketches drawn by chance, in order of their number, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)

    def drawn(self, count: int, one_in: int, earlier: NDArray[np.uint16] | None) -> NDArray[np.uint16]:
        """That many, of which one in so many is a version of an ``earlier`` one, or else of these."""
        made = self._rng.integers(0, 0xFFFE, (count, WIDTH), dtype=TYPE)
        made[:, BINS:] = _SHINGLES, 0
        of = made if earlier is None else earlier
        for place in range(one_in, count, one_in):
            made[place] = of[self._rng.integers(0, place if earlier is None else len(of))]
            changed = self._rng.random(BINS) < self._rng.uniform(0, _CHANGED)
            made[place, :BINS][changed] = self._rng.integers(0, 0xFFFE, changed.sum(), dtype=TYPE)
        return made

    def days(self, count: int) -> list[date]:
        """As many days of the ten years."""
        return [_FIRST + timedelta(days=int(day)) for day in self._rng.integers(0, _DAYS, count)]


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description="What finding reprints costs in a large ledger.")
    parser.add_argument("--articles", type=int, default=2_000_000)
    parser.add_argument("--folder", type=Path, help="where the ledger is made, or is from an earlier run")
    parser.add_argument("--phase", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.phase:
        print(json.dumps(_measured(options.folder, options.phase)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch) / "ledger"
        if not folder.exists():
            build(folder, options.articles)
        print(f"| {options.articles:,} articles | seconds | own memory, MB | mapped, MB |")
        print("| --- | --- | --- | --- |")
        for phase in ("first start", "next start", "batches of the last day", "batches of all days"):
            words = [sys.executable, "-m", "benchmarks.kin_index", "--folder", str(folder), "--phase", phase]
            told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
            figures = json.loads(told)
            print(f"| {phase} | {figures['seconds']} | {figures['own']:.0f} | {figures['mapped']:.0f} |")
        size = sum(path.stat().st_size for path in Shelf.beside(folder).folder.rglob("*") if path.is_file())
        print(f"\nthe shelf: {size / 1e6:.0f} MB, {size / options.articles:.0f} bytes an article")


def build(folder: Path, count: int) -> None:
    """A ledger that has so many articles and nothing else."""
    store = DeltaStore.create(folder)
    invention = _Invention(0)
    for version, start in enumerate(range(0, count, _FILE)):
        size = min(_FILE, count - start)
        sketches = invention.drawn(size, _VERSIONS, None)
        columns = {name: pa.nulls(size, field.type) for name, field in _fields()}
        columns["article_id"] = pa.array([_id(start + place) for place in range(size)])
        columns["known"] = pa.array(invention.days(size))
        columns["sketch"] = pa.array([sketched.tobytes() for sketched in sketches], pa.binary())
        rows = pa.table(columns, schema=SCHEMAS[Kind.ARTICLE])
        store.append({Kind.ARTICLE: rows}, after=version, note="invented")


def _measured(folder: Path, phase: str) -> dict[str, object]:
    store = DeltaStore.open(folder)
    shelf = Shelf.beside(folder)
    start = time.perf_counter()
    follower = KinFollower(store, shelf)
    follower.follow(store.snapshot())
    if phase == "first start":
        follower.save()
    seconds = f"{time.perf_counter() - start:.2f}"
    if phase.startswith("batches"):
        spent = []
        for batch in _batches(store, phase.endswith("all days")):
            start = time.perf_counter()
            follower.held([article.id for article in batch])
            follower.of(batch)
            follower.settled()
            spent.append(1_000 * (time.perf_counter() - start))
        quantiles = statistics.quantiles(spent, n=20)
        seconds = f"{statistics.median(spent):.1f} ms a batch (p95 {quantiles[-1]:.1f})"
    return {"seconds": seconds, "own": _memory("RssAnon"), "mapped": _memory("RssFile")}


def _batches(store: DeltaStore, all_days: bool) -> Iterator[list[StoredArticle]]:
    invention = _Invention(1)
    known = _Invention(0).drawn(min(_FILE, store.snapshot().rows(Kind.ARTICLE)), _VERSIONS, None)[:_OF].copy()
    for number in range(_BATCHES):
        sketches = invention.drawn(_BATCH, _NEW_VERSIONS, known)
        days = invention.days(_BATCH) if all_days else [_FIRST + timedelta(days=_DAYS)] * _BATCH
        yield [
            StoredArticle(_id(-1 - number * _BATCH - place), Article("", ""), day, sketched.tobytes())
            for place, (day, sketched) in enumerate(zip(days, sketches, strict=True))
        ]


def _fields() -> Iterator[tuple[str, pa.Field]]:
    return ((field.name, field) for field in SCHEMAS[Kind.ARTICLE])


def _id(number: int) -> str:
    return "a" + sha256(str(number).encode()).hexdigest()[:24]


def _memory(name: str) -> float:
    """Megabytes that this process has now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
