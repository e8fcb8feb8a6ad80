"""The body of an answer, unpacked as it comes and never beyond its cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from escale.ingest.feeds.fetch_error import FetchError
from escale.ingest.limits import CHUNK_BYTES

__all__ = ["body_of"]

_GZIP = frozenset({"gzip", "x-gzip"})
_PLAIN = frozenset({"", "identity"})
_WITH_GZIP_HEADER = 16 + zlib.MAX_WBITS


def body_of(chunks: Iterable[bytes], encoding: str, most: int, *, cut: bool = False) -> bytes:
    """The bytes of a body, unpacked.

    Args:
        chunks: the bytes as they come.
        encoding: the Content-Encoding.
        most: how many bytes, unpacked, are taken.
        cut: whether what is longer is cut off there, and no failure.

    Raises:
        FetchError: it is longer, damaged, or packed in a way that was not asked for.
    """
    encoding = encoding.strip().lower()
    if encoding not in _GZIP | _PLAIN:
        raise FetchError(f"packed as {encoding[:40]!r}, which was not asked for", "its server has to mend it")
    body = bytearray()
    for part in _unpacked(chunks) if encoding in _GZIP else chunks:
        body += part
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise FetchError(f"beyond {most:,} bytes", "raise max_bytes if it is to be read")
    return bytes(body)


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_WITH_GZIP_HEADER)
    for chunk in filter(None, chunks):
        if unpacker.eof:
            raise _damaged()
        packed = chunk
        while packed:
            # A piece at a time, so that a kilobyte that unpacks to a megabyte is stopped on its way.
            try:
                yield unpacker.decompress(packed, CHUNK_BYTES)
            except zlib.error:
                raise _damaged() from None
            packed = unpacker.unconsumed_tail
        if unpacker.unused_data:
            raise _damaged()
    if not unpacker.eof:
        raise _damaged()


def _damaged() -> FetchError:
    return FetchError("damaged gzip data", "its server has to mend it", again=True)
