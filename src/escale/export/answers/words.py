"""Ties, days, plans and counts in the words of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from escale.edtf import Stretch, parse
from escale.export.claim_words import time_words, type_words
from escale.export.terminal import plain
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.model import Modality, Phase

__all__ = [
    "counted",
    "day_of",
    "denied_words",
    "listed",
    "plan_words",
    "plans_words",
    "since_words",
    "status_words",
    "tie_key",
    "tie_words",
]

_SHOWN = 3  # plans of a cell, beyond which they are counted
_TIE = re.compile(r"([a-z ]+) ([A-Z][A-Z0-9]*) ?([\u2192\u2013>-]) ?([A-Z][A-Z0-9]*)(?: \u00b7 (.+))?")
_PLANNED = {
    Phase.START: "to start",
    Phase.OCCUR: "planned",
    Phase.POSTPONE: "to be postponed",
    Phase.SUSPEND: "to be suspended",
    Phase.RESUME: "to resume",
    Phase.END: "to end",
    Phase.CANCEL: "to be cancelled",
}
_POSSIBLE = {
    Phase.START: "may start",
    Phase.OCCUR: "may take place",
    Phase.POSTPONE: "may be postponed",
    Phase.SUSPEND: "may be suspended",
    Phase.RESUME: "may resume",
    Phase.END: "may end",
    Phase.CANCEL: "may be cancelled",
}


def tie_words(key: TieKey) -> str:
    """``port visit FRA→RUS · vladivostok``, ``talks FRA–RUS``."""
    arrow = "→" if key.directed else "–"
    facet = f" · {key.facet}" if key.facet else ""
    return plain(f"{type_words(key.type)} {key.first}{arrow}{key.second}{facet}")


def tie_key(words: str) -> str:
    """The key of a tie that was written as `tie_words` does; any other words as they are."""
    match = _TIE.fullmatch(" ".join(words.split()))
    if match is None:
        return words
    type_, first, arrow, second, facet = match.groups()
    key = f"{type_.replace(' ', '_')}:{first}{'>' if arrow in '→>' else '-'}{second}"
    return f"{key}#{facet}" if facet else key


def day_of(ordinal: int | None) -> date | None:
    """The day of an ordinal."""
    return None if ordinal is None else date.fromordinal(ordinal)


def since_words(state: TieState) -> str:
    """The first day of a status as EDTF, as precise as the claim that gives it; ``..`` if it is open."""
    if state.status is Status.NONE:
        return ""
    if state.since is None:
        return ".."
    starts = (_start(point.edtf, state.since) for point in state.supporters if point.edtf)
    given = {start for start in starts if start}
    # The most precise of those that begin on that day.
    return max(given, key=len) if given else date.fromordinal(state.since).isoformat()


def _start(edtf: str, since: int) -> str | None:
    time = parse(edtf)
    moment = time.start if isinstance(time, Stretch) else time
    return str(moment) if moment and moment.first.toordinal() == since else None


def status_words(state: TieState) -> str:
    """The status, ``suspended?`` if it is uncertain, ``active (partly)`` if a facet stands otherwise.

    Contested, it shows the independent origins of both sides: ``contested: active 2, against 1``.
    """
    words = state.status.value
    if state.status is Status.CONTESTED:
        against = len({point.origin for point in state.against})
        words = f"contested: {state.standing} {state.origins}, against {against}"
    if not state.certain:
        words += "?"
    if state.partial:
        words += " (partly)"
    return words


def plan_words(plan: Point) -> str:
    """``may resume 2020/..``, ``planned 2019-10-03``."""
    if plan.modality is Modality.ASSERTED:
        return "postponed, no date"
    words = (_POSSIBLE if plan.modality is Modality.POSSIBLE else _PLANNED)[plan.phase]
    return f"{words} {time_words(plan.edtf)}" if plan.edtf else words


def plans_words(plans: Sequence[Point]) -> str:
    """Several plans, each thing said once; beyond three they are counted."""
    said = list(dict.fromkeys(plan_words(plan) for plan in plans))
    more = len(said) - _SHOWN
    return ", ".join(said[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def denied_words(state: TieState) -> str:
    """``denied 2023-06-15``, the day of the last denial, of a tie of which nothing else holds."""
    if state.status is not Status.NONE or not state.denied:
        return ""
    return f"denied {day_of(state.denied[-1].known)}"


def counted(number: int, one: str, several: str | None = None) -> str:
    """``1 article``, ``1,200 articles``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Words with commas, safe to show."""
    return plain(", ".join(words))
