"""The same questions to a plain SQLite table: what a ledger's ties and events cost beside it.

The table holds the links of the ledger, one row each, in the order in which the ledger holds them, with an
index on the pair; SQLite's settings are its own. A question fetches the pair's rows through the index and
hands them, as the same Arrow columns, to the same functions (`points_of` and `pair_states`; `links` and
`events_of`), so that both give the same answer and the difference is in fetching.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.types as kinds

from escale.ledger.codec import links
from escale.ledger.events import Event, events_of
from escale.ledger.evidence import POINT_COLUMNS, points_of
from escale.ledger.schema import SCHEMAS, Kind
from escale.ledger.ties.memory import Memories
from escale.ledger.ties.pairs import pair_states
from escale.ledger.ties.points import TieKey, TieState

__all__ = ["PlainTable"]

_SCHEMA = SCHEMAS[Kind.LINK]
_COLUMNS = tuple(_SCHEMA.names)
_SEPARATOR = "\x1f"  # of the names in a list

Row = tuple[Any, ...]


class PlainTable:
    """Links in SQLite.

    Args:
        path: the database, made by `fill`.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)

    @classmethod
    def fill(cls, path: Path, batches: Iterator[pa.RecordBatch]) -> PlainTable:
        """A new database with those links, indexed."""
        made = cls(path)
        columns = ", ".join(f'"{name}"' for name in _COLUMNS)
        made._connection.execute(f"CREATE TABLE link ({columns})")
        marks = ", ".join("?" * len(_COLUMNS))
        for batch in batches:
            made._connection.executemany(f"INSERT INTO link VALUES ({marks})", _rows(batch))
        made._connection.execute("CREATE INDEX by_pair ON link (pair)")
        made._connection.execute("ANALYZE")
        made._connection.commit()
        return made

    def ties(
        self, pair: str, on: date, memories: Memories, reprints: Mapping[str, str]
    ) -> dict[TieKey, TieState]:
        """How the ties of a pair stand on a day."""
        evidence = points_of(_table(self.fetch(pair, POINT_COLUMNS), POINT_COLUMNS), reprints)
        return pair_states(evidence, on.toordinal(), None, memories)

    def events(self, pair: str, reprints: Mapping[str, str]) -> list[Event]:
        """The events of a pair."""
        return events_of(links(_table(self.fetch(pair, _COLUMNS), _COLUMNS)), reprints=reprints)

    def fetch(self, pair: str, columns: Sequence[str] = _COLUMNS) -> list[Row]:
        """Columns of the pair's rows."""
        named = ", ".join(f'"{name}"' for name in columns)
        return self._connection.execute(f"SELECT {named} FROM link WHERE pair = ?", [pair]).fetchall()


def _rows(batch: pa.RecordBatch) -> Iterator[Row]:
    columns = []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        days = column.cast(pa.int32()) if kinds.is_date32(field.type) else column
        values = days.to_pylist()
        columns.append([_SEPARATOR.join(names) for names in values] if kinds.is_list(field.type) else values)
    return zip(*columns, strict=True)


def _table(rows: Sequence[Row], names: Sequence[str]) -> pa.Table:
    columns: Sequence[Row] = list(zip(*rows, strict=True)) or [()] * len(names)
    fields = [_SCHEMA.field(name) for name in names]
    arrays = [_array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _array(values: Row, type_: pa.DataType) -> pa.Array:
    if kinds.is_date32(type_):
        return pa.array(values, pa.int32()).cast(type_)
    made: Callable[[Any], Any] | None = None
    if kinds.is_list(type_):
        made = _names
    elif kinds.is_boolean(type_):
        made = bool
    return pa.array(values if made is None else map(made, values), type_)


def _names(text: str) -> list[str]:
    return text.split(_SEPARATOR) if text else []
