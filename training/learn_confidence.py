"""Train how far a claim and its fields can be trusted, from claims of articles that the models had not seen.

    python -m training.learn_confidence    write src/escale/lang/fr/models/confidence.json

Eight folds by article: parties and times are trained on seven, the eighth is read with them. So the odds that
the features speak of are those of unseen articles, and the shipped weights of parties and times play no part.
What is right is what the project's scorer pairs and agrees on. To be run after the other training; same data,
same bytes. ``benchmarks/confidence.py`` measures what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
from sklearn.model_selection import GroupKFold

from benchmarks.places import data_folder, load_scorer
from escale import lang
from escale.reader.claims.assembly import Caster, ground
from escale.reader.claims.casting import Casting
from escale.reader.claims.stays import Stays
from escale.reader.claims.timing import Timer, Timing
from escale.reader.trust.confidence_features import DECISIONS, evidence_for
from escale.reader.weights import Weights
from training import learn, learn_times
from training.fitting import fit, write

__all__ = ["FOLDS", "Judged", "held_out", "main", "train"]

FOLDS = 8
_STRENGTH = {  # inverse of the L2 penalty, chosen by cross-validation (benchmarks/confidence.py)
    "claim": 0.05,
    "phase": 0.1,
    "modality": 0.1,
    "parties": 0.03,
    "date": 0.05,
    "origin": 0.1,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was read from an article out of the folds of training.

    Attributes:
        fold: the fold that held the article out.
        features: of each decision.
        right: whether the annotators took the claim and, only if they did, whether each field is right.
    """

    article: str
    part: str
    fold: int
    features: Mapping[str, tuple[str, ...]]
    right: Mapping[str, bool]


def held_out(data: Path) -> list[Judged]:
    """All claims of all annotated articles, each read with weights trained on other articles."""
    articles = learn.prepare(data)
    dated = learn_times.prepare(data)
    scorer = load_scorer()
    stays = Stays(lang.load("fr"))
    groups = [article.example.article.id for article in articles]
    found: list[Judged] = []
    for fold, (rest, held) in enumerate(GroupKFold(FOLDS).split(np.zeros(len(groups)), groups=groups)):
        kept = {groups[i] for i in rest}
        casting = Casting(learn.train(articles[i] for i in rest))
        timing = Timing(learn_times.train(matter for matter in dated if matter.article in kept), stays)
        for i in held:
            found += _judged(articles[i], fold, casting, timing, scorer)
    return found


def train(judged: Iterable[Judged]) -> dict[str, Weights]:
    """The weights of each of `DECISIONS`."""
    judged = list(judged)
    return {
        name: fit(
            [(one.article, one.features[name], one.right[name]) for one in judged if name in one.right],
            _STRENGTH[name],
        )
        for name in DECISIONS
    }


def _judged(
    article: learn.Prepared, fold: int, caster: Caster, timer: Timer, scorer: ModuleType
) -> list[Judged]:
    grounded = ground(article.scene, article.stated, caster, timer)
    claims = [one.claim.to_dict() for one in grounded]
    gold = article.example.claims
    agreed = {read: scorer.agreement(gold[own], claims[read]) for own, read in scorer.pair(gold, claims)}
    return [
        Judged(article.example.article.id, article.example.part, fold, features, _right(agreed.get(number)))
        for number, features in enumerate(evidence_for(article.scene, grounded))
    ]


def _right(agreement: Mapping[str, float] | None) -> dict[str, bool]:
    if agreement is None:
        return {"claim": False}
    fields: Sequence[str] = [name for name in DECISIONS if name != "claim"]
    return {"claim": True, **{name: agreement[name] == 1.0 for name in fields}}


def main() -> None:
    """Train and write."""
    place = lang.load("fr").folder / "models" / "confidence.json"
    write(train(held_out(data_folder())), place)
    print(f"{place}: {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
