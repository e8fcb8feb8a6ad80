from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import claim, reading

from escale.errors import ConflictError, LedgerError
from escale.ledger.adding import Added, Adder
from escale.ledger.deriving import Deriver, reader_name
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.ledger.schema import Kind
from escale.ledger.store.delta import DeltaStore
from escale.register import Register

PAIR = ("FRA", "RUS")
ONE = reading(
    "Une.",
    [
        claim("talks", actors=PAIR, time="2019-09-09", quote="Paris et Moscou se parlent."),
        claim("talks", "resume", actors=PAIR, quote="Ils se reverront."),
    ],
    model="one",
)
TWO = reading("Deux.", [claim("talks", actors=PAIR, quote="Moscou reçoit Paris.")], model="one")
NEWER = replace(ONE, claims=ONE.claims[:1], reader=replace(ONE.reader, model="two"))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "ledger")


def test_an_article_is_added_once(ledger: Ledger) -> None:
    assert ledger.add([ONE, TWO]) == Added(new=2, claims=3)
    assert ledger.add([TWO, ONE]) == Added(unchanged=2)
    assert ledger.view().version == 1


def test_an_article_twice_in_a_batch_is_one(ledger: Ledger) -> None:
    assert ledger.add([ONE, ONE]).new == 1
    assert ledger.verify() == []


def test_nothing_added_makes_no_version(ledger: Ledger) -> None:
    assert ledger.add([]) == Added()
    assert ledger.view().version == 0


def test_a_newer_reader_supersedes_and_the_old_reading_stays_in_history(ledger: Ledger) -> None:
    ledger.add([ONE, TWO])
    assert ledger.add([NEWER]) == Added(superseded=1, claims=1)
    assert len(ledger.claims()) == 2
    assert len(ledger.claims(version=1)) == 3
    assert ledger.info().superseded == 1
    assert ledger.verify() == []


def test_going_back_to_the_older_reader_supersedes_too(ledger: Ledger) -> None:
    for made in (ONE, NEWER, ONE, NEWER, ONE):
        ledger.add([made])
    assert len(ledger.claims()) == 2
    assert ledger.verify() == []


def test_what_is_unread_is_told(ledger: Ledger) -> None:
    ledger.add([ONE])
    articles = [ONE.article, TWO.article, TWO.article]
    assert ledger.unread(articles, reader_name(ONE.reader)) == [TWO.article]
    assert ledger.unread(articles, reader_name(NEWER.reader)) == [ONE.article, TWO.article]


def test_who_was_overtaken_looks_again(ledger: Ledger, tmp_path: Path) -> None:
    """Another writer gets in between the look and the commit: nothing is lost, nothing doubled."""
    other = Ledger.open(tmp_path / "ledger")

    class Overtaken(DeltaStore):
        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            other.add([ONE])
            return super().append(rows, after=after, note=note)

    late = Ledger(Overtaken(tmp_path / "ledger"))
    assert late.add([ONE, TWO]) == Added(new=1, unchanged=1, claims=1)
    assert ledger.info().articles == 2
    assert ledger.verify() == []


def test_an_import_that_was_overtaken_puts_its_corrections_after_those_of_the_other(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.add([ONE])
    claim = ledger.claims()[0].id
    whole = Ledger.create(tmp_path / "whole")
    whole.take(ledger.records())
    whole.correct(CorrectionKind.SET, [claim], by="A. N.", note="", fields='{"phase": "end"}')

    class Overtaken(DeltaStore):
        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            if "corrections" in note and not ledger.info().corrections:
                ledger.correct(CorrectionKind.REJECT, [claim], by="B. C.", note="")
            return super().append(rows, after=after, note=note)

    Ledger(Overtaken(tmp_path / "ledger")).take(whole.records())
    assert [(made.by, made.order) for made in ledger.why(claim).corrections] == [("B. C.", 1), ("A. N.", 2)]


def test_a_correction_that_was_overtaken_comes_after_the_other(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([ONE])
    claim = ledger.claims()[0].id

    class Overtaken(DeltaStore):
        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            if not ledger.info().corrections:
                ledger.correct(CorrectionKind.REJECT, [claim], by="B. C.", note="")
            return super().append(rows, after=after, note=note)

    late = Ledger(Overtaken(tmp_path / "ledger"))
    assert late.correct(CorrectionKind.RESTORE, [claim], by="A. N.", note="").order == 2
    assert len(ledger.claims()) == 2


def test_what_did_not_get_in_is_nobodys_kin(tmp_path: Path) -> None:
    class Full(DeltaStore):
        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            raise LedgerError(str(self.folder), "no space left", "make room")

    words = " ".join(f"mot{number}" for number in range(80))
    one, other = (reading(words, [], outlet) for outlet in ("La Vigie", "Le Phare"))
    Ledger.create(tmp_path / "ledger")
    adder = Adder(full := Full(tmp_path / "ledger"), Deriver(Register.default()))
    with pytest.raises(LedgerError, match="no space left"):
        adder.add([one])
    full.append = DeltaStore(full.folder).append  # type: ignore[method-assign]
    adder.add([other])
    assert Ledger.open(tmp_path / "ledger").view().count(Kind.KINSHIP) == 0
    adder.add([one])
    assert Ledger.open(tmp_path / "ledger").view().count(Kind.KINSHIP) == 1


def test_who_never_gets_in_is_told(ledger: Ledger, tmp_path: Path) -> None:
    class Busy(DeltaStore):
        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            raise ConflictError(str(self.folder))

    with pytest.raises(ConflictError, match="another writer was first; run the command again"):
        Ledger(Busy(tmp_path / "ledger")).add([ONE])


def test_kin_are_found_whichever_writer_was_first(tmp_path: Path) -> None:
    """Reprints added by two writers that know nothing of each other are kin all the same."""
    words = " ".join(f"mot{number}" for number in range(80))
    reprints = [
        reading("", [claim("talks", actors=PAIR, quote=f"Paris et Moscou se parlent {words}.")], outlet)
        for outlet in ("La Vigie", "Le Phare", "La Rade")
    ]
    first = Ledger.create(tmp_path / "ledger")
    second = Ledger.open(tmp_path / "ledger")
    first.add(reprints[:1])
    second.add(reprints[1:2])
    first.add(reprints[2:])
    (tie,) = Ledger.open(tmp_path / "ledger").ties("FRA", "RUS")
    assert (tie.state.reports, tie.state.origins) == (3, 1)


def test_a_ledger_is_made_in_an_empty_place_only(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(LedgerError, match="the folder is not empty"):
        Ledger.create(tmp_path)
    Ledger.create(tmp_path / "ledger")
    with pytest.raises(LedgerError, match="there is a ledger already"):
        Ledger.create(tmp_path / "ledger")
    with pytest.raises(LedgerError, match="no ledger there; run: escale ledger init"):
        Ledger.open(tmp_path / "nowhere")


def test_claims_are_found_by_their_states(ledger: Ledger) -> None:
    ledger.add([ONE, TWO])
    assert len(ledger.claims(Filter(states=("RUS", "FRA")))) == 3
    assert ledger.claims(Filter(states=("RUS", "DEU"))) == []
