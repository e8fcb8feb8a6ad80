"""Train who the parties of a matter are, from annotated articles.

    python -m training.learn    write src/escale/lang/fr/models/parties.json

Every decision is a logistic regression over named features (`escale.reader.weights`); the features come from
the reader's own steps, the labels from the gold of the data folder and the project's annotations. Same data,
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.places import data_folder
from escale import lang
from escale.model import SYMMETRIC
from escale.reader.assembly import PLACE
from escale.reader.attachment import attach
from escale.reader.candidates import candidates
from escale.reader.layers import Matter, Standing
from escale.reader.reader import Reader
from escale.reader.roles import cast
from escale.reader.scene import Scene
from escale.reader.weights import Weights
from training.examples import Example, examples
from training.fitting import Row, fit, write

__all__ = ["Prepared", "gold_claim", "main", "prepare", "train"]

_STRENGTH = 0.3  # inverse of the L2 penalty
_NEAR = 25  # a matter is the gold claim's if its words are at most so many characters from the gold's trigger


@dataclass(frozen=True, slots=True)
class Prepared:
    """An annotated article with all that the reader finds before it decides on parties."""

    example: Example
    scene: Scene
    stated: list[tuple[Matter, Standing]]
    rows: Mapping[str, list[Row]]


def prepare(data: Path) -> list[Prepared]:
    """Run the reader's steps over all annotated articles."""
    reader = Reader("fr", casting=cast, timing=lambda *_: None)
    found = []
    for example in examples(data):
        scene, stated = reader.stated(example.article)
        found.append(Prepared(example, scene, stated, _party_rows(example, scene, stated)))
    return found


def train(articles: Iterable[Prepared]) -> dict[str, Weights]:
    """The weights of each decision: ``party``, ``actor``, ``recipient``."""
    rows: dict[str, list[Row]] = {}
    for article in articles:
        for decision, own in article.rows.items():
            rows.setdefault(decision, []).extend(own)
    return {decision: fit(own, _STRENGTH) for decision, own in rows.items()}


def _party_rows(
    example: Example, scene: Scene, stated: Sequence[tuple[Matter, Standing]]
) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"party": [], "actor": [], "recipient": []}
    staged = [(matter, attach(scene, matter, scene.places, PLACE)) for matter, _ in stated]
    before: dict[str, dict[str, str]] = {}
    for (matter, place), ruled in zip(staged, cast(scene, staged), strict=True):
        claim = gold_claim(example, scene, matter)
        if claim is None:
            continue
        actors = {party["code"] for party in claim["actors"]}
        recipients = {party["code"] for party in claim["recipients"]}
        pool = candidates(scene, matter, place, ruled, before.get(matter.type, {}))
        before[matter.type] = {**dict.fromkeys(recipients, "recipient"), **dict.fromkeys(actors, "actor")}
        for candidate in pool:
            if matter.type in SYMMETRIC:
                rows["party"].append(
                    (example.article.id, candidate.features, candidate.code in actors | recipients)
                )
            else:
                rows["actor"].append((example.article.id, candidate.features, candidate.code in actors))
                rows["recipient"].append(
                    (example.article.id, candidate.features, candidate.code in recipients)
                )
    return rows


def gold_claim(example: Example, scene: Scene, matter: Matter) -> dict[str, Any] | None:
    """The gold claim that a matter names: of its type, with the nearest trigger."""
    start = scene.doc[matter.start].idx
    end = scene.doc[matter.end - 1].idx + len(scene.doc[matter.end - 1])
    best: tuple[int, dict[str, Any]] | None = None
    for claim in example.claims:
        passages = [claim["evidence"], *claim["mentions"]]
        if claim["type"] != matter.type or not any(start < p[1] and p[0] < end for p in passages):
            continue
        first, last = claim["trigger"]
        gap = max(0, first - end, start - last)
        if gap <= _NEAR and (best is None or gap < best[0]):
            best = (gap, claim)
    return best[1] if best else None


def main() -> None:
    """Train and write."""
    place = lang.load("fr").folder / "models" / "parties.json"
    write(train(prepare(data_folder())), place)
    print(f"{place}: {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
