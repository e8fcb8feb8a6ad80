"""Places, listed or shown by a cue, and the state each lies in."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.reader.layers import PlaceUse
from escale.reader.parties.anaphors import AnaphorFinder
from escale.reader.parties.parties import PartyFinder
from escale.reader.places.places import PlaceFinder

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
    ("Elle stationne en Corée du Sud.", [("Corée du Sud", "KOR")]),
    ("Ils retirent leurs soldats d'Irak.", [("Irak", "IRQ")]),
    ("Le retrait des troupes kényanes d'Afghanistan commence.", [("Afghanistan", "AFG")]),
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


USES = [
    ("Elle mouille en Norvège.", "Norvège", PlaceUse.SITE),
    ("Elle se rend à Toulon.", "Toulon", PlaceUse.TO),
    ("Ils discutent de l'accord sur la Syrie.", "Syrie", PlaceUse.TOPIC),
    ("Ils respectent l'accord de Vienne.", "Vienne", PlaceUse.NAME),
    ("Le patrouilleur « Lorient » patrouille.", "Lorient", PlaceUse.NAME),
    ("Elle est arrivée de Brest.", "Brest", PlaceUse.ORIGIN),
    ("Lorient : la frégate repart.", "Lorient", PlaceUse.LABEL),
    ("LORIENT, 3 mai 2019 - La frégate repart.", "LORIENT", PlaceUse.DATELINE),
]


@pytest.mark.parametrize(("text", "name", "use"), USES, ids=[c[0] for c in USES])
def test_what_the_words_around_make_of_a_place(
    nlp: Pipeline, parties: PartyFinder, places: PlaceFinder, text: str, name: str, use: PlaceUse
) -> None:
    doc = nlp(text)
    assert {m.text: m.use for m in places(doc, parties(doc))}.get(name) is use


def test_the_example_of_the_uses_is_recognised(
    nlp: Pipeline, french: Language, parties: PartyFinder, places: PlaceFinder
) -> None:
    doc = nlp(french.table("places")["uses"]["example"])
    aside, named = places(doc, parties(doc))
    assert (aside.aside is not None, aside.use) == (True, PlaceUse.SITE)
    assert (named.aside, named.use) == (None, PlaceUse.NAME)


@pytest.mark.parametrize(
    ("text", "adverb"),
    [
        ("Elle entre à Toulon, où elle ravitaille.", "où"),
        ("Elle entre à Toulon. La Norvège y envoie un navire.", "y"),
        ("Elle entre à Toulon. Il y a du vent.", None),
        ("Elle entre à Toulon. Tous partent, y compris lui.", None),
    ],
)
def test_adverbs_stand_for_the_place_before_them(
    nlp: Pipeline, parties: PartyFinder, places: PlaceFinder, text: str, adverb: str | None
) -> None:
    doc = nlp(text)
    toulon = next(m for m in places(doc, parties(doc)) if m.text == "Toulon")
    assert [doc[at].text for at in toulon.taken_up] == ([adverb] if adverb else [])


def test_the_port_of_a_town_hangs_where_the_port_does(
    nlp: Pipeline, parties: PartyFinder, places: PlaceFinder
) -> None:
    doc = nlp("Elle patrouille au large de Brest.")
    (place,) = places(doc, parties(doc))
    assert place.anchor is not None
    assert place.anchor < place.head
