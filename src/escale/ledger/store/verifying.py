"""Looking a ledger over: that every file is as it was written, and every article there once and whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from escale.errors import LedgerError
from escale.ledger.schema import SORTED_BY, Kind
from escale.ledger.store.datafiles import digest_in_name, file_digest
from escale.ledger.store.delta import DataFile, DeltaSnapshot, DeltaStore

__all__ = ["Finding", "verify"]

# What never holds in a sound ledger; each query gives the ids that are wrong.
_RULES = {
    "an article that is there twice": """
        SELECT article_id FROM article GROUP BY ALL HAVING count(*) > 1""",
    "a reading that is there twice": """
        SELECT reading_id FROM reading GROUP BY ALL HAVING count(*) > 1""",
    "an article with several current readings": """
        SELECT article_id FROM reading
        WHERE reading_id NOT IN (SELECT replaces FROM reading WHERE replaces IS NOT NULL)
        GROUP BY ALL HAVING count(*) > 1""",
    "an article without a reading": """
        SELECT article_id FROM article ANTI JOIN reading USING (article_id)""",
    "a reading without its article": """
        SELECT reading_id FROM reading ANTI JOIN article USING (article_id)""",
    "a reading that has not all its claims": """
        SELECT reading.reading_id FROM reading
        LEFT JOIN (SELECT reading_id, count(*) AS held FROM claim GROUP BY ALL) USING (reading_id)
        WHERE coalesce(held, 0) <> claim_count""",
    "a claim without its reading": """
        SELECT claim_id FROM claim ANTI JOIN reading USING (reading_id)""",
    "a claim that no pair leads to": """
        SELECT claim_id FROM claim ANTI JOIN link USING (claim_id, reading_id)""",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, and what."""

    place: str
    cause: str


def verify(store: DeltaStore) -> list[Finding]:
    """What is wrong with the latest version of a ledger and with the files of all its versions.

    Its log is held against itself and against the files that it names, and these against their names. Damage
    that nothing could be asked of hides what comes after it.
    """
    log = _Log(store.folder)
    found = [*log.findings, *_of_files(store.folder, log.added.values())]
    if found:
        return found
    try:
        snapshot = store.snapshot()
        held = {file for files in snapshot.files.values() for file in files}
        if held != log.present():
            cause = "a checkpoint that does not agree with the entries of the log"
            return [Finding(str(store.folder / "_delta_log"), cause)]
        return list(_of_rows(snapshot))
    except (LedgerError, duckdb.Error) as error:
        return [Finding(str(store.folder), f"cannot be read: {' '.join(str(error).split())[:200]}")]


class _Log:
    """The entries of a log, read by ourselves: every file that was added, and which are there still."""

    def __init__(self, folder: Path) -> None:
        self.added: dict[str, DataFile] = {}
        self.findings: list[Finding] = []
        self._removed: set[str] = set()
        for number, entry in enumerate(sorted((folder / "_delta_log").glob("[0-9]*.json"))):
            if entry.stem != f"{number:020}":
                self.findings.append(Finding(str(entry), f"version {number} is missing before it"))
                break
            try:
                for line in entry.read_text(encoding="utf-8").splitlines():
                    self._take(json.loads(line))
            except (ValueError, KeyError, TypeError):
                self.findings.append(Finding(str(entry), "damaged: not an entry of a log"))

    def present(self) -> set[DataFile]:
        """The files of the latest version."""
        return {file for path, file in self.added.items() if path not in self._removed}

    def _take(self, action: dict[str, Any]) -> None:
        if "add" in action:
            add = action["add"]
            stats = json.loads(add["stats"])
            kind = Kind(add["partitionValues"]["kind"])
            key = SORTED_BY[kind]
            low, high = stats["minValues"][key], stats["maxValues"][key]
            self.added[add["path"]] = DataFile(add["path"], kind, stats["numRecords"], add["size"], low, high)
        elif "remove" in action:
            self._removed.add(action["remove"]["path"])
        elif not action.keys() & {"commitInfo", "metaData", "protocol", "txn"}:
            raise ValueError(f"an action of no known kind: {sorted(action)}")


def _of_files(folder: Path, files: Iterable[DataFile]) -> Iterator[Finding]:
    """Damage of data files, and of what the log says of them: each is named after the digest of its bytes."""
    for file in files:
        path = folder / file.path
        digest = digest_in_name(file.path)
        if digest is None:
            yield Finding(str(path), "damaged: the log names a file as escale never does")
        elif not path.is_file():
            yield Finding(str(path), "missing: a data file that the log names")
        elif digest != file_digest(path):
            yield Finding(str(path), "damaged: its bytes are not those that were written")
        elif (told := _told_of(path, file)) != file:
            yield Finding(str(path), f"its log entry says {file}, the file says {told}")


def _told_of(path: Path, file: DataFile) -> DataFile:
    """The file as it tells of itself."""
    footer = pq.read_metadata(path)
    column = footer.schema.to_arrow_schema().get_field_index(SORTED_BY[file.kind])
    groups = [footer.row_group(n).column(column).statistics for n in range(footer.num_row_groups)]
    low, high = min(group.min for group in groups), max(group.max for group in groups)
    return replace(file, rows=footer.num_rows, size=path.stat().st_size, first=low, last=high)


def _of_rows(snapshot: DeltaSnapshot) -> Iterator[Finding]:
    with duckdb.connect(":memory:") as connection:
        for kind in Kind:
            connection.register(str(kind), snapshot.dataset(kind))
        for cause, query in _RULES.items():
            try:
                wrong = connection.execute(query).fetchall()
            except duckdb.Error as error:
                raise LedgerError(
                    "the ledger", f"cannot be read ({error})", "see the findings above"
                ) from None
            yield from (Finding(str(identity), cause) for (identity, *_) in wrong)
