"""Ships stand for the state whose flag they fly."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.reader.equipment.equipment import EquipmentFinder
from escale.reader.parties.flags import FlagFinder
from escale.reader.parties.parties import PartyFinder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La frégate grecque Hydra a quitté Split. Le bâtiment est attendu à Brest, où l'Hydra restera.",
            [("Le bâtiment", "GRC")],
        ),
        ("Le HMS Ocean est arrivé à Riga. La frégate repart lundi.", [("HMS Ocean", "GBR")]),
        ("Le destroyer Asagiri, de la marine japonaise, est à Oslo. Le navire part.", [("Le navire", "JPN")]),
        ("Le navire est arrivé à Riga.", []),
        ("La frégate grecque Hydra a quitté Split. L'Hydra repart lundi.", [("L'Hydra", "GRC")]),
        ("Les frégates HMS Kent et HMS Argyll sont là. Le Kent repart.", [("Le Kent", "GBR")]),
    ],
)
def test_flags(french: Language, nlp: Pipeline, text: str, expected: list[tuple[str, str]]) -> None:
    doc = nlp(text)
    parties = PartyFinder(french)(doc)
    vessels = EquipmentFinder(french)(doc, parties, []).vessels
    found = [(mention.text, mention.code) for mention in FlagFinder(french)(doc, parties, vessels)]
    assert all(any(text.endswith(words) and code == c for text, c in found) for words, code in expected)
    assert bool(found) == bool(expected)
