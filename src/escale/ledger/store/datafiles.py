"""Data files of a ledger: Parquet, named after the SHA-256 of their bytes, so that damage can be found."""

from __future__ import annotations

import hashlib
import json
import re
import time
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.transaction import AddAction

from escale.ledger.schema import SORTED_BY, Kind

__all__ = ["digest_in_name", "file_digest", "order_of", "written"]

# A pair's rows lie in one or two groups; smaller groups would swell the footer. But claims are long, and
# asked for by twenty ids or so that lie apart: each takes a whole group to decode.
_ROW_GROUP = 8_192
_ROW_GROUPS = {Kind.CLAIM: 2_048}
_NAME = re.compile(r"[0-9a-f]{8}-([0-9a-f]{64})\.parquet")
_BLOCK = 1 << 20


def written(folder: Path, kind: Kind, rows: pa.Table, *, changes: bool = True) -> AddAction:
    """Writes rows, in order of their kind's key, to a new file, and gives the action that adds it.

    Args:
        folder: the ledger.
        kind: kind of the rows.
        rows: at least one row.
        changes: False if the rows were in the ledger before, in another file.

    Raises:
        OSError: the file cannot be written.
    """
    key = SORTED_BY[kind]
    rows = rows.sort_by([(column, "ascending") for column in order_of(kind)])
    sink = pa.BufferOutputStream()
    pq.write_table(
        rows,
        sink,
        compression="zstd",
        compression_level=3,
        row_group_size=_ROW_GROUPS.get(kind, _ROW_GROUP),
        write_statistics=[key],
        store_schema=False,
        use_dictionary=True,
    )
    data = sink.getvalue()
    # The first part keeps two writers of the same rows from sharing, and one of them removing, a file.
    name = f"kind={kind}/{uuid.uuid4().hex[:8]}-{hashlib.sha256(data).hexdigest()}.parquet"
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    try:
        path.write_bytes(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    column = rows.column(key)
    stats = {
        "numRecords": len(rows),
        "minValues": {key: column[0].as_py()},
        "maxValues": {key: column[-1].as_py()},
        "nullCount": {key: 0},
    }
    return AddAction(
        name, len(data), {"kind": str(kind)}, int(time.time() * 1000), changes, json.dumps(stats)
    )


def digest_in_name(path: str) -> str | None:
    """The SHA-256 that a data file is named after; None if the name is none of ours."""
    match = _NAME.fullmatch(Path(path).name)
    return match[1] if match else None


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        whole = hashlib.sha256()
        while block := file.read(_BLOCK):
            whole.update(block)
    return whole.hexdigest()


def order_of(kind: Kind) -> tuple[str, ...]:
    """The columns that the rows of a file are ordered by, the key first."""
    return (SORTED_BY[kind], *(("tie", "known", "claim_id") if kind is Kind.LINK else ()))
