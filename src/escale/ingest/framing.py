"""Records in a stream of bytes: one a line, or one document; lines are bounded and read one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedIOBase

from escale.errors import InputError
from escale.ingest.decoding import decode, is_utf16, refuse_binary
from escale.ingest.limits import (
    ABANDON_BYTES,
    CHUNK_BYTES,
    DOCUMENT_BYTES,
    LINE_BYTES,
    PAGE_BYTES,
    TEXT_BYTES,
)
from escale.ingest.page import Page
from escale.ingest.records import article, page_too_long, parse, too_long
from escale.ingest.repeats import Repeats
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["from_document", "from_lines", "from_page", "from_text", "skip_line"]


def from_text(stream: BufferedIOBase, place: str, name: str, terms: Terms) -> Article:
    """The whole stream as the text of one article called ``name``.

    Raises:
        InputError: it is not the text of an article.
    """
    data = stream.read(TEXT_BYTES + 1)
    if len(data) > TEXT_BYTES:
        refuse_binary(data, place)
        raise too_long(place)
    return article(decode(data, place), place, name, today=terms.today, **terms.overrides)


def from_page(stream: BufferedIOBase, place: str, name: str) -> Page:
    """The whole stream as one HTML page.

    Raises:
        InputError: it is empty, or too long.
    """
    data = stream.read(PAGE_BYTES + 1)
    if len(data) > PAGE_BYTES:
        raise page_too_long(place)
    if not data.strip():
        raise InputError(place, "empty, no page to read", "save the page again")
    return Page(place, name, data)


def from_document(
    stream: BufferedIOBase, place: str, name: str, terms: Terms
) -> Iterator[Article | InputError]:
    """The record, or list of records, of one JSON document."""
    data = stream.read(DOCUMENT_BYTES + 1)
    if len(data) > DOCUMENT_BYTES:
        yield InputError(place, f"a document beyond {DOCUMENT_BYTES >> 20} MB", "give its records as .jsonl")
        return
    try:
        value = parse(decode(data, place), place) if data.strip() else None
    except InputError as error:
        yield error
        return
    records = Repeats(terms)
    if value is None:
        yield InputError(place, "empty, no text to read", "give a record with a text")
    elif isinstance(value, list):
        for number, record in enumerate(value, 1):
            yield records.article(record, f"{place}[{number}]", f"{name}:{number}")
    else:
        yield records.article(value, place, name)


def from_lines(stream: BufferedIOBase, place: str, name: str, terms: Terms) -> Iterator[Article | InputError]:
    """The records of a stream that holds one a line; empty lines are passed over."""
    number = 0
    found = False
    records = Repeats(terms)
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        here = f"{place}:{number}"
        if number == 1 and is_utf16(line):
            yield InputError(place, "records in UTF-16", "save them as UTF-8")
            return
        if len(line) > LINE_BYTES and not line.endswith(b"\n"):
            found = True
            cause = f"a line beyond {LINE_BYTES >> 20} MB"
            if not skip_line(stream):
                yield InputError(here, f"{cause} and no end to it", "the rest is not read")
                return
            yield InputError(here, cause, "give one article a line")
        elif line.strip():
            found = True
            try:
                record = parse(decode(line, here), here)
            except InputError as error:
                yield error
                continue
            yield records.article(record, here, f"{name}:{number}")
    if not found:
        yield InputError(place, "empty, no record in it", "give one record a line")


def skip_line(stream: BufferedIOBase) -> bool:
    """Reads on to the end of the line; False if it does not come within the cap."""
    skipped = 0
    while skipped < ABANDON_BYTES:
        chunk = stream.readline(CHUNK_BYTES)
        if not chunk or chunk.endswith(b"\n"):
            return True
        skipped += len(chunk)
    return False
