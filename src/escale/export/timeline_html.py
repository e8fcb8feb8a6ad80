"""A timeline as one page: the drawing, and the same in tables, for those who read or copy rather than look.

The page needs nothing but itself, in light and dark, on a desk and on a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from escale.export.style import STYLE
from escale.export.timeline_svg import DEFAULT_WIDTH, to_svg
from escale.export.timeline_words import (
    COARSE,
    address,
    day_text,
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
    timeline: Timeline, *, width: int = DEFAULT_WIDTH, links: Callable[[str], str] | None = None
) -> str:
    """The page.

    Args:
        timeline: what to show.
        width: of the drawing on a wide screen, in pixels.
        links: gives the address of a tie (by its key as a string) or of an event (by its id).
    """
    return "".join(_page(timeline, width, links))


def _page(timeline: Timeline, width: int, links: Callable[[str], str] | None) -> Iterator[str]:
    name = safe(title(timeline))
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="generator" content="escale">\n<title>{name}: ties and events</title>\n'
        f'<style>\n{STYLE}{_STYLE.lstrip()}</style>\n</head>\n<body class="escale">\n<article>\n'
        f'<h1>{name}</h1>\n<p class="meta">{_meta(timeline)}</p>\n<figure>\n'
    )
    for kind, pixels in (("wide", width), ("narrow", _NARROW)):
        yield f'<div class="{kind}">{to_svg(timeline, width=pixels, links=links, heading=False)}</div>\n'
    yield "</figure>\n"
    if not timeline.exact:
        yield f'<p class="notice">{COARSE}</p>\n'
    if timeline.bars:
        yield from _ties(timeline, links)
    if timeline.marks:
        yield from _events(timeline, links)
    yield "</article>\n</body>\n</html>\n"


def _meta(timeline: Timeline) -> str:
    parts = [f"on {day_text(timeline.on)}"]
    if timeline.known is not None:
        parts.append(f"as known on {day_text(timeline.known)}")
    for count, what in ((len(timeline.bars), "tie"), (len(timeline.marks), "event")):
        parts.append(f"{count} {what}{'' if count == 1 else 's'}")
    return " · ".join(parts)


def _ties(timeline: Timeline, links: Callable[[str], str] | None) -> Iterator[str]:
    yield (
        '<h2 id="ties">Ties</h2>\n<table class="sheet" aria-labelledby="ties">\n<thead><tr>'
        '<th scope="col">status</th><th scope="col">from</th><th scope="col">to</th>'
        '<th scope="col" class="count">origins</th><th scope="col" class="count">reports</th></tr></thead>\n'
    )
    for bar in timeline.bars:
        yield f"<tbody>{''.join(_tie(bar, timeline.on, links))}</tbody>\n"
    yield "</table>\n"


def _tie(bar: Bar, on: int, links: Callable[[str], str] | None) -> Iterator[str]:
    yield (
        '<tr><th scope="rowgroup" colspan="5">'
        f"{_linked(tie_label(bar.key), address(links, str(bar.key)))}</th></tr>\n"
    )
    for segment in bar.segments:
        first, last = segment_span(segment, on)
        sure = "" if segment.certain else " <small>days uncertain</small>"
        yield (
            f"<tr><td>{safe(status_words(segment))}{sure}</td>"
            f'<td class="day">{first}</td><td class="day">{last}</td>'
            f'<td class="count">{segment.origins}</td><td class="count">{segment.reports}</td></tr>\n'
        )


def _events(timeline: Timeline, links: Callable[[str], str] | None) -> Iterator[str]:
    yield (
        '<h2 id="events">Events</h2>\n<table class="sheet events" aria-labelledby="events">\n<thead><tr>'
        '<th scope="col">when</th><th scope="col">what</th>'
        '<th scope="col" class="count">origins</th><th scope="col" class="count">reports</th></tr>'
        "</thead>\n<tbody>\n"
    )
    yield from (_event(mark, links) for mark in timeline.marks)
    yield "</tbody>\n</table>\n"


def _event(mark: Mark, links: Callable[[str], str] | None) -> str:
    contested = " <small>contested</small>" if mark.contested else ""
    return (
        f"<tr><td>{mark_time(mark)}</td>"
        f"<td>{_linked(mark_matter(mark), address(links, mark.event))}{contested}</td>"
        f'<td class="count">{mark.origins}</td><td class="count">{mark.reports}</td></tr>\n'
    )


def _linked(words: str, target: str | None) -> str:
    return f'<a href="{target}">{safe(words)}</a>' if target else safe(words)
