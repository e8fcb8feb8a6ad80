"""Origins and how they fare, as a table, JSON lines or CSV."""

from __future__ import annotations

from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.ledger.columns import Kind
from escale.export.terminal import plain
from escale.ledger.answers import SourceRecord

__all__ = ["SOURCE_SHEET"]


def _name(record: SourceRecord) -> str:
    return plain(record.name or record.key)


def _record(record: SourceRecord) -> dict[str, Any]:
    return {
        "key": record.key,
        "name": record.name,
        "kind": record.kind.value if record.kind else None,
        "claims": record.claims,
        "articles": record.articles,
        "events": record.events,
        "confirmed": record.confirmed,
        "contradicted": record.contradicted,
    }


SOURCE_SHEET: Sheet[SourceRecord] = Sheet(
    columns=(
        Column("source", _name, flexible=True),
        Column("kind", lambda record: record.kind.value if record.kind else "own voice"),
        Column("claims", lambda record: str(record.claims)),
        Column("articles", lambda record: str(record.articles)),
        Column("events", lambda record: str(record.events)),
        Column("confirmed", lambda record: str(record.confirmed)),
        Column("contradicted", lambda record: str(record.contradicted)),
    ),
    keys=(
        "key",
        "name",
        "kind",
        "claims",
        "articles",
        "events",
        "confirmed",
        "contradicted",
    ),
    record=_record,
    kinds=dict.fromkeys(("claims", "articles", "events", "confirmed", "contradicted"), Kind.WHOLE),
)
