"""Forms and the lemmas they may have: never fewer than spaCy's lemmatizer finds."""

from __future__ import annotations

import pytest
import spacy
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

import escale.reader.text.sentences  # noqa: F401  # registers the pipeline's component
from escale import lang
from escale.reader.triage.lemmas import Lemmas

FORMS = (
    *("signeront", "signé", "accords", "navires", "navals", "livre", "manœuvres", "pourparlers", "reçoit"),
    *(
        "rencontrée",
        "visites",
        "appareillera",
        "exercices",
        "eaux",
        "porte-avions",
        "bilatéraux",
        "zzzz",
        "a",
    ),
)
PARTS = ("NOUN", "VERB", "ADJ", "AUX", "ADV", "PRON", "DET", "ADP")


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.load(lang.load("fr").pipeline)


@pytest.mark.parametrize("form", FORMS)
def test_all_that_spacy_may_make_of_a_form_is_among_them(nlp: spacy.language.Language, form: str) -> None:
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    expected = {
        lemmatizer.rule_lemmatize(Doc(nlp.vocab, words=[form], pos=[part])[0])[0].lower() for part in PARTS
    }
    assert expected <= Lemmas(lemmatizer.lookups)(form)


@pytest.mark.parametrize(("form", "verb"), [("livre", True), ("signeront", True), ("hôpital", False)])
def test_forms_of_verbs_are_known(nlp: spacy.language.Language, form: str, *, verb: bool) -> None:
    lemmatizer = nlp.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    assert Lemmas(lemmatizer.lookups).may_be_verb(form) is verb
