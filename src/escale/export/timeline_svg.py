"""A timeline as a drawing: SVG 1.1 that needs nothing but itself, for a page, a report or a paper.

Statuses differ by pattern and events by shape; what is uncertain fades or is dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from escale.export.terminal import plain, shown_width
from escale.export.timeline_axis import Axis
from escale.export.timeline_bars import BAR, row, sample
from escale.export.timeline_look import definitions, style
from escale.export.timeline_marks import GROUPS, number, shape, shown_marks, spread
from escale.export.timeline_words import (
    address,
    code,
    cut,
    day_text,
    safe,
    segment_span,
    status_words,
    tie_label,
    title,
)
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Bar, Mark, Timeline
from escale.model import ClaimType, Modality, Phase

__all__ = ["DEFAULT_WIDTH", "to_svg"]

DEFAULT_WIDTH = 960
_LEAST_WIDTH = 280
_WIDE = 600
_MARGIN = 12.0
_LETTER = 6.6
_SMALL = 6.2
_LINE = 16.0
_LANE = 30.0
_SAMPLE = 30.0
_DESCRIBED = 40
_LABELLED_TWICE = 10

Links = Callable[[str], str]


def to_svg(
    timeline: Timeline, *, width: int = DEFAULT_WIDTH, links: Links | None = None, heading: bool = True
) -> str:
    """The drawing, ``width`` pixels wide (280 at least) and as high as it needs.

    Args:
        timeline: what to draw.
        width: below 600 the names of ties stand above their bars.
        links: gives the address of a tie (by its key as a string) or of an event (by its id).
        heading: whether the parties are named above.
    """
    return _Drawing(timeline, max(width, _LEAST_WIDTH), links).whole(heading)


class _Drawing:
    """One drawing in the making, from top to bottom; ``_y`` is how far it has come."""

    def __init__(self, timeline: Timeline, width: int, links: Links | None) -> None:
        self._timeline, self._width, self._links = timeline, width, links
        self._wide = width >= _WIDE
        self._left = _MARGIN + (min(300.0, width * 0.29) if self._wide else 0.0)
        self._axis = Axis.of(timeline, self._left, width - self._left - _MARGIN)
        self._name = f"t{crc32(f'{timeline!r} {width}'.encode('utf-8', 'replace')):08x}"
        self._marks = shown_marks(timeline.marks, self._axis)
        self._y = 0.0

    def whole(self, heading: bool) -> str:
        """The drawing with its frame."""
        above = self._heading() if heading else ""
        days, lines_from = self._days(), self._y
        above += self._dates(clear=True) if self._timeline.bars or self._marks else ""
        top = self._y - 2
        rows = "".join((*self._bars(), *self._lanes()))
        bottom = self._y + 2
        twice = len(self._timeline.bars) + len(self._marks) > _LABELLED_TWICE
        below = self._dates() if twice else ""
        below += "".join(self._legend())
        back = self._grid(top, bottom)
        front = self._lines(lines_from, bottom)
        return self._frame(f"{back}{above}{rows}{front}{days}{below}")

    def _frame(self, body: str) -> str:
        height = round(self._y + _MARGIN)
        role = "group" if self._links else "img"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="escale-timeline" role="{role}" '
            f'aria-labelledby="{self._name}-title {self._name}-desc" width="{self._width}" height="{height}" '
            f'viewBox="0 0 {self._width} {height}">\n'
            f'<title id="{self._name}-title">{safe(self._title())}</title>\n'
            f'<desc id="{self._name}-desc">{safe(self._description())}</desc>\n'
            f"<style>\n{style()}</style>\n{definitions(self._name)}"
            f'<rect class="paper" width="{self._width}" height="{height}"/>\n{body}</svg>\n'
        )

    def _title(self) -> str:
        return f"Timeline of {title(self._timeline)}"

    def _description(self) -> str:
        told = []
        for bar in self._timeline.bars[:_DESCRIBED]:
            latest = bar.segments[-1]
            first, last = segment_span(latest, self._timeline.on)
            told.append(f"{tie_label(bar.key)}: {status_words(latest)} {first} to {last}.")
        if len(self._timeline.bars) > _DESCRIBED:
            told.append(f"And {len(self._timeline.bars) - _DESCRIBED} more ties.")
        told.append(f"{len(self._timeline.marks)} events.")
        return " ".join(told)

    def _heading(self) -> str:
        self._y += 26
        return _text(_MARGIN, self._y, title(self._timeline), "h")

    def _days(self) -> str:
        """The names of the day asked and the day known, each on a line of its own."""
        drawn = ""
        for words, day in self._named_days():
            self._y += _LINE
            x = self._axis.at(day)
            half = shown_width(words) * _SMALL / 2
            x = min(max(x, _MARGIN + half), self._width - _MARGIN - half)
            drawn += _text(x, self._y, words, "t", "middle")
        self._y += 4
        return drawn

    def _named_days(self) -> Iterator[tuple[str, int]]:
        on, known = self._timeline.on, self._timeline.known
        if known == on:
            yield f"on and as known on {day_text(on)}", on
            return
        yield f"on {day_text(on)}", on
        if known is not None:
            yield f"as known on {day_text(known)}", known

    def _lines(self, top: float, bottom: float) -> str:
        """The lines of both days: whole for the day asked, dashed for the day known."""
        drawn = ""
        for place, (_, day) in enumerate(self._named_days()):
            if self._axis.shows(day):
                x = number(self._line(place, day))
                look = "now dash" if place else "now"
                drawn += f'<path class="{look}" d="M{x} {number(top)}V{number(bottom)}"/>\n'
        return drawn

    def _line(self, place: int, day: int) -> float:
        # The day asked is over when its bars stop.
        return self._axis.at(day + 1 if place == 0 else day)

    def _dates(self, *, clear: bool = False) -> str:
        """The labels of the axis; with ``clear`` without those that the lines of the days run through."""
        self._y += _LINE
        drawn = ""
        lines = [self._line(place, day) for place, (_, day) in enumerate(self._named_days())] if clear else []
        for day, words in self._axis.ticks(_SMALL):
            x, half = self._axis.at(day), shown_width(words) * _SMALL / 2
            inside = x - half >= 0 and x + half <= self._width
            if inside and not any(abs(x - line) < half + 3 for line in lines):
                drawn += _text(x, self._y, words, "t soft", "middle")
        self._y += 4
        return drawn

    def _grid(self, top: float, bottom: float) -> str:
        after = self._axis.at(self._timeline.on + 1)
        width = self._axis.left + self._axis.length - after
        drawn = (
            f'<rect class="future" x="{number(after)}" y="{number(top)}" width="{number(width)}" '
            f'height="{number(bottom - top)}"/>\n'
            if width > 0 and bottom > top
            else ""
        )
        for day, _ in self._axis.ticks(_SMALL):
            drawn += (
                f'<path class="grid" d="M{number(self._axis.at(day))} {number(top)}V{number(bottom)}"/>\n'
            )
        return drawn

    def _bars(self) -> Iterator[str]:
        if not self._timeline.bars:
            self._y += _LINE + 4
            yield _text(_MARGIN, self._y, "No tie is known on this day.", "soft")
        for bar in self._timeline.bars:
            yield self._bar(bar)

    def _bar(self, bar: Bar) -> str:
        label = self._label(tie_label(bar.key), 1.0 if self._wide else 0.0)
        top = self._y + (5 if self._wide else 0)
        rail = top + BAR / 2
        self._y = top + BAR + (5 if self._wide else 6)
        body = f"{label}{self._rail(rail)}{row(bar, self._timeline.on, self._axis, top, self._name)}"
        target = address(self._links, str(bar.key))
        return (
            f'<g class="tie"><a href="{target}">{body}</a></g>\n'
            if target
            else f'<g class="tie">{body}</g>\n'
        )

    def _rail(self, y: float) -> str:
        return f'<path class="rail" d="M{number(self._axis.left)} {number(y)}h{number(self._axis.length)}"/>'

    def _label(self, words: str, drop: float) -> str:
        """The name of a row: left of it, or above it on a narrow drawing."""
        room = self._left - _MARGIN - 8 if self._wide else self._axis.length
        if not self._wide:
            self._y += _LINE
        y = self._y - 3 if not self._wide else self._y + 5 + BAR / 2 + 3 + drop
        shown = cut(words, int(room / _LETTER))
        return f"<g><title>{safe(words)}</title>{_text(_MARGIN, y, shown)}</g>"

    def _lanes(self) -> Iterator[str]:
        if not self._marks:
            return
        self._y += 22
        yield _text(_MARGIN, self._y, "Events", "h t")
        for kind in ClaimType:
            marks = [mark for mark in self._marks if mark.type is kind]
            if marks:
                yield self._lane(kind, marks)

    def _lane(self, kind: ClaimType, marks: Iterable[Mark]) -> str:
        words = code(kind.value)
        if self._wide:
            label = _text(_MARGIN, self._y + _LANE / 2 + 8, words)
        else:
            self._y += 12
            label = _text(_MARGIN, self._y + 4, words)
        middle = self._y + _LANE / 2 + (4 if self._wide else 8)
        self._y += _LANE
        drawn = "".join(spread(marks, self._axis, middle, self._links))
        return f'<g class="lane">{label}{self._rail(middle)}\n{drawn}</g>\n'

    def _legend(self) -> Iterator[str]:
        """What the patterns and shapes mean, of those that occur."""
        x, self._y = _MARGIN, self._y + 14
        for draw, words in self._keys():
            width = _SAMPLE + 8 + shown_width(words) * _SMALL + 16
            if x + width > self._width and x > _MARGIN:
                x, self._y = _MARGIN, self._y + 22
            yield draw(x, self._y) + _text(x + _SAMPLE + 8, self._y + 11, words, "t")
            x += width
        self._y += BAR

    def _keys(self) -> Iterator[tuple[Callable[[float, float], str], str]]:
        segments = [segment for bar in self._timeline.bars for segment in bar.segments]
        used = {segment.status for segment in segments}
        words = {
            Status.CONTESTED: "contested (above: what most say)",
            Status.PLANNED: "planned",
            Status.POSSIBLE: "possible",
        }
        for status in Status:
            if status in used:
                yield self._sampled(status, True), words.get(status, status.value)
        blurred = {s.status for s in segments if not s.certain} & {Status.ACTIVE, Status.SUSPENDED}
        if blurred:
            yield self._sampled(min(blurred), False), "days uncertain"
        marks = self._marks
        for name, kinds in GROUPS.items():
            present = [code(kind.value) for kind in kinds if any(mark.type is kind for mark in marks)]
            if present:
                yield _pointed(name), ", ".join(present)
        if any(mark.modality in (Modality.PLANNED, Modality.POSSIBLE) for mark in marks):
            yield _pointed("circle", hollow=True), "hollow: planned or possible"
        if any(mark.modality is Modality.DENIED for mark in marks):
            yield _pointed("circle", hollow=True, struck=True), "denied"
        if any(mark.phase in (Phase.SUSPEND, Phase.END, Phase.CANCEL, Phase.POSTPONE) for mark in marks):
            yield _pointed("circle", struck=True), "suspended, ended, cancelled or put off"
        if any(mark.contested for mark in marks):
            yield _pointed("circle", contested=True), "contested"
        if not all(mark.certain for mark in marks):
            yield _whiskered, "some day of these, or all"

    def _sampled(self, status: Status, certain: bool) -> Callable[[float, float], str]:
        return lambda x, y: sample(status, x, y, _SAMPLE, self._name, certain=certain)


def _pointed(
    name: str, *, hollow: bool = False, struck: bool = False, contested: bool = False
) -> Callable[[float, float], str]:
    return lambda x, y: shape(
        name, x + _SAMPLE / 2, y + BAR / 2, hollow=hollow, struck=struck, contested=contested
    )


def _whiskered(x: float, y: float) -> str:
    middle = number(y + BAR / 2)
    line = f'<path class="mark dash" d="M{number(x)} {middle}h{number(_SAMPLE)}"/>'
    return line + shape("circle", x + _SAMPLE / 2, y + BAR / 2)


def _text(x: float, y: float, words: str, look: str = "", anchor: str = "") -> str:
    look = f' class="{look}"' if look else ""
    anchor = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{look}{anchor} x="{number(x)}" y="{number(y)}">{safe(plain(words))}</text>\n'
