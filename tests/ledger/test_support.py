"""Under whose key each voice counts."""

from __future__ import annotations

import pytest
from told import told

from escale.ledger.support import Told, counted, keys_of

OWN, QUOTED = True, False

CASES: dict[str, tuple[list[Told], dict[str, str], str]] = {
    "nothing": ([], {}, ""),
    "each its own": ([("a1", 1, "x", OWN, None), ("a2", 2, "y", OWN, 7)], {}, "x y"),
    "a reprint has the voice of what it reprints": (
        [("a1", 2, "x", OWN, None), ("a2", 1, "y", OWN, None), ("a3", 3, "z", OWN, None)],
        {"a1": "w", "a2": "w"},
        "w w z",
    ),
    "who is quoted in a reprint is himself": ([("a1", 1, "minister", QUOTED, None)], {"a1": "w"}, "minister"),
    "the earliest has the words": (
        [("a1", 3, "x", OWN, 7), ("a2", 2, "y", OWN, 7), ("a3", 4, "z", OWN, 7)],
        {},
        "y y y",
    ),
    "of one day, the first by id": ([("a2", 3, "x", OWN, 7), ("a1", 3, "y", OWN, 7)], {}, "y y"),
    "a dated one is earlier than one without a date": (
        [("a1", None, "x", OWN, 7), ("a2", 3, "y", OWN, 7)],
        {},
        "y y",
    ),
    "words of one publisher": ([("a1", 5, "z", OWN, 9), ("a2", 6, "z", OWN, 9)], {}, "z z"),
    "other words": ([("a1", 5, "x", OWN, 8), ("a2", 6, "y", OWN, 9)], {}, "x y"),
    "short words": ([("a1", 5, "x", OWN, None), ("a2", 6, "y", OWN, None)], {}, "x y"),
    "who is quoted in the same words is himself": (
        [("a1", 3, "x", OWN, 7), ("a2", 2, "y", OWN, 7), ("a3", 1, "minister", QUOTED, 7)],
        {},
        "y y minister",
    ),
    "what else an echo says is its own": (
        [("a1", 1, "x", OWN, 7), ("a2", 2, "y", OWN, 7), ("a2", 2, "y", OWN, 8)],
        {},
        "x x y",
    ),
    "an echo of a reprint is an echo of what that reprints": (
        [("a1", 1, "x", OWN, 7), ("a2", 2, "y", OWN, 7)],
        {"a1": "w", "a0": "w"},
        "w w",
    ),
    "a reprint of another family that has the words": (
        [("a1", 1, "x", OWN, 7), ("a2", 2, "y", OWN, 7)],
        {"a2": "w"},
        "x x",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_counted(case: str) -> None:
    said, reprints, expected = CASES[case]
    assert counted(said, reprints) == expected.split()
    assert counted(said[::-1], reprints) == expected.split()[::-1]


def test_links_are_counted_alike() -> None:
    links = [
        told("1", "2021-03-12", outlet="x")._replace(words=7),
        told("2", "2021-03-11", outlet="y")._replace(words=7),
        told("3", "2021-03-10", outlet="z", says="ana abel")._replace(words=7),
        told("4", "2021-03-10", outlet="z"),
    ]
    assert keys_of(links, {"a4": "media:w"}) == ["media:y", "media:y", "official:ana abel", "media:w"]
