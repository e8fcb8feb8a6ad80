"""The bytes of an archive, unpacked as they are asked for, and where in its file they come from."""

from __future__ import annotations

import io
from io import BufferedReader
from typing import BinaryIO, cast

from fastwarc.stream_io import Lz4Reader, WarcReader, ZstdReader

from escale.ingest.gunzip import Gunzip, GzipError, begins_member
from escale.ingest.limits import ABANDON_BYTES, BOMB_RATIO, CHUNK_BYTES, HEADER_BYTES

__all__ = ["Archive", "UnpackingError"]

_GZIP = b"\x1f\x8b"
_LZ4 = b"\x04\x22\x4d\x18"
_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")  # the second: a frame with a dictionary before the data
_RECORD = b"WARC/"


class UnpackingError(OSError):
    """Compressed data that cannot be read on, nor after.

    Attributes:
        cause: in the words of a message.
    """

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Archive:
    """What an archive holds, whether packed with gzip, Zstandard, LZ4 or not at all (its first bytes tell).

    All reading methods raise GzipError or UnpackingError where it cannot be unpacked.

    Args:
        file: the archive as it is stored.
    """

    def __init__(self, file: BufferedReader) -> None:
        self._gunzip: Gunzip | None = None
        self._ahead = b""
        self.position = 0
        ahead = file.peek(CHUNK_BYTES)[:CHUNK_BYTES]
        head = ahead[:4]
        raw: io.RawIOBase
        if _is_gzip(ahead):
            raw = self._gunzip = Gunzip(file)
        elif head == _LZ4:
            raw = _Unpacked(file, Lz4Reader)
        elif head in _ZSTD:
            raw = _Unpacked(file, ZstdReader)
        else:
            raw = _Counted(file)
        self._stream = io.BufferedReader(raw, CHUNK_BYTES)

    def line(self) -> bytes:
        """The next line with its end, or the first part of a long one; empty at the end of the archive."""
        if self._ahead:
            line, self._ahead = self._ahead, b""
        else:
            line = self._stream.readline(HEADER_BYTES)
        self.position += len(line)
        return line

    def put_back(self, line: bytes) -> None:
        """Lets `line` give once more what it gave last."""
        self._ahead = line
        self.position -= len(line)

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes; fewer if the archive ends."""
        data = self._stream.read(size)
        self.position += len(data)
        return data

    def skip(self, size: int) -> bool:
        """Passes over so many bytes; False if the archive ends before."""
        while size:
            passed = len(self.take(min(size, CHUNK_BYTES)))
            if not passed:
                return False
            size -= passed
        return True

    def settle(self) -> GzipError | None:
        """Reads on until the gzip member of what was read last is proved whole.

        Gives the error of the member that follows, if that is where the archive ends to be readable.

        Raises:
            GzipError: the member is not whole.
        """
        try:
            self._stream.peek(1)
        except GzipError as error:
            if self._gunzip is None or error.start == self._gunzip.member_of(self.position - 1)[0]:
                raise
            return error
        return None

    def recover(self) -> bool:
        """Goes on at the next gzip member that begins with a record; False if there is none."""
        if self._gunzip is None:
            return False
        self._stream.detach()
        self._ahead = b""
        found = self._gunzip.recover(_RECORD)
        self.position = self._gunzip.given
        self._stream = io.BufferedReader(self._gunzip, CHUNK_BYTES)
        return found

    def offset(self, position: int) -> str:
        """The place in the stored file of a byte of the archive.

        With gzip it is that of its member, and ``+`` the offset in what the member holds, if not 0. With
        Zstandard and LZ4 it counts in the archive unpacked.
        """
        if self._gunzip is None:
            return str(position)
        start, begins = self._gunzip.member_of(position)
        return f"{start}+{position - begins}" if position > begins else str(start)


def _is_gzip(ahead: bytes) -> bool:
    # By a later member too, so that damage to the first bytes does not hide what the archive is.
    if ahead.startswith((_RECORD, _LZ4, *_ZSTD)):
        return False
    return ahead[:2] in (_GZIP, _GZIP[:1]) or begins_member(ahead)


class _Unpacked(io.RawIOBase):
    """What FastWARC's reader of a packed stream gives, with its errors and bombs told."""

    def __init__(self, file: BufferedReader, reader: type[Lz4Reader] | type[ZstdReader]) -> None:
        self._counted = _Counted(file)
        self._given = 0
        self._reader: WarcReader = reader(cast(BinaryIO, self._counted))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._reader.read(len(buffer))
        except OSError:
            raise UnpackingError("damaged compressed data, or cut short") from None
        self._given += len(data)
        if self._given > ABANDON_BYTES and self._given > BOMB_RATIO * self._counted.taken:
            raise UnpackingError("a bomb of compressed data, which hardly ends")
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A file, and how much was taken of it."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self.taken = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.taken

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = self._file.readinto1(buffer)
        self.taken += size
        return size
