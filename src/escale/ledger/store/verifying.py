"""Looking a ledger over: that every file is as it was written, and every article there once and whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from escale.errors import LedgerError
from escale.ledger.schema import Kind
from escale.ledger.store.datafiles import digest_in_name, file_digest
from escale.ledger.store.delta import DeltaSnapshot, DeltaStore

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
    """What is wrong with the latest version of a ledger and with the files of all its versions."""
    found = [*_of_log(store), *_of_files(store)]
    if found:
        return found
    return list(_of_rows(store.snapshot()))


def _of_log(store: DeltaStore) -> Iterator[Finding]:
    """Damage of the log: its entries are JSON, one object a line, numbered without a gap."""
    log = store.folder / "_delta_log"
    entries = sorted(log.glob("[0-9]*.json"))
    for number, entry in enumerate(entries):
        if int(entry.stem) != number:
            yield Finding(str(entry), f"version {number} is missing before it")
            return
        try:
            for line in entry.read_text(encoding="utf-8").splitlines():
                json.loads(line)
        except ValueError:
            yield Finding(str(entry), "damaged: an entry of the log that is not JSON")


def _of_files(store: DeltaStore) -> Iterator[Finding]:
    """Damage of data files: each is named after the digest of its bytes."""
    for path in _named(store):
        file = store.folder / path
        if not file.is_file():
            yield Finding(str(file), "missing: a data file that the log names")
        elif (digest := digest_in_name(path)) is not None and digest != file_digest(file):
            yield Finding(str(file), "damaged: its bytes are not those that were written")


def _named(store: DeltaStore) -> list[str]:
    """Every data file that a version ever had."""
    named: dict[str, None] = {}
    for entry in sorted((store.folder / "_delta_log").glob("[0-9]*.json")):
        for line in entry.read_bytes().splitlines():
            try:
                action = json.loads(line)
            except ValueError:
                continue
            if isinstance(action, dict) and "add" in action:
                named[action["add"]["path"]] = None
    return list(named)


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
