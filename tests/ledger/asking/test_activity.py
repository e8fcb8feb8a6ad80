"""Who is told of most, against a count over the claims one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from builders import claim, ledger_of, reading
from busy_ledgers import busy_ledger, parties_field

from escale.ledger.answers_activity import PairActivity, PartyActivity, PlaceActivity
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim
from escale.model import SYMMETRIC, ClaimType
from escale.register.names import fold

ASKED: Sequence[dict[str, Any]] = (
    {},
    {"types": (ClaimType.TALKS, ClaimType.PORT_VISIT)},
    {"after": date(2019, 9, 4)},
    {"before": date(2019, 9, 4)},
    {"after": date(2019, 9, 2), "before": date(2019, 9, 4)},
    {"known": date(2019, 9, 6)},
    {"known": date(2019, 9, 9), "types": (ClaimType.PORT_VISIT,), "after": date(2019, 9, 1)},
    {"known": date(2018, 1, 1)},
)


def claims(ledger: Ledger, asked: dict[str, Any]) -> list[StoredClaim]:
    return ledger.claims(Filter(**asked))


def pairs_of(stored: StoredClaim) -> set[tuple[str, str]]:
    """By the words of ``docs/ties.md``."""
    actors = sorted({party.code for party in stored.claim.actors})
    recipients = sorted({party.code for party in stored.claim.recipients})
    if stored.claim.type in SYMMETRIC or not recipients:
        return set(combinations(actors, 2))
    return {(min(one, other), max(one, other)) for one, other in product(actors, recipients) if one != other}


def parties_of(stored: StoredClaim) -> set[str]:
    return {party.code for party in (*stored.claim.actors, *stored.claim.recipients)}


def figures(told: Sequence[StoredClaim]) -> tuple[int, int, date | None]:
    days = [stored.known for stored in told if stored.known]
    return len(told), len({stored.article_id for stored in told}), max(days, default=None)


def by(told: Iterable[tuple[Any, StoredClaim]]) -> dict[Any, list[StoredClaim]]:
    groups = defaultdict(list)
    for name, stored in told:
        groups[name].append(stored)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def counted_pairs(found: Iterable[StoredClaim]) -> list[PairActivity]:
    groups = by((pair, stored) for stored in found for pair in pairs_of(stored))
    return [PairActivity(first, second, *figures(told)) for (first, second), told in groups.items()]


def counted_parties(found: Iterable[StoredClaim]) -> list[PartyActivity]:
    groups = by((code, stored) for stored in found for code in parties_of(stored))
    return [PartyActivity(code, *figures(told)) for code, told in groups.items()]


def counted_places(found: Iterable[StoredClaim]) -> list[PlaceActivity]:
    groups = by(
        ((fold(place.text), place.country or "", stored.claim.type.value), stored)
        for stored in found
        if (place := stored.claim.place)
    )
    answers = []
    for (_, country, type_), told in groups.items():
        spelt = most(stored.claim.place.text for stored in told if stored.claim.place)
        count, articles, last = figures(told)
        first = min((stored.known for stored in told if stored.known), default=None)
        named = tuple(most(code for stored in told for code in parties_of(stored))[:6])
        kind = ClaimType(type_)
        answers.append(PlaceActivity(spelt[0], country or None, kind, count, articles, first, last, named))
    return answers


def most(values: Iterable[str]) -> list[str]:
    return [value for value, _ in sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))]


@pytest.fixture(scope="module", params=range(4))
def busy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return busy_ledger(tmp_path_factory.mktemp("busy") / "ledger", request.param)


@pytest.mark.parametrize("asked", ASKED)
def test_as_counted_one_by_one(busy: Ledger, asked: dict[str, Any]) -> None:
    found = claims(busy, asked)
    assert bool(found) == (asked != ASKED[-1])
    assert busy.activity(**asked) == counted_pairs(found)
    assert busy.parties(**asked) == counted_parties(found)
    assert busy.places(**asked) == counted_places(found)


def test_those_of_one_state_and_the_first_few(busy: Ledger) -> None:
    every = busy.activity()
    of_one = [told for told in every if "FRA" in (told.first, told.second)]
    assert 0 < len(of_one) < len(every)
    assert busy.activity(state="FRA") == of_one
    assert busy.activity(state="FRA", limit=1) == of_one[:1]
    assert busy.activity(limit=2) == every[:2]
    assert busy.activity(state="F") == busy.activity(state="NOBODY") == busy.activity(limit=0) == []


def test_every_version_counts_as_it_did(busy: Ledger) -> None:
    before = busy.activity(), busy.parties(), busy.places()
    version = busy.view().version
    assert busy.compact() > version
    (some, *_) = busy.claims()
    busy.correct(CorrectionKind.REJECT, [some.id], by="Anne", note="")
    assert busy.parties() != before[1]
    assert (
        busy.activity(version=version),
        busy.parties(version=version),
        busy.places(version=version),
    ) == before


TALKS = reading(
    "Rencontre.",
    [
        claim("talks", actors=("RUS", "FRA"), quote="Ils se sont vus lundi."),
        claim("talks", actors=("FRA",), quote="Paris consulte."),
        claim("sanction", actors=("FRA", "RUS"), recipients=("RUS", "FRA"), quote="Sanctions croisées."),
    ],
)


def test_a_claim_counts_once_for_a_pair_and_one_party_is_no_pair(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "ledger", TALKS)
    day = date(2019, 9, 10)
    assert ledger.activity() == [PairActivity("FRA", "RUS", 2, 1, day)]
    assert ledger.parties() == [PartyActivity("FRA", 3, 1, day), PartyActivity("RUS", 2, 1, day)]
    assert ledger.places() == []


def test_of_an_empty_ledger_nothing(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "ledger")
    assert (ledger.activity(), ledger.parties(), ledger.places(), ledger.lately()) == ([], [], [], [])


def test_an_article_without_a_date_has_no_day(tmp_path: Path) -> None:
    undated = reading(
        "Sans date.", [claim("talks", actors=("FRA", "RUS"), quote="Ils se parlent.")], published=None
    )
    ledger = ledger_of(tmp_path / "ledger", undated)
    assert ledger.activity() == [PairActivity("FRA", "RUS", 1, 1, None)]
    assert ledger.activity(known=date(2030, 1, 1)) == []


def test_a_correction_moves_and_takes_away(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "ledger", TALKS)
    met, alone, crossed = sorted(ledger.claims(), key=lambda stored: stored.claim.evidence.start)
    version = ledger.view().version
    ledger.correct(CorrectionKind.REJECT, [crossed.id], by="Anne", note="")
    fields = parties_field("DEU", "FRA")
    ledger.correct(CorrectionKind.SET, [met.id, alone.id], by="Anne", note="", fields=fields)
    assert [(told.first, told.second, told.claims) for told in ledger.activity()] == [("DEU", "FRA", 2)]
    then = [(told.first, told.second, told.claims) for told in ledger.activity(version=version)]
    assert then == [("FRA", "RUS", 2)]
