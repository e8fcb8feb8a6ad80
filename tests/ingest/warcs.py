"""Archives as crawlers write them, made record by record."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence

from escale.errors import InputError
from escale.ingest.page import Page
from escale.ingest.warc.reading import read_archive

__all__ = [
    "INFO",
    "Endless",
    "answer",
    "block_digest",
    "chunks",
    "lines",
    "packed",
    "page",
    "pages",
    "read",
    "record",
    "sha1",
]


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def block_digest(block: bytes) -> str:
    return f"WARC-Block-Digest: {sha1(block)}"


def answer(
    body: bytes,
    kind: str = "text/html; charset=utf-8",
    *,
    status: str = "200 OK",
    headers: Sequence[str] = (),
) -> bytes:
    """What a server answers."""
    return "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""]).encode() + body


def record(
    url: str,
    block: bytes,
    *,
    type: str = "response",  # noqa: A002
    kind: str = "application/http; msgtype=response",
    date: str = "2021-05-06T07:08:09Z",
    headers: Sequence[str] = (),
    length: int | str | None = None,
    digest: bool = True,
) -> bytes:
    """One record, with the digest of its block."""
    head = [
        "WARC/1.0",
        f"WARC-Type: {type}",
        "WARC-Record-ID: <urn:uuid:5c1f4a86-6d3c-4e0b-9df5-1d0f6b8b7a10>",
        f"WARC-Date: {date}",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {kind}",
        *([block_digest(block)] if digest else []),
        *headers,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


INFO = record("", b"software: none\r\n", type="warcinfo", kind="application/warc-fields")


def page(number: int, words: str = "Une escale.") -> bytes:
    """The record of a page of this number."""
    return record(f"https://example.org/{number}", answer(f"<html><p>{number}: {words}</p></html>".encode()))


def packed(records: Iterable[bytes]) -> bytes:
    """As crawlers store them: each record a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def chunks(body: bytes, size: int = 20) -> bytes:
    """The body in chunks."""
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])


class Endless(io.RawIOBase):
    """A head, so many bytes of filling, and a tail: a stream that is too long to be written anywhere."""

    def __init__(self, head: bytes, filling: bytes, size: int, tail: bytes = b"") -> None:
        self._parts = self._all(head, filling, size, tail)
        self._part = b""

    def _all(self, head: bytes, filling: bytes, size: int, tail: bytes) -> Iterator[bytes]:
        yield head
        for start in range(0, size, len(filling)):
            yield filling[: size - start]
        yield tail

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._part:
            try:
                self._part = next(self._parts)
            except StopIteration:
                return 0
        data = self._part[: len(buffer)]
        self._part = self._part[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def read(data: bytes | io.RawIOBase) -> list[Page | InputError]:
    """What is read of an archive."""
    raw = io.BytesIO(data) if isinstance(data, bytes) else data
    return list(read_archive(io.BufferedReader(raw), "a.warc", "a"))


def pages(items: Iterable[object]) -> list[str | None]:
    """The addresses of the pages, of those the last part."""
    return [item.url and item.url.rsplit("/", 1)[-1] for item in items if isinstance(item, Page)]


def lines(items: Iterable[object]) -> list[str]:
    """What is said of the errors."""
    return [str(item) for item in items if isinstance(item, InputError)]
