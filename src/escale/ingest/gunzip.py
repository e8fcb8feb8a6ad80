"""A gzip stream, member by member: cut short, damaged and endless are told apart, the next member is found.

Python's own reader and FastWARC's say where members begin, but the one says no more than that something is
wrong, and the other takes a stream that is cut short for one that has ended.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import deque
from io import BufferedIOBase

from escale.ingest.limits import ABANDON_BYTES, BOMB_RATIO, CHUNK_BYTES

__all__ = ["Gunzip", "GzipError", "begins_member", "holds"]

_GZIP = 31  # of zlib: a window of 32 KB, with the header and trailer of gzip
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_PROBE_BYTES = 1024  # in which a member shows how it begins, unless its header holds a longer name
_STARTS = 1024  # members that are remembered: those of what is buffered, and before


class GzipError(OSError):
    """A gzip stream cannot be read on.

    Attributes:
        start: offset of the member in the compressed stream.
        cause: in the words of a message.
        cut: whether the stream ends within the member.
    """

    def __init__(self, start: int, cause: str, *, cut: bool = False) -> None:
        super().__init__(cause)
        self.start = start
        self.cause = cause
        self.cut = cut


class Gunzip(io.RawIOBase):
    """What the members of a gzip stream hold, one after the other.

    Args:
        file: the compressed stream.
    """

    def __init__(self, file: BufferedIOBase) -> None:
        self._file = file
        self._taken = 0
        self._input = b""
        self._member: zlib._Decompress | None = None
        self._start = 0
        self._starts: deque[tuple[int, int]] = deque(maxlen=_STARTS)
        self._window = (0, 0)
        self.given = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes of the members; 0 at the end of the stream.

        Raises:
            GzipError: it cannot be read on; `recover` may find the next member.
        """
        while self._member is not None or self._begun():
            out = self._inflated(len(buffer))
            if out:
                self.given += len(out)
                self._refuse_bomb()
                buffer[: len(out)] = out
                return len(out)
        return 0

    def member_of(self, position: int) -> tuple[int, int]:
        """Where the member begins that gave the byte at ``position``: in the stream, in what was given."""
        for given, start in reversed(self._starts):
            if given <= position:
                return start, given
        return self._starts[0][::-1] if self._starts else (0, 0)

    def recover(self, prefix: bytes) -> bool:
        """Goes on at the next member that holds something with this beginning; False if none comes."""
        if self._file.seekable():
            self._taken = self._file.seek(self._start + 1)
            self._input = b""
        rest, scanned = self._input, 0
        while scanned <= ABANDON_BYTES:
            data = self._file.read(CHUNK_BYTES)
            self._taken += len(data)
            scanned += len(data)
            rest += data
            found = _member(rest, prefix, len(rest) if not data else len(rest) - _PROBE_BYTES)
            if found is not None:
                self._input, self._member = rest[found:], None
                self._window = (self._consumed, self.given)
                return True
            if not data:
                break
            rest = rest[-_PROBE_BYTES:]
        return False

    @property
    def _consumed(self) -> int:
        return self._taken - len(self._input)

    def _begun(self) -> bool:
        """Begins the next member; False at the end of the stream. Zeros between members are padding."""
        while not (rest := self._input.lstrip(b"\0")):
            self._input = self._more()
            if not self._input:
                return False
        self._input = rest
        self._start = self._consumed
        self._member = zlib.decompressobj(_GZIP)
        if self._starts and self._starts[-1][0] == self.given:
            self._starts.pop()
        self._starts.append((self.given, self._start))
        return True

    def _inflated(self, most: int) -> bytes:
        member = self._member or zlib.decompressobj(_GZIP)
        if not self._input:
            self._input = self._more()
        ended = not self._input
        try:
            out = member.decompress(self._input, most)
        except zlib.error:
            raise GzipError(self._start, "damaged gzip data") from None
        if member.eof:
            self._input, self._member = member.unused_data, None
        elif ended and not out:
            raise GzipError(self._start, "gzip data that is cut short", cut=True)
        else:
            self._input = member.unconsumed_tail
        return out

    def _more(self) -> bytes:
        data = self._file.read1(CHUNK_BYTES)
        self._taken += len(data)
        return data

    def _refuse_bomb(self) -> None:
        # In windows, so that a bomb after much that is none, or of many small members, is one too.
        consumed, given = self._window
        if self.given - given > ABANDON_BYTES:
            if self.given - given > BOMB_RATIO * (self._consumed - consumed):
                raise GzipError(self._start, "a gzip bomb, which hardly ends")
            self._window = (self._consumed, self.given)


def begins_member(data: bytes) -> bool:
    """Whether a member may begin somewhere in these bytes."""
    return _MEMBER.search(data) is not None


def holds(member: bytes, prefix: bytes) -> bool:
    """Whether what is packed in a gzip member, of which the first bytes are given, begins with ``prefix``."""
    try:
        return zlib.decompressobj(_GZIP).decompress(member, len(prefix)) == prefix
    except zlib.error:
        return False


def _member(data: bytes, prefix: bytes, end: int) -> int | None:
    for match in _MEMBER.finditer(data):
        if match.start() >= end:
            break
        if holds(data[match.start() : match.start() + _PROBE_BYTES], prefix):
            return match.start()
    return None
