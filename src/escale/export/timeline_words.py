"""The words of a timeline: names of ties, days and statuses, the same in text, drawing and page.

The language is that of the phrases given.
"""

from __future__ import annotations

import html
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from escale.edtf import AUTUMN, HALF, QUARTER, SPRING, SUMMER, WINTER, Moment
from escale.export.claim_words import time_words
from escale.export.phrases import Phrases
from escale.export.terminal import plain, shown_width
from escale.ledger.ties.points import Status, TieKey
from escale.ledger.timeline import Mark, Segment, Timeline
from escale.model import Modality

__all__ = [
    "address",
    "counts",
    "cut",
    "day_text",
    "days_words",
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

_What = TypeVar("_What")

_PLANS = (Status.PLANNED, Status.POSSIBLE)
_CLOSED = (Status.SUSPENDED, Status.ENDED)
_PARTS = (SPRING, SUMMER, AUTUMN, WINTER, *range(QUARTER, QUARTER + 4), HALF, HALF + 1)

# Characters that XML 1.0 does not allow, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


def safe(text: str) -> str:
    """``text`` for the inside of an element or attribute of HTML or XML."""
    return html.escape(_FORBIDDEN.sub("\ufffd", plain(text)), quote=True)


def address(link: Callable[[_What], str] | None, what: _What) -> str | None:
    """Where ``what`` leads, escaped; None without ``link``, or for what is no web address or relative one."""
    if link is None:
        return None
    target = plain(link(what))
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


def tie_label(key: TieKey, phrases: Phrases) -> str:
    """``port visit FRA → RUS · vladivostok``; the codes only where they tell the direction."""
    parties = f" {key.first} → {key.second}" if key.directed else ""
    return plain(phrases.say(f"type.{key.type}") + parties + (f" · {key.facet}" if key.facet else ""))


def day_text(day: int) -> str:
    """The day as ISO 8601."""
    return date.fromordinal(day).isoformat()


def days_words(timeline: Timeline, phrases: Phrases) -> tuple[str, ...]:
    """The day asked, and the day known where there is one, each named."""
    on = phrases.say("timeline.on", day=day_text(timeline.on))
    if timeline.known is None:
        return (on,)
    return on, phrases.say("timeline.known", day=day_text(timeline.known))


def time_text(first: int | None, last: int | None, phrases: Phrases) -> str:
    """A stretch of days: ``2014``, ``2014-03``, ``Q1 2014``, ``2014-03-09/2014-03-11``, ``../2014-03-09``."""
    if first is None or last is None:
        if first is last:
            return phrases.say("time.none")
        return f"{'..' if first is None else day_text(first)}/{'..' if last is None else day_text(last)}"
    start, end = date.fromordinal(first), date.fromordinal(last)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}/{end.year}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        for part in _PARTS:
            moment = Moment(start.year, part)
            if (moment.first, moment.last) == (start, end):
                return time_words(str(moment), phrases)
        months = f"{start:%Y-%m}", f"{end:%Y-%m}"
        return months[0] if months[0] == months[1] else "/".join(months)
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def segment_span(segment: Segment, on: int, phrases: Phrases) -> tuple[str, str]:
    """From and to as shown: a status that holds still ends with the day asked, a plan may have no end."""
    first = phrases.say("span.open_start") if segment.first is None else day_text(segment.first)
    if segment.last is not None:
        return first, day_text(segment.last)
    return first, phrases.say("span.still" if _holds(segment, on) else "span.open_end")


def _holds(segment: Segment, on: int) -> bool:
    return segment.last is None and (segment.first is None or segment.first <= on)


def status_words(segment: Segment, phrases: Phrases) -> str:
    """The status, with what the supporters of a contested one say, or what is planned."""
    if segment.status is Status.CONTESTED:
        standing = phrases.say(f"status.{segment.standing}")
        return phrases.say("standing.contested", standing=standing, against=segment.against)
    if segment.status in _PLANS and segment.standing in _CLOSED:
        return phrases.say(f"standing.{segment.status}_{segment.standing}")
    return phrases.say(f"status.{segment.status}")


def counts(origins: int, reports: int, phrases: Phrases) -> str:
    """``2 origins, 3 reports``."""
    return f"{phrases.count('origins', origins)}, {phrases.count('reports', reports)}"


def segment_words(label: str, segment: Segment, on: int, phrases: Phrases) -> str:
    """All that is known of a segment, in one line."""
    first, last = segment_span(segment, on, phrases)
    told = phrases.say(
        "span.holds" if _holds(segment, on) else "span.held",
        tie=label,
        status=status_words(segment, phrases),
        first=first,
        last=last,
    )
    sure = "" if segment.certain else f" · {phrases.say('span.uncertain')}"
    return f"{told}{sure} · {counts(segment.origins, segment.reports, phrases)}"


def mark_words(mark: Mark, phrases: Phrases) -> str:
    """All that is known of an event, in one line."""
    contested = f" · {phrases.say('mark.contested')}" if mark.contested else ""
    support = counts(mark.origins, mark.reports, phrases)
    return f"{mark_time(mark, phrases)} {mark_matter(mark, phrases)}{contested} · {support}"


def mark_time(mark: Mark, phrases: Phrases) -> str:
    """When the event was, or when it was told of if nothing says when it was."""
    if mark.dated:
        return time_text(mark.first, mark.last, phrases)
    told = mark.last if mark.last is not None else mark.first
    return phrases.say("time.none") if told is None else phrases.say("time.told", day=day_text(told))


def mark_matter(mark: Mark, phrases: Phrases) -> str:
    """Type, phase, modality unless asserted, and what it is about."""
    matter = phrases.say(
        "mark.matter" if mark.modality is Modality.ASSERTED else "mark.matter_with_modality",
        type=phrases.say(f"type.{mark.type}"),
        phase=phrases.say(f"phase.{mark.phase}"),
        modality=phrases.say(f"modality.{mark.modality}"),
    )
    return plain(matter + (f" · {mark.about}" if mark.about else ""))
