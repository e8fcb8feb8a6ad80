"""Where the words of an entry meet: across quotation marks and numbers, in the tree, not across clauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.reader.matters.matters import MatterFinder
from escale.reader.parties.parties import PartyFinder
from escale.reader.text import sentences  # noqa: F401  registers the pipeline's factory

Words = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def words(french: Language, nlp: Pipeline) -> Words:
    parties, finder = PartyFinder(french), MatterFinder(french)

    def run(text: str) -> dict[str, str]:
        doc = nlp(text)
        return {matter.rule: doc[matter.start : matter.end].text for matter in finder(doc, parties(doc))}

    return run


def test_quotation_marks_do_not_part_words(words: Words) -> None:
    found = words("Athènes accuse Ankara d'un comportement « agressif » envers un navire grec.")
    assert found.get("comportement-hostile") == "comportement « agressif"


def test_numbers_do_not_part_a_verb_and_its_object(words: Words) -> None:
    found = words("La Norvège a envoyé depuis le 12 mars 2019 environ 450 soldats en Estonie.")
    assert "envoyer-des-troupes" in found


def test_a_verb_meets_a_far_object_in_the_tree(words: Words) -> None:
    found = words(
        "Londres enverra dès la semaine prochaine, pour une durée de six mois, des soldats en Estonie."
    )
    assert "envoyer-des-troupes" in found


def test_a_new_clause_ends_the_phrase(words: Words) -> None:
    found = words("Les craintes de Rome augmentent alors que les soldats turcs défilent à Ankara.")
    assert "envoyer-des-troupes" not in found
