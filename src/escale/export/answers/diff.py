"""What changed in what is known, as a table, JSON lines or CSV."""

from __future__ import annotations

from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.answers.ties import state_record
from escale.export.answers.words import denied_words, plans_words, since_words, status_words, tie_words
from escale.export.claim_words import time_words
from escale.export.ledger.columns import Kind
from escale.ledger.answers import Change, Tie

__all__ = ["CHANGE_SHEET"]


def _side(tie: Tie) -> str:
    state = tie.state
    since = time_words(since_words(state))
    words = status_words(state) + (f" since {since}" if since else "")
    if state.origins:
        words += f" ({state.origins}/{state.reports})"
    told = (words, plans_words(state.outlook), denied_words(state))
    return "; ".join(part for part in told if part)


def _record(change: Change) -> dict[str, Any]:
    return {
        "tie": str(change.after.key),
        "on": change.after.on,
        "from": change.before.known,
        "to": change.after.known,
        "status_before": change.before.state.status.value,
        "status_after": change.after.state.status.value,
        "since_before": since_words(change.before.state) or None,
        "since_after": since_words(change.after.state) or None,
        "origins_before": change.before.state.origins,
        "origins_after": change.after.state.origins,
        "outlook_before": state_record(change.before.state)["outlook"],
        "outlook_after": state_record(change.after.state)["outlook"],
        "new_claims": change.news,
    }


CHANGE_SHEET: Sheet[Change] = Sheet(
    columns=(
        Column("tie", lambda change: tie_words(change.after.key), flexible=True),
        Column("before", lambda change: _side(change.before), flexible=True),
        Column("after", lambda change: _side(change.after), flexible=True),
        Column("new claims", lambda change: str(len(change.news) or "")),
    ),
    keys=(
        "tie",
        "on",
        "from",
        "to",
        "status_before",
        "status_after",
        "since_before",
        "since_after",
        "origins_before",
        "origins_after",
        "outlook_before",
        "outlook_after",
        "new_claims",
    ),
    record=_record,
    kinds={
        **dict.fromkeys(("on", "from", "to"), Kind.DAY),
        **dict.fromkeys(("origins_before", "origins_after"), Kind.WHOLE),
        "new_claims": Kind.LIST,
    },
)
