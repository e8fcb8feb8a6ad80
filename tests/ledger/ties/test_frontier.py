"""The sweep against all pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from escale.ledger.ties.frontier import Relation, unmet
from escale.ledger.ties.points import Point
from escale.ledger.ties.timed import Timed, told_whole
from escale.model import Modality, Phase

days = st.integers(0, 12)


@st.composite
def stretches(draw: st.DrawFn) -> list[Timed]:
    times = draw(st.lists(st.tuples(days, days, days), max_size=8))
    return [
        told_whole(
            Point(f"c{n}", Phase.OCCUR, Modality.ASSERTED, min(a, b), max(a, b), True, True, known, "o")
        )
        for n, (a, b, known) in enumerate(times)
    ]


@given(stretches(), stretches(), st.booleans(), st.sampled_from(Relation))
def test_what_no_later_one_meets(
    items: list[Timed], others: list[Timed], same_day: bool, relation: Relation
) -> None:
    def meets(item: Timed, other: Timed) -> bool:
        if other.known < item.known or (other.known == item.known and not same_day):
            return False
        if relation is Relation.OVERLAP:
            return other.first <= item.last and item.first <= other.last
        return item.first <= other.first and other.last <= item.last

    expected = [item for item in items if not any(meets(item, other) for other in others)]
    found = unmet(items, others, same_day=same_day, relation=relation)
    assert {item.point.claim for item in found} == {item.point.claim for item in expected}
