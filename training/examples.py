"""Annotated articles to learn from: the gold of the data folder and the project's own annotations.

Annotations of news that is not ours hold no text: it is taken from the data folder and checked by its hash.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from escale.ingest.header import read_header
from escale.model import Article

__all__ = ["Example", "examples"]

_ANNOTATIONS = Path(__file__).parent / "annotations" / "fr"


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its gold claims as the contract's JSON objects.

    Attributes:
        part: ``dev``, ``train``, ``written`` or ``fresh``.
        read: somebody has looked at what the reader gets wrong in it while its tables were written.
    """

    part: str
    article: Article
    claims: list[dict[str, Any]]
    read: bool = True


def examples(data: Path) -> list[Example]:
    """All annotated articles, in a fixed order."""
    found: list[Example] = []
    for part in ("dev", "train"):
        found += _folder(part, data / "gold" / "fr" / part)
    found += _folder("written", _ANNOTATIONS / "written")
    for path in sorted(_ANNOTATIONS.glob("*.jsonl")):
        found += _without_text(data, path)
    return found


def _folder(part: str, folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        yield Example(part, _article(record, record["text"]), record["claims"], record.get("read", True))


def _without_text(data: Path, annotations: Path) -> Iterator[Example]:
    wanted = [json.loads(line) for line in annotations.read_text(encoding="utf-8").splitlines() if line]
    texts: dict[str, str] = {}
    for source in sorted({record["source"] for record in wanted}):
        keys = {record["key"] for record in wanted if record["source"] == source}
        with gzip.open(data / source, "rt", encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                if record["id"] in keys:
                    texts[record["id"]] = record["text"]
    for record in wanted:
        text = texts[record["key"]]
        if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            raise ValueError(f"{annotations.name}: the text of {record['key']} is not the one annotated")
        yield Example("fresh", _article(record, text), record["claims"], record["read"])


def _article(record: dict[str, Any], text: str) -> Article:
    return Article(
        id=record["id"],
        text=text,
        published=record["published"],
        outlet=record.get("outlet"),
        body=read_header(text).body,
    )
