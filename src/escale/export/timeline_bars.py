"""The segments of a tie as drawn: a pattern for each status, faded or dashed where the days are uncertain."""

from __future__ import annotations

from escale.export.phrases import Phrases
from escale.export.timeline_axis import Axis
from escale.export.timeline_marks import number
from escale.export.timeline_words import safe, segment_words, tie_label
from escale.ledger.ties.plans import PLAN_LIFE
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Bar, Segment

__all__ = ["BAR", "extent", "row", "sample"]

#: Height of a bar.
BAR = 14.0
_THINNEST = 3.0
_FADE = 16.0
_PLANS = (Status.PLANNED, Status.POSSIBLE)


def extent(segment: Segment, on: int, start: int) -> tuple[int, int]:
    """First and last day to draw: from ``start`` where it is open, to the day asked where it holds still."""
    first = start if segment.first is None else segment.first
    if segment.last is not None:
        return first, segment.last
    return first, first + PLAN_LIFE if first > on else on


def row(bar: Bar, on: int, axis: Axis, y: float, name: str, phrases: Phrases) -> str:
    """The segments of ``bar`` with their upper edge at ``y``; ``name`` begins the ids of the patterns."""
    drawn = []
    label = tie_label(bar.key, phrases)
    for place, segment in enumerate(bar.segments):
        first, last = extent(segment, on, axis.start)
        if last < axis.start or first > axis.stop:
            continue
        left = axis.at(first)
        right = max(axis.at(last + 1), left + _THINNEST)
        before = bar.segments[place - 1] if place else None
        after = bar.segments[place + 1] if place + 1 < len(bar.segments) else None
        words = safe(segment_words(label, segment, on, phrases))
        drawn.append(
            f'<g class="{segment.status.value}"><title>{words}</title>'
            f"{_body(segment.status, segment.standing, segment.certain, left, right, y, name)}"
            f"{_covers(segment, before, after, left, right, y, name)}</g>\n"
        )
    return "".join(drawn)


def sample(status: Status, x: float, y: float, width: float, name: str, *, certain: bool = True) -> str:
    """A short bar for the legend."""
    standing = Status.ACTIVE if status is Status.CONTESTED else status
    body = _body(status, standing, certain, x, x + width, y, name)
    return body if certain else body + _cover("in", x, x + width, y, name)


def _body(
    status: Status, standing: Status, certain: bool, left: float, right: float, y: float, name: str
) -> str:
    edge = "edge" if certain else "edge dash"
    if status is Status.ACTIVE:
        outline = "" if certain else _box(left, right, y, BAR, f"none {edge}")
        return _box(left, right, y, BAR, "fill") + outline
    if status is Status.SUSPENDED:
        return _box(left, right, y, BAR, edge, f"{name}-hatch")
    if status is Status.ENDED:
        return _stop(left, right, y, certain)
    if status in _PLANS:
        edge = "edge dash" if status is Status.PLANNED else "edge dot"
        if standing is Status.ENDED:
            return _stop(left, right, y, False, edge)
        if standing is Status.SUSPENDED:
            return _box(left, right, y, BAR, edge, f"{name}-hatch")
        if status is Status.PLANNED:
            return _box(left, right, y, BAR, edge, f"{name}-dots")
        return _box(left, right, y, BAR, f"hollow {edge}")
    half = BAR / 2
    upper = {
        Status.SUSPENDED: _box(left, right, y, half, edge, f"{name}-hatch"),
        Status.ENDED: _box(left, right, y, half, f"hollow {edge}"),
    }.get(standing, _box(left, right, y, half, "fill"))
    return upper + _box(left, right, y + half, half, "doubt", f"{name}-cross")


def _box(left: float, right: float, y: float, height: float, look: str, pattern: str | None = None) -> str:
    inset = 0.75 if "edge" in look or "doubt" in look else 0.0
    where = (
        f'x="{number(left + inset)}" y="{number(y + inset)}" '
        f'width="{number(max(right - left - 2 * inset, 1))}" height="{number(height - 2 * inset)}"/>'
    )
    if pattern is None:
        return f'<rect class="{look}" {where}'
    return f'<rect class="hollow" {where}<rect class="{look}" fill="url(#{pattern})" {where}'


def _stop(left: float, right: float, y: float, certain: bool, edge: str = "edge dash") -> str:
    """A stop mark and a thin line; hollow and dashed where the day is uncertain."""
    middle = y + BAR / 2
    line = (
        f'<path class="{"edge" if certain else edge}" d="M{number(left)} {number(middle)}H{number(right)}"/>'
    )
    mark = f'<rect class="{"fill" if certain else "hollow edge"}" x="{number(left)}" y="{number(y + 1)}" '
    return f'{line}{mark}width="4" height="{number(BAR - 2)}"/>'


def _covers(
    segment: Segment,
    before: Segment | None,
    after: Segment | None,
    left: float,
    right: float,
    y: float,
    name: str,
) -> str:
    """What fades a segment: all of it while its days are uncertain, else an end that nothing marks."""
    if not segment.certain and segment.status not in (*_PLANS, Status.ENDED):
        if _continues(segment, after):
            return _cover("in", left, right, y, name)
        return _cover("out" if before and _continues(before, segment) else "pale", left, right, y, name)
    if right - left < _FADE / 2:
        return ""
    fade = min(_FADE, (right - left) / 2)
    drawn = _cover("in", left, left + fade, y, name) if segment.first is None else ""
    # A status that only ran out, and a plan without an end, stop on no day that anyone has named.
    ran_out = segment.status is Status.ACTIVE and segment.last is not None and not _adjoins(segment, after)
    endless = segment.status in _PLANS and segment.last is None and after is None
    return drawn + (_cover("out", right - fade, right, y, name) if ran_out or endless else "")


def _continues(segment: Segment, after: Segment | None) -> bool:
    return after is not None and after.status is segment.status and _adjoins(segment, after)


def _adjoins(segment: Segment, after: Segment | None) -> bool:
    return after is not None and segment.last is not None and after.first == segment.last + 1


def _cover(kind: str, left: float, right: float, y: float, name: str) -> str:
    return (
        f'<rect fill="url(#{name}-{kind})" x="{number(left)}" y="{number(y)}" '
        f'width="{number(right - left)}" height="{number(BAR)}"/>'
    )
