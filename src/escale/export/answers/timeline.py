"""A timeline as JSON lines or CSV: a row for each segment of a tie and for each event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.answers.words import day_of
from escale.export.ledger.columns import Kind
from escale.ledger.ties.points import TieKey
from escale.ledger.timeline import Mark, Segment, Timeline

__all__ = ["TIMELINE_SHEET", "timeline_rows"]

TimelineRow = tuple[TieKey, Segment] | Mark


def timeline_rows(timeline: Timeline) -> Iterator[TimelineRow]:
    """The segments, tie by tie, then the events."""
    for bar in timeline.bars:
        for segment in bar.segments:
            yield bar.key, segment
    yield from timeline.marks


def _record(row: TimelineRow) -> dict[str, Any]:
    if isinstance(row, Mark):
        return {
            "kind": "event",
            "id": row.event,
            "type": row.type.value,
            "status": None,
            "standing": None,
            "phase": row.phase.value,
            "modality": row.modality.value,
            "first": day_of(row.first),
            "last": day_of(row.last),
            "certain": row.certain,
            "origins": row.origins,
            "reports": row.reports,
            "contested": row.contested,
            "claims": (),
        }
    key, segment = row
    return {
        "kind": "tie",
        "id": str(key),
        "type": key.type.value,
        "status": segment.status.value,
        "standing": segment.standing.value,
        "phase": None,
        "modality": None,
        "first": day_of(segment.first),
        "last": day_of(segment.last),
        "certain": segment.certain,
        "origins": segment.origins,
        "reports": segment.reports,
        "contested": segment.against > 0,
        "claims": segment.claims,
    }


_NO_COLUMNS: tuple[Column[TimelineRow], ...] = ()

TIMELINE_SHEET: Sheet[TimelineRow] = Sheet(
    columns=_NO_COLUMNS,
    keys=(
        *("kind", "id", "type", "status", "standing", "phase", "modality", "first", "last", "certain"),
        *("origins", "reports", "contested", "claims"),
    ),
    record=_record,
    kinds={
        **dict.fromkeys(("first", "last"), Kind.DAY),
        **dict.fromkeys(("certain", "contested"), Kind.FLAG),
        **dict.fromkeys(("origins", "reports"), Kind.WHOLE),
        "claims": Kind.LIST,
    },
)
"""Without columns: as text a timeline is a chart."""
