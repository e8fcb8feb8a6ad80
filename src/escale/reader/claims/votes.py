"""What an article's other matters of the same type say of who its parties are.

A text goes on about the same states: who sells in one sentence sells in the next, said or not. So every
matter gets a first opinion from its own surroundings, and the opinions of its fellows speak for its
candidates, those that come later in the text too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from escale.model import SYMMETRIC, ClaimType
from escale.reader.claims.candidates import Candidate
from escale.reader.layers import Matter

__all__ = ["Opinion", "with_votes"]

_LITTLE = 0.3  # votes on both sides together that say nothing of the side
_CLEAR = 2.0  # how many times the votes for the one side must be those for the other
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Opinion:
    """Who a matter's parties are by its own surroundings: the sides taken, and each code's probabilities."""

    sides: Mapping[str, str]
    acting: Mapping[str, float]
    acted: Mapping[str, float]


def with_votes(
    matters: Sequence[Matter], pools: Sequence[Sequence[Candidate]], opinions: Sequence[Opinion]
) -> list[list[Candidate]]:
    """The candidates of each matter of an article with the features that its fellows' opinions add."""
    fellows: dict[ClaimType, list[int]] = defaultdict(list)
    for at, matter in enumerate(matters):
        fellows[matter.type].append(at)
    found = [list(pool) for pool in pools]
    for kind, members in fellows.items():
        others = len(members) - 1
        if not others:
            continue
        acting = _summed([opinions[at].acting for at in members])
        acted = _summed([opinions[at].acted for at in members])
        last: Mapping[str, str] = {}
        for at in members:
            own = opinions[at]
            found[at] = [
                replace(
                    candidate,
                    features=(
                        *candidate.features,
                        *_features(
                            candidate,
                            kind,
                            last,
                            (acting[candidate.code] - own.acting[candidate.code]) / others,
                            (acted[candidate.code] - own.acted[candidate.code]) / others,
                            others,
                        ),
                    ),
                )
                for candidate in pools[at]
            ]
            last = own.sides
    return found


def _features(
    candidate: Candidate, kind: ClaimType, last: Mapping[str, str], acting: float, acted: float, others: int
) -> list[str]:
    away = "here" if candidate.rows else "away"
    features = [f"before={last.get(candidate.code, 'none')}&{away}"] if last else []
    if kind in SYMMETRIC:
        return [*features, f"vote={_step(acting)}&{away}"]
    if (acting + acted) * others < _LITTLE:
        lean = "none"
    elif acting > _CLEAR * acted:
        lean = "actor"
    else:
        lean = "recipient" if acted > _CLEAR * acting else "both"
    return [
        *features,
        f"vote actor={_step(acting)}&{away}",
        f"vote recipient={_step(acted)}&{away}",
        f"vote lean={lean}&{away}&{kind}",
    ]


def _step(share: float) -> int:
    return min(_STEPS - 1, int(share * _STEPS))


def _summed(votes: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for each in votes:
        for code, probability in each.items():
            total[code] += probability
    return total
