"""Texts cut into segments."""

from __future__ import annotations

import pytest
from stopwatch import least_seconds

from escale.reader.triage.segments import Segmenter


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", []),
        ("Un. Deux.", ["Un. ", "Deux."]),
        ("Un titre\nUn texte", ["Un titre\n", "Un texte"]),
        ("M. Dupont parle. J. Martin aussi.", ["M. Dupont parle. ", "J. Martin aussi."]),
        ("« Oui. » Elle part.", ["« Oui. » ", "Elle part."]),
        ("Il a dit 3.5 fois.", ["Il a dit 3.5 fois."]),
        ("Fini ! À Brest, rien. Été 2020.", ["Fini ! ", "À Brest, rien. ", "Été 2020."]),
        ("\n\n", ["\n", "\n"]),
    ],
)
def test_a_text_is_cut_at_its_sentences(text: str, segments: list[str]) -> None:
    cut = Segmenter(["M"])(text)
    assert [text[start:end] for start, end in cut] == segments


@pytest.mark.parametrize("junk", [". ", ".»", "\n", "A. ", '." ', ". " * 8 + "a"])
def test_time_is_linear(junk: str) -> None:
    segmenter = Segmenter(["M"])

    def seconds(text: str) -> float:
        return least_seconds(lambda: segmenter(text))

    once = junk * (60_000 // len(junk))
    assert seconds(once * 2) < 4 * seconds(once) + 0.01
