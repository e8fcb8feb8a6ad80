"""What corrections come to; an accepted claim stays what others made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from builders import claim, ledger_of, reading

from escale.export.ledger.importing import read_records
from escale.export.ledger.records import write_records
from escale.ledger.corrections import Verdicts
from escale.ledger.ledger import Ledger
from escale.ledger.rows import Correction, CorrectionKind

SET, ACCEPT, REJECT, RESTORE, MERGE, SPLIT = (
    CorrectionKind(name) for name in ("set", "accept", "reject", "restore", "merge", "split")
)


def made(*kinds: CorrectionKind) -> list[Correction]:
    """Corrections of one claim; of a merge or split, of another one too."""
    return [
        Correction(
            f"k{order}",
            order,
            kind,
            ("c1", "c2") if kind in (MERGE, SPLIT) else ("c1",),
            '{"phase": "end"}' if kind is SET else "{}",
            "A. N.",
            "",
            "2020-01-01T00:00:00+00:00",
        )
        for order, kind in enumerate(kinds, 1)
    ]


@pytest.mark.parametrize(
    "kinds",
    [
        (),
        (SET,),
        (REJECT,),
        (SET, REJECT),
        (REJECT, RESTORE),
        (REJECT, SET),
        (MERGE,),
        (SPLIT,),
        (MERGE, SPLIT),
    ],
)
def test_to_accept_changes_no_verdict(kinds: Sequence[CorrectionKind]) -> None:
    without, accepted = Verdicts.of(made(*kinds)), Verdicts.of(made(*kinds, ACCEPT))
    assert accepted.changed == without.changed
    assert (accepted.together, accepted.apart) == (without.together, without.apart)
    assert accepted.last == len(kinds) + 1
    assert accepted.history["c1"][-1].kind is ACCEPT


def test_an_accepted_claim_is_as_it_was_in_every_answer(tmp_path: Path) -> None:
    told = [claim("talks", actors=("FRA", "RUS"), quote="Les amiraux se sont vus.")]
    ledger = ledger_of(tmp_path / "ledger", reading("", told))
    (before,) = ledger.claims()
    ledger.correct(ACCEPT, [before.id], by="A. N.", note="vu aux archives")
    assert ledger.claims() == [before]
    assert [correction.kind for correction in ledger.why(before.id).corrections] == [ACCEPT]
    assert ledger.verify() == []
    assert ledger.info().corrections == 1
    other = Ledger.create(tmp_path / "other")
    other.take(read_records(write_records(ledger.records()), "x"))
    assert list(other.records()) == list(ledger.records())
    assert other.claims() == [before]
