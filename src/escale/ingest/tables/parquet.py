"""The articles of a Parquet file, one a row; only the columns needed are read, a few rows at a time."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BufferedReader

import pyarrow as pa
import pyarrow.parquet as pq

from escale.errors import InputError
from escale.ingest.limits import CHUNK_BYTES, FOOTER_BYTES, ROWS_BYTES
from escale.ingest.repeats import Repeats
from escale.ingest.tables.cells import cell
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["from_parquet"]

_MOST_ROWS = 512  # of a batch: the texts of so many articles are some megabytes
_TAIL = struct.Struct("<I4s")
_MAGIC = b"PAR1"


def from_parquet(file: BufferedReader, place: str, name: str, terms: Terms) -> Iterator[Article | InputError]:
    """The articles of a Parquet file.

    Args:
        file: the file, in which it has to be possible to seek.
        place: what messages call it.
        name: what articles without an id are called after, with the number of the row.
        terms: how they are taken.

    Raises:
        InputError: it is no Parquet file, or has not the columns that are needed.
    """
    table = _opened(file, place)
    names = list(dict.fromkeys(table.schema_arrow.names))
    terms.columns.check(names, place)
    wanted = [column for column in terms.columns.all if column in names]
    records = Repeats(terms)
    row = 0
    for group in range(table.num_row_groups):
        about = table.metadata.row_group(group)
        end = row + about.num_rows
        try:
            batches = table.iter_batches(
                _batch_rows(about), row_groups=[group], columns=wanted, use_threads=False
            )
            for batch in batches:
                for number in range(batch.num_rows):
                    row += 1
                    yield _article(batch, number, wanted, records, f"{place}[{row}]", f"{name}:{row}")
        except (pa.ArrowException, OSError, MemoryError):
            cause = f"damaged data in rows {row + 1:,} to {end:,}"
            yield InputError(place, cause, "they are not read; write the file again")
        row = end
    if not row:
        yield InputError(place, "empty, no row in it", "give a table of articles")


def _opened(file: BufferedReader, place: str) -> pq.ParquetFile:
    size = file.seek(0, 2)
    tail = b""
    if size > _TAIL.size:
        file.seek(size - _TAIL.size)
        tail = file.read(_TAIL.size)
    if not tail or tail[4:] != _MAGIC:
        cause = "empty, no table in it" if not size else "no Parquet file, or one that is cut short"
        raise InputError(place, cause, "write the file again")
    if _TAIL.unpack(tail)[0] > FOOTER_BYTES:
        cause = f"a Parquet file whose directory is beyond {FOOTER_BYTES >> 20} MB"
        raise InputError(place, cause, "write it in larger row groups, or in several files")
    file.seek(0)
    try:
        return pq.ParquetFile(file, buffer_size=CHUNK_BYTES)
    except (pa.ArrowException, OSError) as error:
        cause = f"a damaged Parquet file ({str(error).splitlines()[0][:80]})"
        raise InputError(place, cause, "write it again") from None


def _batch_rows(about: pq.RowGroupMetaData) -> int:
    # By what the rows say they hold, so that memory stays flat for long texts too. What single columns say is
    # not asked for: pyarrow ends the process over some damage there.
    held = max(int(about.total_byte_size), 1)
    return max(1, min(_MOST_ROWS, ROWS_BYTES * int(about.num_rows) // held))


def _article(
    batch: pa.RecordBatch, number: int, wanted: list[str], records: Repeats, place: str, default_id: str
) -> Article | InputError:
    record = {}
    for column in wanted:
        try:
            value = cell(batch.column(batch.schema.names.index(column))[number], place)
        except InputError as error:
            return error
        if value is not None:
            record[column] = value
    return records.article(record, place, default_id)
