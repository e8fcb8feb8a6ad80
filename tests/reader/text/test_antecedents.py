"""A clause hangs on the noun that its verb agrees with."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from escale.reader.text.antecedents import mend_antecedents


@pytest.mark.parametrize(
    ("text", "verb", "nearest", "meant"),
    [
        (
            "Les escales dans le port, qui ont été interrompues, reprennent.",
            "interrompues",
            "port",
            "escales",
        ),
        ("Les avions de la marine, qui survolaient le port, rentrent.", "survolaient", "marine", "avions"),
        ("La livraison des avions annoncée en mai est reportée.", "annoncée", "avions", "livraison"),
        ("La livraison des avions annoncés en mai est reportée.", "annoncés", "avions", "avions"),
    ],
)
def test_antecedent(nlp: Pipeline, text: str, verb: str, nearest: str, meant: str) -> None:
    doc = nlp(text)
    _hang(doc, verb, nearest)
    mend_antecedents(doc)
    assert next(token for token in doc if token.text == verb).head.text == meant


def test_a_clause_with_a_subject_of_its_own_stays(nlp: Pipeline) -> None:
    doc = nlp("Les escales dans le port que les marins aimaient reprennent.")
    _hang(doc, "aimaient", "port")
    mend_antecedents(doc)
    assert next(token for token in doc if token.text == "aimaient").head.text == "port"


def _hang(doc: Doc, verb: str, noun: str) -> None:
    """Give the clause the head that a parser might, whatever this one did."""
    token = next(token for token in doc if token.text == verb)
    token.head = next(token for token in doc if token.text == noun)
    token.dep_ = "acl:relcl" if any("Rel" in c.morph.get("PronType", []) for c in token.children) else "acl"
