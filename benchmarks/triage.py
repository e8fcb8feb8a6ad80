"""What triage saves, and what it costs in claims.

    OMP_NUM_THREADS=1 python -m benchmarks.triage [--articles 6000]

The mixed stream `orange-6000` three times in one process: parsed by the bare pipeline, read whole, read with
triage. Then the claims that only reading everything finds, beside the verdicts of somebody who looked at each
(`triage_lost.jsonl`: right or wrong, by the contract of a claim); and the claims of the gold among them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import inf
from pathlib import Path

from benchmarks.places import data_folder, mixed_stream
from benchmarks.quality import gold_articles
from benchmarks.speed import on_topic, stream
from escale.model import Article
from escale.reader.reader import Reader
from escale.reading import Aside, Reading

__all__ = ["main"]

_VERDICTS = Path(__file__).parent / "triage_lost.jsonl"
_BATCH = 16
_THRESHOLDS = (-99.0, -3.0, -2.0, -1.5, -1.0, 0.0)

Key = tuple[str, str, int, int]
"""Article, type and trigger of a claim."""


def keys(readings: Iterable[Reading]) -> dict[Key, str]:
    """The claims of readings, each with the words of its trigger."""
    return {
        (one.article.id, claim.type.value, claim.trigger.start, claim.trigger.end): claim.trigger.of(
            one.article.text
        )
        for one in readings
        for claim in one.claims
    }


def verdicts() -> dict[Key, bool]:
    """Which of the claims looked at are right."""
    records = (json.loads(line) for line in _VERDICTS.read_text(encoding="utf-8").splitlines())
    return {(r["article"], r["type"], r["start"], r["end"]): r["right"] for r in records}


def gold_lost(reader: Reader, gold: Path) -> Iterator[str]:
    """The articles of a gold folder that hold a claim and are set aside."""
    with_claims = {article.id for article in on_topic(gold)}
    for article in gold_articles(gold):
        if article.id in with_claims and reader.aside(article) is not None:
            yield article.id


def _best(reader: Reader, article: Article) -> float:
    """The log-odds of the likeliest place of an article; minus infinity without any."""
    suspect = reader.triage.suspect(article.text)
    return max((odds for _, odds in reader.triage.weighed(suspect)), default=-inf) if suspect else -inf


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=6000)
    options = parser.parse_args(argv)
    articles = list(islice(stream(mixed_stream()), options.articles))
    characters = sum(len(article.text) for article in articles)
    whole, sorting = Reader("fr"), Reader("fr", triage=True)
    sorting.aside(articles[0])  # loads its tables

    seconds: dict[str, float] = {}
    start = time.perf_counter()
    for _doc in whole.pipeline.pipe((article.text for article in articles), batch_size=_BATCH):
        pass
    seconds["bare pipeline"] = time.perf_counter() - start
    start = time.perf_counter()
    everything = list(whole.pipe(articles))
    seconds["reading everything"] = time.perf_counter() - start
    start = time.perf_counter()
    triaged = list(sorting.pipe(articles))
    seconds["with triage"] = time.perf_counter() - start
    start = time.perf_counter()
    aside = [sorting.aside(article) for article in articles]
    seconds["triage alone"] = time.perf_counter() - start
    start = time.perf_counter()
    other = [sorting.aside(replace(article, lang="de")) for article in articles]
    seconds["another language, by its record"] = time.perf_counter() - start

    for name, taken in seconds.items():
        print(f"{name}: {taken:.1f} s, {len(articles) / taken:.0f} articles/s")
    print(f"faster than reading everything: {seconds['reading everything'] / seconds['with triage']:.2f}")
    print(f"faster than the bare pipeline: {seconds['bare pipeline'] / seconds['with triage']:.2f}")
    read = [article for article, reason in zip(articles, aside, strict=True) if reason is None]
    share = sum(len(article.text) for article in read) / characters
    print(f"read: {len(read)} articles, {share:.1%} of the characters")
    languages = (one.count(Aside.LANGUAGE) for one in (aside, other))
    print("in another language: {}; if all records said so: {}".format(*languages))
    found, kept = keys(everything), keys(triaged)
    lost = sorted(set(found) - set(kept))
    known = verdicts()
    right = [key for key in lost if known.get(key)]
    print(f"claims: {len(found)} by reading everything, {len(lost)} lost ({len(lost) / len(found):.2%})")
    print(f"of those lost: {len(right)} right, {sum(key not in known for key in lost)} not looked at")
    for key in lost:
        if key not in known:
            print("  not looked at:", *key, found[key])
    best = [_best(sorting, article) for article in articles]
    claims = [len(reading.claims) for reading in everything]
    for least in _THRESHOLDS:
        chosen = [odds >= least for odds in best]
        size = sum(len(one.text) for one, taken in zip(articles, chosen, strict=True) if taken)
        missed = sum(count for count, taken in zip(claims, chosen, strict=True) if not taken)
        print(
            f"all types at {least:g}: {sum(chosen)} articles, {size / characters:.1%} of the characters, "
            f"{missed} claims in the others"
        )
    for part in ("dev", "train"):
        gold = data_folder() / "gold" / "fr" / part
        print(f"gold articles with claims that are set aside, {part}: {[*gold_lost(sorting, gold)]}")


if __name__ == "__main__":
    main()
