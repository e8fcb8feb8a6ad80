"""Who fills the places around a matter's word."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.reader.claims.slots import slots
from escale.reader.text.tree import Tree


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("La Turquie fournit des drones à l'Ukraine.", "fournit", {("subject", "Turquie"), ("à", "Ukraine")}),
        (
            "Les drones ont été livrés par la Turquie.",
            "livrés",
            {("object", "drones"), ("agent", "Turquie")},
        ),
        (
            "Les négociations entre la Grèce et la Turquie ont repris.",
            "négociations",
            {("entre", "Grèce")},
        ),
        (
            "La Norvège veut acheter des frégates à la France.",
            "acheter",
            {("subject", "Norvège"), ("à", "France")},
        ),
        (
            "Le Japon a signé un accord avec l'Australie.",
            "accord",
            {("subject", "Japon"), ("avec", "Australie")},
        ),
        (
            "La frégate, qui a quitté la Grèce lundi, rentre.",
            "quitté",
            {("subject", "frégate"), ("object", "Grèce")},
        ),
        (
            "La Turquie accuse la France de soutenir les rebelles.",
            "soutenir",
            {("subject", "France"), ("object", "rebelles")},
        ),
        ("La Turquie veut soutenir les rebelles.", "soutenir", {("subject", "Turquie")}),
    ],
)
def test_slots(nlp: Pipeline, text: str, head: str, expected: set[tuple[str, str]]) -> None:
    doc = nlp(text)
    index = next(token.i for token in doc if token.text == head)
    found = {(slot.name, doc[slot.token].text) for slot in slots(doc, Tree.of(doc), index)}
    assert expected <= found
