"""How much of the named files was taken in: enough to tell the time left without counting articles first."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from escale.ingest.folders import place_files
from escale.ingest.remote import is_remote, remote_files

__all__ = ["Meter", "MeteredFile", "sized_files"]


class Meter:
    """The bytes of a run, as they are stored (packed ones count as packed).

    Attributes:
        total: of all files together; None if that cannot be known.
        done: of those, how many were taken in or passed over.
    """

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self.done = 0

    @classmethod
    def of(cls, places: Iterable[str], *, skip: Path | None = None) -> Meter:
        """A meter for these places; what cannot be looked at counts nothing, with ``-`` there is no total."""
        sizes = [size for _, size in sized_files(places, skip=skip)]
        return cls(None if None in sizes else sum(size or 0 for size in sizes))


class MeteredFile(io.RawIOBase):
    """A file that tells a meter what is read of it, and when it is closed that it is done with.

    Args:
        raw: the file.
        size: its bytes.
        meter: the meter.
    """

    def __init__(self, raw: io.RawIOBase, size: int, meter: Meter) -> None:
        self._raw = raw
        self._meter = meter
        self._left = size

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """As the file itself."""
        return self._raw.seekable()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """The next bytes of the file."""
        size = self._raw.readinto(buffer) or 0
        self._count(min(size, self._left))
        return size

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to that place of the file."""
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        """The place in the file."""
        return self._raw.tell()

    def close(self) -> None:
        """Closes the file; what was not read of it is passed over."""
        if not self.closed:
            self._count(self._left)
            self._raw.close()
        super().close()

    def _count(self, size: int) -> None:
        # Each byte once, though some are read again: the rest of the file is never less than nothing.
        self._left -= size
        self._meter.done += size


def sized_files(places: Iterable[str], *, skip: Path | None = None) -> Iterator[tuple[str, int | None]]:
    """The files of `place_files`, in the same order, each with its bytes; what cannot be looked at has none.

    ``-`` has None.
    """
    for place in places:
        if is_remote(place):
            yield from ((file.uri, file.size or 0) for file in remote_files(place))
            continue
        for path in place_files([place], skip=skip):
            size: int | None = None if path == "-" else 0
            with suppress(OSError, ValueError):
                size = size if size is None else Path(path).stat().st_size
            yield path, size
