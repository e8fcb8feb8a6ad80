"""Measure who-says-so on the gold: at the trigger of every gold claim, is its origin and its chain found?

Usage: ``python benchmarks/sources.py [dev|train ...] [--errors]`` (data: ``ESCALE_DATA``). The agreement
is the scorer's: the origin is the last source, the chain all of them, names folded.
Claims are split into those whose gold has sources (what is found) and those without
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from benchmarks.places import data_folder, load_scorer
from escale.reader.layers import Attribution
from escale.reader.reader import Reader
from escale.reader.sources.sources import sources_at


@dataclass(slots=True)
class Tally:
    """Agreements over claims."""

    claims: int = 0
    origin: int = 0
    chain: int = 0

    def add(self, origin: bool, chain: bool) -> None:
        """Count one claim."""
        self.claims += 1
        self.origin += origin
        self.chain += chain

    def __str__(self) -> str:
        total = max(1, self.claims)
        return f"{self.claims:4} claims  origin {self.origin / total:.3f}  chain {self.chain / total:.3f}"


def articles(split: str) -> Iterator[dict[str, Any]]:
    """The gold articles of one split."""
    for file in sorted((data_folder() / "gold" / "fr" / split).glob("*.json")):
        yield json.loads(file.read_text(encoding="utf-8"))


def found_at(doc: Doc, attributions: list[Attribution], claim: Mapping[str, Any]) -> dict[str, Any]:
    """The sources that hold at a claim's trigger, as a claim's field."""
    start, end = claim["trigger"]
    token = next(t.i for t in doc if t.idx < end and t.idx + len(t) > start)
    attribution = sources_at(attributions, token)
    return {"sources": [{"text": s.text} for s in attribution.sources] if attribution else []}


def main() -> None:
    """Print the figures of each split asked for."""
    asked = [a for a in sys.argv[1:] if not a.startswith("-")] or ["dev", "train"]
    score, reader = load_scorer(), Reader("fr")
    for split in asked:
        overall, sourced, plain = Tally(), Tally(), Tally()
        for record in articles(split):
            doc = reader.pipeline(record["text"])
            attributions = list(reader.scene(doc, record.get("published"), record.get("outlet")).attributions)
            for claim in record["claims"]:
                predicted = found_at(doc, attributions, claim)
                origin, chain = score.origin_agrees(claim, predicted), score.chain_agrees(claim, predicted)
                overall.add(origin, chain)
                (sourced if claim["sources"] else plain).add(origin, chain)
                if "--errors" in sys.argv and not chain:
                    gold = " <- ".join(s["text"] for s in claim["sources"]) or "-"
                    pred = " <- ".join(s["text"] for s in predicted["sources"]) or "-"
                    words = record["text"][slice(*claim["trigger"])]
                    print(f"{record['id']}: gold {gold} | found {pred} | {words!r}")
        print(f"{split:6} all          {overall}\n       with source  {sourced}\n       none in gold {plain}")


if __name__ == "__main__":
    main()
