"""Train which articles are worth parsing, on what the whole reader makes of unlabelled news.

    python -m training.learn_triage     write src/escale/lang/fr/models/triage.json (half an hour)

Every third dispatch of `orange-rest`, every second item of `lemonde-rss-2022` and all of `bbc-afrique` are
read whole; a place where the lexicon may name a matter (`escale.reader.triage`) is right if a claim was taken
there. No annotation is used, and the stream that triage is measured on (`orange-6000`) is none of them.
Same data, same reader, same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.places import data_folder
from escale.model import Article
from escale.reader.reader import Reader
from escale.reader.triage.triage import MODEL, Triage
from escale.reader.weights import Weights
from escale.reading import Reading
from training.fitting import Row, fit, write

__all__ = ["main", "rows", "unlabelled"]

_SOURCES = (("bbc-afrique", 1), ("lemonde-rss-2022", 2), ("orange-rest", 3))
_CHARACTERS = 30_000
_STRENGTH = 0.1  # inverse of the L2 penalty
_LEAST = 0.02  # weights below it are left out: together they decide nothing


def unlabelled(data: Path) -> Iterator[Article]:
    """The articles learnt from."""
    for name, step in _SOURCES:
        with gzip.open(data / "news" / "fr" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in islice(file, 0, None, step):
                record = json.loads(line)
                text = record["text"][:_CHARACTERS]
                yield Article(f"{name}-{record['id']}", text, published=record.get("published"))


def rows(triage: Triage, readings: Iterable[Reading]) -> Iterator[Row]:
    """Each suspicion of the articles read, and whether a claim was taken there."""
    for reading in readings:
        suspect = triage.suspect(reading.article.text)
        if suspect is None:
            continue
        taken = [span for claim in reading.claims for span in (claim.trigger, *claim.mentions)]
        for one, features in triage.features(suspect):
            place = suspect.place(one, reading.article.text)
            yield reading.article.id, tuple(features), any(span.overlaps(place) for span in taken)


def pruned(weights: Weights) -> Weights:
    """The weights that matter, to two places."""
    return Weights({name: round(w, 2) for name, w in weights.of.items() if not name or abs(w) >= _LEAST})


def main() -> None:
    """Write the model."""
    reader = Reader("fr")
    found = list(rows(reader.triage, reader.pipe(unlabelled(data_folder()))))
    place = reader.language.folder / "models" / f"{MODEL}.json"
    write({MODEL: pruned(fit(found, _STRENGTH))}, place)
    print(f"{len(found)} suspicions, {sum(right for *_, right in found)} of them claims → {place}")


if __name__ == "__main__":
    main()
