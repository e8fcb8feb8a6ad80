"""What a ledger holds, what it took in, and its versions, as a table, JSON lines or CSV."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.terminal import plain
from escale.ledger.answers import Info, Taken
from escale.ledger.store.contract import Commit

__all__ = ["INFO_SHEET", "TAKEN_SHEET", "VERSION_SHEET", "info_lines"]

_LABELS = {
    "earlier": "earlier texts",
    "first_day": "first article",
    "last_day": "last article",
    "bytes": "bytes on disk",
}

INFO_SHEET: Sheet[Info] = Sheet(
    columns=(),
    keys=tuple(field.name for field in fields(Info)),
    record=asdict,
)
"""Without columns: the table is `info_lines`."""


def _record(commit: Commit) -> dict[str, Any]:
    return {
        "version": commit.version,
        "at": commit.at,
        "note": commit.note,
    }


VERSION_SHEET: Sheet[Commit] = Sheet(
    columns=(
        Column("version", lambda commit: str(commit.version)),
        Column("made", lambda commit: commit.at),
        Column("by", lambda commit: plain(commit.note), flexible=True),
    ),
    keys=(
        "version",
        "at",
        "note",
    ),
    record=_record,
)


TAKEN_SHEET: Sheet[Taken] = Sheet(
    columns=(
        Column("read", lambda taken: f"{taken.read:,}"),
        Column("superseded", lambda taken: f"{taken.superseded:,}"),
        Column("unchanged", lambda taken: f"{taken.unchanged:,}"),
        Column("set aside", lambda taken: f"{taken.other_matters + taken.other_languages:,}"),
        Column("rejected", lambda taken: f"{taken.rejected:,}"),
        Column("claims", lambda taken: f"{taken.claims:,}"),
        Column("seconds", lambda taken: f"{taken.seconds:,.1f}"),
        Column("version", lambda taken: str(taken.version)),
    ),
    keys=tuple(field.name for field in fields(Taken)),
    record=asdict,
)


def info_lines(info: Info) -> list[str]:
    """One line a figure."""
    named = [(field.name, getattr(info, field.name)) for field in fields(info)]
    return [f"{_LABELS.get(name, name):<14}  {_shown(value)}" for name, value in named]


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    return value.isoformat() if isinstance(value, date) else f"{value:,}"
