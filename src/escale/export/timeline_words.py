"""The words of a timeline: names of ties, days and statuses, the same in text, drawing and page."""

from __future__ import annotations

import html
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from escale.edtf import AUTUMN, HALF, QUARTER, SPRING, SUMMER, WINTER, Moment
from escale.export.claim_words import time_words
from escale.export.terminal import plain, shown_width
from escale.ledger.ties.points import Status, TieKey
from escale.ledger.timeline import Mark, Segment, Timeline
from escale.model import Modality

__all__ = [
    "COARSE",
    "address",
    "code",
    "counts",
    "cut",
    "day_text",
    "mark_matter",
    "mark_time",
    "mark_words",
    "safe",
    "segment_span",
    "segment_words",
    "status_words",
    "tie_label",
    "time_text",
    "title",
]

COARSE = "Very many claims: changes may be shown some days late, and short ones not at all."

_PARTS = (SPRING, SUMMER, AUTUMN, WINTER, *range(QUARTER, QUARTER + 4), HALF, HALF + 1)

# Characters that XML 1.0 does not allow, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


def safe(text: str) -> str:
    """``text`` for the inside of an element or attribute of HTML or XML."""
    return html.escape(_FORBIDDEN.sub("\ufffd", plain(text)), quote=True)


def address(link: Callable[[str], str] | None, name: str) -> str | None:
    """Where ``name`` leads, escaped; None without ``link``, or for what is no web address or relative one."""
    if link is None:
        return None
    target = plain(link(name))
    scheme = _SCHEME.match(target)
    if not target or (scheme and scheme[1].lower() not in ("http", "https")):
        return None
    return safe(target)


def cut(text: str, cells: int) -> str:
    """``text`` in at most ``cells`` cells, with an ellipsis where it is longer."""
    if shown_width(text) <= cells:
        return text
    kept, used = "", 1
    for character in text:
        used += shown_width(character)
        if used > cells:
            break
        kept += character
    return kept.rstrip() + "…"


def title(timeline: Timeline) -> str:
    """What the timeline is of: the two codes."""
    return plain(f"{timeline.first} – {timeline.second}")


def code(name: str) -> str:
    """A type or phase as words."""
    return name.replace("_", " ")


def tie_label(key: TieKey) -> str:
    """``port visit FRA → RUS · vladivostok``; the codes only where they tell the direction."""
    parties = f" {key.first} → {key.second}" if key.directed else ""
    return plain(code(key.type.value) + parties + (f" · {key.facet}" if key.facet else ""))


def day_text(day: int) -> str:
    """The day as ISO 8601."""
    return date.fromordinal(day).isoformat()


def time_text(first: int | None, last: int | None) -> str:
    """A stretch of days: ``2014``, ``2014-03``, ``Q1 2014``, ``2014-03-09/2014-03-11``, ``../2014-03-09``."""
    if first is None or last is None:
        if first is last:
            return "no date"
        return f"{'..' if first is None else day_text(first)}/{'..' if last is None else day_text(last)}"
    start, end = date.fromordinal(first), date.fromordinal(last)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}/{end.year}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        for part in _PARTS:
            moment = Moment(start.year, part)
            if (moment.first, moment.last) == (start, end):
                return time_words(str(moment))
        months = f"{start:%Y-%m}", f"{end:%Y-%m}"
        return months[0] if months[0] == months[1] else "/".join(months)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def segment_span(segment: Segment, on: int) -> tuple[str, str]:
    """From and to as shown: a status that holds still ends with the day asked, a plan may have no end."""
    first = "open" if segment.first is None else day_text(segment.first)
    if segment.last is not None:
        return first, day_text(segment.last)
    ahead = segment.first is not None and segment.first > on
    return first, "open" if ahead else "still"


def status_words(segment: Segment) -> str:
    """The status, with what the supporters of a contested one say, or what is planned."""
    if segment.status is Status.CONTESTED:
        return f"contested ({segment.standing.value}, {segment.against} against)"
    if segment.status in (Status.PLANNED, Status.POSSIBLE):
        ending = {Status.SUSPENDED: "suspension", Status.ENDED: "end"}.get(segment.standing)
        return f"{segment.status.value} {ending}" if ending else segment.status.value
    return segment.status.value


def counts(origins: int, reports: int) -> str:
    """``2 origins, 3 reports``."""
    return f"{origins} origin{'' if origins == 1 else 's'}, {reports} report{'' if reports == 1 else 's'}"


def segment_words(label: str, segment: Segment, on: int) -> str:
    """All that is known of a segment, in one line."""
    first, last = segment_span(segment, on)
    to = "and still" if last == "still" else f"to {last}"
    sure = "" if segment.certain else " · days uncertain"
    return (
        f"{label}: {status_words(segment)}, {first} {to}{sure} · {counts(segment.origins, segment.reports)}"
    )


def mark_words(mark: Mark) -> str:
    """All that is known of an event, in one line."""
    contested = " · contested" if mark.contested else ""
    return f"{mark_time(mark)} {mark_matter(mark)}{contested} · {counts(mark.origins, mark.reports)}"


def mark_time(mark: Mark) -> str:
    """When the event was, or when it was told of if nothing says when it was."""
    if mark.dated:
        return time_text(mark.first, mark.last)
    told = mark.last if mark.last is not None else mark.first
    return "no date" if told is None else f"told {day_text(told)}"


def mark_matter(mark: Mark) -> str:
    """Type, phase, modality unless asserted, and what it is about."""
    modality = "" if mark.modality is Modality.ASSERTED else f" {mark.modality.value}"
    about = f" · {mark.about}" if mark.about else ""
    return plain(f"{code(mark.type.value)} {mark.phase.value}{modality}{about}")
