"""A timeline as a drawing: SVG 1.1 that needs nothing but itself, for a page, a report or a paper.

Statuses differ by pattern and events by shape; what is uncertain fades or is dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from zlib import crc32

from escale.export.phrases import Phrases, english
from escale.export.terminal import plain, shown_width
from escale.export.timeline_axis import Axis
from escale.export.timeline_bars import BAR, row
from escale.export.timeline_legend import SAMPLE, legend
from escale.export.timeline_look import definitions, timeline_css
from escale.export.timeline_marks import Links, number, shown_marks, spread, touched
from escale.export.timeline_words import (
    address,
    cut,
    day_text,
    days_words,
    safe,
    segment_span,
    segment_words,
    status_words,
    tie_label,
    title,
)
from escale.ledger.timeline import Bar, Mark, Timeline
from escale.model import ClaimType

__all__ = ["DEFAULT_WIDTH", "to_svg"]

DEFAULT_WIDTH = 960
_LEAST_WIDTH = 280
_WIDE = 600
_MARGIN = 12.0
_LETTER = 6.6
_SMALL = 6.2
_LINE = 16.0
_LANE = 30.0
_DESCRIBED = 40
_LABELLED_TWICE = 10


def to_svg(
    timeline: Timeline,
    *,
    width: int = DEFAULT_WIDTH,
    links: Callable[[str], str] | None = None,
    group_links: Callable[[Sequence[Mark]], str] | None = None,
    heading: bool = True,
    phrases: Phrases | None = None,
    standalone: bool = True,
    prefix: str | None = None,
) -> str:
    """The drawing, ``width`` pixels wide (280 at least) and as high as it needs.

    Args:
        timeline: what to draw.
        width: below 600 the names of ties stand above their bars.
        links: gives the address of a tie (by its key as a string) or of an event (by its id).
        group_links: gives the address of events that lie too close to be drawn apart.
        heading: whether the parties are named above.
        phrases: the words; English by default.
        standalone: whether it brings its style; else the page must have `timeline_css`.
        prefix: letters and digits that begin its ids; two drawings on a page need different ones. By default
            made from what is drawn.
    """
    width = max(width, _LEAST_WIDTH)
    name = prefix or f"t{crc32(f'{timeline!r} {width}'.encode('utf-8', 'replace')):08x}"
    drawing = _Drawing(timeline, width, name, Links(links, group_links), phrases or english())
    return drawing.whole(heading, timeline_css() if standalone else None)


class _Drawing:
    """One drawing in the making, from top to bottom; ``_y`` is how far it has come."""

    def __init__(self, timeline: Timeline, width: int, name: str, links: Links, phrases: Phrases) -> None:
        self._timeline, self._width, self._name = timeline, width, name
        self._links, self._phrases = links, phrases
        self._wide = width >= _WIDE
        self._left = _MARGIN + (min(300.0, width * 0.29) if self._wide else 0.0)
        self._axis = Axis.of(timeline, self._left, width - self._left - _MARGIN)
        self._marks = shown_marks(timeline.marks, self._axis)
        self._y = 0.0

    def whole(self, heading: bool, style: str | None) -> str:
        """The drawing with its frame, and with ``style`` as its style sheet."""
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
        return self._frame(f"{back}{above}{rows}{front}{days}{below}", style)

    def _frame(self, body: str, style: str | None) -> str:
        height = round(self._y + _MARGIN)
        role = "group" if self._links.single or self._links.several else "img"
        sheet = "" if style is None else f"<style>\n{style}</style>\n"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="escale-timeline" role="{role}" '
            f'aria-labelledby="{self._name}-title {self._name}-desc" width="{self._width}" height="{height}" '
            f'viewBox="0 0 {self._width} {height}">\n'
            f'<title id="{self._name}-title">{safe(self._title())}</title>\n'
            f'<desc id="{self._name}-desc">{safe(self._description())}</desc>\n'
            f"{sheet}{definitions(self._name)}"
            f'<rect class="paper" width="{self._width}" height="{height}"/>\n{body}</svg>\n'
        )

    def _title(self) -> str:
        return self._phrases.say("timeline.title", pair=title(self._timeline))

    def _description(self) -> str:
        told = []
        for bar in self._timeline.bars[:_DESCRIBED]:
            latest = bar.segments[-1]
            first, last = segment_span(latest, self._timeline.on, self._phrases)
            told.append(
                self._phrases.say(
                    "timeline.described",
                    tie=tie_label(bar.key, self._phrases),
                    status=status_words(latest, self._phrases),
                    first=first,
                    last=last,
                )
            )
        if len(self._timeline.bars) > _DESCRIBED:
            told.append(self._phrases.count("timeline.more_ties", len(self._timeline.bars) - _DESCRIBED))
        told.append(f"{self._phrases.count('events', len(self._timeline.marks))}.")
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
            yield self._phrases.say("timeline.on_and_known", day=day_text(on)), on
            return
        days = (on,) if known is None else (on, known)
        yield from zip(days_words(self._timeline, self._phrases), days, strict=True)

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
            yield _text(_MARGIN, self._y, self._phrases.say("timeline.nothing"), "soft")
        for bar in self._timeline.bars:
            yield self._bar(bar)

    def _bar(self, bar: Bar) -> str:
        above = self._y
        words = tie_label(bar.key, self._phrases)
        label = self._label(words, 1.0 if self._wide else 0.0)
        top = self._y + (5 if self._wide else 0)
        rail = top + BAR / 2
        self._y = top + BAR + (5 if self._wide else 6)
        segments = row(bar, self._timeline.on, self._axis, top, self._name, self._phrases)
        body = f"{label}{self._rail(rail)}{segments}"
        target = address(self._links.single, str(bar.key))
        if target:
            name = safe(segment_words(words, bar.segments[-1], self._timeline.on, self._phrases))
            width = self._width - 2 * _MARGIN
            body = touched(body, target, name, _MARGIN, above, width, self._y - above)
        return f'<g class="tie">{body}</g>\n'

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
        yield _text(_MARGIN, self._y, self._phrases.say("timeline.events"), "h t")
        for kind in ClaimType:
            marks = [mark for mark in self._marks if mark.type is kind]
            if marks:
                yield self._lane(kind, marks)

    def _lane(self, kind: ClaimType, marks: Iterable[Mark]) -> str:
        words = self._phrases.say(f"type.{kind}")
        if self._wide:
            label = _text(_MARGIN, self._y + _LANE / 2 + 8, words)
        else:
            self._y += 12
            label = _text(_MARGIN, self._y + 4, words)
        middle = self._y + _LANE / 2 + (4 if self._wide else 8)
        self._y += _LANE
        drawn = "".join(spread(marks, self._axis, middle, self._links, self._phrases))
        return f'<g class="lane">{label}{self._rail(middle)}\n{drawn}</g>\n'

    def _legend(self) -> Iterator[str]:
        """What the patterns and shapes mean, of those that occur."""
        x, self._y = _MARGIN, self._y + 14
        for draw, words in legend(self._timeline, self._marks, self._name, self._phrases):
            width = SAMPLE + 8 + shown_width(words) * _SMALL + 16
            if x + width > self._width and x > _MARGIN:
                x, self._y = _MARGIN, self._y + 22
            yield draw(x, self._y) + _text(x + SAMPLE + 8, self._y + 11, words, "t")
            x += width
        self._y += BAR


def _text(x: float, y: float, words: str, look: str = "", anchor: str = "") -> str:
    look = f' class="{look}"' if look else ""
    anchor = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{look}{anchor} x="{number(x)}" y="{number(y)}">{safe(plain(words))}</text>\n'
