from __future__ import annotations

from dataclasses import replace

import pytest
from support import full_claim, span

from escale import lang
from escale.ledger.facets import Names, facet_of, title_of
from escale.model import Claim, ClaimType, Item, Party, Place

NAMES = Names.of(lang.load("fr"))


def claim(type_: ClaimType, text: str, trigger: str) -> Claim:
    base = full_claim(text, trigger, text)
    return replace(base, type=type_, recipients=(), participants=(), place=None, trigger=span(text, trigger))


@pytest.mark.parametrize(
    ("trigger", "text", "title"),
    [
        ("traité", "Le traité New Start expire en 2021.", "New Start"),
        ("accords", "Les accords de Minsk tiennent.", "Minsk"),
        ("accords", "Les accords d'Abraham tiennent.", "Abraham"),
        ("exercice", "L'exercice « Zapad-2021 » commence.", "Zapad-2021"),
        ("exercice Sea Breeze", "L'exercice Sea Breeze commence.", "Sea Breeze"),
        ("accord", "L'accord avec la Grèce est signé.", None),
        ("accord", "L'accord de 1999 est mort.", None),
        ("accord", "Cet accord est signé. Paris s'en félicite.", None),
        ("traité", "Le traité de l'Union européenne tient.", None),
    ],
)
def test_title(trigger: str, text: str, title: str | None) -> None:
    kind = ClaimType.EXERCISE if trigger.startswith("exercice") else ClaimType.AGREEMENT
    assert title_of(claim(kind, text, trigger), text, NAMES) == title


def test_a_party_is_no_title() -> None:
    text = "Le pacte Paris-Athènes tient."
    parties = (Party("FRA", text="Paris"), Party("GRC", text="Athènes"))
    assert title_of(replace(claim(ClaimType.AGREEMENT, text, "pacte"), actors=parties), text, NAMES) is None


@pytest.mark.parametrize(
    ("items", "facet"),
    [
        (("36 avions de combat Rafale",), "rafale"),
        (("des systèmes S-400",), "s 400"),
        (("deux frégates", "missiles Exocet"), "exocet"),
        (("50 blindés",), None),
        ((), None),
    ],
)
def test_arms_are_told_apart_by_designation(items: tuple[str, ...], facet: str | None) -> None:
    text = "La vente."
    sale = replace(claim(ClaimType.ARMS_TRANSFER, text, "vente"), items=tuple(map(Item, items)))
    assert facet_of(sale, None, NAMES) == facet


@pytest.mark.parametrize(
    ("place", "facet"),
    [("Vladivostok", "vladivostok"), ("Russie", None), ("Saint-Pétersbourg", "saint petersbourg")],
)
def test_a_port_is_a_facet_and_a_state_is_none(place: str, facet: str | None) -> None:
    text = "L'escale."
    visit = replace(claim(ClaimType.PORT_VISIT, text, "escale"), place=Place(place, "RUS"))
    assert facet_of(visit, None, NAMES) == facet


def test_the_other_types_have_none() -> None:
    text = "La rencontre."
    talks = replace(claim(ClaimType.TALKS, text, "rencontre"), items=(Item("Rafale"),), place=Place("Brest"))
    assert facet_of(talks, "Sommet", NAMES) is None
