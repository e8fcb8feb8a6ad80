from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escale.edtf import HALF, QUARTER, SUMMER, WINTER, Moment, Stretch, Unit, easter, parse, week

days = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment(2014), "2014"),
        (Moment(2019, 9), "2019-09"),
        (Moment(2019, 9, 9), "2019-09-09"),
        (Moment(2019, SUMMER), "2019-22"),
        (Moment(1990, blank=1), "199X"),
        (Moment(1800, blank=2), "18XX"),
        (Moment(2012, approximate=True), "2012~"),
        (Stretch(None, Moment(2014)), "../2014"),
        (Stretch(Moment(2020, 8, 27), None), "2020-08-27/.."),
    ],
)
def test_text(moment: Moment | Stretch, text: str) -> None:
    assert str(moment) == text
    assert parse(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019-13",
        "2019-02-30",
        "19",
        "2019-9",
        "201X-05",
        "2019-22-01",
        "2020/2019",
        "mardi",
        "2019/2020/2021",
    ],
)
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse(text)


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        (Moment(2020, 2), date(2020, 2, 1), date(2020, 2, 29)),
        (Moment(2019, WINTER), date(2019, 12, 1), date(2020, 2, 29)),
        (Moment(2021, QUARTER + 3), date(2021, 10, 1), date(2021, 12, 31)),
        (Moment(2021, HALF), date(2021, 1, 1), date(2021, 6, 30)),
        (Moment(1990, blank=1), date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_bounds(moment: Moment, first: date, last: date) -> None:
    assert (moment.first, moment.last) == (first, last)


@given(days)
def test_parse_gives_back_what_is_written(day: date) -> None:
    assert Moment.parse(str(Moment.on(day))) == Moment.on(day)


@given(days, st.integers(-300, 300))
def test_days_shift_back_and_forth(day: date, count: int) -> None:
    moved = Moment.on(day).shift(count, Unit.DAY)
    assert moved is not None
    assert moved.shift(-count, Unit.DAY) == Moment.on(day)


@given(days)
def test_a_week_holds_its_day(day: date) -> None:
    whole = week(day)
    assert whole.start is not None
    assert whole.end is not None
    assert whole.start.first <= day <= whole.end.last
    assert whole.start.first.weekday() == 0


def test_a_moment_does_not_shift_by_a_finer_unit() -> None:
    assert Moment(2019).shift(1, Unit.MONTH) is None
    assert Moment(2019, 9).shift(1, Unit.DAY) is None


@pytest.mark.parametrize("text", ["2021-02-31", "2021-13", "hier", "2021-01-01-01"])
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Moment.parse(text)


@pytest.mark.parametrize("day", [date(1961, 4, 2), date(2008, 3, 23), date(2021, 4, 4), date(2038, 4, 25)])
def test_easter(day: date) -> None:
    assert easter(day.year) == day
