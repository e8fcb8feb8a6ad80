"""The rows of a CSV file, each of one or more lines; what cannot be read is an error in its row's place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase

from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.decoding import decode, is_utf16
from escale.ingest.framing import skip_line
from escale.ingest.limits import LINE_BYTES
from escale.ingest.tables.delimiters import delimiter_of

__all__ = ["Row", "rows"]

_ONE_ROW = "give one article a row"
_NOT_READ = "the rest is not read"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of its first line, and its cells."""

    line: int
    cells: list[str]


def rows(
    stream: BufferedIOBase, place: str, columns: Columns, delimiter: str | None = None
) -> Iterator[Row | InputError]:
    """The rows in order, the header first; those with nothing in them are passed over.

    Args:
        stream: the file, in UTF-8 or Windows-1252 (recognised line by line).
        place: what messages call it.
        columns: by which the delimiter is told.
        delimiter: what parts the columns; told by the header if not given.

    Raises:
        InputError: the file is in UTF-16.
    """
    lines = _Lines(stream, place)
    if delimiter is None:
        try:
            delimiter = delimiter_of(lines.first(), columns)
        except _EndlessError:
            delimiter = ","
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.begin_row()
        try:
            cells = _next(reader)
        except _EndlessError:
            cause = f"a row beyond {LINE_BYTES >> 20} MB (is a quote not closed?)"
            yield InputError(f"{place}:{start}", cause, _NOT_READ)
            return
        except csv.Error as error:
            yield lines.error or InputError(f"{place}:{start}", f"not CSV ({_told(error)})", _ONE_ROW)
            continue
        if lines.error is not None:
            yield lines.error
        elif cells is None:
            return
        elif any(cell.strip() for cell in cells):
            yield Row(start, cells)


class _EndlessError(Exception):
    """A row, or a line of it, that does not end within the cap."""


class _Lines:
    """The lines of a file as text, for a reader of CSV.

    A line that cannot be decoded goes on to the reader all the same, so that its quotes are seen, and leaves
    its error here.
    """

    def __init__(self, stream: BufferedIOBase, place: str) -> None:
        self._stream = stream
        self._place = place
        self._number = 0
        self._size = 0
        self._ahead: str | None = None
        self.error: InputError | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._ahead is not None:
            line, self._ahead = self._ahead, None
            return line
        data = self._stream.readline(LINE_BYTES + 1)
        if not data:
            raise StopIteration
        self._number += 1
        if self._number == 1 and is_utf16(data):
            raise InputError(self._place, "a table in UTF-16", "save it as UTF-8")
        here = f"{self._place}:{self._number}"
        if len(data) > LINE_BYTES and not data.endswith(b"\n"):
            if not skip_line(self._stream):
                raise _EndlessError
            self.error = InputError(here, f"a line beyond {LINE_BYTES >> 20} MB", _ONE_ROW)
            return "\n"
        self._size += len(data)
        if self._size > LINE_BYTES:
            raise _EndlessError
        try:
            return decode(data, here)
        except InputError as error:
            self.error = self.error or error
            return data.decode("latin-1").replace("\0", "")

    def begin_row(self) -> int:
        """Forgets what the row before was like; the number of the line that comes."""
        self._size = 0
        if self._ahead is None:
            self.error = None
            return self._number + 1
        return self._number

    def first(self) -> str:
        """The first line that is not empty, which comes once more; empty if there is none."""
        for line in self:
            if line.strip():
                self._ahead = line
                return line
        return ""


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    # The cap is one for the whole process: it is put back at once.
    before = csv.field_size_limit(2 * LINE_BYTES)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)


def _told(error: csv.Error) -> str:
    told = str(error)
    if "unexpected end" in told:
        return "a quote that is not closed"
    return "a carriage return that ends no line" if "new-line" in told else told
