"""Inputs and a listener for the tests of the engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from escale.engine.tally import Tally
from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["OFF", "ON", "TERMS", "Heard", "article", "lines", "record"]

TERMS = Terms({}, date(2024, 5, 1), Columns())
ON = "La frégate fait escale à Brest."
OFF = "Le marché de Noël ouvre samedi."


def article(text: str = ON, **particulars: Any) -> Article:
    """An article, of a text alone unless more is said."""
    return Article(**{"id": "a", "published": "2024-04-01", **particulars}, text=text)


def record(number: int, text: str = ON, **particulars: Any) -> dict[str, Any]:
    """A record of its own, by a number."""
    return {"id": f"r{number}", "text": f"{text} ({number})", "published": "2024-04-01", **particulars}


def lines(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """A file of records."""
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


@dataclass
class Heard:
    """A listener that keeps what it hears."""

    errors: list[InputError] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    shares: list[float | None] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)

    def rejected(self, error: InputError) -> None:
        self.errors.append(error)

    def noticed(self, article: str, notice: str) -> None:
        self.notices.append((article, notice))

    def advanced(self, tally: Tally, share: float | None) -> None:
        self.shares.append(share)
        self.documents.append(tally.documents)
