"""What a second reading process gains: the same articles into a ledger with one and with two.

    OMP_NUM_THREADS=1 python -m benchmarks.jobs [--articles 600] [--jobs 2] [--no-triage] [--rounds 1]

The articles are the first of the mixed stream `orange-6000`. Each run is the whole command in a process of
its own, from start to end, on an empty ledger; runs take turns, and the best of each counts. Memory is
the largest resident set of all processes of a run together, looked at every half second. What the ledgers
export must be equal, byte by byte. Where less than as many processors are busy as there are jobs, other work
took them, or jobs waited for one another.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.places import mixed_stream

__all__ = ["main"]

_PAUSE = 0.5
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its seconds, those of processors, most bytes in memory, SHA-256 of what its ledger exports."""

    seconds: float
    busy: float
    memory: int
    digest: str


def excerpt(stream: Path, articles: int, to: Path) -> None:
    """The first articles of a stream, in a file of their own."""
    with gzip.open(stream, "rt", encoding="utf-8") as lines, to.open("w", encoding="utf-8") as file:
        file.writelines(islice(lines, articles))


def measured(source: Path, ledger: Path, words: Sequence[str]) -> Run:
    """A run of ``escale add`` into a new ledger."""
    escale = [sys.executable, "-m", "escale"]
    began = time.perf_counter()
    process = subprocess.Popen([*escale, "add", str(source), "--ledger", str(ledger), *words])
    memory = 0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        memory = max(memory, _resident(process.pid))
        time.sleep(_PAUSE)
    seconds, busy = time.perf_counter() - began, ended[2].ru_utime + ended[2].ru_stime
    if code := os.waitstatus_to_exitcode(ended[1]):
        raise SystemExit(f"escale add ended with {code}")
    exported = subprocess.run(
        [*escale, "export", "--as", "jsonl", "--ledger", str(ledger)], capture_output=True, check=True
    ).stdout
    return Run(seconds, busy, memory, hashlib.sha256(exported).hexdigest())


def _resident(root: int) -> int:
    """Bytes in memory of a process and all below it."""
    pages: dict[int, int] = {}
    parents: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            pages[int(place.name)] = int((place / "statm").read_text().split()[1])
        except (OSError, ValueError):
            continue
    mine = {root}
    while more := {child for child, parent in parents.items() if parent in mine} - mine:
        mine |= more
    return _PAGE * sum(pages.get(process, 0) for process in mine)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--no-triage", action="store_true")
    options = parser.parse_args(argv)
    words = ["--no-triage"] if options.no_triage else []
    runs: dict[int, list[Run]] = {1: [], options.jobs: []}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "stream.jsonl"
        excerpt(mixed_stream(), options.articles, source)
        for number in range(options.rounds):
            for jobs in runs:
                ledger = Path(folder) / f"ledger-{jobs}-{number}"
                runs[jobs].append(measured(source, ledger, [*words, "--jobs", str(jobs)]))
    if len({run.digest for made in runs.values() for run in made}) > 1:
        raise SystemExit("the exports differ")
    best = {jobs: min(run.seconds for run in made) for jobs, made in runs.items()}
    for jobs, made in runs.items():
        rate, memory = options.articles / best[jobs], max(run.memory for run in made) / 1e6
        busy = min(run.busy for run in made)
        print(f"{jobs} job(s): {best[jobs]:.1f} s, {rate:.1f} articles/s, {memory:.0f} MB; ", end="")
        print(f"{busy:.1f} s of processor time, {busy / best[jobs]:.2f} processors busy")
    print(f"ratio {best[1] / best[options.jobs]:.2f}; exports equal")


if __name__ == "__main__":
    main()
