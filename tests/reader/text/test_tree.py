"""Distance along the tree: a date of the main clause is nearer than one of another clause."""

from __future__ import annotations

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from escale.reader.text.tree import FAR, Tree


def _index(doc: Doc, word: str) -> int:
    return next(token.i for token in doc if token.text == word)


def test_a_date_of_the_clause_is_nearer_than_one_of_a_relative(nlp: Pipeline) -> None:
    doc = nlp("Le ministre, qui a visité Rome en janvier, rencontrera son homologue en mars.")
    tree = Tree.of(doc)
    meeting = _index(doc, "rencontrera")
    assert tree.distance(_index(doc, "mars"), meeting) < tree.distance(_index(doc, "janvier"), meeting)


def test_words_of_two_sentences_are_far(nlp: Pipeline) -> None:
    doc = nlp("Le ministre est parti.\nIl reviendra lundi.")
    tree = Tree.of(doc)
    assert tree.distance(_index(doc, "lundi"), _index(doc, "parti")) == FAR
    assert tree.meeting_point(_index(doc, "lundi"), _index(doc, "parti")) is None


def test_a_word_is_no_distance_from_itself(nlp: Pipeline) -> None:
    tree = Tree.of(nlp("La Grèce signe."))
    assert tree.distance(1, 1) == 0
