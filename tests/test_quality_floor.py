"""The quality gate: no figure on the development gold may fall more than the tolerance below the floor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality import FLOOR, TOLERANCE, figures, gold_hash, predict, score
from escale.reader.reader import Reader


@pytest.mark.data
def test_figures_stay_above_the_floor(data: Path, tmp_path: Path) -> None:
    gold = data / "gold" / "fr" / "dev"
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    assert gold_hash(gold) == floor["gold"], "the gold changed: measure again and write a new floor"
    predicted = tmp_path / "predicted.jsonl"
    predict(Reader("fr"), gold, predicted)
    now = figures(score(gold, predicted))
    fallen = {name: (was, now[name]) for name, was in floor["figures"].items() if now[name] < was - TOLERANCE}
    assert not fallen
