"""Records in a stream of bytes: one a line, or one document; lines are bounded and read one at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from io import BufferedIOBase

from escale.errors import InputError
from escale.ingest.decoding import decode, is_utf16, refuse_binary
from escale.ingest.limits import ABANDON_BYTES, CHUNK_BYTES, DOCUMENT_BYTES, LINE_BYTES, TEXT_BYTES
from escale.ingest.records import article, article_of_record, parse, too_long
from escale.model import Article

__all__ = ["from_document", "from_lines", "from_text", "from_unknown"]


def from_text(stream: BufferedIOBase, place: str, name: str, overrides: Mapping[str, str]) -> Article:
    """The whole stream as the text of one article called ``name``.

    Raises:
        InputError: it is not the text of an article.
    """
    data = stream.read(TEXT_BYTES + 1)
    if len(data) > TEXT_BYTES:
        refuse_binary(data, place)
        raise too_long(place)
    return article(decode(data, place), place, name, **overrides)


def from_document(
    stream: BufferedIOBase, place: str, name: str, overrides: Mapping[str, str]
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
    if value is None:
        yield InputError(place, "empty, no text to read", "give a record with a text")
    elif isinstance(value, list):
        for number, record in enumerate(value, 1):
            yield _checked(record, f"{place}[{number}]", f"{name}:{number}", overrides)
    else:
        yield _checked(value, place, name, overrides)


def from_lines(
    stream: BufferedIOBase, place: str, name: str, overrides: Mapping[str, str]
) -> Iterator[Article | InputError]:
    """The records of a stream that holds one a line; empty lines are passed over."""
    number = 0
    records = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        here = f"{place}:{number}"
        if number == 1 and is_utf16(line):
            yield InputError(place, "records in UTF-16", "save them as UTF-8")
            return
        if len(line) > LINE_BYTES and not line.endswith(b"\n"):
            records += 1
            cause = f"a line beyond {LINE_BYTES >> 20} MB"
            if not _skip_line(stream):
                yield InputError(here, f"{cause} and no end to it", "the rest is not read")
                return
            yield InputError(here, cause, "give one article a line")
        elif line.strip():
            records += 1
            try:
                record = parse(decode(line, here), here)
            except InputError as error:
                yield error
                continue
            yield _checked(record, here, f"{name}:{number}", overrides)
    if not records:
        yield InputError(place, "empty, no record in it", "give one record a line")


def from_unknown(
    stream: BufferedIOBase, place: str, name: str, overrides: Mapping[str, str]
) -> Iterator[Article | InputError]:
    """A stream that may hold records, one a line or as one document, or the text of one article."""
    head = stream.readline(LINE_BYTES + 1)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and _is_record(start):
        yield from from_lines(_Joined(head, stream), place, name, overrides)
        return
    opening = b"".join(start[:64].split())
    if opening.startswith((b'{"', b"[{")) or opening in (b"{", b"["):
        yield from _document_or_lines(head, stream, place, name, overrides)
        return
    try:
        yield from_text(_Joined(head, stream), place, name, overrides)
    except InputError as error:
        yield error


def _document_or_lines(
    head: bytes, stream: BufferedIOBase, place: str, name: str, overrides: Mapping[str, str]
) -> Iterator[Article | InputError]:
    # A first line that is no record on its own: a document over several lines, or records of which the first
    # is damaged. Only the whole can tell.
    rest = stream.read(DOCUMENT_BYTES + 1 - len(head))
    whole = head + rest
    if len(whole) <= DOCUMENT_BYTES:
        try:
            parse(decode(whole, place), place)
        except InputError:
            pass
        else:
            yield from from_document(io.BytesIO(whole), place, name, overrides)
            return
    yield from from_lines(_Joined(whole, stream), place, name, overrides)


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(parse(decode(line, ""), ""), dict)
    except InputError:
        return False


def _checked(record: object, place: str, name: str, overrides: Mapping[str, str]) -> Article | InputError:
    try:
        return article_of_record(record, place, name, overrides)
    except InputError as error:
        return error


def _skip_line(stream: BufferedIOBase) -> bool:
    """Reads on to the end of the line; False if it does not come within the cap."""
    skipped = 0
    while skipped < ABANDON_BYTES:
        chunk = stream.readline(CHUNK_BYTES)
        if not chunk or chunk.endswith(b"\n"):
            return True
        skipped += len(chunk)
    return False


class _Joined(io.BufferedReader):
    """A stream whose first bytes were already taken from it."""

    def __init__(self, head: bytes, rest: BufferedIOBase) -> None:
        super().__init__(_Raw(head, rest), CHUNK_BYTES)


class _Raw(io.RawIOBase):
    def __init__(self, head: bytes, rest: BufferedIOBase) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._rest.read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)
