"""Taking the records of another ledger in, so that export and import give an equal one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyarrow.compute as pc

from escale.ledger.adding import Added, Adder
from escale.ledger.among import among
from escale.ledger.codec import encoded, readings
from escale.ledger.deriving import Deriver, Entry
from escale.ledger.kin.sketch import sketch
from escale.ledger.rows import Correction, Record, StoredArticle
from escale.ledger.schema import Kind
from escale.ledger.store.contract import Store
from escale.ledger.store.retrying import retried

__all__ = ["take"]

_BATCH = 500  # readings of a commit


def take(store: Store, adder: Adder, records: Iterable[Record]) -> Added:
    """Adds records, each article before its readings, the oldest of these first.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    about: StoredArticle | None = None
    batch: list[Entry] = []
    corrections: list[Correction] = []
    added = Added()
    for record in records:
        if isinstance(record, StoredArticle):
            # That of the file may have another form.
            about = replace(record, sketch=sketch(record.article.text))
        elif isinstance(record, Correction):
            corrections.append(record)
        elif about is not None:
            reading, claims = record
            batch.append(Entry(about, reading, claims, Deriver.links(claims)))
            if len(batch) >= _BATCH:
                added += _take(store, adder, batch)
                batch = []
    added += _take(store, adder, batch)
    retried(lambda: _append(store, corrections))
    return added


def _take(store: Store, adder: Adder, batch: Sequence[Entry]) -> Added:
    """Adds entries of articles that are not there, and those that go on from what is; no others."""
    ids = among("article_id", (entry.article.id for entry in batch))
    held = list(readings(store.snapshot().scan(Kind.READING, None, ids)))
    known = {reading.id for reading in held}
    replaced = {reading.replaces for reading in held}
    current = {reading.article_id: reading.id for reading in held if reading.id not in replaced}
    new = []
    for entry in batch:
        goes_on = entry.reading.replaces == current.get(entry.article.id)
        if entry.reading.id not in known and goes_on:
            new.append(entry)
            current[entry.article.id] = entry.reading.id
    return adder.take(new) + Added(unchanged=len(batch) - len(new))


def _append(store: Store, corrections: Iterable[Correction]) -> None:
    """Appends those corrections that are not there, after those that are."""
    snapshot = store.snapshot()
    held = snapshot.scan(Kind.CORRECTION, ["correction_id", "order"])
    known = set(held.column("correction_id").to_pylist())
    last = pc.max(held.column("order")).as_py() or 0
    new = [replace(made, order=last + made.order) for made in corrections if made.id not in known]
    if new:
        rows = {Kind.CORRECTION: encoded(Kind.CORRECTION, new)}
        store.append(rows, after=snapshot.version, note=f"import {len(new)} corrections")
