"""Near-identical texts: sketches, kin and families."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escale.ledger.rows import Kinship
from escale.ledger.sketch import NEAR_IDENTICAL, WINDOW, KinFinder, families, similarity, sketch

SYLLABLES = ["ba", "co", "du", "fe", "gi", "lo", "ma", "ne", "pi", "ru", "sa", "to", "vu"]
START = date(2021, 3, 1)
Row = tuple[str, date | None, bytes]


def words(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(count)]


def edited(text: list[str], seed: int, changes: int) -> str:
    rng = random.Random(seed)
    text = list(text)
    for place in rng.sample(range(len(text)), changes):
        text[place] = f"new{place}"
    return " ".join(text)


def jaccard(one: str, other: str) -> float:
    sets = [{tuple(cut[n : n + 4]) for n in range(len(cut) - 3)} for cut in (one.split(), other.split())]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


LONG = words(1, 400)
TEXT = " ".join(LONG)
# Folded alike: case, accents (composed or not), apostrophes, quotes, dashes, ligatures, spaces of all kinds.
PLAIN = "L'ete, a Sevres: le \"coeur\" de l'OEuvre - 3 navires ".lower() + TEXT
FANCY = (
    "L\u2019\u00e9te\u0301, \u00e0 S\u00e8vres :\u00a0le \u00ab c\u0153ur \u00bb "
    "de l\u2019\u0152uvre \u2014 3\nNAVIRES " + TEXT
)


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
    assert len(sketch(text)) == 128


def test_a_sketch_is_the_same_on_every_machine() -> None:
    digests = [hashlib.sha256(sketch(text)).hexdigest()[:16] for text in (TEXT, "Two ministers met")]
    assert digests == ["a3c156fd1ae4194c", "6de41e3d935e1acb"]


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
    assert similarity(sketch(FANCY), sketch(FANCY + " \u6771\u4eac")) > 0.9


def cyrillic(seed: int) -> str:
    return "".join(chr(0x430 + ord(c) - 97) if c.isalpha() else c for c in " ".join(words(seed, 400)))


def test_another_script_is_read_too() -> None:
    one = cyrillic(1)
    other = cyrillic(2)
    assert similarity(sketch(one), sketch(one.upper())) == 1
    assert similarity(sketch(one), sketch(other)) < 0.1


@pytest.mark.parametrize("changes", [0, 2, 5, 10, 20, 40, 80, 400])
def test_similarity_estimates_jaccard(changes: int) -> None:
    estimates = []
    for seed in range(30):
        text = words(seed, 400)
        other = edited(text, seed, changes)
        estimates.append(similarity(sketch(" ".join(text)), sketch(other)) - jaccard(" ".join(text), other))
    assert abs(sum(estimates) / len(estimates)) < 0.03
    assert max(map(abs, estimates)) < 0.25


@pytest.mark.parametrize("count", [24, 40, 80])
def test_a_text_that_leaves_bins_empty(count: int) -> None:
    one, other = words(1, count), words(2, count)
    assert similarity(sketch(" ".join(one)), sketch(" ".join(one))) == 1
    assert similarity(sketch(" ".join(one)), sketch(" ".join(other))) < 0.1


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
    assert similarity(sketch(one), sketch(other)) == similarity(sketch(other), sketch(one)) == expected


def made(seed: int, count: int) -> list[Row]:
    """Articles of a few stories, some of them edited a little or much, some short, some without a day."""
    rng = random.Random(seed)
    rows: list[Row] = []
    for number in range(count):
        story = rng.randrange(4)
        text = edited(words(story, 60), rng.randrange(10**6), rng.choice((0, 1, 3, 6, 30)))
        text = rng.choice((text, text, text, f"Title {story}", ""))
        known = None if rng.random() < 0.2 else START + timedelta(days=rng.randrange(80))
        rows.append((f"a{number:03d}", known, sketch(text)))
    return rows


def kin_of(rows: list[Row], sizes: list[int]) -> list[Kinship]:
    """The kin among rows that are added in batches of those sizes, in turn."""
    finder = KinFinder()
    found: list[Kinship] = []
    start = turn = 0
    while start < len(rows):
        end = start + sizes[turn % len(sizes)]
        found += finder.add_many(rows[start:end])
        start, turn = end, turn + 1
    return found


def near(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= WINDOW


@given(st.integers(0, 10**9), st.integers(0, 40), st.lists(st.integers(1, 30), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_kin_are_the_same_in_whatever_order_and_batches(seed: int, count: int, sizes: list[int]) -> None:
    rows = made(seed, count)
    shares = {
        Kinship(one[0], other[0], max(one[1], other[1]) if one[1] and other[1] else None): share
        for one, other in combinations(rows, 2)
        if (share := similarity(one[2], other[2])) >= NEAR_IDENTICAL and near(one[1], other[1])
    }
    expected = set(kin_of(rows, [count]))
    assert expected <= shares.keys()
    assert expected >= {kin for kin, share in shares.items() if share == 1}
    for order in (rows, rows[::-1], random.Random(seed).sample(rows, len(rows))):
        found = kin_of(order, sizes)
        assert len(found) == len(expected)
        assert set(found) == expected


@pytest.mark.parametrize(
    ("length", "changes", "least"),
    [(400, 23, 0.995), (400, 10, 1), (60, 4, 0.995), (40, 2, 0.995), (26, 1, 0.995)],
)
def test_nearly_all_that_are_alike_are_found(length: int, changes: int, least: float) -> None:
    alike = found = 0
    finder = KinFinder()
    for seed in range(1_500):
        text = words(seed, length)
        one, other = sketch(" ".join(text)), sketch(edited(text, seed, changes))
        if similarity(one, other) >= NEAR_IDENTICAL:
            alike += 1
            finder.hold(f"a{seed}", START, one)
            found += finder.add(f"b{seed}", START, other) == [Kinship(f"a{seed}", f"b{seed}", START)]
    assert alike > 300
    assert found >= least * alike


def test_kin_are_found_among_many() -> None:
    rng = random.Random(3)
    rows = [(f"a{n:05d}", START, sketch(" ".join(words(n, 80)))) for n in range(3_000)]
    finder = KinFinder()
    for row in rng.sample(rows, len(rows)):
        assert finder.add(*row) == []
    whole = KinFinder()
    whole.hold_many(rows)
    assert whole.add_many(rows) == []
    assert len(finder) == len(whole) == 3_000
    for number in (0, 1_500, 2_999):
        again = finder.add(f"b{number:05d}", START, rows[number][2])
        assert again == [Kinship(f"a{number:05d}", f"b{number:05d}", START)]
        assert again == whole.add(f"b{number:05d}", START, rows[number][2])


def test_many_that_are_one_text() -> None:
    finder = KinFinder()
    copies = [(f"a{n:04d}", START, sketch(TEXT)) for n in range(500)]
    assert len(finder.add_many(copies)) == 500 * 499 // 2
    later = finder.add("b", START + timedelta(days=WINDOW), sketch(TEXT))
    assert [kin.first for kin in later] == [identity for identity, _, _ in copies]
    assert finder.add("c", START + timedelta(days=WINDOW + 1), sketch(TEXT)) == [
        Kinship("b", "c", START + timedelta(days=WINDOW + 1))
    ]


def test_what_is_held_is_compared_with_but_not_told() -> None:
    finder = KinFinder()
    finder.hold("a2", START, sketch(TEXT))
    finder.hold("a1", START + timedelta(days=2), sketch(TEXT))
    assert "a1" in finder
    assert "a3" not in finder
    assert finder.add("a3", START + timedelta(days=1), sketch(TEXT)) == [
        Kinship("a1", "a3", START + timedelta(days=2)),
        Kinship("a2", "a3", START + timedelta(days=1)),
    ]
    assert finder.add("a3", START, sketch(TEXT)) == []
    assert len(finder) == 3


KIN = [
    Kinship("a4", "a5", START),
    Kinship("a2", "a4", START + timedelta(days=3)),
    Kinship("a6", "a7", None),
    Kinship("a1", "a9", START + timedelta(days=9)),
]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (START - timedelta(days=1), ""),
        (START, "a4:a4 a5:a4"),
        (START + timedelta(days=3), "a2:a2 a4:a2 a5:a2"),
        (None, "a1:a1 a2:a2 a4:a2 a5:a2 a6:a6 a7:a6 a9:a1"),
    ],
)
def test_families(known: date | None, expected: str) -> None:
    for order in (KIN, KIN[::-1]):
        found = families(order, known)
        assert " ".join(f"{article}:{family}" for article, family in sorted(found.items())) == expected


@given(st.lists(st.tuples(st.integers(10, 30), st.integers(10, 30)).filter(lambda two: two[0] < two[1])))
def test_families_are_what_kinship_connects(pairs: list[tuple[int, int]]) -> None:
    found = families([Kinship(f"a{one}", f"a{other}", START) for one, other in pairs], START)
    reached = {article: {article} for two in pairs for article in two}
    for _ in pairs:
        for one, other in pairs:
            reached[one] = reached[other] = reached[one] | reached[other]
    for article in reached:
        for other in list(reached[article]):
            reached[article] |= reached[other]
    assert found == {f"a{article}": f"a{min(whole)}" for article, whole in reached.items()}
