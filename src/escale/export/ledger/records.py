"""The whole contents of a ledger as JSON lines, of which `escale.export.ledger.importing` makes an equal one.

The first line is the header, ``{"kind": "ledger", "format": 1}``, the last ``{"kind": "end", ...}`` with
the number of records of each kind, by which a file that was cut off is known. Between them each line is one
record, told by its ``kind``:

- ``article``: the fields of `StoredArticle`, its sketch in hexadecimal;
- ``reading``: those of `StoredReading`, how many claims it took as ``count``, and under ``claims`` each
  with the fields of `StoredClaim`; the ``claim`` in it is the JSON of the contract (``docs/claims.md``)
  with its trace;
- ``correction``: the fields of `Correction`, its kind as ``action``.

An article comes before its readings. Links, events and ties are not written: they follow from these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from escale.export.ledger.forms import encoded
from escale.ledger.rows import Correction, Record, StoredArticle, StoredClaim, StoredReading

__all__ = ["FORMAT", "write_records"]

FORMAT = 1
"""Version of the form; a reader refuses a later one."""


def write_records(records: Iterable[Record]) -> Iterator[str]:
    """One line a record, each with its line end, written as the records come.

    Raises:
        ValueError: a claim does not belong to the reading that it comes with, or holds a number that JSON
            cannot write.
    """
    counts = {"articles": 0, "readings": 0, "corrections": 0}
    yield _line({"kind": "ledger", "format": FORMAT})
    for record in records:
        if isinstance(record, StoredArticle):
            counts["articles"] += 1
            yield _line({"kind": "article", **encoded(record)})
        elif isinstance(record, Correction):
            counts["corrections"] += 1
            yield _line({"kind": "correction", **_correction(record)})
        else:
            counts["readings"] += 1
            yield _line({"kind": "reading", **_reading(*record)})
    yield _line({"kind": "end", **counts})


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _reading(reading: StoredReading, claims: tuple[StoredClaim, ...]) -> dict[str, Any]:
    fields = encoded(reading)
    count = fields.pop("claims")
    return {**fields, "count": count, "claims": [_claim(reading, claim) for claim in claims]}


def _claim(reading: StoredReading, stored: StoredClaim) -> dict[str, Any]:
    fields: dict[str, Any] = encoded(stored)
    if (fields.pop("reading_id"), fields.pop("article_id")) != (reading.id, reading.article_id):
        raise ValueError(f"claim {stored.id} is not of reading {reading.id}")
    return fields


def _correction(correction: Correction) -> dict[str, Any]:
    fields = encoded(correction)
    return {"action": fields.pop("kind"), **fields}
