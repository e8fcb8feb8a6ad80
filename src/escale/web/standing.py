"""How a tie stands, in the words of a page: status, since when, on whose word, and what is to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from escale.export.answers.words import day_of, since_words
from escale.export.claim_words import time_words
from escale.export.phrases import Phrases
from escale.export.terminal import plain
from escale.ledger.answers import Tie
from escale.ledger.ties.points import Point, Status, TieState
from escale.model import Modality

__all__ = ["Standing", "Told", "plan_words", "standing_of", "told"]

# Beside the word, so that a column of statuses can be looked over.
_SIGNS = {
    Status.ACTIVE: "●",
    Status.SUSPENDED: "◐",
    Status.ENDED: "■",
    Status.PLANNED: "○",
    Status.POSSIBLE: "◇",
    Status.CONTESTED: "≠",
    Status.NONE: "–",
}
_SHOWN = 3  # plans of a cell, beyond which they are counted


@dataclass(frozen=True, slots=True)
class Standing:
    """A tie on a day, ready to be shown.

    Attributes:
        key: of the tie.
        status: its name, for the look.
        sign: that stands for it.
        words: the status in words.
        notes: what else there is to the status: uncertain, partial.
        since: its first day, or the day last seen.
        origins, reports: independent origins and articles behind it.
        outlook: what is planned or possible; of a tie without status, what was announced and never confirmed,
            and that it is denied.
        denied: how many origins deny it.
    """

    key: str
    status: str
    sign: str
    words: str
    notes: tuple[str, ...]
    since: str
    origins: int
    reports: int
    outlook: str
    denied: int


@dataclass(frozen=True, slots=True)
class Told:
    """What one claim says of a tie.

    Attributes:
        tie: key of the tie.
        words: what is planned, or empty.
        known: day of publication.
        claim: its id.
    """

    tie: str
    words: str
    known: date
    claim: str


def standing_of(tie: Tie, phrases: Phrases) -> Standing:
    """How a tie stands, in the words of a language."""
    state = tie.state
    return Standing(
        key=str(tie.key),
        status=state.status.value,
        sign=_SIGNS[state.status],
        words=_status(state, phrases),
        notes=tuple(_notes(state, phrases)),
        since=_since(state, phrases),
        origins=state.origins,
        reports=state.reports,
        outlook=_outlook(state, phrases),
        denied=len({point.origin for point in state.denied}),
    )


def told(tie: Tie, points: Iterable[Point], phrases: Phrases, *, plans: bool) -> list[Told]:
    """What points say of a tie, each thing once a day; with ``plans`` in words."""
    found: dict[tuple[str, int], Told] = {}
    for point in points:
        words = plan_words(point, phrases) if plans else ""
        made = Told(str(tie.key), words, date.fromordinal(point.known), point.claim)
        found.setdefault((words, point.known), made)
    return list(found.values())


def plan_words(plan: Point, phrases: Phrases) -> str:
    """What is planned or possible, and when: ``may resume 2020/..``."""
    if plan.modality is Modality.ASSERTED:
        return phrases.say("plan.postponed")
    kind = "possible" if plan.modality is Modality.POSSIBLE else "planned"
    words = phrases.say(f"plan.{kind}_{plan.phase}")
    return plain(f"{words} {time_words(plan.edtf, phrases)}") if plan.edtf else words


def _status(state: TieState, phrases: Phrases) -> str:
    if state.status is Status.CONTESTED:
        standing = phrases.say(f"status.{state.standing}")
        against = len({point.origin for point in state.against})
        return phrases.say("standing.contested", standing=standing, against=against)
    return phrases.say(f"status.{state.status}")


def _notes(state: TieState, phrases: Phrases) -> Iterable[str]:
    if not state.certain:
        yield phrases.say("tie.uncertain")
    if state.partial:
        yield phrases.say("tie.partial")
    if state.against and state.status is not Status.CONTESTED:
        yield phrases.count("tie.against", len({point.origin for point in state.against}))


def _since(state: TieState, phrases: Phrases) -> str:
    if state.last_seen is not None:
        return phrases.say("tie.last_seen", day=day_of(state.last_seen))
    edtf = since_words(state)
    return phrases.say("span.open_start") if edtf == ".." else time_words(edtf, phrases)


def _outlook(state: TieState, phrases: Phrases) -> str:
    if state.outlook:
        return _plans(state.outlook, phrases)
    if state.status is not Status.NONE:
        return ""
    said = []
    if state.lapsed:
        said.append(phrases.say("tie.not_confirmed", plans=_plans(state.lapsed, phrases)))
    if state.denied:
        said.append(phrases.say("tie.denied_last", day=day_of(state.denied[-1].known)))
    return "; ".join(said)


def _plans(plans: Sequence[Point], phrases: Phrases) -> str:
    said = list(dict.fromkeys(plan_words(plan, phrases) for plan in plans))
    more = len(said) - _SHOWN
    words = ", ".join(said[:_SHOWN])
    return f"{words} {phrases.say('mark.more', n=more)}" if more > 0 else words
