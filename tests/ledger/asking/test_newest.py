"""The newest claims by the outline, against the same asked in SQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

import pytest
from busy_ledgers import busy_ledger

from escale.ledger.answers import ClaimPlace
from escale.ledger.asking import newest
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.outlines import Outlines
from escale.model import ClaimType, Modality, Phase

SEEDS = range(4)
LEASTS = (None, 0.5)
ASKED = (
    Filter(),
    Filter(states=("FRA",)),
    Filter(states=("RUS", "FRA")),
    Filter(states=("FRA", "FRA")),
    Filter(states=("SWE",)),
    Filter(states=("XXX", "FRA")),
    Filter(types=(ClaimType.TALKS, ClaimType.SANCTION)),
    Filter(phases=(Phase.START, Phase.END)),
    Filter(modalities=(Modality.DENIED,), states=("DEU",)),
    Filter(after=date(2019, 9, 4)),
    Filter(before=date(2019, 9, 4), types=(ClaimType.TALKS,)),
    Filter(after=date(2019, 9, 3), before=date(2019, 9, 6), states=("GBR",)),
    Filter(after=date(2030, 1, 1), phases=(Phase.SUSPEND,)),
)
KNOWN = (None, date(2018, 1, 1), date(2019, 9, 5), date(2019, 9, 12), date(2025, 1, 1))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = [tmp_path_factory.mktemp("newest") / "ledger" for _ in SEEDS]
    for folder, seed in zip(made, SEEDS, strict=True):
        busy_ledger(folder, seed)
    return made


@pytest.mark.parametrize("size", [2, 4_096])
@pytest.mark.parametrize("seed", SEEDS)
def test_they_are_those_of_sql(
    folders: list[Path], seed: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "_FIRST", size)
    plain, outlined = Ledger.open(folders[seed]), Ledger.open(folders[seed])
    assert outlined.view().outline is outlined.view().outlined
    told = 0
    random = Random(seed)
    for wanted in ASKED:
        asked = replace(wanted, known=random.choice(KNOWN), least=random.choice(LEASTS))
        whole = plain.claims(asked, newest=True)
        assert outlined.claims(asked, newest=True) == whole
        assert outlined.claims(asked, newest=True, limit=3) == whole[:3]
        for place in range(0, len(whole), 7):
            after = ClaimPlace.of(whole[place])
            assert outlined.claims(asked, newest=True, limit=2, after=after) == whole[place + 1 : place + 3]
        told += len(whole)
    assert told > len(ASKED)
    assert plain.view().outlined is None


def test_a_page_may_begin_after_a_claim_that_is_no_more(folders: list[Path]) -> None:
    plain, outlined = Ledger.open(folders[0]), Ledger.open(folders[0])
    assert outlined.view().outline
    days = (date(1900, 1, 1), date(2019, 9, 5), date(2019, 9, 30), None)
    for day, identity in product(days, ("", "c", "c8", "d")):
        place = ClaimPlace(day, identity)
        told = outlined.claims(newest=True, after=place)
        assert told == plain.claims(newest=True, after=place)


def test_one_outline_serves_all_views_of_a_version(folders: list[Path]) -> None:
    outlines = Outlines()
    one, other = (Ledger.open(folders[0], outlines=outlines) for _ in range(2))
    assert other.view().outlined is None
    assert one.view().outline is other.view().outlined is other.view().outline


def test_it_goes_with_the_last_view(folders: list[Path]) -> None:
    outlines = Outlines()
    ledger = Ledger.open(folders[0], outlines=outlines)
    assert ledger.view(1).outline is outlines.made(1)
    assert ledger.view(2).outlined is None
    assert outlines.made(1) is None
