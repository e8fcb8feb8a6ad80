"""Train the reader's learned decisions from annotated articles, and cross-validate them by article.

    python -m training.learn                    write src/escale/lang/fr/models/
    python -m training.learn --cross-validate   figures of held-out folds, beside the rules alone

Every decision is a logistic regression over named features (`escale.reader.weights`); the features come from
the reader's own steps, the labels from the gold of the data folder and the project's annotations. Same data,
same bytes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.quality import data_folder, figures, score
from escale import lang
from escale.model import SYMMETRIC
from escale.reader.assembly import PLACE, Caster, assemble
from escale.reader.attachment import attach
from escale.reader.candidates import candidates
from escale.reader.casting import Casting
from escale.reader.layers import Matter, Standing
from escale.reader.reader import Reader
from escale.reader.roles import cast
from escale.reader.scene import Scene
from escale.reader.timing import Timer, Timing
from escale.reader.weights import Weights
from training.examples import Example, examples

__all__ = ["Prepared", "gold_claim", "main", "prepare", "train"]

_FOLDS = 8
_STRENGTH = 0.3  # inverse of the L2 penalty
_LEAST_ARTICLES = 2  # a feature seen in fewer articles says nothing of others
_NEAR = 25  # a matter is the gold claim's if its words are at most so many characters from the gold's trigger

Row = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An annotated article with all that the reader finds before it decides on parties."""

    example: Example
    scene: Scene
    stated: list[tuple[Matter, Standing]]
    rows: Mapping[str, list[Row]]


def prepare(data: Path) -> list[Prepared]:
    """Run the reader's steps over all annotated articles."""
    reader = Reader("fr")
    found = []
    for example in examples(data):
        scene, stated = reader.stated(example.article)
        found.append(Prepared(example, scene, stated, _party_rows(example, scene, stated)))
    return found


def train(articles: Iterable[Prepared]) -> dict[str, Weights]:
    """The weights of each decision: ``party``, ``actor``, ``recipient``."""
    rows: dict[str, list[Row]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for decision, own in article.rows.items():
            rows.setdefault(decision, []).extend(own)
            seen.update({(decision, feature) for features, _ in own for feature in features})
    return {
        decision: _fit(own, {f for d, f in seen if d == decision and seen[d, f] >= _LEAST_ARTICLES})
        for decision, own in sorted(rows.items())
    }


def _fit(rows: Sequence[Row], known: set[str]) -> Weights:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in features if f in known} for features, _ in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000, solver="liblinear", random_state=0)
    model.fit(matrix, np.array([label for _, label in rows]))
    names = vectorizer.get_feature_names_out()
    weights = {str(name): round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return Weights({"": round(float(model.intercept_[0]), 3), **{n: w for n, w in weights.items() if w}})


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
                rows["party"].append((candidate.features, candidate.code in actors | recipients))
            else:
                rows["actor"].append((candidate.features, candidate.code in actors))
                rows["recipient"].append((candidate.features, candidate.code in recipients))
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


def cross_validate(
    articles: Sequence[Prepared], part: str
) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Figures of each held-out fold of ``part``: by the rules alone, and by weights trained on the rest."""
    groups = [article.example.article.id for article in articles]
    found = []
    timing = Timing.of(lang.load("fr"))
    for rest, held in GroupKFold(_FOLDS).split(np.zeros(len(groups)), groups=groups):
        learned = Casting(train(articles[i] for i in rest))
        own = [articles[i] for i in held if articles[i].example.part == part]
        found.append((_figures(own, cast, timing), _figures(own, learned, timing)))
    return found


def _figures(articles: Sequence[Prepared], caster: Caster, timer: Timer) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        _write(gold, [(a.example.article.id, a.example.claims) for a in articles])
        read = [
            (a.example.article.id, [claim.to_dict() for claim in assemble(a.scene, a.stated, caster, timer)])
            for a in articles
        ]
        _write(predicted, read)
        return figures(score(gold, predicted))


def _write(path: Path, records: Iterable[tuple[str, list[dict[str, Any]]]]) -> None:
    lines = (json.dumps({"id": name, "claims": claims}) + "\n" for name, claims in records)
    path.write_text("".join(lines), encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """Train and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args(argv)
    articles = prepare(data_folder())
    if options.cross_validate:
        for part in sorted({article.example.part for article in articles}):
            print(f"{part}: mean over {_FOLDS} folds, by rules → learned (± spread of the difference)")
            folds = cross_validate(articles, part)
            for name in folds[0][0]:
                ruled, learned = [f[0][name] for f in folds], [f[1][name] for f in folds]
                gains = [b - a for a, b in zip(ruled, learned, strict=True)]
                spread = statistics.stdev(gains) / len(gains) ** 0.5
                means = f"{statistics.mean(ruled):.3f} → {statistics.mean(learned):.3f}"
                print(f"  {name:13} {means} (± {spread:.3f})")
        return
    place = lang.load("fr").folder / "models" / "parties.json"
    place.parent.mkdir(exist_ok=True)
    model = {decision: dict(sorted(weights.of.items())) for decision, weights in train(articles).items()}
    place.write_text(json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{place}: {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
