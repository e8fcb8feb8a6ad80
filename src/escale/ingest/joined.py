"""A stream whose first bytes were already taken from it."""

from __future__ import annotations

import io
from io import BufferedIOBase

from escale.ingest.limits import CHUNK_BYTES

__all__ = ["Joined"]


class Joined(io.BufferedReader):
    """The bytes that were taken, and then the rest.

    Args:
        head: what was taken.
        rest: the stream it was taken from.
    """

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
