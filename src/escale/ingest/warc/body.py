"""The body of an HTTP answer, with the codings taken off that it was sent in (RFC 9112 and 9110)."""

from __future__ import annotations

import io
import re
import zlib

from fastwarc.stream_io import BrotliReader, ChunkedReader, WarcReader, ZstdReader

from escale.errors import InputError
from escale.ingest.limits import CHUNK_BYTES, PAGE_BYTES
from escale.ingest.records import page_too_long

__all__ = ["dechunked", "decoded"]

_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]{0,8}(?:;[^\r\n]{0,256})?\r?\n")
_GZIP, _ZLIB, _BARE = 31, 15, -15  # windows of zlib
_MOST_CODINGS = 4  # servers send one or two; more would only be there to swell
_DAMAGED = "its body does not decode ({})"
_CUT = "its body is cut short ({})"
_REMEDY = "get the page again"


def decoded(body: bytes, coding: str, place: str, *, partial: bool) -> bytes:
    """The body without its content codings; crawlers that took them off but left the header are seen through.

    Args:
        body: as it came, without chunks.
        coding: the header Content-Encoding.
        place: what messages call it.
        partial: whether the beginning of a body that is cut short will do.

    Raises:
        InputError: it cannot be decoded, is cut short, or grows beyond a page.
    """
    codings = [name.strip().lower() for name in coding.split(",") if name.strip()]
    if len(codings) > _MOST_CODINGS:
        raise InputError(place, _DAMAGED.format(f"{len(codings)} codings on one another"), _REMEDY)
    for name in reversed(codings):
        body = _without(name, body, place, partial)
        if len(body) > PAGE_BYTES:
            raise page_too_long(place)
    return body


def dechunked(body: bytes, place: str, *, partial: bool) -> bytes:
    """A body that came in chunks, as one; a body that a crawler has put together already stays as it is.

    Raises:
        InputError: a chunk is damaged or cut short.
    """
    if not _CHUNK.match(body):
        return body
    return _read(ChunkedReader(io.BytesIO(body)), "chunked", place, partial)


def _without(coding: str, body: bytes, place: str, partial: bool) -> bytes:
    if coding in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        return _inflated(body, _GZIP, coding, place, partial)
    if coding == "deflate" and not _is_markup(body):
        return _inflated(body, _ZLIB if _has_zlib_header(body) else _BARE, coding, place, partial)
    if coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _read(ZstdReader(io.BytesIO(body)), coding, place, partial)
    if coding == "br":
        try:
            return _read(BrotliReader(io.BytesIO(body)), coding, place, partial=False)
        except InputError:
            if _is_markup(body):
                return body
            if partial:
                return _read(BrotliReader(io.BytesIO(body)), coding, place, partial=True)
            raise
    return body


def _inflated(body: bytes, window: int, coding: str, place: str, partial: bool) -> bytes:
    stream = zlib.decompressobj(window)
    try:
        out = stream.decompress(body, PAGE_BYTES + 1)
    except zlib.error:
        raise InputError(place, _DAMAGED.format(coding), _REMEDY) from None
    if not stream.eof and len(out) <= PAGE_BYTES and not partial:
        raise InputError(place, _CUT.format(coding), _REMEDY)
    return out


def _read(stream: WarcReader, coding: str, place: str, partial: bool) -> bytes:
    out = bytearray()
    try:
        while len(out) <= PAGE_BYTES and (data := stream.read(CHUNK_BYTES)):
            out += data
    except OSError:
        if not partial or not out:
            raise InputError(place, _DAMAGED.format(coding), _REMEDY) from None
    return bytes(out)


def _has_zlib_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _is_markup(body: bytes) -> bool:
    return body[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
