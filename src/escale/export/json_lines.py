"""Readings as JSON: one line an article, or one document that lists them all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from escale.reading import Reading

__all__ = ["to_json", "to_jsonl"]


def to_jsonl(readings: Iterable[Reading], *, explain: bool = False) -> Iterator[str]:
    """One line of JSON a reading, as it comes."""
    for reading in readings:
        yield json.dumps(reading.to_dict(explain=explain), ensure_ascii=False) + "\n"


def to_json(readings: Iterable[Reading], *, explain: bool = False) -> Iterator[str]:
    """One indented JSON document: the list of readings, written as they come."""
    before = "[\n"
    for reading in readings:
        document = json.dumps(reading.to_dict(explain=explain), ensure_ascii=False, indent=2)
        yield before + document
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
