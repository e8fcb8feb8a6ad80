"""What is a page, and what is in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import zlib

import pytest
from fastwarc.stream_io import BrotliWriter, WarcWriter, ZstdWriter
from warcs import answer, chunks, lines, pages, read, record, sha1

from escale.ingest.page import Page

BODY = b"<html><p>Une escale.</p></html>" * 30


def only(data: bytes) -> Page:
    (item,) = read(data)
    assert isinstance(item, Page)
    return item


def written(writer: type[BrotliWriter] | type[ZstdWriter], body: bytes) -> bytes:
    out = io.BytesIO()
    into: WarcWriter = writer(out)
    for start in range(0, len(body), 1 << 20):
        into.write(body[start : start + (1 << 20)])
    into.close()
    return out.getvalue()


def bare(body: bytes) -> bytes:
    made = zlib.compressobj(wbits=-15)
    return made.compress(body) + made.flush()


@pytest.mark.parametrize(
    ("data", "is_page"),
    [
        (record("u", answer(BODY)), True),
        (record("u", answer(BODY, "text/html")), True),
        (record("u", answer(BODY, "TEXT/HTML;charset=x")), True),
        (record("u", answer(BODY, "application/xhtml+xml")), True),
        (record("u", answer(BODY), kind="Application/HTTP"), True),
        (record("u", answer(BODY), kind="application/http;msgtype=response"), True),
        (record("u", BODY, type="resource", kind="text/html"), True),
        (record("u", b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n" + BODY), True),
        (record("u", b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + BODY), True),
        (
            record(
                "u", b"HTTP/1.1 200 OK\r\n\r\n" + BODY, headers=["WARC-Identified-Payload-Type: text/html"]
            ),
            True,
        ),
        (record("u", b"HTTP/1.1 200 OK\r\n\r\n" + BODY), False),
        (record("u", answer(BODY, status="404 Not Found")), False),
        (record("u", answer(BODY, status="206 Partial Content")), False),
        (record("u", answer(BODY, "image/png")), False),
        (record("u", answer(BODY, "text/plain")), False),
        (record("u", answer(b""), type="revisit"), False),
        (record("u", answer(BODY), type="request"), False),
        (record("u", BODY, type="metadata", kind="text/html") + record("u", b"", type="request"), False),
        (record("u", BODY, type="conversion", kind="text/html") + record("u", b"", type="request"), False),
        (record("u", b"20210506 example.org", kind="text/dns"), False),
        (record("u", b"", type="resource", kind="image/png"), False),
        (record("u", b""), False),
    ],
)
def test_what_is_a_page(data: bytes, is_page: bool) -> None:
    items = read(data)
    assert [isinstance(item, Page) and item.body == BODY for item in items] == [True] * is_page


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY)),
        ("GZIP", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", bare(BODY)),
        ("br", written(BrotliWriter, BODY)),
        ("zstd", written(ZstdWriter, BODY)),
        ("gzip, br", written(BrotliWriter, gzip.compress(BODY))),
        ("identity", BODY),
        ("utf-8", BODY),
        # Crawlers that took the coding off, but left the header.
        ("gzip", BODY),
        ("deflate", BODY),
        ("br", BODY),
        ("zstd", BODY),
    ],
)
def test_codings_are_taken_off(coding: str, body: bytes) -> None:
    headers = [f"Content-Encoding: {coding}"]
    assert only(record("u", answer(body, headers=headers))).body == BODY
    headers.append("Transfer-Encoding: chunked")
    assert only(record("u", answer(chunks(body), headers=headers))).body == BODY


def test_chunks_that_were_put_together_already_are_seen_through() -> None:
    assert only(record("u", answer(BODY, headers=["Transfer-Encoding: chunked"]))).body == BODY


NOISY = b"<html>" + bytes(range(256)) * 100


@pytest.mark.parametrize(
    ("headers", "body", "cause"),
    [
        (["Content-Encoding: gzip"], gzip.compress(NOISY)[:-20], "its body is cut short (gzip)"),
        (["Content-Encoding: deflate"], zlib.compress(NOISY)[:-20], "its body is cut short (deflate)"),
        (["Content-Encoding: gzip"], gzip.compress(NOISY)[:-8] + bytes(8), "its body does not decode (gzip)"),
        (["Content-Encoding: br"], written(BrotliWriter, NOISY)[:-20], "its body does not decode (br)"),
        (["Content-Encoding: zstd"], written(ZstdWriter, NOISY)[:-20], "its body does not decode (zstd)"),
        (["Transfer-Encoding: chunked"], chunks(NOISY)[:-50], "its body does not decode (chunked)"),
        (["Transfer-Encoding: chunked"], b"fffffff\r\nabc", "its body does not decode (chunked)"),
        (["Content-Encoding: " + "gzip, " * 9], BODY, "its body does not decode (9 codings on one another)"),
    ],
)
def test_a_body_that_does_not_decode_is_one_line(headers: list[str], body: bytes, cause: str) -> None:
    items = read(record("u", answer(body, headers=headers)) + record("https://e.org/b", answer(BODY)))
    assert lines(items) == [f"a.warc#0: {cause}; get the page again"]
    assert pages(items) == ["b"]


LONG = b"<html>" + random.Random(2).randbytes(500_000)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(LONG)),
        ("deflate", zlib.compress(LONG)),
        ("br", written(BrotliWriter, LONG)),
        ("zstd", written(ZstdWriter, LONG)),
    ],
)
def test_a_body_that_the_crawler_cut_short_is_read_as_far_as_it_goes(coding: str, packed: bytes) -> None:
    block = answer(packed[:-100], headers=[f"Content-Encoding: {coding}"])
    item = only(record("u", block, headers=["WARC-Truncated: length"]))
    assert LONG.startswith(item.body)
    assert len(item.body) > 300_000


BOMB = bytes(200 << 20)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(BOMB, 1)),
        ("deflate", zlib.compress(BOMB, 1)),
        ("zstd", written(ZstdWriter, BOMB)),
        ("gzip, gzip", gzip.compress(gzip.compress(BOMB, 1))),
        ("identity", bytes(8 * 1024 * 1024 + 1)),
    ],
)
def test_a_body_that_swells_is_left_out(coding: str, body: bytes) -> None:
    items = read(record("u", answer(body, headers=[f"Content-Encoding: {coding}"])))
    assert lines(items) == ["a.warc#0: a page beyond 8 MB; it is left out"]


SUM256 = hashlib.sha256(answer(BODY)).digest()


@pytest.mark.parametrize(
    ("digest", "good"),
    [
        (sha1(answer(BODY)), True),
        (sha1(answer(BODY)).lower(), True),
        ("sha1:" + hashlib.sha1(answer(BODY)).hexdigest(), True),
        ("md5:" + hashlib.md5(answer(BODY)).hexdigest(), True),
        ("sha256:" + SUM256.hex(), True),
        ("sha-256:" + base64.b32encode(SUM256).decode(), True),
        ("SHA256:" + base64.b64encode(SUM256).decode(), True),
        ("blake9:abc", True),
        (sha1(BODY), False),
        ("sha1:", False),
        ("sha1:" + "A" * 32, False),
        ("sha256:" + SUM256.hex()[:-1], False),
    ],
)
def test_the_digest_of_a_block_is_checked(digest: str, good: bool) -> None:
    items = read(record("u", answer(BODY), digest=False, headers=[f"WARC-Block-Digest: {digest}"]))
    cause = "a record that is not what was archived (its digest is another); get it again"
    assert lines(items) == [] if good else [f"a.warc#0: {cause}"]
    assert len(pages(items)) == good


PACKED = gzip.compress(BODY, mtime=0)


@pytest.mark.parametrize(
    ("of", "good"),
    [
        (chunks(gzip.compress(BODY, mtime=0)), True),
        (gzip.compress(BODY, mtime=0), True),
        (BODY, True),
        (b"", False),
    ],
)
def test_without_one_that_of_the_payload_is_checked_in_each_of_its_forms(of: bytes, good: bool) -> None:
    block = answer(
        chunks(PACKED),
        headers=["Transfer-Encoding: chunked", "Content-Encoding: gzip"],
    )
    items = read(record("u", block, digest=False, headers=[f"WARC-Payload-Digest: {sha1(of)}"]))
    assert (len(pages(items)), len(lines(items))) == (good, not good)


@pytest.mark.parametrize(
    ("url", "kind", "date", "expected"),
    [
        ("https://e.org/é", "text/html", "2021-05-06T07:08:09.25Z", ("https://e.org/é", None, True)),
        (
            "<https://e.org/>",
            'text/html; Charset="ISO-8859-1"',
            "2021",
            ("https://e.org/", "iso-8859-1", False),
        ),
        ("", "text/html; a=b; charset = Windows-1252 ", "soon", (None, "windows-1252", False)),
    ],
)
def test_what_is_known_of_a_page(
    url: str, kind: str, date: str, expected: tuple[str | None, str | None, bool]
) -> None:
    for data in (
        record(url, answer(BODY, kind), date=date),
        record(url, BODY, type="resource", kind=kind, date=date),
    ):
        item = only(data)
        assert (item.url, item.charset, item.fetched == "2021-05-06T07:08:09Z") == expected


# As two large archives write them, with what they add.
COMMON_CRAWL = record(
    "https://example.org/escale",
    b"HTTP/1.1 200 OK\r\nDate: Thu, 06 May 2021 07:08:09 GMT\r\nContent-Type: text/html; charset=UTF-8\r\n"
    b"X-Crawl-Transfer-Encoding: chunked\r\nX-Crawl-Content-Encoding: gzip\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(BODY), BODY),
    headers=[
        "WARC-Warcinfo-ID: <urn:uuid:9c3a5b4e-3a52-4a0a-9a6c-8a6b0f4f6a11>",
        "WARC-Concurrent-To: <urn:uuid:9c3a5b4e-3a52-4a0a-9a6c-8a6b0f4f6a12>",
        "WARC-IP-Address: 192.0.2.1",
        f"WARC-Payload-Digest: {sha1(BODY)}",
        "WARC-Identified-Payload-Type: text/html",
    ],
)
WAYBACK = record(
    "https://example.org/escale",
    answer(
        chunks(gzip.compress(BODY)),
        "text/html",
        headers=["Connection: close", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "Vary: Cookie"],
    ),
    digest=False,
).replace(b"WARC/1.0", b"WARC/1.1")


@pytest.mark.parametrize("data", [COMMON_CRAWL, WAYBACK])
def test_records_of_large_archives_are_read(data: bytes) -> None:
    assert only(data).body == BODY
