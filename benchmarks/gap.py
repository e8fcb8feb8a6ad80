"""Figures on the halves of our own annotations: errors read while the tables were widened, and never read.

    python -m benchmarks.gap

Each annotated article of ``fresh`` and ``written`` says whether its errors were read. The shipped weights of
parties and times were trained on both kinds, so only detection speaks of the tables.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.places import data_folder
from benchmarks.quality import figures, score
from escale.reader.reader import Reader
from training.examples import Example, examples

__all__ = ["main"]


def _figures(reader: Reader, own: list[Example]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text(
            "".join(json.dumps({"id": e.article.id, "claims": e.claims}) + "\n" for e in own),
            encoding="utf-8",
        )
        readings = reader.pipe(example.article for example in own)
        predicted.write_text("".join(json.dumps(r.to_dict()) + "\n" for r in readings), encoding="utf-8")
        return figures(score(gold, predicted))


def main() -> None:
    """Print detect and strict F1 of each half."""
    reader = Reader("fr")
    found = examples(data_folder())
    for part in ("fresh", "written"):
        for name, read in (("study", True), ("holdout", False)):
            own = [example for example in found if example.part == part and example.read is read]
            result = _figures(reader, own)
            print(f"{part} {name}: {len(own)} articles, detect {result['detect']}, strict {result['strict']}")


if __name__ == "__main__":
    main()
