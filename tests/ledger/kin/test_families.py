"""Families: kin of kin, as known on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escale.ledger.kin.families import families
from escale.ledger.rows import Kinship

START = date(2021, 3, 1)
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
