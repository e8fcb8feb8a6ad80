"""What the reader's learned decisions are worth on articles they were not trained on, beside the rules.

    python -m training.cross_validate
    python -m training.cross_validate --write FOLDER    also the held-out claims, PART.jsonl for the scorer
    python -m training.cross_validate --pipeline FOLDER with another spaCy pipeline than the shipped one

Eight folds by article over all that is annotated: parties and times are trained on seven, the eighth is read
with them and, for comparison, by the rules alone (`roles.cast`, nearest date). The figures pool the held-out
articles of each part; the spread is the standard error of the gain over folds.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold

from benchmarks.places import data_folder
from benchmarks.quality import compare
from escale import lang
from escale.reader.claims.assembly import Caster, assemble
from escale.reader.claims.casting import Casting
from escale.reader.claims.roles import cast
from escale.reader.claims.stays import Stays
from escale.reader.claims.timing import Timer, Timing
from training import learn, learn_times

__all__ = ["main"]

_FOLDS = 8

Claims = dict[str, list[dict[str, Any]]]


def _read(articles: Sequence[learn.Prepared], caster: Caster, timer: Timer) -> Claims:
    return {
        a.example.article.id: [
            claim.to_dict(explain=True) for claim in assemble(a.scene, a.stated, caster, timer)
        ]
        for a in articles
    }


def _scored(articles: Sequence[learn.Prepared], read: Claims) -> dict[str, float]:
    return compare({a.example.article.id: a.example.claims for a in articles}, read)


def _write(folder: Path, part: str, articles: Sequence[learn.Prepared], read: Claims) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = (
        json.dumps({"id": a.example.article.id, "claims": read[a.example.article.id]}, ensure_ascii=False)
        for a in articles
    )
    (folder / f"{part}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Print the figures of each part."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="keep the held-out claims here")
    parser.add_argument("--pipeline", type=Path, metavar="FOLDER", help="what parses the articles")
    options = parser.parse_args()
    articles = learn.prepare(data_folder(), options.pipeline)
    dated = learn_times.prepare(data_folder(), options.pipeline)
    stays = Stays(lang.load("fr"))
    ruled: Claims = {}
    learned: Claims = {}
    folds: list[list[learn.Prepared]] = []
    groups = [article.example.article.id for article in articles]
    for rest, held in GroupKFold(_FOLDS).split(np.zeros(len(groups)), groups=groups):
        kept = {groups[i] for i in rest}
        casting = Casting(learn.train(articles[i] for i in rest))
        timing = Timing(learn_times.train(matter for matter in dated if matter.article in kept), stays)
        own = [articles[i] for i in held]
        learned |= _read(own, casting, timing)
        ruled |= _read(own, cast, learn_times.nearest)
        folds.append(own)
    for part in sorted({article.example.part for article in articles}):
        mine = [[a for a in fold if a.example.part == part] for fold in folds]
        pooled = [a for fold in mine for a in fold]
        if options.write:
            _write(options.write, part, pooled, learned)
        before, after = _scored(pooled, ruled), _scored(pooled, learned)
        each = [(_scored(fold, ruled), _scored(fold, learned)) for fold in mine if fold]
        print(f"{part}: {len(pooled)} articles, by rules → learned (± spread of the gain over folds)")
        for name in before:
            gains = [b[name] - a[name] for a, b in each]
            spread = statistics.stdev(gains) / len(gains) ** 0.5
            print(f"  {name:13} {before[name]:.3f} → {after[name]:.3f} (± {spread:.3f})")


if __name__ == "__main__":
    main()
