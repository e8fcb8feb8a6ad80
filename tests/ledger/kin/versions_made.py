"""Invented texts that are alike by as much as a test wants, and what tests compare sketches by."""

from __future__ import annotations

import random
from datetime import date, timedelta

from escale.ledger.kin.articles import WINDOW
from escale.ledger.kin.sketch import sketch

__all__ = ["START", "Row", "edited", "near", "rows_made", "share", "words"]

START = date(2021, 3, 1)
Row = tuple[str, date | None, bytes]

_SYLLABLES = ["ba", "co", "du", "fe", "gi", "lo", "ma", "ne", "pi", "ru", "sa", "to", "vu"]
_BINS = 128  # of a sketch
_EMPTY = b"\xff\xff"  # a bin without shingles
_SHORT = b"\xfe\xff"  # what the sketch of a short text begins with


def words(seed: int, count: int) -> list[str]:
    """That many words, the same for the same seed."""
    rng = random.Random(seed)
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(count)]


def edited(text: list[str], seed: int, changes: int) -> str:
    """A text with so many words changed."""
    rng = random.Random(seed)
    text = list(text)
    for place in rng.sample(range(len(text)), changes):
        text[place] = f"new{place}"
    return " ".join(text)


def share(one: bytes, other: bytes) -> float:
    """How much of the shorter text stands in the longer, reckoned anew; of short texts 1 if equal, else 0."""
    if _SHORT in (one[:2], other[:2]):
        return float(one == other)
    pairs = [(one[at : at + 2], other[at : at + 2]) for at in range(0, 2 * _BINS, 2)]
    told = [pair for pair in pairs if pair != (_EMPTY, _EMPTY)]
    alike = sum(first == second for first, second in told) / max(len(told), 1)
    counts = [int.from_bytes(sketched[2 * _BINS :], "little") for sketched in (one, other)]
    return min(1.0, alike / (1 + alike) * sum(counts) / max(min(counts), 1))


def rows_made(seed: int, count: int) -> list[Row]:
    """Articles of a few stories, some of them edited a little or much, grown, short, or without a day."""
    rng = random.Random(seed)
    rows: list[Row] = []
    for number in range(count):
        story = rng.randrange(4)
        text = edited(words(story, 60), rng.randrange(10**6), rng.choice((0, 1, 3, 6, 30)))
        grown = f"{text} {' '.join(words(rng.randrange(10**6), 40))}"
        text = rng.choice((text, text, grown, f"Title {story}", ""))
        known = None if rng.random() < 0.2 else START + timedelta(days=rng.randrange(200))
        rows.append((f"a{number:03d}", known, sketch(text)))
    return rows


def near(one: date | None, other: date | None) -> bool:
    """Whether articles of those days can be kin."""
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= WINDOW
