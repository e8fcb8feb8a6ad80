"""Claims as Parquet, one row a claim: the columns of CSV, typed, lists as lists and days as ``date32``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import IO, Any

from escale.errors import MissingLibraryError
from escale.export.ledger.columns import COLUMNS, Kind, UrlOf, claim_columns
from escale.ledger.rows import StoredClaim

__all__ = ["arrow_types", "to_parquet"]

# Rows held at a time, and in one row group: enough to compress well, few megabytes of memory.
_BATCH = 10_000


def to_parquet(
    claims: Iterable[StoredClaim], sink: IO[bytes], *, url_of: UrlOf | None = None, batch: int = _BATCH
) -> int:
    """Write the claims to a binary file, ``batch`` rows at a time; gives how many they were.

    The same claims give the same bytes with the same version of pyarrow.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    arrow, parquet = _library("pyarrow"), _library("pyarrow.parquet")
    schema = _schema(arrow)
    count = 0
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        for rows in _batches(claims, url_of, batch):
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _batches(
    claims: Iterable[StoredClaim], url_of: UrlOf | None, size: int
) -> Iterator[list[dict[str, Any]]]:
    rest = iter(claims)
    while batch := list(islice(rest, size)):
        yield [_row(claim, url_of) for claim in batch]


def _row(claim: StoredClaim, url_of: UrlOf | None) -> dict[str, Any]:
    row: dict[str, Any] = dict(claim_columns(claim, url_of(claim.article_id) if url_of else None))
    if row["value"] is not None:
        row["value"] = float(row["value"])
    return row


def arrow_types(arrow: Any) -> dict[Kind, Any]:
    """The type of each kind of column, of the library given."""
    words = arrow.list_(arrow.field("element", arrow.string(), nullable=False))
    return {
        Kind.TEXT: arrow.string(),
        Kind.WHOLE: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.DAY: arrow.date32(),
        Kind.FLAG: arrow.bool_(),
        Kind.LIST: words,
        Kind.CHAIN: words,
    }


def _schema(arrow: Any) -> Any:
    types = arrow_types(arrow)
    return arrow.schema(
        [
            arrow.field(column.name, types[column.kind], metadata={"description": column.meaning})
            for column in COLUMNS
        ]
    )


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingLibraryError(name.partition(".")[0], "table") from None
