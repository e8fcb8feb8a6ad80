"""What an event says in the end, and how many stand behind it."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from importlib import resources

import pytest
from told import day, told

from escale.ledger.events import events_of
from escale.ledger.events.windows import Windows, occasions, windows
from escale.ledger.rows import Link
from escale.model import ClaimType, Modality, Phase

VISIT, AGREEMENT = ClaimType.PORT_VISIT, ClaimType.AGREEMENT
ASSERTED, PLANNED, POSSIBLE, DENIED = Modality
START, OCCUR, POSTPONE, SUSPEND, RESUME, END, CANCEL = Phase


def said(claim: str, known: str, phase: Phase, modality: Modality, outlet: str | None = None) -> Link:
    return told(claim, known, "2021-03-09", VISIT, "FRA > IND", phase, modality, outlet=outlet)


LIVES = {
    "planned, then held": (
        [said("1", "2021-03-01", OCCUR, PLANNED), said("2", "2021-03-10", OCCUR, ASSERTED)],
        (OCCUR, ASSERTED),
    ),
    "planned, then called off": (
        [said("1", "2021-03-01", OCCUR, PLANNED), said("2", "2021-03-05", CANCEL, ASSERTED)],
        (CANCEL, ASSERTED),
    ),
    "a plan told again after it was called off": (
        [
            said("1", "2021-03-01", OCCUR, PLANNED),
            said("2", "2021-03-05", CANCEL, ASSERTED),
            said("3", "2021-03-06", OCCUR, PLANNED),
        ],
        (CANCEL, ASSERTED),
    ),
    "possible, then planned": (
        [said("1", "2021-03-01", OCCUR, PLANNED), said("2", "2021-03-05", OCCUR, POSSIBLE)],
        (OCCUR, PLANNED),
    ),
    "planned, then denied": (
        [said("1", "2021-03-01", OCCUR, PLANNED), said("2", "2021-03-05", OCCUR, DENIED)],
        (OCCUR, DENIED),
    ),
    "denied, then planned": (
        [said("1", "2021-03-01", OCCUR, DENIED), said("2", "2021-03-05", OCCUR, PLANNED)],
        (OCCUR, PLANNED),
    ),
    "asserted, then denied": (
        [said("1", "2021-03-09", OCCUR, ASSERTED), said("2", "2021-03-11", OCCUR, DENIED)],
        (OCCUR, ASSERTED),
    ),
    "postponed, then held after all": (
        [said("1", "2021-03-01", POSTPONE, ASSERTED), said("2", "2021-03-09", OCCUR, ASSERTED)],
        (OCCUR, ASSERTED),
    ),
    "the better supported of one day": (
        [
            said("1", "2021-03-09", OCCUR, ASSERTED),
            said("2", "2021-03-09", RESUME, ASSERTED, "daily"),
            said("3", "2021-03-09", RESUME, ASSERTED, "daily"),
            said("4", "2021-03-09", OCCUR, ASSERTED),
        ],
        (OCCUR, ASSERTED),
    ),
    "the later in life of one day": (
        [said("1", "2021-03-09", OCCUR, ASSERTED), said("2", "2021-03-09", RESUME, ASSERTED)],
        (RESUME, ASSERTED),
    ),
}


@pytest.mark.parametrize("life", LIVES)
def test_what_is_said_in_the_end(life: str) -> None:
    claims, expected = LIVES[life]
    for order in (claims, claims[::-1]):
        (event,) = events_of(order)
        assert (event.phase, event.modality) == expected


@pytest.mark.parametrize(
    ("claims", "contested"),
    [
        (["2021-03-09 occur asserted a", "2021-03-10 occur denied b"], True),
        (["2021-03-09 occur asserted a", "2021-03-10 start denied b"], True),
        (["2021-03-09 occur asserted a", "2021-03-10 occur denied a"], False),
        (["2021-03-09 occur asserted a", "2021-03-10 occur denied a", "2021-03-08 occur asserted b"], True),
        (["2021-03-09 occur asserted a", "2021-03-09 occur denied a", "2021-03-09 occur asserted b"], False),
        (["2021-03-09 occur asserted a", "2021-03-10 cancel denied b"], False),
        (["2021-03-09 cancel asserted a", "2021-03-10 occur denied b"], False),
        (["2021-03-09 cancel asserted a", "2021-03-10 postpone denied b"], True),
        (["2021-03-09 occur planned a", "2021-03-10 occur denied b"], False),
    ],
)
def test_contested(claims: list[str], contested: bool) -> None:
    parts = [claim.split() for claim in claims]
    (event,) = events_of(
        said(str(n), known, Phase(phase), Modality(modality), outlet)
        for n, (known, phase, modality, outlet) in enumerate(parts)
    )
    assert event.contested is contested


def test_the_end_of_what_stands_is_contested_by_whoever_denies_it() -> None:
    claims = [
        told("1", "2021-03-09", "2021-03-09", AGREEMENT, phase=END),
        told("2", "2021-03-10", "2021-03-09", AGREEMENT, phase=CANCEL, modality=DENIED),
    ]
    (event,) = events_of(claims)
    assert event.contested


def test_what_an_event_holds() -> None:
    claims = [
        told("1", "2021-03-10", "2021-03-09", people=("Boris B\u00e9rn", "Ana Abel"), says="ana abel"),
        told("2", "2021-03-10", "2021-03-09", people=("Abel", "Boris BERN"), says="ana abel"),
        told("3", "2021-03-11", country="CHE", article="a2"),
    ]
    (event,) = events_of(claims)
    assert event.id == "e1"
    assert (event.type, event.actors, event.recipients) == (ClaimType.TALKS, ("FRA", "RUS"), ())
    assert (event.first, event.last, event.edtf) == (day("2021-03-09"), day("2021-03-09"), "2021-03-09")
    assert event.country == "CHE"
    assert event.participants == ("Boris B\u00e9rn", "Ana Abel", "Abel")
    assert event.claims == tuple(link.claim_id for link in event.links) == ("c1", "c2", "c3")
    assert (event.origins, event.reports) == (2, 2)


@pytest.mark.parametrize(
    ("head", "other", "place", "vessels"),
    [
        ("K\u014dchi: Borea", "kochi: BOREA", "K\u014dchi", ("Borea",)),
        ("KOCHI: Frigate Borea", "Kochi: borea", "KOCHI", ("Frigate Borea", "borea")),
        (": Cer\u00e8s Aurore", "Mumbai: ceres aurore", "Mumbai", ("Cer\u00e8s Aurore",)),
    ],
)
def test_names_are_as_the_most_telling_claim_prints_them(
    head: str, other: str, place: str, vessels: tuple[str, ...]
) -> None:
    claims = []
    for number, (text, parties) in enumerate([(head, "FRA GBR > IND"), (other, "FRA > IND")]):
        port, ship = text.split(": ") if not text.startswith(":") else ("", text[2:])
        claims.append(
            told(str(number), "2021-03-10", "2021-03-09", VISIT, parties, place=port or None, vessels=(ship,))
        )
    (event,) = events_of(claims[::-1])
    assert (event.place, event.vessels) == (place, vessels)


def test_the_time_comes_from_the_most_telling_claim_that_has_one() -> None:
    claims = [
        told("1", "2021-03-10", parties="DEU FRA RUS"),
        told("2", "2021-03-10", "2021-03-09"),
        told("3", "2021-03-10", "2021-03"),
    ]
    (event,) = events_of(claims)
    assert (event.id, event.edtf) == ("e1", "2021-03-09")
    (undated,) = events_of(claims[:1])
    assert (undated.first, undated.last, undated.edtf) == (date(2021, 3, 10), date(2021, 3, 10), None)


def test_reprints_are_one_origin() -> None:
    claims = [said(n, "2021-03-10", OCCUR, ASSERTED) for n in "123"]
    assert [event.origins for event in events_of(claims)] == [3]
    assert [event.origins for event in events_of(claims, reprints={"a1": "x", "a3": "x"})] == [2]


def test_windows_have_their_reasons() -> None:
    table = tomllib.loads((resources.files("escale.ledger.events") / "windows.toml").read_text("utf-8"))
    assert set(table) == {field.name for field in fields(Windows)}
    for name, entry in table.items():
        assert entry["days"] == getattr(windows(), name) > 0
        assert entry["why"]
        assert entry["example"]


def test_occasions_are_those_of_the_table_of_memory() -> None:
    assert {type_.value for type_ in occasions()} == {
        "port_visit",
        "talks",
        "exercise",
        "exchange",
        "incident",
    }
