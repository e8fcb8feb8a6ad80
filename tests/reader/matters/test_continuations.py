"""Sentences that take a matter up by a pronoun or an ellipsis, and those that only look like it."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.model import ClaimType, Modality
from escale.reader.equipment.equipment import EquipmentFinder
from escale.reader.matters.lexicon import load_lexicon
from escale.reader.matters.matters import MatterFinder
from escale.reader.parties.parties import PartyFinder

CASES = {
    "pronoun": (
        "L'exercice des marines russe et indienne a été reporté. Il reprendra en mai.",
        [(ClaimType.EXERCISE, "reprendra")],
    ),
    "demonstrative": (
        "L'escale de la frégate indienne à Mascate est confirmée. Celle de mai avait été annulée.",
        [(ClaimType.PORT_VISIT, "annulée")],
    ),
    "demonstrative with a participle": (
        "La visite de la frégate indienne à Mascate est plus longue que celle effectuée en mars.",
        [(ClaimType.PORT_VISIT, "effectuée")],
    ),
    "ellipsis": (
        "La Russie a livré douze chars à la Serbie. Trente autres le seront en mai.",
        [(ClaimType.ARMS_TRANSFER, "seront")],
    ),
    "nothing": (
        "La Grèce négocie l'achat de douze avions à la France. Rien n'est signé.",
        [(ClaimType.ARMS_TRANSFER, "signé")],
    ),
    "nothing, twice": (
        "La Grèce négocie l'achat d'avions à la France. Rien n'est signé, rien ne le sera avant mai.",
        [(ClaimType.ARMS_TRANSFER, "signé"), (ClaimType.ARMS_TRANSFER, "sera")],
    ),
    "season": ("La Russie a livré douze chars à la Serbie. L'usine rouvrira après l'été.", []),
    "other gender": ("L'exercice des marines russe et indienne a été reporté. Elle reprendra en mai.", []),
    "verb with an object": (
        "L'exercice des marines russe et indienne a été reporté. Il reprendra la parole en mai.",
        [],
    ),
    "which a state denies": (
        "Selon un quotidien, la Russie a livré des missiles à la Serbie, ce que Moscou dément.",
        [(ClaimType.ARMS_TRANSFER, "dément")],
    ),
    "a state denies": (
        "Selon un quotidien, la Russie a livré des missiles à la Serbie. Belgrade nie.",
        [(ClaimType.ARMS_TRANSFER, "nie")],
    ),
    "accusations rejected": (
        "La Turquie accuse un avion grec d'avoir violé son ciel. Athènes a rejeté ces accusations.",
        [(ClaimType.INCIDENT, "rejeté")],
    ),
    "called untrue": (
        "La Russie aurait livré des missiles à la Serbie. « C'est faux », a répondu le ministre serbe.",
        [(ClaimType.ARMS_TRANSFER, "faux")],
    ),
    "not denied": (
        "Selon un quotidien, la Russie a livré des missiles à la Serbie, ce que Moscou n'a pas démenti.",
        [],
    ),
    "a person denies": (
        "Selon un quotidien, la Russie a livré des missiles à la Serbie, ce qu'il dément.",
        [],
    ),
    "denial of what it names": (
        "La Russie a livré des missiles à la Serbie. Belgrade a rejeté la demande d'un opposant.",
        [],
    ),
    "denial too far off": (
        "La Russie a livré des missiles à la Serbie. Le temps est sec. Les blés sont mûrs. Un fermier nie.",
        [],
    ),
    "other participle": (
        "La Russie a livré douze chars à la Serbie. Un texte a été rédigé et il pourrait l'être encore.",
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_matter_is_taken_up(
    text: str, expected: list[tuple[ClaimType, str]], french: Language, nlp: Pipeline
) -> None:
    doc = nlp(text)
    parties = PartyFinder(french)(doc)
    things = EquipmentFinder(french)(doc, parties, [])
    found = MatterFinder(french, load_lexicon(french))(
        doc, parties, vessels=things.vessels, items=things.items
    )
    assert [(m.type, doc[m.head].text) for m in found if m.rule.endswith("/continued")] == expected


@pytest.mark.parametrize("part", ["life", "pronouns", "nothing", "ellipsis", "rebuttal"])
def test_example_of_each_table_is_taken_up(part: str, french: Language, nlp: Pipeline) -> None:
    doc = nlp(french.table("matters/continuations")[part]["example"])
    parties = PartyFinder(french)(doc)
    things = EquipmentFinder(french)(doc, parties, [])
    found = MatterFinder(french)(doc, parties, vessels=things.vessels, items=things.items)
    assert any(matter.rule.endswith("/continued") for matter in found)


def test_a_rebuttal_denies_in_the_phase_of_the_matter(french: Language, nlp: Pipeline) -> None:
    doc = nlp("La Russie a signé un contrat de vente de radars avec la Serbie, ce que Moscou dément.")
    parties = PartyFinder(french)(doc)
    things = EquipmentFinder(french)(doc, parties, [])
    found = MatterFinder(french)(doc, parties, vessels=things.vessels, items=things.items)
    *_, named, denied = found
    assert (denied.phase, denied.modality, denied.settled) == (named.phase, Modality.DENIED, True)
