"""Files in an object store, by their URI: found and opened with Arrow's file systems."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote, urlsplit

from escale.ingest.forms import has_form

__all__ = ["RemoteFile", "is_remote", "open_remote", "remote_files", "shown"]

# The schemes of `pyarrow.fs.FileSystem.from_uri`.
_SCHEME = re.compile(r"(?:file|s3|gs|gcs|abfss?|hdfs|viewfs)://", re.IGNORECASE)

_LOG = "/_delta_log/"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file: its URI, and its bytes if they are known."""

    uri: str
    size: int | None


def is_remote(place: str) -> bool:
    """Whether a place is the URI of something in an object store."""
    return _SCHEME.match(place) is not None


def shown(place: str) -> str:
    """A place as messages may show it: of a URI without the keys and options that it may hold."""
    if not is_remote(place):
        return place
    parts = urlsplit(place)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def remote_files(place: str) -> Iterator[RemoteFile]:
    """The file of a URI, or the files below it that are articles by their suffix, in order of name.

    Hidden ones and those of a ledger are left out. Where there are none, the URI itself: opening it fails.
    """
    from pyarrow import fs

    try:
        system, path = fs.FileSystem.from_uri(place)
        info = system.get_file_info(path)
        if info.type is not fs.FileType.Directory:
            yield RemoteFile(place, info.size)
            return
        below = system.get_file_info(fs.FileSelector(path, recursive=True))
    except (OSError, ValueError):
        yield RemoteFile(place, None)
        return
    ledgers = {folder for one in below for folder, log, _ in [one.path.partition(_LOG)] if log}
    files = sorted((one.path, one.size) for one in below if one.is_file and _is_article(one.path, path))
    files = [file for file in files if not any(file[0].startswith(f"{folder}/") for folder in ledgers)]
    for found, size in files:
        yield RemoteFile(_uri(place, path, found), size)
    if not files:
        yield RemoteFile(place, None)


def open_remote(uri: str) -> tuple[io.RawIOBase, int]:
    """The file of a URI and its size in bytes.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no URI that Arrow knows.
    """
    from pyarrow import fs

    system, path = fs.FileSystem.from_uri(uri)
    file = cast(Any, system.open_input_file(path))
    return _Raw(file), int(file.size())


def _is_article(path: str, folder: str) -> bool:
    names = path.removeprefix(folder).strip("/").split("/")
    return has_form(names[-1]) and not any(name.startswith(".") for name in names)


def _uri(place: str, folder: str, path: str) -> str:
    parts = urlsplit(place)
    below = quote(path.removeprefix(folder).strip("/"))
    return parts._replace(path=f"{parts.path.rstrip('/')}/{below}").geturl()


class _Raw(io.RawIOBase):
    """A file of Arrow as one of Python's."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
