"""Quotation spans: words with marks on the left, the quoted stretches on the right."""

from __future__ import annotations

import time

import pytest

from escale.reader.sources.quotes import quotations

CASES = [
    ("Il a dit « oui » hier", ["« oui »"]),
    ('Il a dit " oui " puis " non "', ['" oui "', '" non "']),
    ("« Le “ Tonnerre ” arrive »", ["« Le “ Tonnerre ” arrive »"]),
    ('« Des échanges " utiles " ont lieu »', ['« Des échanges " utiles " ont lieu »']),
    ('" Un « vide » reste "', ['" Un « vide » reste "']),
    ("rien ici", []),
    ("une fin » seule", []),
    ("Il a dit « oui ¶ puis rien", []),
    ("« Tout le paragraphe est cité ¶ Suite", ["« Tout le paragraphe est cité ¶"]),
    ("« Un ¶ deux » trois ¶", ["« Un ¶ deux »"]),
    ('Il dit " un ¶ deux " trois ¶', ['" un ¶ deux "']),
    ('Il dit " un ¶ " deux " trois ¶', ['" deux "']),
    ("« Un ¶ « Deux » ¶", ["« Un ¶", "« Deux »"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotations(text: str, expected: list[str]) -> None:
    words = text.split()
    breaks = [i for i, word in enumerate(words) if word == "¶"] + [len(words) - 1]
    found = quotations(words, breaks)
    assert [" ".join(words[q.start : q.end]) for q in found] == expected


def test_no_words() -> None:
    assert quotations([], []) == ()


def test_a_hundred_thousand_nested_marks_take_no_time() -> None:
    words = ["«"] * 100_000 + ["mot"] + ["»"] * 100_000
    started = time.perf_counter()
    found = quotations(words, [len(words) - 1])
    assert time.perf_counter() - started < 2
    assert [(q.start, q.end) for q in found] == [(0, len(words))]
