"""Where the sentence rule cuts, before the parser has its say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language as Pipeline

from escale.reader.text.sentences import FACTORY


def starts(nlp: Pipeline, text: str) -> list[bool | None]:
    """What the rule alone makes of each word."""
    doc = nlp.make_doc(text)
    return [token.is_sent_start for token in nlp.get_pipe(FACTORY)(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rome part. Lima reste.", [True, False, False, True, False, False]),
        ("Sommet à Rome\nLima reste.", [True, False, False, False, True, False, False]),
        ("Rome «part. Lima» reste.", [True, False, False, False, None, False, False, False]),
        ("M. Quito part.", [True, False, False, False]),
    ],
)
def test_clear_places_are_decided_and_doubtful_ones_left(
    nlp: Pipeline, text: str, expected: list[bool | None]
) -> None:
    assert starts(nlp, text) == expected


@pytest.mark.parametrize(("words", "cuts"), [(700, 1), (900, 2), (1700, 3)])
def test_no_sentence_grows_without_end(nlp: Pipeline, words: int, cuts: int) -> None:
    assert starts(nlp, "mot " * words).count(True) == cuts


def test_a_long_quotation_ends_its_sentences_at_doubtful_places(nlp: Pipeline) -> None:
    marks = starts(nlp, "«" + "Rome part avec Lima. " * 200 + "»")
    cuts = [index for index, mark in enumerate(marks) if mark]
    assert len(cuts) > 1
    assert max(later - cut for cut, later in pairwise(cuts)) < 410
