"""Origins and reports."""

from __future__ import annotations

import pytest
from told import told

from escale.ledger.rows import Link
from escale.ledger.support import Support, Voices, origin_key, support, voices

OWN = [
    told("1", "2021-03-10", outlet="x"),
    told("2", "2021-03-11", outlet="y"),
    told("3", "2021-03-12", outlet="y"),
]
QUOTED = [told(n, "2021-03-10", outlet=n, says="ana abel") for n in "45"]


@pytest.mark.parametrize(
    ("links", "families", "expected"),
    [
        ([], {}, Support(0, 0)),
        (OWN, {}, Support(2, 3)),
        (QUOTED, {}, Support(1, 2)),
        ([*OWN, *QUOTED], {}, Support(3, 5)),
        (OWN[:2], {"a1": "a1", "a2": "a1"}, Support(1, 2)),
        # What the publisher of the reprint says elsewhere is its own; what that of the first says is not.
        (OWN, {"a1": "a1", "a2": "a1"}, Support(2, 3)),
        (OWN, {"a2": "a2", "a9": "a2"}, Support(2, 3)),
        (
            [*OWN[1:], told("6", "2021-03-09", outlet="x")],
            {"a2": "a2", "a6": "a2", "a3": "a3"},
            Support(2, 3),
        ),
        (QUOTED, {"a4": "a4", "a5": "a4"}, Support(1, 2)),
        ([told("6", "2021-03-10", article="a1"), told("7", "2021-03-10", article="a1")], {}, Support(2, 1)),
    ],
)
def test_support(links: list[Link], families: dict[str, str], expected: Support) -> None:
    assert support(links, families) == expected
    assert support(links[::-1], families) == expected


def test_a_family_speaks_with_the_voice_of_its_earliest_article() -> None:
    families = {"a1": "a0", "a2": "a0", "a3": "a0", "a4": "a4"}
    told = [("a1", None, "x", None), ("a2", 20, "y", None), ("a3", 10, "z", None), ("a5", 1, "w", None)]
    heard = voices(told, families)
    assert heard == Voices({"a1": "z", "a2": "z", "a3": "z"}, {})
    assert origin_key("x", True, "a1", None, heard) == "z"
    assert origin_key("x", False, "a1", None, heard) == "x"
    assert origin_key("w", True, "a5", None, heard) == "w"


def test_a_sentence_that_several_have_word_for_word_is_one_voice() -> None:
    told = [("a1", 3, "x", 7), ("a2", 2, "y", 7), ("a3", 1, "z", 8), ("a4", 5, "z", 9), ("a5", 6, "z", 9)]
    heard = voices(told, {})
    assert heard == Voices({}, {7: "y"})
    assert [origin_key(key, True, article, words, heard) for article, _, key, words in told] == list("yyzzz")
    assert origin_key("official", False, "a1", 7, heard) == "official"
    reprint = voices([*told, ("a0", 0, "w", None)], {"a0": "a0", "a2": "a0"})
    assert origin_key("x", True, "a1", 7, reprint) == "w"
