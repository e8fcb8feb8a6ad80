"""Which of the texts of an address holds, as known on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escale.ledger.editions import Dated, Edition, Editions, editions_of

DAY = date(2019, 9, 10)

# Articles as "id known as_of", where "-" is none and a number a day of September 2019; then, for days as
# known on, which holds; the last is by all that is known.
CASES = {
    "later as_of": ("a 10 10 / b 10 14", {9: "-", 10: "a", 13: "a", 14: "b"}, "b"),
    "the first is known from its publication": ("a 10 12 / b 10 14", {10: "a", 13: "a", 14: "b"}, "b"),
    "instants of one day": (
        "b 10 2019-09-14T08:00:00Z / a 10 2019-09-14T09:00:00Z",
        {10: "b", 13: "b", 14: "a"},
        "a",
    ),
    "instants with an offset": (
        "b 10 2019-09-14T01:00:00+02:00 / a 10 2019-09-13T23:30:00Z",
        {12: "b", 13: "a"},
        "a",
    ),
    "a day is before its instants": ("b 10 14 / a 10 2019-09-14T00:00:01Z", {13: "b", 14: "a"}, "a"),
    "without as_of, by publication": ("b 10 - / a 12 -", {9: "-", 10: "b", 11: "b", 12: "a"}, "a"),
    "one with as_of, one without": ("b 10 - / a 10 12", {10: "b", 11: "b", 12: "a"}, "a"),
    "as_of of the day is later than none": ("b 10 - / a 10 10", {9: "-", 10: "a"}, "a"),
    "nothing but the id tells them apart": ("a 10 - / b 10 -", {9: "-", 10: "b"}, "b"),
    "three": ("a 10 10 / b 10 12 / c 10 14", {10: "a", 11: "a", 12: "b", 13: "b", 14: "c"}, "c"),
    "as_of before publication": ("a 10 2 / b 10 4", {9: "-", 10: "b"}, "b"),
    "the first was dated late": ("a 20 10 / b 12 12", {11: "-", 12: "b", 20: "b"}, "b"),
    "a later one was dated late": ("a 10 10 / b 20 12", {10: "a", 19: "a", 20: "b"}, "b"),
    "without a date of publication": ("a 10 10 / u - 14", {10: "a", 14: "a"}, "a"),
    "none has a date": ("b - 10 / a - 12", {10: "-", 12: "-"}, "a"),
}


def articles(line: str) -> list[Dated]:
    made = []
    for part in line.split(" / "):
        name, known, as_of = part.split()
        day = None if known == "-" else date(2019, 9, int(known))
        moment = f"2019-09-{int(as_of):02}" if as_of.isdigit() else as_of
        made.append(Dated(name, 7, day, None if as_of == "-" else moment))
    return made


def holding(made: dict[str, Edition], known: date | None) -> str:
    return "".join(sorted(name for name, edition in made.items() if edition.holds(known))) or "-"


@pytest.mark.parametrize(("line", "on", "last"), CASES.values(), ids=CASES)
def test_which_text_holds(line: str, on: dict[int, str], last: str) -> None:
    for given_in in (articles(line), articles(line)[::-1]):
        made = editions_of([*given_in, Dated("alone", 8, DAY, None)])
        assert "alone" not in made
        assert {day: holding(made, date(2019, 9, day)) for day in on} == on
        assert holding(made, None) == last


days = st.none() | st.integers(1, 8).map(lambda n: DAY + timedelta(days=n))
moments = days.map(lambda day: None if day is None else day.isoformat())
drawn = st.lists(st.tuples(st.sampled_from((1, 2)), days, moments), max_size=7).map(
    lambda rows: [Dated(f"a{n}", *row) for n, row in enumerate(rows)]
)


@given(drawn, st.randoms(use_true_random=False))
def test_at_most_one_text_of_an_address_holds_and_the_order_does_not_matter(rows, random) -> None:  # type: ignore[no-untyped-def]
    made = editions_of(rows)
    assert editions_of(random.sample(rows, len(rows))) == made
    for address in {edition.address for edition in made.values()}:
        ours = {name: edition for name, edition in made.items() if edition.address == address}
        assert len(holding(ours, None)) == len("a0")
        dated = sorted(row.known for row in rows if row.address == address and row.known)
        for number in range(12):
            known = DAY + timedelta(days=number)
            some = holding(ours, known)
            assert some == "-" or len(some) == len("a0")
            if dated and known >= DAY + timedelta(days=8):
                assert some == holding(ours, None)


@given(drawn)
def test_who_takes_the_place_of_a_text_holds_then(rows: list[Dated]) -> None:
    made = editions_of(rows)
    for name, edition in made.items():
        if edition.later is not None:
            assert made[edition.later].holds(edition.until)
            assert not edition.holds(edition.until)
        assert (edition.later is None) == edition.holds(None), name


def test_a_table_of_editions() -> None:
    table = Editions(editions_of(articles("b 10 10 / a 10 14"))).table()
    assert table.to_pylist() == [
        {"article_id": "a", "address": 7, "since": date(2019, 9, 14), "until": None, "later": None},
        {"article_id": "b", "address": 7, "since": DAY, "until": date(2019, 9, 14), "later": "a"},
    ]
    assert len(Editions({}).table()) == 0


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        editions_of([Dated("a", 7, DAY, "yesterday"), Dated("b", 7, DAY, None)])
