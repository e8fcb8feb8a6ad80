"""One input opened and read, whatever its form; what fails in it is an error in its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BufferedIOBase, BufferedReader, FileIO
from typing import Any

from escale.errors import InputError
from escale.ingest.folders import is_folder
from escale.ingest.forms import SUFFIXES, Form, named
from escale.ingest.framing import from_document, from_lines, from_page, from_text
from escale.ingest.gunzip import Gunzip, GzipError
from escale.ingest.joined import Joined
from escale.ingest.limits import CHUNK_BYTES
from escale.ingest.meter import Meter, MeteredFile
from escale.ingest.page import Page
from escale.ingest.recognising import recognised
from escale.ingest.remote import is_remote, open_remote, shown
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["Input", "open_file", "open_stream"]

Input = Article | Page | InputError


def open_file(place: str, terms: Terms, meter: Meter | None = None) -> Iterator[Input]:
    """What is in a file, by its suffix or, if that is unknown, by its first bytes."""
    if is_folder(place):
        yield InputError(place, "a folder without articles", f"articles end in {', '.join(SUFFIXES)}")
        return
    yield from _guarded(_opened(place, terms, meter or Meter()), shown(place))


def open_stream(stream: BufferedIOBase, place: str, terms: Terms) -> Iterator[Input]:
    """What is in a stream, by its first bytes; what has no id is called after ``place``."""
    yield from _guarded(_recognised(stream, place, place, terms), place)


def _opened(place: str, terms: Terms, meter: Meter) -> Iterator[Input]:
    raw, size = open_remote(place) if is_remote(place) else _open_local(place)
    place = shown(place)
    name = named(place)
    with BufferedReader(MeteredFile(raw, size, meter), CHUNK_BYTES) as file:
        if not name.packed or name.form is Form.ARCHIVE:
            yield from _framed(file, name.form, place, name.name, terms)
            return
        with BufferedReader(Gunzip(file), CHUNK_BYTES) as unpacked:
            yield from _framed(unpacked, name.form, place, name.name, terms)


def _open_local(place: str) -> tuple[FileIO, int]:
    file = FileIO(place)
    return file, os.fstat(file.fileno()).st_size


def _framed(stream: BufferedReader[Any], form: Form, place: str, name: str, terms: Terms) -> Iterator[Input]:
    if form is Form.TEXT:
        yield from_text(stream, place, name, terms)
    elif form is Form.PAGE:
        yield from_page(stream, place, name)
    elif form is Form.LINES:
        yield from from_lines(stream, place, name, terms)
    elif form is Form.DOCUMENT:
        yield from from_document(stream, place, name, terms)
    elif form is Form.UNKNOWN:
        yield from _recognised(stream, place, name, terms)
    else:
        yield from _many(stream, form, place, name, terms)


def _many(stream: BufferedReader[Any], form: Form, place: str, name: str, terms: Terms) -> Iterator[Input]:
    # Their libraries take a while to load: only who needs them pays.
    if form is Form.ARCHIVE:
        from escale.ingest.warc.reading import read_archive

        yield from read_archive(stream, place, name)
    elif form is Form.PARQUET:
        from escale.ingest.tables.parquet import from_parquet

        if not stream.seekable():
            raise InputError(place, "a Parquet file as a stream", "give it as a file")
        yield from from_parquet(stream, place, name, terms)
    else:
        from escale.ingest.tables.delimited import from_delimited

        yield from from_delimited(stream, place, name, terms, "\t" if form is Form.TSV else None)


def _recognised(stream: BufferedIOBase, place: str, name: str, terms: Terms) -> Iterator[Input]:
    form, whole = recognised(stream, terms.columns)
    if form is Form.PARQUET and stream.seekable():
        stream.seek(0)
        whole = stream
    yield from _framed(_buffered(whole), form, place, name, terms)


def _buffered(stream: BufferedIOBase) -> BufferedReader[Any]:
    return stream if isinstance(stream, BufferedReader) else Joined(b"", stream)


def _guarded(items: Iterator[Input], place: str) -> Iterator[Input]:
    """The same items; where the input itself fails, an error ends them."""
    try:
        yield from items
    except InputError as error:
        yield error
    except FileNotFoundError:
        yield InputError(place, "no such file", "check the path")
    except GzipError as error:
        yield InputError(place, error.cause, "the rest of it is not read")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        yield InputError(place, (reason or "cannot be opened").lower(), "check the path and its permissions")
