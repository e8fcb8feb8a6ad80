"""Finding kin: the same in whatever order, batches and segments."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from versions_made import START, Row, edited, near, rows_made, share, words

from escale.ledger.kin.articles import WINDOW, Articles, ids_of
from escale.ledger.kin.files import mapped, written
from escale.ledger.kin.finder import KinFinder
from escale.ledger.kin.segment import Segment
from escale.ledger.kin.sketch import NEAR_IDENTICAL, sketch
from escale.ledger.rows import Kinship

TEXT = " ".join(words(1, 400))


def segment(folder: Path, rows: list[Row]) -> Segment:
    folder.mkdir()
    return mapped(folder, written(folder, [Articles.of(rows[::2]), Articles.of(rows[1::2])]))


def kin_of(rows: list[Row], sizes: list[int], finder: KinFinder | None = None) -> list[Kinship]:
    """The kin among rows that are added in batches of those sizes, in turn."""
    finder = finder or KinFinder()
    found: list[Kinship] = []
    start = turn = 0
    while start < len(rows):
        end = start + sizes[turn % len(sizes)]
        found += finder.add(Articles.of(rows[start:end]))
        start, turn = end, turn + 1
    return found


@given(st.integers(0, 10**9), st.integers(0, 40), st.lists(st.integers(1, 30), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_kin_are_the_same_in_whatever_order_and_batches(seed: int, count: int, sizes: list[int]) -> None:
    rows = rows_made(seed, count)
    told = {
        Kinship(one[0], other[0], max(one[1], other[1]) if one[1] and other[1] else None): shared
        for one, other in combinations(rows, 2)
        if (shared := share(one[2], other[2])) >= NEAR_IDENTICAL and near(one[1], other[1])
    }
    expected = set(kin_of(rows, [count]))
    assert expected <= told.keys()
    assert expected >= {kin for kin, shared in told.items() if shared == 1}
    for order in (rows, rows[::-1], random.Random(seed).sample(rows, len(rows))):
        found = kin_of(order, sizes)
        assert len(found) == len(expected)
        assert set(found) == expected


@given(st.integers(0, 10**9), st.integers(2, 60), st.lists(st.integers(1, 25), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_kin_are_the_same_however_articles_are_spread(seed: int, count: int, sizes: list[int]) -> None:
    """Over segments, the tail and what is new."""
    rows = rows_made(seed, count)
    everything = set(kin_of(rows, [7]))
    random.Random(seed).shuffle(rows)
    with TemporaryDirectory() as folder:
        segments = []
        for number, size in enumerate(sizes):
            if size < len(rows):
                segments.append(segment(Path(folder) / str(number), rows[:size]))
                rows = rows[size:]
        finder = KinFinder(segments)
        tail, new = rows[: len(rows) // 2], rows[len(rows) // 2 :]
        finder.hold(Articles.of(tail))
        assert len(finder) == count - len(new)
        names = {row[0] for row in new}
        expected = {kin for kin in everything if kin.first in names or kin.second in names}
        found = kin_of(new, sizes, finder)
        assert len(found) == len(expected)
        assert set(found) == expected
        finder.settle(segments)
        assert len(finder) == count


def test_what_a_segment_has_is_not_added_again(tmp_path: Path) -> None:
    rows = rows_made(3, 50)
    finder = KinFinder([segment(tmp_path / "s", rows[:30])])
    assert (
        finder.holds(ids_of(["a000", "a029", "a030", "a", "a0000", "zz"])).tolist()
        == [True] * 2 + [False] * 4
    )
    finder.hold(Articles.of(rows))
    assert len(finder) == 50
    assert len(finder.tail) == 20


@pytest.mark.parametrize(
    ("length", "changes", "least"),
    [(400, 40, 0.99), (400, 10, 1), (60, 5, 0.99), (40, 3, 0.99), (26, 1, 0.99)],
)
def test_nearly_all_that_are_alike_are_found(length: int, changes: int, least: float) -> None:
    alike = found = 0
    finder = KinFinder()
    for seed in range(1_500):
        text = words(seed, length)
        one, other = sketch(" ".join(text)), sketch(edited(text, seed, changes))
        if share(one, other) >= NEAR_IDENTICAL:
            alike += 1
            finder.hold(Articles.of([(f"a{seed}", START, one)]))
            kin = finder.add(Articles.of([(f"b{seed}", START, other)]))
            found += kin == [Kinship(f"a{seed}", f"b{seed}", START)]
    assert alike > 300
    assert found >= least * alike


@pytest.mark.parametrize(("grown", "least"), [(200, 0.99), (400, 0.97), (800, 0.8)])
def test_a_dispatch_is_found_in_its_longer_version(grown: int, least: float) -> None:
    alike = found = 0
    finder = KinFinder()
    for seed in range(300):
        text = words(seed, 400)
        one = sketch(" ".join(text))
        other = sketch(f"{edited(text, seed, 10)} {' '.join(words(10_000 + seed, grown))}")
        if share(one, other) >= NEAR_IDENTICAL:
            alike += 1
            finder.hold(Articles.of([(f"a{seed}", START, one)]))
            found += bool(finder.add(Articles.of([(f"b{seed}", START, other)])))
    assert alike > 280
    assert found >= least * alike


def test_kin_are_found_among_many() -> None:
    rng = random.Random(3)
    rows: list[Row] = [(f"a{n:05d}", START, sketch(" ".join(words(n, 80)))) for n in range(3_000)]
    finder = KinFinder()
    for row in rng.sample(rows, len(rows)):
        assert finder.add(Articles.of([row])) == []
    whole = KinFinder()
    whole.hold(Articles.of(rows))
    assert whole.add(Articles.of(rows)) == []
    assert len(finder) == len(whole) == 3_000
    for number in (0, 1_500, 2_999):
        again = Articles.of([(f"b{number:05d}", START, rows[number][2])])
        found = finder.add(again)
        assert found == [Kinship(f"a{number:05d}", f"b{number:05d}", START)]
        assert found == whole.add(again)


def test_many_that_are_one_text() -> None:
    finder = KinFinder()
    copies: list[Row] = [(f"a{n:04d}", START, sketch(TEXT)) for n in range(500)]
    assert len(finder.add(Articles.of(copies))) == 500 * 499 // 2
    later = finder.add(Articles.of([("b", START + timedelta(days=WINDOW), sketch(TEXT))]))
    assert [kin.first for kin in later] == [identity for identity, _, _ in copies]
    assert finder.add(Articles.of([("c", START + timedelta(days=WINDOW + 1), sketch(TEXT))])) == [
        Kinship("b", "c", START + timedelta(days=WINDOW + 1))
    ]


@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "in a segment"])
@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        (START, START, True),
        (START, START + timedelta(days=WINDOW), True),
        (START, START - timedelta(days=WINDOW), True),
        (START, START + timedelta(days=WINDOW + 1), False),
        (START, START - timedelta(days=WINDOW + 1), False),
        (None, None, True),
        (None, START, False),
        (START, None, False),
        (None, date.min, False),
        (date.min, None, False),
        (date.max, date.max, True),
    ],
)
def test_the_window(tmp_path: Path, kept: bool, one: date | None, other: date | None, kin: bool) -> None:
    rows: list[Row] = [("a1", one, sketch(TEXT))]
    finder = KinFinder([segment(tmp_path / "s", rows)] if kept else [])
    finder.hold(Articles.of(rows))
    assert bool(finder.add(Articles.of([("a2", other, sketch(TEXT))]))) is kin


def test_what_is_held_is_compared_with_but_not_told() -> None:
    finder = KinFinder()
    finder.hold(Articles.of([("a2", START, sketch(TEXT))]))
    finder.hold(Articles.of([("a1", START + timedelta(days=2), sketch(TEXT))]))
    assert finder.holds(ids_of(["a1", "a3"])).tolist() == [True, False]
    third = Articles.of([("a3", START + timedelta(days=1), sketch(TEXT))])
    assert finder.add(third) == [
        Kinship("a1", "a3", START + timedelta(days=2)),
        Kinship("a2", "a3", START + timedelta(days=1)),
    ]
    assert finder.add(third) == []
    assert len(finder) == 3
