"""The error study: faults are told apart as the scorer does, and every label is one of the closed lists."""

from typing import Any

import pytest

from benchmarks.causes import KINDS, Fault, faults, labels
from benchmarks.places import load_scorer


def _claim(type_: str, trigger: tuple[int, int], **fields: Any) -> dict[str, Any]:
    return {
        "type": type_,
        "phase": "occur",
        "modality": "asserted",
        "actors": [{"code": "FRA"}],
        "recipients": [{"code": "PER"}],
        "trigger": list(trigger),
        "evidence": [trigger[0], trigger[1] + 20],
        **fields,
    }


@pytest.mark.data
@pytest.mark.usefixtures("data")
def test_faults_are_misses_spurious_claims_and_wrong_fields() -> None:
    gold = [_claim("port_visit", (0, 6)), _claim("sanction", (200, 210))]
    read = [_claim("port_visit", (2, 6), phase="end"), _claim("sanction", (400, 410))]
    assert set(faults("a", gold, read, load_scorer())) == {
        Fault("a", "phase", "port_visit", (0, 6)),
        Fault("a", "missed", "sanction", (200, 210)),
        Fault("a", "spurious", "sanction", (400, 410)),
    }


def test_every_label_is_of_a_known_kind_and_cause() -> None:
    causes = [
        "parse",
        "party",
        "trigger",
        "attachment",
        "phase",
        "modality",
        "time",
        "source",
        "merging",
        "scope",
        "gold",
    ]
    known = labels()
    assert known
    assert {label.fault.kind for label in known} <= set(KINDS)
    assert {label.cause.partition("/")[0] for label in known} <= set(causes)
