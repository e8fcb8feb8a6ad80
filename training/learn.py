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
from escale.reader.claims.assembly import PLACE
from escale.reader.claims.attachment import attach
from escale.reader.claims.candidates import Candidate, candidates
from escale.reader.claims.casting import Casting
from escale.reader.claims.roles import Cast, cast
from escale.reader.claims.votes import with_votes
from escale.reader.layers import Matter, Standing
from escale.reader.reader import Reader
from escale.reader.scene import Scene
from escale.reader.weights import Weights
from training.examples import Example, examples
from training.fitting import Row, fit, write

__all__ = ["Prepared", "gold_claim", "main", "prepare", "train"]

_STRENGTH = 0.3  # inverse of the L2 penalty
_FOLDS = 4  # of the articles that the first opinions are learned from
_NEAR = 25  # a matter is the gold claim's if its words are at most so many characters from the gold's trigger


@dataclass(frozen=True, slots=True)
class Heard:
    """A matter, its candidates, the parties that the rules give, and the gold claim it names, if any."""

    matter: Matter
    pool: list[Candidate]
    ruled: Cast
    gold: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An annotated article with all that the reader finds before it decides on parties."""

    example: Example
    scene: Scene
    stated: list[tuple[Matter, Standing]]
    heard: list[Heard]


def prepare(data: Path, pipeline: Path | None = None) -> list[Prepared]:
    """Run the reader's steps over all annotated articles.

    Args:
        data: the data folder.
        pipeline: what parses the articles, the shipped one unless another is given.
    """
    reader = Reader("fr", pipeline=pipeline, casting=cast, timing=lambda *_: None)
    found = []
    for example in examples(data):
        scene, stated = reader.stated(example.article)
        found.append(Prepared(example, scene, stated, _heard(example, scene, stated)))
    return found


def train(articles: Iterable[Prepared]) -> dict[str, Weights]:
    """The weights of each decision: ``party``, ``actor``, ``recipient``.

    The reader decides twice, first without and then with the opinions on an article's other matters, and both
    times with these weights; so they learn from both. The opinions learned from are those of weights that
    have not seen the article.
    """
    kept = list(articles)
    alone = [[one.pool for one in article.heard] for article in kept]
    rows = [_rows(article, pools) for article, pools in zip(kept, alone, strict=True)]
    hearing: list[dict[str, list[Row]]] = []
    folds = [index % _FOLDS for index in range(len(kept))]
    for fold in range(_FOLDS):
        first = Casting(_fit((row for row, of in zip(rows, folds, strict=True) if of != fold), _STRENGTH))
        for index, article in enumerate(kept):
            if folds[index] == fold:
                matters = [one.matter for one in article.heard]
                opinions = [first.opinion(one.matter, one.pool, one.ruled) for one in article.heard]
                hearing.append(_rows(article, with_votes(matters, alone[index], opinions)))
    return _fit([*rows, *hearing], _STRENGTH / 2)


def _fit(articles: Iterable[Mapping[str, list[Row]]], strength: float) -> dict[str, Weights]:
    rows: dict[str, list[Row]] = {"party": [], "actor": [], "recipient": []}
    for article in articles:
        for decision, own in article.items():
            rows[decision].extend(own)
    return {decision: fit(own, strength) for decision, own in rows.items()}


def _heard(example: Example, scene: Scene, stated: Sequence[tuple[Matter, Standing]]) -> list[Heard]:
    staged = [(matter, attach(scene, matter, scene.places, PLACE)) for matter, _ in stated]
    return [
        Heard(matter, candidates(scene, matter, place, ruled), ruled, gold_claim(example, scene, matter))
        for (matter, place), ruled in zip(staged, cast(scene, staged), strict=True)
    ]


def _rows(article: Prepared, pools: Sequence[Sequence[Candidate]]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"party": [], "actor": [], "recipient": []}
    for one, pool in zip(article.heard, pools, strict=True):
        if one.gold is None:
            continue
        actors = {party["code"] for party in one.gold["actors"]}
        recipients = {party["code"] for party in one.gold["recipients"]}
        for candidate in pool:
            row = article.example.article.id, candidate.features
            if one.matter.type in SYMMETRIC:
                rows["party"].append((*row, candidate.code in actors | recipients))
            else:
                rows["actor"].append((*row, candidate.code in actors))
                rows["recipient"].append((*row, candidate.code in recipients))
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
