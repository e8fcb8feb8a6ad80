"""Origins and reports."""

from __future__ import annotations

import pytest
from told import told

from escale.ledger.rows import Link
from escale.ledger.support import Support, origin_key, support, voices

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
    heard = voices([("a1", None, "x"), ("a2", 20, "y"), ("a3", 10, "z"), ("a5", 1, "w")], families)
    assert heard == {"a1": "z", "a2": "z", "a3": "z"}
    assert origin_key("x", True, "a1", heard) == "z"
    assert origin_key("x", False, "a1", heard) == "x"
    assert origin_key("w", True, "a5", heard) == "w"
