"""From a record of an archive to the page it holds, if it holds one."""

from __future__ import annotations

import re

from fastwarc.warc import WarcRecord, WarcRecordType

from escale.errors import InputError
from escale.ingest.dates import version_date
from escale.ingest.limits import PAGE_BYTES
from escale.ingest.page import Page
from escale.ingest.records import page_too_long
from escale.ingest.warc.body import dechunked, decoded
from escale.ingest.warc.digests import fits

__all__ = ["is_page", "page_of"]

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_OK = 200
_LENGTH = re.compile(rb"(?im)^(content-length:)[^\r\n]*")
_CHARSET = re.compile(r"(?i);\s{0,8}charset\s{0,8}=\s{0,8}[\"']?([\w.:+-]{1,40})")


def page_of(head: bytes, block: bytes, place: str, name: str) -> Page | None:
    """The page that a record holds; None for a record of another kind, a failed fetch, an image.

    Args:
        head: the header of the record, with the empty line that ends it.
        block: what the record holds.
        place: what messages call it.
        name: what its article is called if nothing better is known.

    Raises:
        InputError: the record is damaged, or its page cannot be decoded.
    """
    record = _record(head, block, place)
    partial = record.headers.get("WARC-Truncated") is not None
    for digest in record.headers.get_multiple("WARC-Block-Digest"):
        if not fits(digest, block):
            raise _changed(place)
    if not _opened(record, place):
        return None
    sent = body = record.reader.read()
    if record.record_type == WarcRecordType.response:
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            body = dechunked(sent, place, partial=partial)
        joined, coding = body, record.http_headers.get("Content-Encoding") or ""
        body = decoded(joined, coding, place, partial=partial)
        if not (partial or record.headers.get("WARC-Block-Digest")):
            _check_payload(record, (sent, joined, body), place)
    if len(body) > PAGE_BYTES:
        raise page_too_long(place)
    return Page(
        place=place,
        name=name,
        body=body,
        url=_address(record),
        charset=_charset(record),
        fetched=_instant(record),
    )


def is_page(head: bytes, beginning: bytes, place: str) -> bool:
    """Whether a record, of which only the beginning is known, holds a page."""
    try:
        return _opened(_record(_LENGTH.sub(rb"\1 %d" % len(beginning), head), beginning, place), place)
    except InputError:
        return False


def _record(head: bytes, block: bytes, place: str) -> WarcRecord:
    try:
        return WarcRecord.from_bytes(head + block)
    except OSError:
        raise InputError(place, "a record with a header that does not parse", "it is left out") from None


def _opened(record: WarcRecord, place: str) -> bool:
    """Whether it is a page; afterwards the record's reader gives the page's body."""
    kind = (record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if record.record_type == WarcRecordType.resource:
        return kind in _HTML
    if record.record_type != WarcRecordType.response or kind != "application/http":
        return False
    record.is_http = True
    try:
        record.parse_http(quirks_mode=True)
    except OSError:
        raise InputError(place, "an HTTP header that does not parse", "it is left out") from None
    if record.http_headers.status_code != _OK:
        return False
    sent = record.http_headers.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type") or ""
    return sent.split(";")[0].strip().lower() in _HTML


def _check_payload(record: WarcRecord, forms: tuple[bytes, ...], place: str) -> None:
    # Writers disagree on whether the payload is what came, with its chunks put together, or decoded too.
    for digest in record.headers.get_multiple("WARC-Payload-Digest"):
        if not any(fits(digest, form) for form in forms):
            raise _changed(place)


def _changed(place: str) -> InputError:
    return InputError(place, "a record that is not what was archived (its digest is another)", "get it again")


def _address(record: WarcRecord) -> str | None:
    # Wget writes it in angle brackets, after a misprint in the first edition of the standard.
    return (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">") or None


def _charset(record: WarcRecord) -> str | None:
    headers = record.headers if record.record_type == WarcRecordType.resource else record.http_headers
    match = _CHARSET.search(headers.get("Content-Type") or "")
    return match[1].lower() if match else None


def _instant(record: WarcRecord) -> str | None:
    moment = version_date(record.headers.get("WARC-Date") or "")
    return moment if moment is not None and "T" in moment else None
