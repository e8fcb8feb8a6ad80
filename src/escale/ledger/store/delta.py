"""The store as one Delta Lake table in a folder.

All kinds of row share the table, partitioned by kind, because a Delta commit is atomic within one table: an
article, its reading, its claims and their links appear together or not at all, and the table's version is the
ledger's. Commits are optimistic: one made from an old version fails, and its maker looks again at what is
there before another try, so that two writers never add the same article twice. Nothing is ever
vacuumed: every version stays readable.
"""

from __future__ import annotations

import errno
import hashlib
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import CommitProperties, DeltaTable, Schema
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction
from pyarrow import fs

from escale.errors import ConflictError, LedgerError, NotFoundError
from escale.ledger.schema import SCHEMAS, SORTED_BY, Kind, table_schema
from escale.ledger.store.contract import Commit
from escale.ledger.store.datafiles import order_of, written

__all__ = ["DataFile", "DeltaSnapshot", "DeltaStore"]

_FORMAT = "1"
_FOREVER = "interval 36500 days"
_CONFIGURATION = {
    "delta.logRetentionDuration": _FOREVER,
    "delta.deletedFileRetentionDuration": _FOREVER,
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "100",
    "delta.dataSkippingStatsColumns": ",".join(sorted(set(SORTED_BY.values()))),
}
_ROWS_OF_A_FILE = 200_000
_BATCH_ROWS = 4_096
_SORTING: dict[str, Any] = {"memory_limit": "1GB", "threads": 2, "preserve_insertion_order": False}
_PARQUET = ds.ParquetFileFormat()


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file of a version: its path in the folder, its kind and rows, the first and last key in it."""

    path: str
    kind: Kind
    rows: int
    size: int
    first: str
    last: str


class DeltaSnapshot:
    """One version of a Delta ledger: its files, by kind."""

    def __init__(self, folder: Path, version: int, actions: pa.Table) -> None:
        self.version = version
        self._system = fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem())
        self.files: dict[Kind, list[DataFile]] = {kind: [] for kind in Kind}
        for record in actions.to_pylist():
            kind = Kind(record["partition.kind"])
            key = SORTED_BY[kind]
            self.files[kind].append(
                DataFile(
                    record["path"],
                    kind,
                    record["num_records"],
                    record["size_bytes"],
                    record[f"min.{key}"],
                    record[f"max.{key}"],
                )
            )
        self._datasets = {kind: self.dataset_of(kind, files) for kind, files in self.files.items()}

    @property
    def size(self) -> int:
        """See `Snapshot.size`."""
        return sum(file.size for files in self.files.values() for file in files)

    def dataset(self, kind: Kind) -> ds.Dataset:
        """See `Snapshot.dataset`."""
        return self._datasets[kind]

    def dataset_of(self, kind: Kind, files: Sequence[DataFile]) -> ds.Dataset:
        """The rows of some files of a kind."""
        key = pc.field(SORTED_BY[kind])
        fragments = [
            _PARQUET.make_fragment(
                file.path,
                filesystem=self._system,
                partition_expression=(key >= file.first) & (key <= file.last),
            )
            for file in files
        ]
        return ds.FileSystemDataset(fragments, SCHEMAS[kind], _PARQUET, self._system)

    def parts(self, kind: Kind) -> Mapping[str, int]:
        """See `Snapshot.parts`."""
        return {file.path: file.rows for file in self.files[kind]}

    def scan(
        self,
        kind: Kind,
        columns: Sequence[str] | None = None,
        where: Any = None,
        *,
        parts: Collection[str] | None = None,
    ) -> pa.Table:
        """See `Snapshot.scan`."""
        names = list(columns) if columns is not None else None
        rows: ds.Dataset = self._datasets[kind]
        if parts is not None:
            rows = self.dataset_of(kind, [file for file in self.files[kind] if file.path in parts])
        try:
            return rows.to_table(columns=names, filter=where)
        except (OSError, pa.ArrowInvalid) as error:
            raise _damaged(str(error)) from None

    def rows(self, kind: Kind) -> int:
        """See `Snapshot.rows`."""
        return sum(file.rows for file in self.files[kind])


class DeltaStore:
    """A ledger in a folder.

    Args:
        folder: where the table lies; `create` makes it, `open` finds it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._latest: DeltaTable | None = None
        self._cached: DeltaSnapshot | None = None

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new, empty ledger.

        Raises:
            LedgerError: the folder holds something already, or cannot be written.
        """
        try:
            if folder.exists() and not folder.is_dir():
                raise LedgerError(str(folder), "a file, not a folder", "give another --ledger")
            if DeltaTable.is_deltatable(str(folder)):
                raise LedgerError(str(folder), "there is a ledger already", "give another --ledger")
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise LedgerError(str(folder), "the folder is not empty", "give another --ledger")
            DeltaTable.create(
                str(folder),
                Schema.from_arrow(table_schema()),
                mode="error",
                partition_by=["kind"],
                name="escale",
                description="A ledger of defence diplomacy; written by escale, readable as a Delta table",
                configuration=_CONFIGURATION,
                commit_properties=CommitProperties(custom_metadata={"escale": _FORMAT, "note": "init"}),
            )
        except (OSError, DeltaError) as error:
            raise _unwritable(folder, error) from None
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The ledger in a folder.

        Raises:
            LedgerError: there is none.
        """
        try:
            found = DeltaTable.is_deltatable(str(folder))
        except (OSError, DeltaError):
            found = False
        if not found:
            raise _missing(folder)
        return cls(folder)

    def snapshot(self, version: int | None = None) -> DeltaSnapshot:
        """See `Store.snapshot`."""
        if self._cached is not None and self._cached.version == version:
            return self._cached
        table = self._table(version)
        if self._cached is not None and self._cached.version == table.version():
            return self._cached
        try:
            actions = pa.table(table.get_add_actions(flatten=True))
            found = DeltaSnapshot(self.folder, table.version(), actions)
        except (DeltaError, KeyError, TypeError, ValueError, pa.ArrowException):
            raise _damaged(f"{self.folder}: its log names files in a way that escale never does") from None
        self._cached = found
        return found

    def append(self, rows: Mapping[Kind, pa.Table], *, after: int, note: str) -> int:
        """See `Store.append`."""
        actions: list[AddAction] = []
        try:
            actions.extend(written(self.folder, kind, table) for kind, table in rows.items() if len(table))
            self._commit(actions, after, note)
        except (OSError, DeltaError) as error:
            if not self._landed(actions, after):
                raise self._undone(actions, after, error) from None
        return after + 1

    def history(self) -> Sequence[Commit]:
        """See `Store.history`."""
        commits = self._table(None).history()
        return [
            Commit(
                entry["version"],
                datetime.fromtimestamp(entry["timestamp"] / 1000, UTC).isoformat(timespec="seconds"),
                entry.get("note", entry["operation"].lower()),
            )
            for entry in commits
        ]

    def fingerprint(self, version: int) -> str:
        """See `Store.fingerprint`."""
        entry = self._entry(version)
        try:
            # Names of files, which are digests, and the time make each entry the only one of its kind.
            return hashlib.sha256(entry.read_bytes()).hexdigest()
        except OSError as error:
            raise _damaged(f"{entry}: {error.strerror}") from None

    def compact(self, *, after: int, smaller_than: int | None = None, more_than: int = 1) -> int:
        """Rewrites the rows of each kind in order of their key into few files; the old ones stay for history.

        Args:
            after: the version to compact.
            smaller_than: leave files with as many rows or more as they are.
            more_than: leave a kind alone that has so few files to rewrite, or fewer.

        Raises:
            ConflictError: another writer made a version since ``after``.
            LedgerError: the files cannot be read or written.
        """
        snapshot = self.snapshot(after)
        made: list[AddAction] = []
        removals: list[RemoveAction] = []
        try:
            for kind in Kind:
                old = [f for f in snapshot.files[kind] if smaller_than is None or f.rows < smaller_than]
                if len(old) > more_than:
                    made.extend(self._rewritten(kind, snapshot.dataset_of(kind, old)))
                    removals.extend(_removal(file) for file in old)
            if not made:
                return after
            self._commit([*made, *removals], after, "compact")
        except (OSError, DeltaError, duckdb.Error) as error:
            if not self._landed(made, after):
                raise self._undone(made, after, error) from None
        return after + 1

    def _rewritten(self, kind: Kind, rows: ds.Dataset) -> Iterator[AddAction]:
        """The rows in order of their key, in new files; sorted on disk where memory does not hold them."""
        order = ", ".join(order_of(kind))
        with (
            tempfile.TemporaryDirectory(prefix="_compact-", dir=self.folder) as scratch,
            duckdb.connect(":memory:", config={**_SORTING, "temp_directory": scratch}) as connection,
        ):
            connection.register("rows", _in_small_batches(rows))
            found = connection.sql(f"SELECT * FROM rows ORDER BY {order}")  # noqa: S608
            for part in _parts(found.to_arrow_reader(_BATCH_ROWS)):
                yield written(self.folder, kind, part.cast(SCHEMAS[kind]), changes=False)

    def _commit(self, actions: Sequence[AddAction | RemoveAction], after: int, note: str) -> None:
        table = self._table(after)
        table.create_write_transaction(
            list(actions),
            "append",
            table.schema(),
            ["kind"],
            commit_properties=CommitProperties(
                custom_metadata={"escale": _FORMAT, "note": note}, max_commit_retries=0
            ),
        )

    def _landed(self, files: Sequence[AddAction], after: int) -> bool:
        """True if a commit is in the log although its making failed: what failed came after it."""
        try:
            told = self._entry(after + 1).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return False
        return bool(files) and all(file.path in told for file in files)

    def _entry(self, version: int) -> Path:
        """The entry of the log that made a version."""
        return self.folder / "_delta_log" / f"{version:020}.json"

    def _undone(self, files: Sequence[AddAction], after: int, error: Exception) -> LedgerError:
        """Removes the files of a commit that failed, and tells why it did."""
        for action in files:
            (self.folder / action.path).unlink(missing_ok=True)
        if isinstance(error, CommitFailedError) and self._table(None).version() > after:
            return ConflictError(str(self.folder))
        return _unwritable(self.folder, error)

    def _table(self, version: int | None) -> DeltaTable:
        try:
            if version is not None:
                if version > self._table(None).version():
                    raise ValueError(version)
                return DeltaTable(str(self.folder), version=version)
            if self._latest is None:
                self._latest = DeltaTable(str(self.folder))
            else:
                self._latest.update_incremental()
            return self._latest
        except TableNotFoundError:
            raise _missing(self.folder) from None
        except (OSError, DeltaError, ValueError) as error:
            if version is not None:
                line = f"--version {version}: no such version; see escale ledger versions"
                raise NotFoundError(line) from None
            raise _damaged(f"{self.folder}: {error}") from None


def _in_small_batches(rows: ds.Dataset) -> ds.Scanner:
    return rows.scanner(batch_size=_BATCH_ROWS, batch_readahead=2, fragment_readahead=1)


def _parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The batches, put together to the rows of a file."""
    part: list[pa.RecordBatch] = []
    for batch in batches:
        part.append(batch)
        if sum(len(one) for one in part) >= _ROWS_OF_A_FILE:
            yield pa.Table.from_batches(part)
            part = []
    if part:
        yield pa.Table.from_batches(part)


def _removal(file: DataFile) -> RemoveAction:
    return RemoveAction(file.path, False, int(time.time() * 1000), partition_values={"kind": str(file.kind)})


def _missing(folder: Path) -> LedgerError:
    return LedgerError(str(folder), "no ledger there", "run: escale ledger init, or give --ledger PATH")


def _damaged(told: str) -> LedgerError:
    return LedgerError(" ".join(told.split())[:200], "cannot be read", "run: escale ledger verify")


def _unwritable(folder: Path, error: Exception) -> LedgerError:
    full = (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "No space left" in str(error)
    cause = "no space left on the disk" if full else " ".join(str(error).split())[:200]
    return LedgerError(str(folder), f"cannot be written ({cause})", "what it holds is as before; run again")
