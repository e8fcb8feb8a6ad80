"""Answers kept to be given again: the least recently given go first once they take too much room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

__all__ = ["Cache"]

_OVERHEAD = 500  # bytes of a key and its place


class Cache:
    """Bodies by what was asked, for several threads.

    Args:
        size: bytes of all bodies together.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: OrderedDict[Hashable, bytes] = OrderedDict()
        self._used = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> bytes | None:
        """What was kept under ``key``, if it is there still."""
        with self._lock:
            body = self._held.get(key)
            if body is not None:
                self._held.move_to_end(key)
            return body

    def put(self, key: Hashable, body: bytes) -> None:
        """Keeps ``body``, unless it would take a tenth of the room or more."""
        if len(body) >= self._size // 10:
            return
        with self._lock:
            if key in self._held:
                return
            self._held[key] = body
            self._used += len(body) + _OVERHEAD
            while self._used > self._size:
                _, gone = self._held.popitem(last=False)
                self._used -= len(gone) + _OVERHEAD
