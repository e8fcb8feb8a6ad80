"""Ties on a day as a table, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.answers.words import (
    counted,
    day_of,
    denied_words,
    plans_words,
    since_words,
    status_words,
    tie_words,
)
from escale.export.claim_words import time_words
from escale.export.ledger.columns import Kind
from escale.ledger.answers import Tie
from escale.ledger.ties.points import Point, Status, TieState

__all__ = ["TIE_SHEET", "asked_words", "basis_words", "state_record", "support_words"]


_SHORT = 13  # an article's share of an id, and enough of the claim's own


def state_record(state: TieState) -> dict[str, Any]:
    """How a tie stands, as a JSON object."""
    return {
        "status": state.status.value,
        "standing": state.standing.value,
        "since": since_words(state) or None,
        "since_day": day_of(state.since),
        "certain": state.certain,
        "partial": state.partial,
        "origins": state.origins,
        "reports": state.reports,
        "origins_against": len({point.origin for point in state.against}),
        "last_seen": day_of(state.last_seen),
        "supporters": [point.claim for point in state.supporters],
        "against": [point.claim for point in state.against],
        "outlook": [_plan(point) for point in state.outlook],
        "lapsed": [_plan(point) for point in state.lapsed],
        "denied": [point.claim for point in state.denied],
    }


def _plan(point: Point) -> dict[str, Any]:
    return {
        "phase": point.phase.value,
        "modality": point.modality.value,
        "time": point.edtf,
        "published": day_of(point.known),
        "origin": point.origin,
        "claim": point.claim,
    }


def support_words(state: TieState) -> str:
    """Origins and reports behind the status: ``2/3``."""
    return f"{state.origins}/{state.reports}" if state.supporters else ""


def asked_words(on: date, known: date | None) -> str:
    """On which day, as known when."""
    if known is None:
        return f"on {on.isoformat()}, by all that is known"
    return f"on {on.isoformat()}, as known on {known.isoformat()}"


def basis_words(ties: Sequence[Tie], on: date, known: date | None, articles: int, version: int) -> str:
    """The line below the table: the day asked, the day of knowledge, the articles behind it, the version.

    ``articles`` is how many were public by the day of knowledge.
    """
    behind = {point.article for tie in ties for points in _told(tie.state) for point in points}
    basis = f"from {len(behind):,} of {counted(articles, 'article')}, ledger version {version}"
    return f"{counted(len(ties), 'tie')} {asked_words(on, known)}; {basis}"


def _told(state: TieState) -> tuple[tuple[Point, ...], ...]:
    return (state.supporters, state.against, state.outlook, state.lapsed, state.denied)


def _since(tie: Tie) -> str:
    if tie.state.last_seen is not None:
        return f"last seen {day_of(tie.state.last_seen)}"
    return time_words(since_words(tie.state))


def _outlook(tie: Tie) -> str:
    state = tie.state
    said = [plans_words(state.outlook)] if state.outlook else []
    if state.lapsed and state.status is Status.NONE:
        said.append(f"not confirmed: {plans_words(state.lapsed)}")
    if denied := denied_words(state):
        said.append(denied)
    return "; ".join(said)


def _claims(tie: Tie) -> str:
    """The first claim behind what is shown, as short as `escale why` takes it, and how many more are."""
    state = tie.state
    supporters = state.supporters or state.outlook
    if denied_words(state):
        supporters = supporters or state.denied
    if not supporters:
        return ""
    more = f" +{len(supporters) - 1}" if len(supporters) > 1 else ""
    return f"{supporters[0].claim[:_SHORT]}{more}"


def _record(tie: Tie) -> dict[str, Any]:
    key = tie.key
    return {
        "tie": str(key),
        "type": key.type.value,
        "parties": (key.first, key.second),
        "directed": key.directed,
        "facet": key.facet or None,
        "on": tie.on,
        "known": tie.known,
        **state_record(tie.state),
    }


TIE_SHEET: Sheet[Tie] = Sheet(
    columns=(
        Column("tie", lambda tie: tie_words(tie.key), flexible=True),
        Column("status", lambda tie: status_words(tie.state), flexible=True),
        Column("since", _since, flexible=True),
        Column("origins/reports", lambda tie: support_words(tie.state)),
        Column("outlook", _outlook, flexible=True),
        Column("claims", _claims),
    ),
    keys=(
        *("tie", "type", "parties", "directed", "facet", "on", "known"),
        *("status", "standing", "since", "since_day", "certain", "partial", "origins", "reports"),
        *("origins_against", "last_seen", "supporters", "against", "outlook", "lapsed", "denied"),
    ),
    record=_record,
    kinds={
        **dict.fromkeys(("parties", "supporters", "against", "denied"), Kind.LIST),
        **dict.fromkeys(("directed", "certain", "partial"), Kind.FLAG),
        **dict.fromkeys(("on", "known", "since_day", "last_seen"), Kind.DAY),
        **dict.fromkeys(("origins", "reports", "origins_against"), Kind.WHOLE),
    },
)
