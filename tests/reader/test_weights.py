"""Linear models over named features."""

from __future__ import annotations

import json
from math import isclose
from pathlib import Path

from escale.reader.weights import Weights


def test_odds_add_up_and_give_reasons() -> None:
    weights = Weights({"": -1.0, "slot=subject": 2.0, "slot=de": 0.5, "label": -3.0})
    features = ("slot=subject", "label", "unknown")
    assert weights.odds(features) == -2.0
    assert isclose(weights.probability(features), 0.1192, abs_tol=1e-4)
    assert weights.reasons(features) == ("slot=subject",)


def test_extreme_odds_stay_probabilities() -> None:
    weights = Weights({"a": 1e9, "b": -1e9})
    assert 0.0 < weights.probability(["b"]) < weights.probability(["a"]) <= 1.0


def test_a_file_holds_several_decisions(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    file.write_text(json.dumps({"actor": {"": 1.0}, "recipient": {"": -1.0}}), encoding="utf-8")
    decisions = Weights.read(file)
    assert decisions["actor"].odds([]) == 1.0
    assert decisions["recipient"].odds([]) == -1.0
