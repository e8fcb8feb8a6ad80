"""The operations that give time expressions their values, named by the rule table of each language.

An operation takes the slots that its rule captured and the setting, and returns a value in EDTF, or None if
there is none. Those here are made of other expressions: from, until, between, about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from escale.edtf import Moment, Stretch, Unit
from escale.reader.text.grammar import Expression
from escale.reader.times.calendar_times import CALENDAR
from escale.reader.times.counted_times import COUNTED, counted
from escale.reader.times.setting import NoPublicationError, Setting, Value, ordered
from escale.reader.times.tense import Lean

__all__ = ["evaluate"]

Slots = Mapping[str, Any]
Operation = Callable[[Slots, Setting], Value | None]


def evaluate(expression: Expression, setting: Setting) -> Value | None:
    """The value of an expression.

    Raises:
        ImpossibleDateError: the calendar has no such day.
        NoPublicationError: it cannot be told without a (finer) publication date.
    """
    lean = expression.slots.get("lean")
    if lean is not None:
        setting = replace(setting, lean=lambda: Lean(lean))
    return _OPERATIONS[expression.rule.operation](expression.slots, setting)


def _inner(slots: Slots, setting: Setting, name: str = "when", *, bound: bool = True) -> Value | None:
    inner = slots[name]
    return evaluate(inner, replace(setting, bound=bound)) if isinstance(inner, Expression) else None


def _same(slots: Slots, setting: Setting) -> Value | None:
    return _inner(slots, setting, bound=setting.bound)


def _since(slots: Slots, setting: Setting) -> Value | None:
    value = _inner(slots, setting)
    start = value.start if isinstance(value, Stretch) else value
    return start and Stretch(start, None)


def _until(slots: Slots, setting: Setting) -> Value | None:
    value = _inner(slots, setting)
    end = value.end if isinstance(value, Stretch) else value
    return end and Stretch(None, end)


def _joined(slots: Slots, setting: Setting) -> Value | None:
    start = _inner(slots, setting, "since")
    end = _inner(slots, replace(setting, lean=lambda: Lean.FUTURE), "until")
    if isinstance(start, Stretch) and isinstance(end, Stretch):
        return ordered(start.start, end.end)
    return None


def _about(slots: Slots, setting: Setting) -> Value | None:
    value = _inner(slots, setting)
    return value.about() if isinstance(value, Moment) else value


def _near(slots: Slots, setting: Setting) -> Value | None:
    value = _inner(slots, setting)
    if isinstance(value, Moment):
        return replace(value, day=None, approximate=True)
    return value


def _span(slots: Slots, setting: Setting) -> Value | None:
    """From one to the other: the first takes the year, month or week that only the second names."""
    end = _edge(_inner(slots, setting, "b"), last=True)
    if end is None:
        return None
    first: Expression = slots["a"]
    operation = first.rule.operation
    if operation in ("date", "month", "season", "term") and "year" not in first.slots:
        lent = replace(first, slots={**first.slots, "year": end.year})
        start = _edge(evaluate(lent, replace(setting, bound=True)), last=False)
        if start is not None and start.first > end.last:
            start = replace(start, year=end.year - 1)
    else:
        start = _edge(_inner(slots, setting, "a"), last=False)
    return ordered(start, end)


def _edge(value: Value | None, *, last: bool) -> Moment | None:
    if isinstance(value, Stretch):
        return value.end if last else value.start
    return value


def _offset(slots: Slots, setting: Setting) -> Value | None:
    value = _inner(slots, setting)
    try:
        return counted(slots, value, slots["sign"]) if isinstance(value, Moment) else None
    except NoPublicationError:
        return None


def _lasting(slots: Slots, setting: Setting) -> Value | None:
    start = _edge(_inner(slots, setting), last=False)
    unit, count = Unit(slots["units"]), slots["num"]
    if start is None or start.day is None or isinstance(count, float):
        return start
    if unit is Unit.DAY:
        return ordered(start, start.shift(count - 1, unit))
    return start


def _nothing(_slots: Slots, _setting: Setting) -> Value | None:
    return None


_OPERATIONS: Mapping[str, Operation] = {
    **CALENDAR,
    **COUNTED,
    "about": _about,
    "joined": _joined,
    "lasting": _lasting,
    "near": _near,
    "nothing": _nothing,
    "offset": _offset,
    "same": _same,
    "since": _since,
    "span": _span,
    "until": _until,
}
