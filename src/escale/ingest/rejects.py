"""The file of rejects: what was not read, where, why and what to do, a JSON line each."""

from __future__ import annotations

import json
from errno import ENOSPC
from hashlib import blake2b
from os import strerror
from pathlib import Path

from escale.errors import InputError, UsageError
from escale.ingest.limits import CHUNK_BYTES, REJECTS_BYTES

__all__ = ["Rejects"]

_REMEMBERED = 1_000_000  # lines, about 100 MB; beyond them a line may come twice


class Rejects:
    """Rejects appended to a file as they come; a line that is there already is not written again.

    The file is made when there is a first line to write.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: set[bytes] | None = None

    def add(self, error: InputError) -> None:
        """Writes one line.

        Raises:
            UsageError: the file cannot be written.
        """
        told = {"place": error.place, "cause": error.cause, "remedy": error.remedy}
        line = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        digest = _digest(line)
        try:
            if self._known is None:
                self._known = self._read()
            if digest in self._known:
                return
            with self._path.open("ab", buffering=0) as file:
                if file.write(line + b"\n") <= len(line):
                    raise OSError(ENOSPC, strerror(ENOSPC))
        except OSError as failure:
            reason = (failure.strerror or str(failure)).lower()
            raise UsageError(
                f"{self._path}: the rejects cannot be written ({reason}); make room, or give another place"
            ) from None
        if len(self._known) < _REMEMBERED:
            self._known.add(digest)

    def _read(self) -> set[bytes]:
        """What the file holds, its last line ended if a run was killed in the middle of it."""
        with self._path.open("a+b") as file:
            file.seek(0)
            known, left = set(), REJECTS_BYTES
            while left > 0 and (line := file.readline(CHUNK_BYTES)):
                known.add(_digest(line.rstrip(b"\n")))
                left -= len(line)
            if file.seek(0, 2):
                file.seek(-1, 2)
                if file.read(1) != b"\n":
                    file.write(b"\n")
        return known


def _digest(line: bytes) -> bytes:
    return blake2b(line, digest_size=8).digest()
