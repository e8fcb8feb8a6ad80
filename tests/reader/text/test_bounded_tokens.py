from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from escale.reader.text.tokens import BoundedTokenizer

FRENCH = spacy.blank("fr")
INNER = FRENCH.tokenizer
BOUNDED = BoundedTokenizer(INNER, FRENCH.vocab)


@pytest.mark.parametrize("text", ["L'escale, à Brest.", "", " ", "a" * 200])
def test_ordinary_text_is_tokenized_as_before(text: str) -> None:
    assert [token.text for token in BOUNDED(text)] == [token.text for token in INNER(text)]


@given(
    st.lists(
        st.sampled_from(["«" * 250, "a" * 600, " ", "  ", "mot ", "\n", '"' * 201, "l'été."]), max_size=6
    )
)
def test_the_tokens_spell_out_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert BOUNDED(text).text == text


@pytest.mark.parametrize("run", ["«" * 100_000, '"' * 100_000, "x" * 200_000, ")." * 50_000])
def test_a_long_run_takes_linear_time(run: str) -> None:
    start = time.perf_counter()
    doc = BOUNDED(f"Une escale {run} à Brest.")
    assert time.perf_counter() - start < 10
    assert [token.text for token in doc][:2] == ["Une", "escale"]
