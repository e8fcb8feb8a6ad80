"""Parts of a text put together: offsets lead back to the same words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escale.model import Span
from escale.reader.text.canonical import Canonical
from escale.reader.text.excerpt import Excerpt


@pytest.mark.parametrize(
    ("text", "stretches", "expected"),
    [
        ("Un. Deux. Trois.", [(0, 16)], "Un. Deux. Trois."),
        ("Un. Deux. Trois.", [(0, 4), (10, 16)], "Un. \nTrois."),
        ("Un\nDeux\nTrois", [(0, 3), (8, 13)], "Un\nTrois"),
        ("Un. Deux.", [(4, 9)], "Deux."),
    ],
)
def test_stretches_are_put_together(text: str, stretches: list[tuple[int, int]], expected: str) -> None:
    assert Excerpt.of(text, [Span(*one) for one in stretches]).text == expected


texts = st.text(st.sampled_from("aé\u0301 .\n\u00a0😀œ"), min_size=6, max_size=60)


@given(text=texts, cuts=st.lists(st.integers(0, 59), min_size=2, max_size=8, unique=True), data=st.data())
def test_words_within_a_stretch_keep_their_place(text: str, cuts: list[int], data: st.DataObject) -> None:
    places = sorted(cut for cut in cuts if cut <= len(text))
    stretches = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    if not stretches:
        return
    excerpt = Excerpt.of(text, stretches)
    here, there = data.draw(st.sampled_from(excerpt.joints))
    stretch = next(one for one in stretches if one.start == there)
    start = data.draw(st.integers(0, stretch.end - stretch.start - 1))
    end = data.draw(st.integers(start + 1, stretch.end - stretch.start))
    back = excerpt.original(Span(here + start, here + end))
    assert back.of(text) == excerpt.text[here + start : here + end]
    assert (back.start, back.end) == (there + start, there + end)


def test_what_is_composed_leads_back_through_the_excerpt() -> None:
    text = unicodedata.normalize("NFD", "Passé. Oublié. Été à Brest.")
    start = text.index("E", 14)
    canonical = Canonical.of_excerpt(Excerpt.of(text, [Span(0, 7), Span(start, len(text))]))
    place = canonical.text.index("Été")
    assert canonical.original(Span(place, place + 3)).of(text) == unicodedata.normalize("NFD", "Été")
