"""What a store does: it is opened, appended to, scanned, and every state of it has a number.

Everything above the store is SQL or pure functions over the rows it gives; a second backend would implement
these two classes and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.dataset as ds

from escale.ledger.schema import Kind

__all__ = ["Commit", "Snapshot", "Store"]


@dataclass(frozen=True, slots=True)
class Commit:
    """One version of the ledger: its number, when it was made (ISO 8601, UTC) and by what."""

    version: int
    at: str
    note: str


class Snapshot(Protocol):
    """One version of the ledger, which never changes."""

    @property
    def version(self) -> int:
        """Its number."""
        ...

    @property
    def size(self) -> int:
        """Bytes of its data files."""
        ...

    def dataset(self, kind: Kind) -> ds.Dataset:
        """The rows of one kind as an Arrow dataset, for DuckDB."""
        ...

    def parts(self, kind: Kind) -> Mapping[str, int]:
        """The names of the data files that hold the rows of one kind, each with how many rows it holds.

        A file of that name has the same rows in every version.
        """
        ...

    def scan(
        self,
        kind: Kind,
        columns: Sequence[str] | None = None,
        where: Any = None,
        *,
        parts: Collection[str] | None = None,
    ) -> pa.Table:
        """The rows of one kind that meet the Arrow expression ``where``; all columns if none are named.

        With ``parts``, only those of these data files.
        """
        ...

    def rows(self, kind: Kind) -> int:
        """How many rows of a kind there are."""
        ...


class Store(Protocol):
    """A ledger's rows on disk."""

    def snapshot(self, version: int | None = None) -> Snapshot:
        """A version, the latest if not given.

        Raises:
            LedgerError: there is no such version, or it cannot be read.
        """
        ...

    def append(self, rows: Mapping[Kind, pa.Table], *, after: int, note: str) -> int:
        """Adds rows of several kinds in one step, and gives the new version's number.

        Args:
            rows: what to add.
            after: the version that the rows were made from.
            note: what the commit is, for the history.

        Raises:
            ConflictError: another writer made a version since ``after``; nothing was added.
            LedgerError: the rows could not be written; nothing was added.
        """
        ...

    def history(self) -> Sequence[Commit]:
        """All versions, the latest first."""
        ...

    def fingerprint(self, version: int) -> str:
        """Tells the history that led to a version from every other that has a version of that number.

        Raises:
            LedgerError: there is no such version, or it cannot be read.
        """
        ...
