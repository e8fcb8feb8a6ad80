"""Train which date is a matter's from annotated articles, and cross-validate it by article.

    python -m training.learn_times                    write src/escale/lang/fr/models/times.json
    python -m training.learn_times --cross-validate   right times in held-out folds: nearest date → learned

Learned from are the matters that the reader finds and, since times do not depend on how a matter is named,
the gold claims that it misses. Same data, same bytes.
"""

from __future__ import annotations

import argparse
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold

from benchmarks.places import data_folder
from escale import lang
from escale.model import ClaimType, Step
from escale.reader.claims.attachment import Limits, attach
from escale.reader.claims.roles import cast
from escale.reader.claims.stays import Stays
from escale.reader.claims.time_features import DatedBy, dated_by
from escale.reader.claims.timeline import Timeline
from escale.reader.claims.timing import Timed, Timing
from escale.reader.layers import Matter, Standing
from escale.reader.reader import Reader
from escale.reader.scene import Scene
from escale.reader.standing.standing import StandingReader
from escale.reader.weights import Weights
from training.examples import Example, examples
from training.fitting import fit, write
from training.learn import gold_claim

__all__ = ["Dated", "main", "nearest", "prepare", "train"]

_FOLDS = 8
_STRENGTH = 0.15  # inverse of the L2 penalty; chosen by cross-validation
_NEAREST = Limits(near=5.0)

Choice = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class Dated:
    """A matter whose time the annotators give.

    Attributes:
        found: whether the reader finds the matter by itself.
        edtf: the time as the scorer compares it.
    """

    article: str
    part: str
    timeline: Timeline
    matter: Matter
    standing: Standing
    found: bool
    edtf: str | None
    rows: tuple[Choice, ...]


def prepare(data: Path, pipeline: Path | None = None) -> list[Dated]:
    """The annotated matters of all articles, with the dates that may be theirs.

    Args:
        data: the data folder.
        pipeline: what parses the articles, the shipped one unless another is given.
    """
    reader = Reader("fr", pipeline=pipeline, casting=cast, timing=nearest)
    standing = StandingReader(reader.language)
    prepared = []
    for example in examples(data):
        scene, stated = reader.stated(example.article)
        timeline = Timeline.of(scene, [matter for matter, _ in stated])
        known = []
        for matter, own in stated:
            claim = gold_claim(example, scene, matter)
            if claim is not None:
                known.append(id(claim))
                prepared.append(_dated(example, timeline, matter, own, claim, found=True))
        for matter, claim in _missed(example, scene, known):
            own = standing(scene.doc, matter, scene.times, example.article.published)
            prepared.append(_dated(example, timeline, matter, own, claim, found=False))
    return prepared


def train(matters: Iterable[Dated]) -> Weights:
    """The weights of the decision that a date is the matter's time."""
    return fit([(m.article, features, right) for m in matters for features, right in m.rows], _STRENGTH)


def nearest(timeline: Timeline, matter: Matter, standing: Standing) -> Timed | None:  # noqa: ARG001
    """The rule that the weights are measured against: the date nearest in the tree."""
    date = attach(timeline.scene, matter, timeline.scene.times, _NEAREST)
    return Timed(date, Step("time", date.rule, date.text)) if date else None


def _missed(example: Example, scene: Scene, known: Sequence[int]) -> Iterator[tuple[Matter, dict[str, Any]]]:
    for claim in example.claims:
        start, end = claim["trigger"][:2]
        span = scene.doc.char_span(start, end, alignment_mode="expand")
        if id(claim) not in known and span is not None and len(span):
            kind = ClaimType(claim["type"])
            yield Matter(span.start, span.end, span.root.i, kind, None, None, {}, "gold"), claim


def _dated(
    example: Example,
    timeline: Timeline,
    matter: Matter,
    standing: Standing,
    claim: dict[str, Any],
    *,
    found: bool,
) -> Dated:
    edtf = _plain(claim["time"]["edtf"]) if claim["time"] else None
    rows = tuple(_rows(dated_by(timeline, matter, standing), edtf))
    return Dated(example.article.id, example.part, timeline, matter, standing, found, edtf, rows)


def _rows(dates: Iterable[DatedBy], edtf: str | None) -> Iterator[Choice]:
    """Each date with whether it is the right one; of equal ones only the nearest sentence's are."""
    nearest: int | None = None
    for dated in dates:
        right = _is_time(_plain(dated.date.edtf), edtf)
        if right and nearest is None:
            nearest = dated.back
        if not right or dated.back == nearest:
            yield dated.features, right


def _is_time(date: str, edtf: str | None) -> bool:
    """True for the time itself and for the day a stay begins, which the reader extends to the stay."""
    if edtf is None:
        return False
    first, slash, last = edtf.partition("/")
    return date == edtf or (bool(slash) and last != ".." and date == first)


def _plain(edtf: str) -> str:
    return re.sub(r"[~?%]", "", edtf).strip()


def cross_validate(matters: Sequence[Dated]) -> list[tuple[str, int, float, float, float]]:
    """For each part: matters that the reader finds, right by the nearest date, by weights, and the spread."""
    stays = Stays(lang.load("fr"))
    groups = [matter.article for matter in matters]
    outcomes: list[tuple[str, int, bool, bool]] = []
    for fold, (rest, held) in enumerate(GroupKFold(_FOLDS).split(np.zeros(len(groups)), groups=groups)):
        timing = Timing(train(matters[i] for i in rest), stays)
        for own in (matters[i] for i in held if matters[i].found):
            near = nearest(own.timeline, own.matter, own.standing)
            timed = timing(own.timeline, own.matter, own.standing)
            ruled = (_plain(near.date.edtf) if near else None) == own.edtf
            outcomes.append((own.part, fold, ruled, (_plain(timed.date.edtf) if timed else None) == own.edtf))
    found = []
    for part in (*sorted({part for part, *_ in outcomes}), "all"):
        mine = [outcome for outcome in outcomes if part in ("all", outcome[0])]
        folds = [[o for o in mine if o[1] == fold] for fold in sorted({o[1] for o in mine})]
        gains = [statistics.mean(o[3] - o[2] for o in fold) for fold in folds]
        spread = statistics.stdev(gains) / len(gains) ** 0.5
        ruled, learned = statistics.mean(o[2] for o in mine), statistics.mean(o[3] for o in mine)
        found.append((part, len(mine), ruled, learned, spread))
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Train and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args(argv)
    matters = prepare(data_folder())
    if options.cross_validate:
        for part, count, ruled, learned, spread in cross_validate(matters):
            print(f"{part:8} {count:5} matters  {ruled:.3f} → {learned:.3f} (± {spread:.3f})")
        return
    place = lang.load("fr").folder / "models" / "times.json"
    write({"time": train(matters)}, place)
    print(f"{place}: {place.stat().st_size} bytes")


if __name__ == "__main__":
    main()
