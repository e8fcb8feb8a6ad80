"""Events as a table, JSON lines or CSV."""

from __future__ import annotations

from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.answers.words import listed
from escale.export.claim_words import time_words, type_words
from escale.export.ledger.columns import Kind
from escale.export.terminal import plain
from escale.ledger.events import Event

__all__ = ["EVENT_SHEET", "event_words"]


def _matter(event: Event) -> str:
    """``port visit suspend``, ``talks occur, planned``, ``exercise occur, contested``."""
    modality = "" if event.modality.value == "asserted" else f", {event.modality}"
    contested = ", contested" if event.contested else ""
    return f"{type_words(event.type)} {event.phase}{modality}{contested}"


def _parties(event: Event) -> str:
    """``FRA → RUS``, ``DEU, FRA``."""
    actors = listed(event.actors)
    return f"{actors or '?'} → {listed(event.recipients)}" if event.recipients else actors


def _when(event: Event) -> str:
    """Its time; where no claim gives one, the day of publication in brackets."""
    if event.edtf:
        return time_words(event.edtf)
    return f"({event.first.isoformat()})" if event.first else ""


def _where(event: Event) -> str:
    country = f" ({event.country})" if event.country else ""
    return plain(event.place + country) if event.place else event.country or ""


def event_words(event: Event) -> str:
    """All of it in one line."""
    parts = (_matter(event), _parties(event), _when(event), _where(event), _named(event))
    return " · ".join(part for part in parts if part)


def _named(event: Event) -> str:
    return listed((*event.participants, *event.vessels))


def _record(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type.value,
        "phase": event.phase.value,
        "modality": event.modality.value,
        "actors": event.actors,
        "recipients": event.recipients,
        "time": event.edtf,
        "first": event.first,
        "last": event.last,
        "place": event.place,
        "country": event.country,
        "facet": event.facet,
        "vessels": event.vessels,
        "participants": event.participants,
        "origins": event.origins,
        "reports": event.reports,
        "contested": event.contested,
        "claims": event.claims,
    }


EVENT_SHEET: Sheet[Event] = Sheet(
    columns=(
        Column("event", lambda event: event.id),
        Column("when", _when, flexible=True),
        Column("matter", _matter, flexible=True),
        Column("parties", _parties, flexible=True),
        Column("where", _where, flexible=True),
        Column("who", _named, flexible=True),
        Column("origins", lambda event: str(event.origins)),
        Column("reports", lambda event: str(event.reports)),
    ),
    keys=(
        "id",
        "type",
        "phase",
        "modality",
        "actors",
        "recipients",
        "time",
        "first",
        "last",
        "place",
        "country",
        "facet",
        "vessels",
        "participants",
        "origins",
        "reports",
        "contested",
        "claims",
    ),
    record=_record,
    kinds={
        **dict.fromkeys(("actors", "recipients", "vessels", "participants", "claims"), Kind.LIST),
        **dict.fromkeys(("first", "last"), Kind.DAY),
        **dict.fromkeys(("origins", "reports"), Kind.WHOLE),
        "contested": Kind.FLAG,
    },
)
