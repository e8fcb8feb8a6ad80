"""Times counted from the publication date or from what the text spoke of before: the operations for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from escale.edtf import Moment, Stretch, Unit
from escale.reader.times.setting import PAST, STEPS, NoPublicationError, Setting, Value, ordered

__all__ = ["COUNTED", "counted"]

Slots = Mapping[str, Any]
Operation = Callable[[Slots, Setting], Value | None]

_SOON = {
    Unit.DAY: 3,
    Unit.WEEK: 14,
    Unit.MONTH: 60,
}  # days from the publication to the middle of "the next few"


def counted(slots: Slots, origin: Moment, sign: int) -> Moment | None:
    """The moment so many units before or after an origin.

    Raises:
        NoPublicationError: the origin is too coarse to count in that unit.
    """
    unit, count = Unit(slots["units"]), slots["num"]
    if isinstance(count, float):
        return None
    if slots.get("half") and unit is Unit.YEAR and origin.month is not None:
        moved = Moment(origin.year, origin.month).shift(sign * (12 * count + 6), Unit.MONTH)
        moved = moved and Moment(moved.year)
    else:
        if (origin.day is None and unit in (Unit.DAY, Unit.WEEK)) or (
            origin.part is None and unit is Unit.MONTH
        ):
            raise NoPublicationError
        moved = origin.shift(sign * count, unit)
    return moved.about() if moved is not None and slots.get("approximate") else moved


def _ago(slots: Slots, setting: Setting) -> Value | None:
    return counted(slots, setting.origin(), -1)


def _since_for(slots: Slots, setting: Setting) -> Value | None:
    start = counted(slots, setting.origin(), -1)
    return start and Stretch(start, None)


def _ahead(slots: Slots, setting: Setting) -> Value | None:
    return counted(slots, setting.origin(), 1)


def _within(slots: Slots, setting: Setting) -> Value | None:
    end = counted(slots, setting.origin(), 1)
    return end and Stretch(None, end)


def _at_most(slots: Slots, setting: Setting) -> Value | None:
    end = counted(slots, setting.near or setting.origin(), 1)
    return end and Stretch(None, end)


def _recent(slots: Slots, setting: Setting) -> Value | None:
    ahead = STEPS[slots["directions"]]
    origin = setting.origin()
    other = counted(slots, origin, ahead)
    if other is None:
        return None
    here = origin if other.day is not None else Moment(origin.year, origin.part if other.part else None)
    return ordered(here, other) if ahead > 0 else ordered(other, here)


def _recently(slots: Slots, setting: Setting) -> Value | None:
    days = _SOON.get(Unit(slots["units"]))
    if days is None:
        return None
    sign = STEPS[slots.get("directions", "next")]
    moved = setting.origin(day=True).shift(sign * days, Unit.DAY)
    return moved and Moment(moved.year, moved.part, approximate=True)


def _anchored(slots: Slots, setting: Setting) -> Value | None:
    unit = Unit(slots["unit"])
    anchor = {Unit.DAY: setting.day, Unit.MONTH: setting.month}.get(unit, setting.anchor)
    published = setting.published
    if anchor and published and anchor.first > published.last and setting.lean() in PAST:
        anchor = published  # what is past cannot follow on what is yet to come
    return anchor and anchor.shift(slots["count"], unit)


def _later(slots: Slots, setting: Setting) -> Value | None:
    if setting.anchor is None or setting.anchor.blank:
        return None
    try:
        return counted(slots, setting.anchor, slots["sign"])
    except NoPublicationError:
        return None


def _years_after(slots: Slots, setting: Setting) -> Value | None:
    return _ago(slots, setting) if slots["units"] == Unit.YEAR else None


def _since_then(_slots: Slots, setting: Setting) -> Value | None:
    return setting.anchor and Stretch(setting.anchor, None)


def _until_then(_slots: Slots, setting: Setting) -> Value | None:
    return setting.anchor and Stretch(None, setting.anchor)


COUNTED: Mapping[str, Operation] = {
    "ago": _ago,
    "ahead": _ahead,
    "anchored": _anchored,
    "at_most": _at_most,
    "later": _later,
    "recent": _recent,
    "recently": _recently,
    "since_for": _since_for,
    "since_then": _since_then,
    "until_then": _until_then,
    "within": _within,
    "years_after": _years_after,
}
