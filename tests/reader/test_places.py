"""Places, listed or shown by a cue, and the state each lies in."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.reader.anaphors import AnaphorFinder
from escale.reader.parties import PartyFinder
from escale.reader.places import PlaceFinder

CASES = [
    ("La frégate mouille à Toulon.", [("Toulon", "FRA")]),
    ("Ils ont fait route vers Simon's Town.", [("Simon's Town", "ZAF")]),
    ("L'escale au Cap est finie.", [("Cap", "ZAF")]),
    ("L'escale au Havre est finie.", [("Havre", "FRA")]),
    ("Des troupes restent au Mali.", [("Mali", "MLI")]),
    ("La réunion se tient en Finlande.", [("Finlande", "FIN")]),
    ("Le sommet de Madrid approche.", [("Madrid", "ESP")]),
    ("Ils se verront à Bruxelles.", [("Bruxelles", "BEL")]),
    ("Paris a répondu à la note.", []),
    ("Elle manœuvre en mer de Chine méridionale.", [("mer de Chine méridionale", None)]),
    ("Elle patrouille dans le golfe d’Aden.", [("golfe d’Aden", None)]),
    ("Le sol irakien tremble.", [("sol irakien", "IRQ")]),
    ("Ils opèrent dans le nord syrien.", [("nord syrien", "SYR")]),
    ("Une mine flotte au large de Sarquen.", [("Sarquen", None)]),
    ("La base de Sarquen, en Norvège, ferme.", [("Sarquen", "NOR"), ("Norvège", "NOR")]),
    ("Le port turc de Kervel est ouvert.", [("Kervel", "TUR")]),
    ("Mme Florence Lemoine est arrivée à Florence.", [("Florence", "ITA")]),
    ("Il boit au Bar.", [("Bar", "MNE")]),
    ("Bar et buvette ferment.", []),
    ("Il lit Paris Match.", []),
    ("Reçu à l'Élysée, il se tait.", [("Élysée", "FRA")]),
    ("", []),
]


@pytest.fixture(scope="module")
def parties(french: Language) -> PartyFinder:
    return PartyFinder(french)


@pytest.fixture(scope="module")
def places(french: Language) -> PlaceFinder:
    return PlaceFinder(french)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] or "empty" for c in CASES])
def test_mentions(
    nlp: Pipeline,
    parties: PartyFinder,
    places: PlaceFinder,
    text: str,
    expected: list[tuple[str, str | None]],
) -> None:
    doc = nlp(text)
    assert [(m.text, m.country) for m in places(doc, parties(doc))] == expected


def test_waters_of_a_state_named_by_a_possessive(
    nlp: Pipeline, french: Language, parties: PartyFinder, places: PlaceFinder
) -> None:
    doc = nlp("La Suède accuse un équipage : un bâtiment est entré dans ses eaux.")
    named = parties(doc)
    mentions = places(doc, [*named, *AnaphorFinder(french)(doc, named)])
    assert ("eaux", "SWE") in [(m.text, m.country) for m in mentions]


def test_the_example_of_the_cues_is_recognised(
    nlp: Pipeline, french: Language, parties: PartyFinder, places: PlaceFinder
) -> None:
    doc = nlp(french.table("places")["cues"]["example"])
    assert {m.text for m in places(doc, parties(doc))} == {"Kéravel", "Sarquen"}


def test_mentions_lie_inside_the_text_and_name_their_head(
    nlp: Pipeline, parties: PartyFinder, places: PlaceFinder
) -> None:
    doc = nlp("De Vladivostok à Nouméa, via la base navale de Cam Ranh et le canal de Suez.")
    mentions = places(doc, parties(doc))
    assert [m.text for m in mentions] == ["Vladivostok", "Nouméa", "Cam Ranh", "canal de Suez"]
    assert all(m.start <= m.head < m.end and doc[m.start : m.end].text == m.text for m in mentions)


def test_no_place_is_listed_under_two_states(french: Language) -> None:
    seen: dict[str, str] = {}
    twice = {"Transnistrie"}
    for code, names in french.table("places")["state"].items():
        for name in names:
            assert seen.setdefault(name, code) == code or name in twice, (name, code, seen[name])
