"""A timeline as one page: the drawing, and the same in tables, for those who read or copy rather than look.

The page needs nothing but itself, in light and dark, on a desk and on a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from escale.export.phrases import Phrases, english
from escale.export.style import STYLE
from escale.export.timeline_svg import DEFAULT_WIDTH, to_svg
from escale.export.timeline_words import (
    address,
    days_words,
    mark_matter,
    mark_time,
    safe,
    segment_span,
    status_words,
    tie_label,
    title,
)
from escale.ledger.timeline import Bar, Mark, Timeline

__all__ = ["to_html"]

_NARROW = 358
_COUNTS = ("origins", "reports")

# The drawing is made twice, as its words could not be read if it were shrunk to a phone.
_STYLE = """
body{margin:0}
.escale figure{margin:0 0 1.5rem}
.escale figure svg{display:block;max-width:100%;height:auto}
.escale .narrow{display:none}
@media (max-width:47.9rem){.escale .narrow{display:block}.escale .wide{display:none}}
.escale h1{font-size:1.35rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
.escale h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.escale .sheet{width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
.escale .sheet th{text-align:left;padding:.3rem .6rem .3rem 0;vertical-align:top;font-weight:600}
.escale .sheet thead th{color:var(--soft);font-weight:500;border-bottom:1px solid var(--line)}
.escale .sheet tbody th{padding-top:.8rem;overflow-wrap:anywhere}
.escale .sheet td{padding:.2rem .6rem .2rem 0;overflow-wrap:anywhere}
.escale .sheet .day{white-space:nowrap}
.escale .sheet .count{text-align:right}
.escale .sheet tbody tr+tr td,.escale .events tbody td{border-top:1px solid var(--line)}
@media (max-width:30rem){.escale .sheet{font-size:.8rem}
.escale .sheet td,.escale .sheet th{padding-right:.35rem}}
"""


def to_html(
    timeline: Timeline,
    *,
    width: int = DEFAULT_WIDTH,
    links: Callable[[str], str] | None = None,
    phrases: Phrases | None = None,
) -> str:
    """The page.

    Args:
        timeline: what to show.
        width: of the drawing on a wide screen, in pixels.
        links: gives the address of a tie (by its key as a string) or of an event (by its id).
        phrases: the words; English by default.
    """
    return "".join(_page(timeline, width, links, phrases or english()))


def _page(
    timeline: Timeline, width: int, links: Callable[[str], str] | None, phrases: Phrases
) -> Iterator[str]:
    name = title(timeline)
    page_title = phrases.say("timeline.page_title", pair=name)
    yield (
        f'<!doctype html>\n<html lang="{phrases.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="generator" content="escale">\n<title>{safe(page_title)}</title>\n'
        f'<style>\n{STYLE}{_STYLE.lstrip()}</style>\n</head>\n<body class="escale">\n<article>\n'
        f'<h1>{safe(name)}</h1>\n<p class="meta">{_meta(timeline, phrases)}</p>\n<figure>\n'
    )
    for kind, pixels in (("wide", width), ("narrow", _NARROW)):
        drawing = to_svg(timeline, width=pixels, links=links, heading=False, phrases=phrases)
        yield f'<div class="{kind}">{drawing}</div>\n'
    yield "</figure>\n"
    if not timeline.exact:
        yield f'<p class="notice">{safe(phrases.say("timeline.coarse"))}</p>\n'
    if timeline.bars:
        yield from _ties(timeline, links, phrases)
    if timeline.marks:
        yield from _events(timeline, links, phrases)
    yield "</article>\n</body>\n</html>\n"


def _meta(timeline: Timeline, phrases: Phrases) -> str:
    parts = (
        *days_words(timeline, phrases),
        phrases.count("ties", len(timeline.bars)),
        phrases.count("events", len(timeline.marks)),
    )
    return safe(" · ".join(parts))


def _ties(timeline: Timeline, links: Callable[[str], str] | None, phrases: Phrases) -> Iterator[str]:
    yield _table("ties", "sheet", ("status", "from", "to"), phrases)
    for bar in timeline.bars:
        yield f"<tbody>{''.join(_tie(bar, timeline.on, links, phrases))}</tbody>\n"
    yield "</table>\n"


def _table(name: str, look: str, columns: tuple[str, ...], phrases: Phrases) -> str:
    """A heading, and the table under it up to its body."""
    heads = [(column, "") for column in columns] + [(column, ' class="count"') for column in _COUNTS]
    cells = "".join(
        f'<th scope="col"{shown}>{safe(phrases.say(f"timeline.{column}"))}</th>' for column, shown in heads
    )
    return (
        f'<h2 id="{name}">{safe(phrases.say(f"timeline.{name}"))}</h2>\n'
        f'<table class="{look}" aria-labelledby="{name}">\n<thead><tr>{cells}</tr></thead>\n'
    )


def _tie(bar: Bar, on: int, links: Callable[[str], str] | None, phrases: Phrases) -> Iterator[str]:
    yield (
        '<tr><th scope="rowgroup" colspan="5">'
        f"{_linked(tie_label(bar.key, phrases), address(links, str(bar.key)))}</th></tr>\n"
    )
    for segment in bar.segments:
        first, last = segment_span(segment, on, phrases)
        sure = "" if segment.certain else f" <small>{safe(phrases.say('span.uncertain'))}</small>"
        yield (
            f"<tr><td>{safe(status_words(segment, phrases))}{sure}</td>"
            f'<td class="day">{safe(first)}</td><td class="day">{safe(last)}</td>'
            f'<td class="count">{segment.origins}</td><td class="count">{segment.reports}</td></tr>\n'
        )


def _events(timeline: Timeline, links: Callable[[str], str] | None, phrases: Phrases) -> Iterator[str]:
    yield _table("events", "sheet events", ("when", "what"), phrases) + "<tbody>\n"
    yield from (_event(mark, links, phrases) for mark in timeline.marks)
    yield "</tbody>\n</table>\n"


def _event(mark: Mark, links: Callable[[str], str] | None, phrases: Phrases) -> str:
    contested = f" <small>{safe(phrases.say('mark.contested'))}</small>" if mark.contested else ""
    return (
        f"<tr><td>{safe(mark_time(mark, phrases))}</td>"
        f"<td>{_linked(mark_matter(mark, phrases), address(links, mark.event))}{contested}</td>"
        f'<td class="count">{mark.origins}</td><td class="count">{mark.reports}</td></tr>\n'
    )


def _linked(words: str, target: str | None) -> str:
    return f'<a href="{target}">{safe(words)}</a>' if target else safe(words)
