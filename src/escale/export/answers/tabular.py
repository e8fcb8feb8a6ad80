"""An answer of many rows as a table for the terminal, JSON lines or CSV, from one description of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from escale.export.grid import grid
from escale.export.ledger.columns import Kind
from escale.export.ledger.untrusted import guarded, writable

__all__ = ["Column", "Form", "Sheet", "json_line", "json_text", "written"]

T = TypeVar("T")
_JOINT = "; "


class Form(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of the table: its head, its cell in words that are safe to show, whether it may be folded."""

    head: str
    cell: Callable[[T], str]
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """How the rows of an answer are written.

    Attributes:
        columns: of the table.
        keys: those of JSON, the heads of CSV.
        record: a row by these keys: strings, numbers, flags, days, None, lists of these, or records, of which
            CSV shows the values one after the other.
        kinds: what a key holds; those that are not named hold text, or what only JSON can tell.
    """

    columns: tuple[Column[T], ...]
    keys: tuple[str, ...]
    record: Callable[[T], Mapping[str, Any]]
    kinds: Mapping[str, Kind] = field(default_factory=dict)


def written(sheet: Sheet[T], rows: Iterable[T], form: Form, width: int) -> Iterator[str]:
    """The rows in a form, line breaks included; ``width`` in cells, of the table.

    CSV follows RFC 4180, begins with a header, and its words are safe to open in a spreadsheet.
    """
    if form is Form.JSONL:
        return (json_line(sheet.record(row)) for row in rows)
    if form is Form.CSV:
        return _csv(sheet, rows)
    return _table(sheet, rows, width)


def json_line(record: Mapping[str, Any]) -> str:
    """The record as one line of JSON."""
    return json_text(record) + "\n"


def json_text(value: Any) -> str:
    """A record, or a list, as JSON; days are strings."""
    return writable(json.dumps(_jsonable(value), ensure_ascii=False, allow_nan=False))


def _table(sheet: Sheet[T], rows: Iterable[T], width: int) -> Iterator[str]:
    heads = [column.head for column in sheet.columns]
    flexible = frozenset(column.head for column in sheet.columns if column.flexible)
    cells = [[column.cell(row) for column in sheet.columns] for row in rows]
    return (f"{line}\n" for line in grid(heads, cells, flexible, width))


def _csv(sheet: Sheet[T], rows: Iterable[T]) -> Iterator[str]:
    yield _csv_line(list(sheet.keys))
    for row in rows:
        record = sheet.record(row)
        yield _csv_line([_cell(record[key]) for key in sheet.keys])


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return guarded(" ".join(_flat(part) for part in value.values() if part not in (None, ())))
    if isinstance(value, list | tuple):
        return _JOINT.join(_cell(part) for part in value)
    return guarded(writable(value)) if isinstance(value, str) else repr(value)


def _flat(value: Any) -> str:
    return value if isinstance(value, str) else _cell(value)


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _jsonable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
