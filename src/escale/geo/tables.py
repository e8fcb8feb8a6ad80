"""The tables of this package as rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

__all__ = ["rows"]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of this package, by its columns."""
    with (files("escale.geo") / name).open("r", encoding="utf-8") as file:
        yield from csv.DictReader(file)
