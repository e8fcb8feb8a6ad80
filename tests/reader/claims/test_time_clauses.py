"""The clauses of dates and matters, on trees as the shipped pipeline draws them."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from escale.reader.claims.time_clauses import ClauseOf, between_clauses, free_commas
from escale.reader.text.tree import Tree


def at(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


@pytest.mark.parametrize(
    ("text", "date", "matter", "stands"),
    [
        ("La frégate a accosté lundi à Oslo.", "lundi", "accosté", "same"),
        ("En mars, Rome a rappelé son ambassadeur et fermé son consulat.", "mars", "fermé", "conj"),
        ("Rome a dit lundi que les navires partiront.", "lundi", "partiront", "ccomp"),
    ],
)
def test_how_the_clause_of_a_date_stands(
    nlp: Pipeline, text: str, date: str, matter: str, stands: str
) -> None:
    doc = nlp(text)
    tree = Tree.of(doc)
    verbs = ClauseOf.at(tree, at(doc, date)).verb, ClauseOf.at(tree, at(doc, matter)).verb
    assert between_clauses(tree, *verbs).removeprefix("above:") == stands


def test_a_date_of_a_later_verb_does_not_hold_for_the_one_before(nlp: Pipeline) -> None:
    doc = nlp("Rome a rappelé son ambassadeur et a fermé son consulat mardi.")
    tree = Tree.of(doc)
    assert between_clauses(tree, at(doc, "fermé"), at(doc, "rappelé")) == "below:conj"


def test_what_holds_a_word_in_its_clause(nlp: Pipeline) -> None:
    doc = nlp("Rome a signé le traité de paix mardi.")
    clause = ClauseOf.at(Tree.of(doc), at(doc, "paix"))
    assert (doc[clause.verb].text, clause.role, clause.depth) == ("signé", "obj", 2)


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("Les pourparlers entre Rome, Oslo, Madrid et Tunis sont suspendus depuis 2014.", 0),
        ("Après la visite, les navires sont repartis.", 1),
    ],
)
def test_commas_of_a_list_part_nothing(nlp: Pipeline, text: str, free: int) -> None:
    doc = nlp(text)
    assert free_commas(Tree.of(doc), [token.i for token in doc if token.text == ","]) == free
