"""The articles of a CSV or TSV file, one a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BufferedIOBase

from escale.errors import InputError
from escale.ingest.repeats import Repeats
from escale.ingest.tables.rows import Row, rows
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["from_delimited"]


def from_delimited(
    stream: BufferedIOBase, place: str, name: str, terms: Terms, delimiter: str | None = None
) -> Iterator[Article | InputError]:
    """The articles of the table that the stream holds; its first row names the columns.

    Args:
        stream: the file, in UTF-8 or Windows-1252.
        place: what messages call it.
        name: what articles without an id are called after, with the line they begin on.
        terms: how they are taken.
        delimiter: what parts the columns; a comma, semicolon or tab, told by the header, if not given.

    Raises:
        InputError: the table has no header, or not the columns that are needed.
    """
    table = rows(stream, place, terms.columns, delimiter)
    header = next(table, None)
    if header is None:
        raise InputError(place, "empty, no table in it", "its first row names the columns")
    if isinstance(header, InputError):
        raise InputError(header.place, header.cause, "its header cannot be read, nor the rest")
    places = _places(header.cells)
    terms.columns.check(places, place)
    records = Repeats(terms)
    for row in table:
        if isinstance(row, InputError):
            yield row
        elif len(row.cells) != len(header.cells):
            yield _ragged(row, len(header.cells), place)
        else:
            record = {c: row.cells[places[c]] for c in terms.columns.all if c in places}
            yield records.article(record, f"{place}:{row.line}", f"{name}:{row.line}")


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each column is; of several of one name the first."""
    places: dict[str, int] = {}
    for number, name in enumerate(header):
        places.setdefault(name.strip(), number)
    return places


def _ragged(row: Row, width: int, place: str) -> InputError:
    cause = f"a row of {len(row.cells)} fields where the header has {width}"
    return InputError(f"{place}:{row.line}", cause, "put a text that holds the delimiter in quotes")
