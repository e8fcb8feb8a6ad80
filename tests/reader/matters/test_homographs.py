"""Broad words of diplomacy: closed where another world or one state alone fills them, open to homographs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.model import ClaimType
from escale.reader.matters.matters import MatterFinder
from escale.reader.parties.parties import PartyFinder
from escale.reader.places.places import PlaceFinder
from escale.reader.text import sentences  # noqa: F401  registers the pipeline's factory

Types = Callable[[str], set[ClaimType]]


@pytest.fixture(scope="module")
def types(french: Language, nlp: Pipeline) -> Types:
    parties, placer, finder = PartyFinder(french), PlaceFinder(french), MatterFinder(french)

    def run(text: str) -> set[ClaimType]:
        doc = nlp(text)
        states = parties(doc)
        return {matter.type for matter in finder(doc, states, places=placer(doc, states))}

    return run


TALKS, AGREEMENT, STATUS = ClaimType.TALKS, ClaimType.AGREEMENT, ClaimType.DIPLOMATIC_STATUS

OPEN = {
    "goal, not a goal scored": (
        "La rencontre entre le président serbe et la ministre kosovare a pour but de calmer le jeu.",
        TALKS,
    ),
    "stage, not a stadium": (
        "À ce stade, aucune rencontre entre le président serbe et le ministre turc n'est prévue.",
        TALKS,
    ),
    "world war, not a world cup": (
        "Au centenaire de la guerre mondiale, une rencontre réunit le président danois et le roi belge.",
        TALKS,
    ),
    "two states alone": ("La réunion entre l'Inde et le Népal se tiendra lundi.", TALKS),
    "adjective of two states": ("Une réunion germano-turque se tiendra lundi.", TALKS),
    "trade is a subject of talks": (
        "Des discussions commerciales lient l'Inde et le Japon.",
        TALKS,
    ),
    "parliament abroad": ("Le président ukrainien s'est adressé au Parlement danois.", TALKS),
    "day and place of a stay": ("Le président kényan était vendredi à Kigali, au Rwanda.", TALKS),
    "leader near the treaty": ("Donald Trump a choisi de quitter l'accord conclu avec l'Iran.", AGREEMENT),
    "membership stated": ("L'Afrique du Sud est membre du G20.", AGREEMENT),
    "re-election recognised": (
        "L'Union européenne ne reconnaît pas la réélection du Biélorusse.",
        STATUS,
    ),
    "no relations": ("L'Iran et l'Égypte n'ont plus de relations diplomatiques.", STATUS),
}


@pytest.mark.parametrize(("text", "kind"), OPEN.values(), ids=OPEN.keys())
def test_homographs_do_not_close_a_matter(text: str, kind: ClaimType, types: Types) -> None:
    assert kind in types(text)


CLOSED = {
    "trip at home": "Le président français est en déplacement à Orléans. La Syrie inquiète Berlin.",
    "families met": "Emmanuel Macron s'est entretenu avec les familles des victimes, dont un Belge.",
    "journalists met": "Le ministre israélien parlait à une rencontre avec des journalistes à Ramallah.",
    "interview": "La chancelière allemande l'a dit dans un entretien au journal français Le Monde.",
    "candidate": "La candidate aux européennes veut une Union européenne plus verte que la France.",
    "speech verb": "« La crise dure », rappelle un diplomate européen à Kiev.",
    "crowd": "Des milliers de personnes se sont rassemblées à Minsk, selon la France.",
    "participle between": "L'opposant russe a été empoisonné en Russie, dit le président allemand.",
    "violent fighting": "De violents combats entre l'armée malienne et des rebelles se poursuivent.",
}


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED.keys())
def test_other_company_closes_a_matter(text: str, types: Types) -> None:
    assert types(text).isdisjoint({TALKS, AGREEMENT, STATUS})
