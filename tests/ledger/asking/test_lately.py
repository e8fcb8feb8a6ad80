"""Ties that stand otherwise than they did, against what a pair's changes say one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from builders import Told, claim, ledger_of, reading
from busy_ledgers import busy_ledger

from escale.errors import UsageError
from escale.ledger.answers import Change, Tie
from escale.ledger.asking import lately as asking
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.reading import Reading

EVERY = 1_000


def visit(phase: str, quote: str, port: str = "Brest", visitor: str = "RUS") -> Told:
    return claim(
        "port_visit", phase, actors=(visitor,), recipients=("FRA",), place=(port, "FRA"), quote=quote
    )


def told(day: str, *claims: Told, url: str | None = None, as_of: str | None = None) -> Reading:
    return reading(f"Dépêche du {day}.", claims, published=day, url=url, as_of=as_of)


def steps(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [
        (str(change.after.key), change.before.state.status, change.after.state.status) for change in changes
    ]


VISITED = told("2019-08-01", visit("occur", "Une frégate russe est à Brest."))
AGAIN = told("2019-09-20", visit("occur", "Une deuxième frégate russe est à Brest."))
FROZEN = told("2019-09-20", visit("suspend", "Les escales russes à Brest sont suspendues."))
PLAN = told(
    "2019-09-21",
    claim("talks", "occur", "planned", ("DEU", "FRA"), time="2019-12", quote="Ils se verront en décembre."),
)
ANYWHERE = told(
    "2019-08-02",
    claim("port_visit", actors=("RUS",), recipients=("FRA",), quote="Des navires russes font escale."),
)
BREST = ("port_visit:RUS>FRA#brest", "active", "suspended")
TALKS = ("talks:DEU-FRA", "none", "planned")


@pytest.mark.parametrize(
    ("readings", "asked", "expected"),
    [
        pytest.param((VISITED, AGAIN), {}, [], id="another claim of the same"),
        pytest.param((VISITED, FROZEN), {}, [BREST], id="another status"),
        pytest.param(
            (VISITED, ANYWHERE, FROZEN),
            {},
            [("port_visit:RUS>FRA", "active", "active"), BREST],
            id="partly otherwise",
        ),
        pytest.param((VISITED, FROZEN), {"known": date(2019, 9, 19)}, [], id="not yet known"),
        pytest.param((VISITED, FROZEN, PLAN), {"days": 1}, [TALKS], id="within the days"),
        pytest.param((VISITED, FROZEN, PLAN), {}, [TALKS, BREST], id="newest first"),
        pytest.param((VISITED, FROZEN, PLAN), {"limit": 1}, [TALKS], id="the first few"),
        pytest.param((VISITED, FROZEN, PLAN), {"limit": 0}, [], id="none"),
        pytest.param((VISITED, FROZEN), {"days": 10**12}, [(BREST[0], "none", "suspended")], id="since ever"),
    ],
)
def test_what_counts(
    tmp_path: Path,
    readings: tuple[Reading, ...],
    asked: dict[str, object],
    expected: list[tuple[str, str, str]],
) -> None:
    ledger = ledger_of(tmp_path / "ledger", *readings)
    assert steps(ledger.lately(**asked)) == expected  # type: ignore[arg-type]


def test_no_day_is_no_question(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="0 days"):
        ledger_of(tmp_path / "ledger").lately(days=0)


def test_a_later_text_takes_back_what_was_told(tmp_path: Path) -> None:
    url = "https://vigie.example/escale"
    first = told("2019-08-01", visit("occur", "Une frégate russe est à Brest."), url=url)
    second = told("2019-08-01", visit("cancel", "La frégate reste au large."), url=url, as_of="2019-09-20")
    ledger = ledger_of(tmp_path / "ledger", first, second, PLAN)
    assert steps(ledger.lately()) == [TALKS, (BREST[0], "active", "none")]
    assert steps(ledger.lately(days=1)) == [TALKS]


def test_a_correction_mends_what_was_known_too(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "ledger", VISITED, FROZEN)
    version = ledger.view().version
    (frozen,) = ledger.claims(Filter(text="suspendues"))
    assert steps(ledger.lately()) == [BREST]
    ledger.correct(CorrectionKind.REJECT, [frozen.id], by="Anne", note="")
    assert ledger.lately() == []
    assert steps(ledger.lately(version=version)) == [BREST]


def stands(tie: Tie) -> tuple[object, ...]:
    return tie.state.status, tie.state.standing, tie.state.partial


def pair_by_pair(ledger: Ledger, days: int, known: date) -> list[Change]:
    earlier = known - timedelta(days)
    codes = sorted(told.code for told in ledger.parties())
    found = [
        change
        for pair in combinations(codes, 2)
        for change in ledger.diff(*pair, earlier=earlier, later=known)
        if stands(change.before) != stands(change.after)
    ]
    return sorted(found, key=lambda change: change.after.key)


@pytest.mark.parametrize("seed", range(6))
def test_as_the_changes_of_each_pair(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = busy_ledger(tmp_path / "ledger", seed)
    asked = [(days, date(2019, 9, day)) for days in (1, 3, 30) for day in (6, 9, 12)]
    expected = [pair_by_pair(ledger, *one) for one in asked]
    assert any(expected)
    for size in (EVERY, 1):  # read together
        monkeypatch.setattr(asking, "_AT_ONCE", size)
        ledger.view().forget()
        for (days, known), changes in zip(asked, expected, strict=True):
            found = ledger.lately(days=days, known=known, limit=EVERY)
            assert sorted(found, key=lambda change: change.after.key) == changes
            assert ledger.lately(days=days, known=known, limit=2) == found[:2]


@pytest.mark.parametrize(("bound", "most"), [("_PAIRS", 1), ("_CLAIMS", 1)])
def test_no_more_than_so_much_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    ledger = ledger_of(tmp_path / "ledger", VISITED, FROZEN, PLAN)
    monkeypatch.setattr(asking, bound, most)
    assert steps(ledger.lately()) == [TALKS]
