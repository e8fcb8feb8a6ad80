"""Operations of time expressions that name a place in the calendar: days, weeks, months, seasons, years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from escale.edtf import HALF, QUARTER, Moment, Stretch, Unit, easter, week
from escale.reader.times.setting import (
    AHEAD,
    STEPS,
    ImpossibleDateError,
    NoPublicationError,
    Setting,
    Value,
    choose,
    ordered,
    toward,
)
from escale.reader.times.tense import Lean

__all__ = ["CALENDAR"]

Slots = Mapping[str, Any]
Operation = Callable[[Slots, Setting], Value | None]

_BOUND = {"start": 1, "middle": 6, "during": 6, "end": 12}


def make_day(year: int, month: int, day: int) -> Moment:
    try:
        return Moment.of(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError from error


def _date(slots: Slots, setting: Setting) -> Value | None:
    day, weekday = slots["day"], slots.get("weekday")
    month = slots.get("month", slots.get("month_number"))
    direction = slots.get("direction")
    if month is None:
        return _day_of_month(day, weekday, slots.get("month_direction"), setting)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if "yy" in slots and "year" not in slots:
        century = 1900 if slots["yy"] >= 50 else 2000
        slots = {**slots, "year": century + slots["yy"]}
    if "year" in slots:
        return make_day(slots["year"], month, day)
    make_day(2000, month, day)  # a leap year: what it lacks, every year lacks
    if "year_direction" in slots:
        year = toward(slots["year_direction"], setting).shift(STEPS[slots["year_direction"]], Unit.YEAR)
        return None if year is None else make_day(year.year, month, day)
    origin = setting.anchor if direction == "following" and setting.anchor else setting.origin()
    days = list(_possible(origin.year, month, day, reach=6 if weekday is not None else 2))
    if weekday is not None:
        days = [d for d in days if d.first.weekday() == weekday] or days
    return choose(days, origin, direction, setting)


def _possible(year: int, month: int, day: int, reach: int) -> Iterable[Moment]:
    for candidate in range(max(1, year - reach), year + reach + 1):
        try:
            yield Moment.of(candidate, month, day)
        except ValueError:
            continue


def _day_of_month(day: int, weekday: int | None, direction: str | None, setting: Setting) -> Value | None:
    origin = setting.origin()
    if origin.month is None:
        raise NoPublicationError
    steps = [STEPS[direction]] if direction else [-2, -1, 0, 1, 2]
    candidates = []
    for step in steps:
        month = Moment(origin.year, origin.month).shift(step, Unit.MONTH)
        if month is not None and month.part is not None and day <= month.last.day:
            candidates.append(Moment(month.year, month.part, day))
    if weekday is not None:
        candidates = [c for c in candidates if c.first.weekday() == weekday]
    elif origin.day is None:
        raise NoPublicationError
    return choose(candidates, origin, None, setting)


def _days(slots: Slots, setting: Setting) -> Value | None:
    end = _date({**slots, "day": slots["day2"], "weekday": slots.get("weekday2")}, setting)
    if not isinstance(end, Moment):
        return None
    if "day" in slots:
        return ordered(make_day(end.year, slots["month"], slots["day"]), end)
    return ordered(end.shift(-((end.first.weekday() - slots["weekday"]) % 7), Unit.DAY), end)


def _weekday(slots: Slots, setting: Setting) -> Value | None:
    wanted, direction = slots["weekday"], slots.get("direction")
    origin = setting.origin(day=True)
    if direction in ("following", "previous") and setting.anchor is not None:
        if setting.anchor.day is None:
            return None
        origin = setting.anchor
    if "week" in slots:
        monday = origin.shift(-origin.first.weekday(), Unit.DAY)
        return monday and monday.shift(wanted + 7 * STEPS[slots["week"]], Unit.DAY)
    back = (origin.first.weekday() - wanted) % 7
    if direction in ("last", "previous"):
        return origin.shift(-(back or 7), Unit.DAY)
    if direction in ("next", "following"):
        return origin.shift(7 - back, Unit.DAY)
    if back == 0:
        return origin
    return origin.shift(7 - back if setting.lean() in AHEAD else -back, Unit.DAY)


def _weekdays(slots: Slots, setting: Setting) -> Value | None:
    start = _weekday(slots, setting)
    if not isinstance(start, Moment):
        return None
    return ordered(start, start.shift((slots["weekday2"] - slots["weekday"]) % 7, Unit.DAY))


def _shift(slots: Slots, setting: Setting) -> Value | None:
    return setting.origin(day=True).shift(slots["count"], Unit(slots["unit"]))


def _now(_slots: Slots, setting: Setting) -> Value | None:
    return setting.origin()


def _daytime(_slots: Slots, setting: Setting) -> Value | None:
    if setting.near is not None and setting.near.day is not None and setting.lean() not in AHEAD:
        return setting.near
    return setting.origin()


def _until_now(_slots: Slots, setting: Setting) -> Value | None:
    return Stretch(None, setting.origin())


def _week_of(slots: Slots, setting: Setting) -> Value | None:
    day = _date(slots, setting)
    return week(day.first) if isinstance(day, Moment) else None


def _week_in(slots: Slots, setting: Setting) -> Value | None:
    """The first, second or last week of a month or year: the one of its first, second or last Thursday."""
    whole = _month(slots, setting) if "month" in slots else Moment(slots["year"])
    if not isinstance(whole, Moment):
        return None
    if slots["ordinal"] < 0:
        thursday = whole.last - timedelta(days=(whole.last.weekday() - 3) % 7)
    else:
        thursday = whole.first + timedelta(days=(3 - whole.first.weekday()) % 7 + 7 * (slots["ordinal"] - 1))
    return week(thursday)


def _weekend(slots: Slots, setting: Setting) -> Value | None:
    origin = setting.origin(day=True)
    monday = origin.first - timedelta(days=origin.first.weekday())
    direction = slots.get("direction")
    weekend = origin.first.weekday() >= 5
    if direction == "last":
        step = -7
    elif direction == "next":
        step = 7 if weekend else 0
    else:
        step = 0 if weekend or setting.lean() in AHEAD else -7
    saturday = Moment.on(monday + timedelta(days=5 + step))
    return Stretch(saturday, saturday.shift(1, Unit.DAY))


def _feast(slots: Slots, setting: Setting) -> Value | None:
    given = slots.get("year")
    origin = Moment(given) if given else setting.origin()
    years = [given] if given else range(origin.year - 1, origin.year + 2)
    if "easter" in slots:
        days = [Moment.on(easter(year) + timedelta(days=slots["easter"])) for year in years]
    else:
        days = [Moment.of(year, slots["month"], slots.get("day")) for year in years]
    lean = (
        Lean.DONE if setting.lean() is Lean.PAST else setting.lean()
    )  # "before the feast" may be said in the past
    day = choose(days, origin, slots.get("direction"), replace(setting, lean=lambda: lean))
    if day is not None and "days" in slots:
        return Stretch(day.shift(1 - slots["days"], Unit.DAY), day)
    return day


def _named(slots: Slots, _setting: Setting) -> Value | None:
    first, _, last = slots["edtf"].partition("/")
    return Stretch(Moment.parse(first), Moment.parse(last)) if last else Moment.parse(first)


def _month(slots: Slots, setting: Setting) -> Value | None:
    month = slots["month"]
    if "year" in slots:
        return Moment(slots["year"], month)
    if "year_direction" in slots:
        direction = slots["year_direction"]
        return Moment(toward(direction, setting).year + STEPS[direction], month)
    return _part_of_year(month, slots.get("direction"), setting)


def _months(slots: Slots, _setting: Setting) -> Value | None:
    return ordered(Moment(slots["year"], slots["month"]), Moment(slots["year"], slots["month2"]))


def _season(slots: Slots, setting: Setting) -> Value | None:
    if "year" in slots:
        return Moment(slots["year"], slots["season"])
    return _part_of_year(slots["season"], slots.get("direction"), setting)


def _term(slots: Slots, setting: Setting) -> Value | None:
    first = slots["term"]
    count = 4 if first == QUARTER else 2
    rank = slots["ordinal"] if slots["ordinal"] > 0 else count
    if rank > count:
        return None
    part = first + rank - 1
    if "year" in slots:
        return Moment(slots["year"], part)
    direction = slots.get("year_direction", slots.get("direction"))
    if direction is not None:
        return Moment(toward(direction, setting).year + STEPS[direction], part)
    return _part_of_year(part, None, setting)


def _part_of_year(part: int, direction: str | None, setting: Setting) -> Moment | None:
    origin = toward(direction, setting) if direction else setting.origin()
    if direction is None and _plans_a_year(setting, origin):
        return Moment(setting.anchor.year, part) if setting.anchor else None
    years = range(max(1, origin.year - 2), origin.year + 3)
    return choose([Moment(year, part) for year in years], origin, direction, setting)


def _plans_a_year(setting: Setting, origin: Moment) -> bool:
    """True if what is to come goes on about a year to come, which was named as a whole."""
    anchor = setting.anchor
    if anchor is None or anchor.part is not None or anchor.year <= origin.year:
        return False
    return setting.lean() in AHEAD


def _unit(slots: Slots, setting: Setting) -> Value | None:
    unit = Unit(slots["unit"])
    direction = slots.get("direction", "this")
    origin = toward(direction, setting)
    moved = _moved(origin, STEPS[direction], unit)
    if isinstance(moved, Moment) and unit is Unit.YEAR:
        return _bounded(moved, slots.get("part"), setting)
    return moved


def _moved(origin: Moment, step: int, unit: Unit) -> Value | None:
    if unit in (Unit.DAY, Unit.WEEK):
        if origin.day is None:
            raise NoPublicationError
        moved = origin.shift(step, unit)
        return week(moved.first) if moved is not None and unit is Unit.WEEK else moved
    if unit in (Unit.QUARTER, Unit.HALF):
        if origin.month is None:
            raise NoPublicationError
        length = 3 if unit is Unit.QUARTER else 6
        moved = origin.shift(step * length, Unit.MONTH)
        if moved is None or moved.month is None:
            return None
        return Moment(moved.year, (QUARTER if unit is Unit.QUARTER else HALF) + (moved.month - 1) // length)
    if unit is Unit.MONTH and origin.month is None:
        raise NoPublicationError
    moved = origin.shift(step, unit)
    if moved is not None and unit in (Unit.DECADE, Unit.CENTURY):
        return Moment(moved.year, blank=1 if unit is Unit.DECADE else 2)
    return moved


def _bounded(year: Moment, part: str | None, setting: Setting) -> Moment:
    return Moment(year.year, _BOUND[part]) if part and setting.bound else year


def _year(slots: Slots, setting: Setting) -> Value | None:
    return _bounded(Moment(slots["year"]), slots.get("part"), setting)


def _years(slots: Slots, _setting: Setting) -> Value | None:
    return ordered(Moment(slots["year"]), Moment(slots["year2"]))


def _decade(slots: Slots, setting: Setting) -> Value | None:
    digits = slots["yy"] if "yy" in slots else slots["year"]
    if digits >= 1000:
        return Moment(digits, blank=1) if digits % 10 == 0 else None
    if not 0 <= digits < 100 or digits % 10:
        return None
    now = setting.published.year if setting.published else 2000 + digits
    century = now - now % 100
    return Moment(century + digits if century + digits <= now else century - 100 + digits, blank=1)


def _century(slots: Slots, _setting: Setting) -> Value | None:
    rank = slots["roman"] if "roman" in slots else slots["ord"]
    return Moment((rank - 1) * 100, blank=2) if 1 < rank <= 30 else None


CALENDAR: Mapping[str, Operation] = {
    "century": _century,
    "date": _date,
    "days": _days,
    "daytime": _daytime,
    "decade": _decade,
    "feast": _feast,
    "month": _month,
    "months": _months,
    "named": _named,
    "now": _now,
    "season": _season,
    "shift": _shift,
    "term": _term,
    "unit": _unit,
    "until_now": _until_now,
    "week_in": _week_in,
    "week_of": _week_of,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "year": _year,
    "years": _years,
}
