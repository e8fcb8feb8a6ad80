"""What reading costs beside the bare spaCy pipeline, how memory holds over thousands of articles.

    OMP_NUM_THREADS=1 python -m benchmarks.speed [--articles 5000]

Cost: the on-topic articles of the development gold (those that hold a claim), read and merely parsed in turn,
three times, in one process; the ratio of the best times. Memory: resident set after each fifth of a stream of
mixed news. First claim: the command on one example article, from process start to exit.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.places import data_folder, mixed_stream
from benchmarks.quality import gold_articles
from escale.model import Article
from escale.reader.reader import Reader

__all__ = ["main"]

_EXAMPLES = Path(__file__).parents[1] / "examples"
_ROUNDS = 3


def on_topic(gold: Path) -> list[Article]:
    """The articles of a gold folder that hold a claim."""
    with_claims = {
        record["id"]
        for path in sorted(gold.glob("*.json"))
        if (record := json.loads(path.read_text(encoding="utf-8")))["claims"]
    }
    return [article for article in gold_articles(gold) if article.id in with_claims]


def stream(path: Path) -> Iterator[Article]:
    """The mixed stream of news, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield Article(id=str(record["id"]), text=record["text"], published=record.get("published"))


def cost(reader: Reader, articles: Sequence[Article]) -> tuple[float, float]:
    """Best seconds over the rounds: bare pipeline, whole reader."""
    bare, whole = [], []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        for _doc in reader.pipeline.pipe((article.text for article in articles), batch_size=16):
            pass
        bare.append(time.perf_counter() - start)
        start = time.perf_counter()
        for _reading in reader.pipe(articles):
            pass
        whole.append(time.perf_counter() - start)
    return min(bare), min(whole)


def resident_mb() -> float:
    """Resident memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=5000)
    options = parser.parse_args(argv)
    reader = Reader("fr")

    articles = on_topic(data_folder() / "gold" / "fr" / "dev")
    words = sum(len(article.text.split()) for article in articles)
    bare, whole = cost(reader, articles)
    print(f"on-topic articles: {len(articles)}, {words} words")
    print(f"bare pipeline {bare:.2f} s ({words / bare:.0f} words/s)")
    print(f"reader {whole:.2f} s, ratio {whole / bare:.2f}")

    news = mixed_stream()
    step = max(1, options.articles // 5)
    readings = reader.pipe(islice(stream(news), options.articles))
    for number, _reading in enumerate(readings, 1):
        if number % step == 0:
            print(f"after {number} articles: {resident_mb():.0f} MB")

    example = sorted(_EXAMPLES.glob("*.txt"))[0]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "escale", "read", str(example)], check=True, capture_output=True)
    print(f"one article by the command: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
