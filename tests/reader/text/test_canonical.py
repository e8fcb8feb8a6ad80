"""Canonical text and the way back."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from escale.model import Span
from escale.reader.text.canonical import Canonical


@given(st.text(alphabet="aeé\u0301\u0300 ç\u0327\u00a0«»🚢x", min_size=1, max_size=40), st.data())
def test_a_span_of_the_canonical_text_leads_back(text: str, data: st.DataObject) -> None:
    canonical = Canonical.of(text)
    edges = [i for i, c in enumerate(canonical.text + " ") if not unicodedata.combining(c)]
    assume(len(edges) > 1)
    start, end = sorted(data.draw(st.lists(st.sampled_from(edges), min_size=2, max_size=2, unique=True)))
    back = canonical.original(Span(start, end)).of(text)
    assert unicodedata.normalize("NFC", back).replace("\u00a0", " ") == canonical.text[start:end]


def test_composed_text_is_left_alone() -> None:
    assert Canonical.of("été\u202f: « ici »") == Canonical("été : « ici »", None)


def test_decomposed_letters_count_in_the_original() -> None:
    text = unicodedata.normalize("NFD", "L'été à Évian")
    canonical = Canonical.of(text)
    start = canonical.text.index("Évian")
    assert canonical.original(Span(start, start + 5)).of(text) == unicodedata.normalize("NFD", "Évian")
