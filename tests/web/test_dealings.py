"""What a page shows of many pairs."""

from __future__ import annotations

from itertools import combinations

from escale.ledger.answers_activity import PairActivity
from escale.web.dealings import Dealings


def test_the_matrix_has_the_parties_with_the_most_claims_and_all_their_pairs() -> None:
    codes = [f"{chr(65 + place)}AA" for place in range(25)]
    pairs = [
        PairActivity(first, second, 100 - codes.index(first) - codes.index(second), 1, None)
        for first, second in combinations(codes, 2)
    ]
    pairs.sort(key=lambda pair: -pair.claims)
    dealings = Dealings.of(pairs)
    assert dealings.codes == tuple(codes)
    assert {code for pair in dealings.drawn for code in (pair.first, pair.second)} == set(codes[:20])
    assert len(dealings.drawn) == 20 * 19 // 2
    assert dealings.listed == tuple(pairs[:100])
    assert dealings.more


def test_of_few_pairs_none_is_left_out() -> None:
    pairs = [PairActivity("FRA", "ROU", 3, 2, None), PairActivity("FRA", "JPN", 1, 1, None)]
    assert Dealings.of(pairs) == Dealings(tuple(pairs), False, ("FRA", "ROU", "JPN"), tuple(pairs))
