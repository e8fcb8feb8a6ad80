"""Linear models over named features: a sum of weights that can be read back as an explanation.

The features of a decision are short strings (``slot=subject``, ``type=talks&form=capital``); a model is one
weight for each. Training (``training/learn.py``) is logistic regression, so the sum is a log-odds and its
logistic a probability.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

__all__ = ["Weights"]

_BIAS = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """One binary decision: the weight of each feature; the empty name is the bias."""

    of: Mapping[str, float]

    @classmethod
    def read(cls, path: Path) -> dict[str, Weights]:
        """The decisions of a model file: ``{decision: {feature: weight}}``."""
        return {name: cls(table) for name, table in json.loads(path.read_text(encoding="utf-8")).items()}

    def odds(self, features: Iterable[str]) -> float:
        """Log-odds of the decision."""
        of = self.of
        return of.get(_BIAS, 0.0) + sum(of.get(feature, 0.0) for feature in features)

    def probability(self, features: Iterable[str]) -> float:
        """Probability of the decision, in [0, 1]."""
        odds = max(-30.0, min(30.0, self.odds(features)))
        return 1.0 / (1.0 + exp(-odds))

    def reasons(self, features: Iterable[str], count: int = 3) -> tuple[str, ...]:
        """The features that weighed most for the decision, heaviest first."""
        weighed = sorted(((self.of.get(feature, 0.0), feature) for feature in features), reverse=True)
        return tuple(feature for weight, feature in weighed[:count] if weight > 0)
