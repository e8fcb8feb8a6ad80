"""People: names, fullest forms, roles, states and offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language as Pipeline

import escale.reader.text.sentences  # noqa: F401  registers the pipeline's sentence rule
from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyMention, PersonMention
from escale.reader.parties.parties import PartyFinder
from escale.reader.people.people import PeopleFinder
from escale.reader.people.titles import TitleFinder
from escale.register import Register

Read = Callable[[str], tuple[list[PersonMention], list[PartyMention], list[PersonMention]]]
PUBLISHED = "2019-09-05"


@pytest.fixture(scope="module")
def read(nlp: Pipeline, french: Language) -> Read:
    parties, people = PartyFinder(french), PeopleFinder(french, Register.default())
    titles = TitleFinder(french)

    def reading(text: str) -> tuple[list[PersonMention], list[PartyMention], list[PersonMention]]:
        doc = nlp(text)
        named = parties(doc)
        found = people(doc, named, PUBLISHED)
        bare = titles(doc, named, found)
        return found, list(bare.parties), list(bare.people)

    return reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le chef de la diplomatie russe, Sergueï Lavrov, a vu Aino Koskela, "
            "ministre finlandaise du Climat.",
            [
                ("Sergueï Lavrov", "RUS", "chef de la diplomatie russe"),
                ("Aino Koskela", "FIN", "ministre finlandaise du Climat"),
            ],
        ),
        (
            "Jean-Yves Le Drian est à Dakar. M. Le Drian y restera deux jours.",
            [("Jean-Yves Le Drian", "FRA", None)] * 2,
        ),
        (
            "Les ministres des Affaires étrangères Dmytro Kouleba et Antony Blinken se parlent.",
            [
                ("Dmytro Kouleba", "UKR", "ministre des Affaires étrangères"),
                ("Antony Blinken", "USA", "ministre des Affaires étrangères"),
            ],
        ),
        (
            "Les présidents français Emmanuel Macron et turc Recep Tayyip Erdogan se parlent.",
            [
                ("Emmanuel Macron", "FRA", "président français"),
                ("Recep Tayyip Erdogan", "TUR", "président turc"),
            ],
        ),
        (
            "Le chef d'état-major tchadien, le général Luc Ferrand, est arrivé.",
            [("Luc Ferrand", "TCD", "chef d'état-major tchadien")],
        ),
        (
            "Le secrétaire général de l'Otan Jens Stoltenberg a parlé à l'Américain Steve Mallory.",
            [
                ("Jens Stoltenberg", "NATO", "secrétaire général de l'Otan"),
                ("Steve Mallory", "USA", None),
            ],
        ),
        ("M. Lavrov est parti.", [("Lavrov", "RUS", None)]),
        ("M.Lavrov est parti.", [("Lavrov", "RUS", None)]),
        ("Robert O'Brien est parti.", [("Robert O'Brien", "USA", None)]),
        ("Bruno Le Maire est parti.", [("Bruno Le Maire", "FRA", None)]),
        (
            "L'ambassadeur du Mali en Suède, Seydou Traoré, est parti.",
            [("Seydou Traoré", "MLI", "ambassadeur du Mali en Suède")],
        ),
        (
            "Devant son homologue turc, Luc Ferrand a promis de revenir.",
            [("Luc Ferrand", None, None)],
        ),
        ("Le maire de Londres Sadiq Khan est parti.", [("Sadiq Khan", "GBR", "maire de Londres")]),
    ],
)
def test_people(read: Read, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    people, _, _ = read(text)
    assert [(one.name, one.code, one.role) for one in people] == expected


@pytest.mark.parametrize(
    "text",
    [
        "La loi Macron et l'administration Trump sont critiquées.",
        "Le porte-avions Charles de Gaulle a quitté Toulon lundi.",
        "Human Rights Watch et le Conseil de sécurité se réunissent.",
        "Selon le Washington Post, Mexico attend le printemps.",
        "L'aéroport Charles-de-Gaulle est fermé et la mer Noire est calme.",
    ],
)
def test_no_people(read: Read, text: str) -> None:
    assert read(text)[0] == []


@pytest.mark.parametrize(
    ("text", "sector", "official"),
    [
        ("Le général Luc Ferrand est arrivé.", Sector.MIL, True),
        ("Le chef des services secrets tunisiens Ali Zoubir est arrivé.", Sector.SPY, True),
        ("La sénatrice américaine Jane Colby est arrivée.", Sector.LEG, True),
        ("La Haute représentante de l'UE Federica Mogherini est arrivée.", Sector.IGO, True),
        ("L'ancien ministre polonais Jan Walicki est arrivé.", Sector.GOV, False),
        ("L'analyste Luc Ferrand est arrivé.", Sector.GOV, False),
        ("Valeri Guerassimov est arrivé.", Sector.MIL, True),
        ("Angela Merkel est arrivée.", Sector.GOV, True),
        ("François Hollande est arrivé.", Sector.GOV, False),
    ],
)
def test_standing(read: Read, text: str, sector: Sector, official: bool) -> None:
    (person,) = read(text)[0]
    assert (person.sector, person.official) == (sector, official)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le président américain a reçu la chancelière allemande.", ["USA", "DEU"]),
        ("Les présidents chinois et serbe se sont parlé.", ["CHN", "SRB"]),
        ("Le chef de la diplomatie turque est arrivé.", ["TUR"]),
        ("La ministre espagnole Carme Roca est arrivée. La ministre repart lundi.", ["ESP"]),
        ("L'ancien président brésilien est arrivé.", []),
        ("Le président français Emmanuel Macron est arrivé.", []),
        ("Un président américain ne fait pas cela.", []),
        ("Le chef de l'État ira lundi en Jordanie.", ["FRA"]),
        ("Le roi a écrit au président de la République.", ["FRA"]),
        ("Angela Merkel est arrivée. La chancelière repart lundi.", ["DEU"]),
        ("Tchad : le chef de la diplomatie est reparti.", ["TCD"]),
        ("Au Pérou, le Premier ministre est contesté.", ["PER"]),
        ("Le chef de la diplomatie est reparti. La France attend.", ["FRA"]),
        ("Le chef de la diplomatie est reparti. Le Chili attend.", []),
        ("Le chef de la diplomatie est reparti. Sergueï Lavrov verra Oman.", ["RUS"]),
        ("La présidente du Front national est arrivée.", []),
        ("La Chine a rappelé son ministre de la Défense.", []),
    ],
)
def test_titles(read: Read, text: str, expected: list[str]) -> None:
    assert [mention.code for mention in read(text)[1]] == expected


def test_titles_of_named_people(read: Read) -> None:
    text = "Le président turc Recep Tayyip Erdogan est arrivé. Demain, le président turc verra le roi."
    assert [(one.name, one.role) for one in read(text)[2]] == [("Recep Tayyip Erdogan", "président turc")]


def test_role_from_a_bare_title(read: Read) -> None:
    people, _, _ = read("Vladimir Poutine est arrivé. Le président russe verra le roi.")
    assert people[0].role == "président russe"


def test_examples_of_roles(read: Read, french: Language) -> None:
    wrong = []
    for entry in french.table("people")["role"]:
        people = read(entry["example"])[0]
        nouns = entry["nouns"]
        held = [one for one in people if one.role and any(noun in one.role.lower() for noun in nouns)]
        official = entry.get("official", True)
        if not held or held[0].official is not official:
            wrong.append((entry["example"], [(one.name, one.role, one.official) for one in people]))
    assert not wrong, wrong


def test_examples_of_titles(read: Read, french: Language) -> None:
    table = french.table("people")
    for entry in table["civil"]:
        assert read(entry["example"])[0], entry["example"]
    for entry in table["before"]:
        (person,) = read(entry["example"])[0]
        assert person.role is not None
        assert person.role.split()[0].lower() in entry["forms"]
        assert person.official is not entry["former"]
    for part in ("things", "institutions"):
        assert read(table[part]["example"])[0] == []


def test_long_junk_is_read_in_bounded_work(read: Read) -> None:
    people, titles, _ = read("Jean " * 400 + "de " * 400 + "ministre " * 400)
    assert len(people) < 200
    assert titles == []
