"""An answer of many rows as Parquet: typed columns, days as ``date32``, lists as lists, records as JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from escale.export.answers.tabular import Sheet, json_text
from escale.export.ledger.columns import Kind
from escale.export.ledger.flat_parquet import arrow_types
from escale.export.ledger.untrusted import writable

__all__ = ["to_parquet"]

T = TypeVar("T")


def to_parquet(sheet: Sheet[T], rows: Iterable[T]) -> bytes:
    """The rows as a Parquet file, with a column for each key of the sheet, also if there are no rows.

    The same rows give the same bytes with the same version of pyarrow.
    """
    types = arrow_types(pa)
    kinds = {key: sheet.kinds.get(key, Kind.TEXT) for key in sheet.keys}
    records = [sheet.record(row) for row in rows]
    columns = [
        pa.array([_cell(record[key], kind) for record in records], types[kind]) for key, kind in kinds.items()
    ]
    sink = io.BytesIO()
    pq.write_table(pa.table(columns, names=list(kinds)), sink, compression="zstd")
    return sink.getvalue()


def _cell(value: Any, kind: Kind) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if kind is Kind.TEXT:
        return writable(value) if isinstance(value, str) else json_text(value)
    return [writable(part) for part in value] if kind is Kind.LIST else value
