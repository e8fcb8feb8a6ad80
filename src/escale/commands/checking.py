"""An export of a ledger read through before anything is made of it, so that a bad line costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedIOBase, BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO, cast

from escale.errors import InputError
from escale.export.ledger.importing import LONGEST_LINE, read_records
from escale.ledger.rows import Record

__all__ = ["checked_records"]

_AGAIN = "write the file again with: escale export --as jsonl"


@contextmanager
def checked_records(place: str, stdin: BufferedIOBase) -> Iterator[Iterator[Record]]:
    """The records of a file (``-``: of stdin), every line of which has been found sound.

    What cannot be read twice, as a pipe, is kept on disk meanwhile, each line once it is sound.

    Raises:
        InputError: the file cannot be read, or is no whole export of a ledger.
    """
    name = "stdin" if place == "-" else place
    with _opened(place, stdin) as file:
        if file.seekable():
            start = file.tell()
            _read_through(_lines(file, name), name)
            file.seek(start)
            yield read_records(_lines(file, name), name)
            return
        with _kept(_lines(file, name), name) as kept:
            yield read_records(_lines(kept, name), name)


def _opened(place: str, stdin: BufferedIOBase) -> TextIO:
    if place == "-":
        return TextIOWrapper(cast(BytesIO, stdin), encoding="utf-8")
    try:
        return Path(place).open(encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(place, reason, "give the file that escale export --as jsonl wrote") from None


def _lines(file: TextIO, name: str) -> Iterator[str]:
    try:
        while line := file.readline(LONGEST_LINE + 2):
            yield line
    except UnicodeDecodeError:
        raise InputError(name, "not UTF-8", _AGAIN) from None


def _read_through(lines: Iterable[str], name: str) -> None:
    for _ in read_records(lines, name):
        pass


def _kept(lines: Iterable[str], name: str) -> TextIO:
    """A file of the lines, which are sound, at its beginning; it goes when it is closed."""
    try:
        kept = cast(TextIO, TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
        try:
            _read_through(_copied(lines, kept), name)
            kept.seek(0)
        except BaseException:
            kept.close()
            raise
    except OSError as error:
        cause = f"cannot be kept while it is checked ({(error.strerror or 'no room').lower()})"
        raise InputError(name, cause, "make room, name another folder in TMPDIR, or give a file") from None
    return kept


def _copied(lines: Iterable[str], kept: TextIO) -> Iterator[str]:
    """The lines, each written when the next one is asked for: no line that is not sound."""
    for line in lines:
        yield line
        kept.write(line)
