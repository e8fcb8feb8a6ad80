"""What parts the columns of a CSV file, by its header."""

from __future__ import annotations

import csv

from escale.ingest.columns import Columns

__all__ = ["delimiter_of", "names_of"]

_DELIMITERS = (",", ";", "\t")


def delimiter_of(header: str, columns: Columns) -> str:
    """The delimiter by which the header holds the text's column; else the one that gives most columns."""
    return max(_DELIMITERS, key=lambda d: _fitness(names_of(header, d), columns))


def names_of(header: str, delimiter: str) -> list[str]:
    """The names of the columns that a header line gives; none if it is no line of CSV."""
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _fitness(names: list[str], columns: Columns) -> tuple[bool, int]:
    return columns.text in names, len(names)
