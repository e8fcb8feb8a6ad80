"""The form of a stream that has no name: its first bytes tell."""

from __future__ import annotations

import io
import re
from io import BufferedIOBase

from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.decoding import decode
from escale.ingest.forms import Form
from escale.ingest.gunzip import Gunzip, holds
from escale.ingest.joined import Joined
from escale.ingest.limits import CHUNK_BYTES, DOCUMENT_BYTES, LINE_BYTES
from escale.ingest.records import parse
from escale.ingest.tables.delimiters import delimiter_of, names_of

__all__ = ["recognised"]

_GZIP = b"\x1f\x8b"
_ARCHIVE = b"WARC/"
_PARQUET = b"PAR1"
_HTML = re.compile(rb"(?i)<(?:!doctype\s{1,8}html|html)[\s>]")
_HTML_WITHIN = 2048  # after comments and declarations
_HEADER_LINE = 16 * 1024  # a longer first line is no header of a table


def recognised(stream: BufferedIOBase, columns: Columns) -> tuple[Form, BufferedIOBase]:
    """The form of what a stream holds, and the stream from its beginning on; text if it is nothing else.

    A stream of records is told by its first line, so that each is read as it comes.
    """
    head = stream.readline(LINE_BYTES + 1)
    if not head.startswith(_GZIP):
        return _recognised(head, stream, columns)
    head += stream.read(CHUNK_BYTES - len(head)) if len(head) < CHUNK_BYTES else b""
    if holds(head, _ARCHIVE):
        return Form.ARCHIVE, Joined(head, stream)
    unpacked = io.BufferedReader(Gunzip(Joined(head, stream)), CHUNK_BYTES)
    return _recognised(unpacked.readline(LINE_BYTES + 1), unpacked, columns)


def _recognised(head: bytes, stream: BufferedIOBase, columns: Columns) -> tuple[Form, BufferedIOBase]:
    if head.startswith(_ARCHIVE):
        return Form.ARCHIVE, Joined(head, stream)
    if head.startswith(_PARQUET):
        return Form.PARQUET, Joined(head, stream)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if len(head) < _HTML_WITHIN:
            head += stream.read(_HTML_WITHIN - len(head))
        return Form.PAGE if _HTML.search(head[:_HTML_WITHIN]) else Form.TEXT, Joined(head, stream)
    if start.startswith(b"{") and _is_record(start):
        return Form.LINES, Joined(head, stream)
    opening = b"".join(start[:64].split())
    if opening.startswith((b'{"', b"[{")) or opening in (b"{", b"["):
        return _document_or_lines(head, stream)
    if _is_header(head, columns):
        return Form.CSV, Joined(head, stream)
    return Form.TEXT, Joined(head, stream)


def _document_or_lines(head: bytes, stream: BufferedIOBase) -> tuple[Form, BufferedIOBase]:
    # A first line that is no record on its own: a document over several lines, or records of which the first
    # is damaged. Only the whole can tell.
    whole = head + stream.read(DOCUMENT_BYTES + 1 - len(head))
    if len(whole) <= DOCUMENT_BYTES:
        try:
            parse(decode(whole, ""), "")
        except InputError:
            pass
        else:
            return Form.DOCUMENT, io.BytesIO(whole)
    return Form.LINES, Joined(whole, stream)


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(parse(decode(line, ""), ""), dict)
    except InputError:
        return False


def _is_header(line: bytes, columns: Columns) -> bool:
    """Whether a line names the column of the text and another one."""
    if len(line) > _HEADER_LINE:
        return False
    try:
        header = decode(line, "")
    except InputError:
        return False
    names = names_of(header, delimiter_of(header, columns))
    return columns.text in names and len(set(columns.all) & set(names)) > 1
