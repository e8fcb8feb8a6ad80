"""A timeline for the terminal: a row for each tie with its statuses as characters, then the events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from escale.export.phrases import Phrases, english
from escale.export.terminal import fold, pad, plain, shown_width
from escale.export.timeline_axis import Axis
from escale.export.timeline_bars import extent
from escale.export.timeline_words import cut, day_text, days_words, mark_words, tie_label, title
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Bar, Segment, Timeline

__all__ = ["to_text"]

_LEAST_WIDTH = 60
_GAP = 2
# What a sum of fractions may be off by.
_GRAIN = 1e-6

# Certain, uncertain.
_SIGNS = {
    Status.ACTIVE: ("█", "▓"),
    Status.SUSPENDED: ("▒", "▞"),
    Status.ENDED: ("─", "┄"),
    Status.PLANNED: ("░", "░"),
    Status.POSSIBLE: ("·", "·"),
    Status.CONTESTED: ("╳", "╳"),
}
_STOP = "┤"
_NOW = "│"


def to_text(timeline: Timeline, width: int, *, phrases: Phrases | None = None) -> str:
    """The timeline in lines of at most ``width`` cells (60 at least), each with its line break.

    The words are English unless ``phrases`` says otherwise.
    """
    lines = _lines(timeline, max(width, _LEAST_WIDTH), phrases or english())
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(timeline: Timeline, width: int, phrases: Phrases) -> Iterator[str]:
    yield from fold(" · ".join((title(timeline), *days_words(timeline, phrases))), width)
    yield ""
    if timeline.bars:
        yield from _chart(timeline, width, phrases)
        if not timeline.exact:
            yield from fold(phrases.say("timeline.coarse"), width)
    else:
        yield from fold(phrases.say("timeline.nothing"), width)
    if timeline.marks:
        yield ""
        yield phrases.count("events", len(timeline.marks))
        for mark in timeline.marks:
            yield from _hung(f"{mark_words(mark, phrases)} · {plain(mark.event)}", width)


def _hung(text: str, width: int) -> Iterator[str]:
    """The text in lines, those after the first set in."""
    first, *rest = fold(text, width - 2)
    yield first
    yield from (f"  {line}" for line in rest)


def _chart(timeline: Timeline, width: int, phrases: Phrases) -> Iterator[str]:
    labels = [tie_label(bar.key, phrases) for bar in timeline.bars]
    room = min(max(shown_width(label) for label in labels), width * 2 // 5)
    columns = width - room - _GAP
    axis = Axis.of(timeline, 0, columns)
    for label, bar in zip(labels, timeline.bars, strict=True):
        yield pad(cut(label, room), room + _GAP) + "".join(_cells(bar, timeline.on, axis, columns))
    now = _column(axis, timeline.on, columns)
    dates = [" "] * columns
    line = ["─"] * columns
    for day, words in axis.ticks(1):
        column = _column(axis, day, columns)
        line[column] = "┬"
        start = min(column, columns - len(words))
        if all(cell == " " for cell in dates[max(start - 1, 0) : start + len(words)]):
            dates[start : start + len(words)] = words
    line[now] = "▲"
    yield " " * (room + _GAP) + "".join(line)
    yield " " * (room + _GAP) + "".join(dates)
    yield ""
    yield from _packed(_legend(timeline, phrases), width)


def _packed(entries: Iterable[str], width: int) -> Iterator[str]:
    """The entries in lines, none broken."""
    line = ""
    for entry in entries:
        if line and shown_width(line) + 3 + shown_width(entry) > width:
            yield line
            line = ""
        line += f"{'   ' if line else ''}{entry}"
    yield line


def _column(axis: Axis, day: int, columns: int) -> int:
    return min(int(axis.at(day)), columns - 1)


def _cells(bar: Bar, on: int, axis: Axis, columns: int) -> Iterator[str]:
    """A character for each column: the status that holds longest within it."""
    shares: list[dict[int, float]] = [{} for _ in range(columns)]
    firsts: dict[int, int] = {}
    for place, segment in enumerate(bar.segments):
        first, last = extent(segment, on, axis.start)
        if last < axis.start or first > axis.stop:
            continue
        left, right = axis.at(first), axis.at(last + 1)
        firsts[place] = int(left)
        for column in range(int(left), min(int(right), columns - 1) + 1):
            share = min(right, column + 1) - max(left, column)
            if share > _GRAIN:
                shares[column][place] = share
    now = _column(axis, on, columns)
    for column, held in enumerate(shares):
        if not held:
            yield _NOW if column == now else " "
            continue
        place = max(held, key=lambda place: (held[place], -place))
        yield _sign(bar.segments[place], column == firsts[place])


def _sign(segment: Segment, begins: bool) -> str:
    if segment.status is Status.ENDED and begins:
        return _STOP
    return _SIGNS[segment.status][0 if segment.certain else 1]


def _legend(timeline: Timeline, phrases: Phrases) -> Iterator[str]:
    segments = [segment for bar in timeline.bars for segment in bar.segments]
    for status, (certain, uncertain) in _SIGNS.items():
        kinds = {segment.certain for segment in segments if segment.status is status}
        if kinds:
            stop = _STOP if status is Status.ENDED else ""
            name = phrases.say(f"status.{status}")
            yield f"{stop}{certain} {name}"
            if uncertain != certain and False in kinds:
                yield f"{uncertain} {phrases.say('legend.uncertain_status', status=name)}"
    yield f"▲ {day_text(timeline.on)}"
