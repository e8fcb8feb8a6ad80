"""The pages of an archive, record by record; each is proved whole before it is given.

FastWARC reads what a record holds. Where a record begins and ends is seen to here, because FastWARC takes an
archive that is cut short, even within a header, for one that has ended, and stops for good at the first byte
that is damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader

from escale.errors import InputError
from escale.ingest.gunzip import GzipError
from escale.ingest.limits import HEADER_BYTES, PAGE_BYTES
from escale.ingest.page import Page
from escale.ingest.records import page_too_long
from escale.ingest.warc.archive import Archive, UnpackingError
from escale.ingest.warc.pages import is_page, page_of

__all__ = ["read_archive"]

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}[ \t]{0,4}\r?\n")
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]{0,8}(\d{1,15})[ \t]{0,8}\r?$")
_KIND = re.compile(rb"(?im)^warc-type:[ \t]{0,8}([\w-]{1,20})")
_ADDRESS = re.compile(rb"(?im)^warc-target-uri:[ \t]{0,8}([^\r\n]{1,200})")
_VERSION_BYTES = 16
_WITH_PAGES = frozenset({b"response", b"resource"})
_OF_CRAWLS = _WITH_PAGES | {b"revisit", b"request"}

# Damaged stretches of one archive; beyond so many it is something else, made to keep its reader busy.
_MOST_DAMAGES = 1000


def read_archive(file: BufferedReader, place: str, name: str) -> Iterator[Page | InputError]:
    """The pages of all answers with HTTP 200 and of all resources that are HTML; the rest is passed over.

    An error takes the place of each page that is damaged or too long, and of each stretch that is no record.
    Of an archive that is cut short, the error says after which record.

    Args:
        file: the archive, packed with gzip, Zstandard, LZ4 or not at all.
        place: its path.
        name: what articles are called after, with their place in it.
    """
    yield from _Reading(Archive(file), place, name).items()


class _CutShortError(Exception):
    """The archive ends within a record."""


class _TooDamagedError(Exception):
    """So much of the archive is damaged that it is not worth reading on."""


class _Reading:
    """One archive being read: where it is, and what was whole last."""

    def __init__(self, archive: Archive, place: str, name: str) -> None:
        self._archive = archive
        self._place = place
        self._name = name
        self._last: str | None = None
        self._kinds: set[bytes] = set()
        self._damages = 0

    def items(self) -> Iterator[Page | InputError]:
        try:
            while True:
                try:
                    yield from self._records()
                except GzipError as error:
                    if not self._archive.recover():
                        raise
                    yield self._damaged(f"#{error.start}", error.cause)
                else:
                    break
        except _CutShortError:
            yield self._cut_short()
        except GzipError as error:
            yield self._cut_short() if error.cut else self._ended(error.cause, f"#{error.start}")
        except UnpackingError as error:
            yield self._ended(f"{error.cause}{self._after()}")
        except _TooDamagedError:
            yield self._ended(f"more than {_MOST_DAMAGES:,} damaged places")
        else:
            if not self._kinds and not self._damages:
                yield InputError(self._place, "empty, no record in it", "give a WARC archive")
            elif self._kinds and not self._kinds & _OF_CRAWLS:
                held = b", ".join(sorted(self._kinds)).decode("ascii")
                cause = f"an archive without what servers answered (it holds {held})"
                yield InputError(self._place, cause, "give the one with the pages")

    def _records(self) -> Iterator[Page | InputError]:
        while line := self._archive.line():
            if not line.strip():
                continue
            start = self._archive.position - len(line)
            if _VERSION.fullmatch(line):
                yield from self._record(line, start)
            elif len(line) < _VERSION_BYTES and line.startswith(b"WARC"[: len(line)]) and line[-1:] != b"\n":
                raise _CutShortError
            else:
                yield self._passed_over(f"#{self._archive.offset(start)}", "bytes that are no WARC record")

    def _record(self, line: bytes, start: int) -> Iterator[Page | InputError]:
        here = f"#{self._archive.offset(start)}"
        head = self._head(line)
        length = _LENGTH.search(head)
        if length is None:
            yield self._passed_over(here, "a WARC header that is too long or says no length")
            return
        match = _KIND.search(head)
        kind = match[1].lower() if match else b""
        held = self._held(kind, head, int(length[1]), f"{self._place}{here}")
        end = self._archive.line()
        if end and end.strip() and not _VERSION.fullmatch(end):
            yield self._passed_over(here, "a record whose length is not what its header says")
            return
        if end.strip() or (end and (end := self._archive.line()).strip()):
            self._archive.put_back(end)
        trouble = self._archive.settle()
        item = self._page(head, held, here) if isinstance(held, bytes) else held
        self._kinds.add(kind)
        self._last = f"{here}{_address(head)}"
        if item is not None:
            yield item
        if end in (b"", b"\r"):
            raise _CutShortError
        if trouble is not None:
            raise trouble

    def _head(self, line: bytes) -> bytes:
        """The header that begins with this line; without a length if it is no header."""
        lines, size = [line], len(line)
        while line := self._archive.line():
            size += len(line)
            if not line.strip():
                lines.append(line)
                return b"".join(lines).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            if size > HEADER_BYTES:
                return b""
            lines.append(line)
        raise _CutShortError

    def _held(self, kind: bytes, head: bytes, length: int, place: str) -> bytes | InputError | None:
        """What a record holds; None if it is of no use, an error if it is of use but too long."""
        if kind not in _WITH_PAGES:
            self._pass(length)
            return None
        block = self._archive.take(min(length, PAGE_BYTES + HEADER_BYTES))
        if length <= PAGE_BYTES + HEADER_BYTES:
            if len(block) < length:
                raise _CutShortError
            return block
        self._pass(length - len(block))
        return page_too_long(place) if is_page(head, block, place) else None

    def _page(self, head: bytes, block: bytes, here: str) -> Page | InputError | None:
        try:
            return page_of(head, block, f"{self._place}{here}", f"{self._name}{here}")
        except InputError as error:
            return error

    def _pass(self, length: int) -> None:
        if not self._archive.skip(length):
            raise _CutShortError

    def _passed_over(self, here: str, cause: str) -> InputError:
        """Goes on at the next line that begins a record; says what was passed over."""
        begins = True
        while line := self._archive.line():
            if begins and _VERSION.fullmatch(line):
                self._archive.put_back(line)
                return self._damaged(here, cause)
            begins = line.endswith(b"\n")
        self._damages += 1
        return self._ended(cause, here)

    def _damaged(self, here: str, cause: str) -> InputError:
        self._damages += 1
        if self._damages > _MOST_DAMAGES:
            raise _TooDamagedError
        return InputError(f"{self._place}{here}", cause, "read on at the next whole record")

    def _cut_short(self) -> InputError:
        return self._ended(f"cut short{self._after()}")

    def _ended(self, cause: str, here: str = "") -> InputError:
        return InputError(f"{self._place}{here}", cause, "the rest is not read; get the archive again")

    def _after(self) -> str:
        return f" after the record {self._last}" if self._last else ", with no record whole"


def _address(head: bytes) -> str:
    match = _ADDRESS.search(head)
    address = match[1].decode("utf-8", "replace").strip() if match else ""
    return f" ({address})" if address else ""
