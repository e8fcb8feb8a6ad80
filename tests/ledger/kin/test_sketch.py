"""Sketches of texts, and how much of one text stands in the other."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from versions_made import edited, words
from versions_made import share as reckoned

from escale.ledger.kin.sketch import TYPE, shares, sketch

LONG = words(1, 400)
TEXT = " ".join(LONG)
# Folded alike: case, accents (composed or not), apostrophes, quotes, dashes, ligatures, spaces of all kinds.
PLAIN = "L'ete, a Sevres: le \"coeur\" de l'OEuvre - 3 navires ".lower() + TEXT
FANCY = (
    "L\u2019\u00e9te\u0301, \u00e0 S\u00e8vres :\u00a0le \u00ab c\u0153ur \u00bb "
    "de l\u2019\u0152uvre \u2014 3\nNAVIRES " + TEXT
)


def share(one: str, other: str) -> float:
    sketches = [np.frombuffer(sketch(text), TYPE).reshape(1, -1) for text in (one, other)]
    (found,) = shares(*sketches).tolist()
    (turned,) = shares(*sketches[::-1]).tolist()
    assert found == turned == pytest.approx(reckoned(sketch(one), sketch(other)))
    return float(found)


def contained(one: str, other: str) -> float:
    """The share of the shingles of the text with fewer that the other has too."""
    sets = [{tuple(cut[n : n + 4]) for n in range(len(cut) - 3)} for cut in (one.split(), other.split())]
    return len(sets[0] & sets[1]) / min(map(len, sets))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ... ",
        "Two ministers met",
        TEXT,
        TEXT * 20,
        "\u0441\u043b\u043e\u0432\u043e " * 60,
        "\ud800 " * 40,
    ],
)
def test_a_sketch_has_one_size(text: str) -> None:
    assert len(sketch(text)) == 260


def test_a_sketch_is_the_same_on_every_machine() -> None:
    digests = [hashlib.sha256(sketch(text)).hexdigest()[:16] for text in (TEXT, "Two ministers met")]
    assert digests == ["b495437f7b6b2bc1", "4a1e2521ccbd7d53"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PLAIN, FANCY),
        (TEXT, TEXT.replace("ba", "b\u00ada")),
        ("Stra\u00dfe \u0141\u00f3d\u017a \u00d8re " + TEXT, "STRASSE Lodz ore " + TEXT),
        ("\uff34\uff25\uff38\uff34 " + TEXT, "text " + TEXT),
        ("\ud55c\uad6d " + TEXT, "\u1112\u1161\u11ab\u1100\u116e\u11a8 " + TEXT),
        (f"({TEXT})" * 20, f"{TEXT} " * 20),
    ],
    ids=["French", "soft hyphens", "other letters", "wide letters", "syllables", "longer than most"],
)
def test_folding(one: str, other: str) -> None:
    assert sketch(one) == sketch(other)


def test_what_only_the_long_way_folds_leaves_the_rest_alike() -> None:
    assert share(FANCY, FANCY + " \u6771\u4eac") > 0.9


def cyrillic(seed: int) -> str:
    return "".join(chr(0x430 + ord(c) - 97) if c.isalpha() else c for c in " ".join(words(seed, 400)))


def test_another_script_is_read_too() -> None:
    assert share(cyrillic(1), cyrillic(1).upper()) == 1
    assert share(cyrillic(1), cyrillic(2)) < 0.1


@pytest.mark.parametrize("grown", [0, 200, 800])
@pytest.mark.parametrize("changes", [0, 5, 10, 20, 40, 80, 400])
def test_the_share_is_estimated(changes: int, grown: int) -> None:
    """Within the error of a Jaccard similarity from 128 bins, which grows as one text outgrows the other."""
    errors = []
    for seed in range(30):
        text = words(seed, 400)
        other = f"{edited(text, seed, changes)} {' '.join(words(1_000 + seed, grown))}"
        errors.append(share(" ".join(text), other) - contained(" ".join(text), other))
    assert abs(sum(errors) / len(errors)) < 0.05
    assert max(map(abs, errors)) < (0.2 if grown < 400 else 0.35)


def test_repeated_words_count_once() -> None:
    assert share(TEXT, f"{TEXT} " * 20) > 0.98


@pytest.mark.parametrize("count", [24, 40, 80])
def test_a_text_that_leaves_bins_empty(count: int) -> None:
    one, other = words(1, count), words(2, count)
    assert share(" ".join(one), " ".join(one)) == 1
    assert share(" ".join(one), " ".join(other)) < 0.1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Two ministers met", "two Ministers met.", 1),
        ("Two ministers met", "Two ministers meet", 0),
        ("Two ministers met", "Two ministers met " + TEXT, 0),
        ("", "", 0),
        ("...", "Two ministers met", 0),
        (TEXT, "", 0),
    ],
)
def test_short_texts_are_alike_only_if_equal(one: str, other: str, expected: float) -> None:
    assert share(one, other) == expected
