"""How far a claim and each of its fields can be trusted: probabilities by weighed evidence.

The weights are trained on claims that the reader takes from articles it was not trained on
(``training/learn_confidence.py``), so that what they give is a frequency: of a hundred claims with 0.8, about
eighty are claims that a careful annotator takes too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from escale.lang import Language
from escale.model import Claim, Confidence, Step
from escale.reader.scene import Scene
from escale.reader.trust.confidence_features import DECISIONS, Grounded, evidence_for
from escale.reader.weights import Weights

__all__ = ["Appraiser"]

_DIGITS = 3
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Appraiser:
    """Gives each claim its confidence, with trained weights for each of `DECISIONS`."""

    decisions: Mapping[str, Weights]

    @classmethod
    def of(cls, language: Language) -> Appraiser | None:
        """With the weights that the language ships; None where it ships none."""
        place = language.folder / "models" / "confidence.json"
        return cls(Weights.read(place)) if place.exists() else None

    def __call__(self, scene: Scene, grounded: Sequence[Grounded]) -> list[Claim]:
        """The claims of one article with their confidence, and in their trace what decided it."""
        return [
            self._appraised(one.claim, features)
            for one, features in zip(grounded, evidence_for(scene, grounded), strict=True)
        ]

    def _appraised(self, claim: Claim, features: Mapping[str, Sequence[str]]) -> Claim:
        given = {name: round(self.decisions[name].probability(features[name]), _DIGITS) for name in DECISIONS}
        steps = tuple(
            Step(
                "confidence" if name == "claim" else f"confidence in {name}",
                f"{given[name]:.{_DIGITS}f} by {self._why(name, features[name])}",
            )
            for name in DECISIONS
        )
        return replace(claim, confidence=Confidence(**given), trace=(*claim.trace, *steps))

    def _why(self, decision: str, features: Sequence[str]) -> str:
        """The features that weighed most either way, heaviest first, with their sign."""
        of = self.decisions[decision].of
        weighed = sorted(((of.get(feature, 0.0), feature) for feature in dict.fromkeys(features)), key=_heavy)
        return ", ".join(f"{'+' if weight > 0 else '-'}{feature}" for weight, feature in weighed[:_REASONS])


def _heavy(row: tuple[float, str]) -> tuple[float, str]:
    return -abs(row[0]), row[1]
