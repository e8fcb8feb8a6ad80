"""Where the time of reading with triage goes.

    OMP_NUM_THREADS=1 python -m benchmarks.steps [--articles 3000]

The first articles of the mixed stream, each step of the reader timed as it is called; what is left over is
parsing. The pipeline works on batches between the steps, so that it is the rest of the time and not a call.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from benchmarks.places import mixed_stream
from benchmarks.speed import stream
from escale.reader.reader import Reader

__all__ = ["main"]

_STEPS = {
    "_check": "language",
    "triage": "triage",
    "_parties": "parties",
    "_anaphors": "parties",
    "_flags": "parties",
    "_people": "people",
    "_titles": "people",
    "_places": "places",
    "_times": "times",
    "_equipment": "equipment",
    "_sources": "sources",
    "_matters": "matters",
    "_standing": "standing",
    "_casting": "claims",
    "_timing": "claims",
    "_appraiser": "trust",
}


def timed(work: Callable[..., Any], step: str, seconds: Counter[str]) -> Callable[..., Any]:
    """A call that adds its time to its step's."""

    def call(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*arguments, **named)
        finally:
            seconds[step] += time.perf_counter() - start  # type: ignore[assignment]

    return call


def main(argv: Sequence[str] | None = None) -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=3000)
    options = parser.parse_args(argv)
    articles = list(islice(stream(mixed_stream()), options.articles))
    reader = Reader("fr", triage=True)
    reader.aside(articles[0])
    seconds: Counter[str] = Counter()
    for name, step in _STEPS.items():
        setattr(reader, name, timed(getattr(reader, name), step, seconds))
    start = time.perf_counter()
    for _reading in reader.pipe(articles):
        pass
    whole = time.perf_counter() - start
    seconds["pipeline, and putting claims together"] = whole - seconds.total()  # type: ignore[assignment]
    print(f"{len(articles)} articles in {whole:.1f} s")
    for step, taken in seconds.most_common():
        print(f"{step}: {taken / whole:.1%}")


if __name__ == "__main__":
    main()
