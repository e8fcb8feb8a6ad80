"""The entries of a feed of RSS or Atom, by feedparser; nothing is fetched here."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import feedparser

from escale.errors import InputError
from escale.ingest.feeds.entry_dates import day_of, instant_of
from escale.ingest.feeds.feed_text import feed_text, refuse_declarations
from escale.ingest.feeds.fetch_error import FetchError
from escale.ingest.html.blocks import blocks
from escale.ingest.html.parsing import tree_of_page

__all__ = ["Document", "Entry", "document_of"]

_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_CLOSED = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s{0,20}>", re.IGNORECASE)
_TAIL = 2_000  # characters, with room for what caches write after the end
_LONGEST_TITLE = 100  # of a feed, which may stand for the publisher's name
_SHOWN = 40  # characters of a date that is none


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed has it.

    Attributes:
        number: its place in the feed, from 1.
        link: the address of its article, as written; None if there is none.
        identity: its own id; None if it has none.
        title: its title; empty if it has none.
        text: its summary or content, as text.
        published: the day of publication, EDTF; None if it says none.
        at: the instant of publication, ISO 8601 in UTC; None if it says none.
        updated: the instant of its last change; None if it says none.
        fault: why no article can be made of what the feed itself says; None if one can.
    """

    number: int
    link: str | None
    identity: str | None
    title: str
    text: str
    published: str | None
    at: str | None
    updated: str | None
    fault: str | None

    @property
    def stamp(self) -> str:
        """What changes when the entry does: the instant of its last change, else a digest of what it says."""
        if self.updated:
            return self.updated
        said = "\0".join((self.published or "", self.title, self.text))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Document:
    """A feed: its title, if it can be a publisher's name, and its entries in order."""

    title: str | None
    entries: tuple[Entry, ...]


def document_of(data: bytes, charset: str | None, url: str) -> Document:
    """The feed that ``data`` holds.

    Args:
        data: what was fetched.
        charset: the encoding that the server names.
        url: where it came from; relative addresses in it are seen from there.

    Raises:
        FetchError: it is no feed, or one that declares entities.
    """
    text = feed_text(data, charset)
    refuse_declarations(text)
    # feedparser opens what is named by a string; a stream it only reads. Its own cleaning of HTML is not
    # needed: no markup is kept.
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed["version"]:
        raise FetchError("not a feed of RSS or Atom", "give the address of the feed itself")
    if parsed["bozo"] and not _CLOSED.search(text[-_TAIL:]):
        # Its last entry would be half a text that passes for a whole one.
        raise FetchError("a feed that breaks off", "it is asked again in the next round", again=True)
    try:
        title = _title(parsed["feed"])
    except InputError:
        title = ""
    return Document(
        title=title if 0 < len(title) <= _LONGEST_TITLE else None,
        entries=tuple(_entry(entry, number) for number, entry in enumerate(parsed["entries"], 1)),
    )


def _entry(raw: dict[str, Any], number: int) -> Entry:
    # By dict.get alone: feedparser's own answers "updated" with the date of publication.
    published, updated = dict.get(raw, "published"), dict.get(raw, "updated")
    written, parsed = (published, "published_parsed") if published else (updated, "updated_parsed")
    day = day_of(written, dict.get(raw, parsed)) if written else None
    fault = None
    if day is None:
        odd = f"published is {str(written)[:_SHOWN]!r}, which is no date"
        fault = odd if written else "an entry without a date"
    try:
        title, text = _title(raw), _longest(raw)
    except InputError as error:
        title, text, fault = "", "", error.cause
    return Entry(
        number=number,
        link=_link(raw),
        identity=raw.get("id") or None,
        title=title,
        text=text,
        published=day,
        at=instant_of(dict.get(raw, "published_parsed")),
        updated=instant_of(dict.get(raw, "updated_parsed")),
        fault=fault,
    )


def _link(raw: Mapping[str, Any]) -> str | None:
    link = raw.get("link") or None
    # RSS takes an id for a link unless told otherwise, and feeds that have ids of their own forget to tell.
    if link and raw.get("guidislink") and not link.startswith(("http://", "https://")):
        return None
    return link


def _longest(raw: Mapping[str, Any]) -> str:
    """Of summary and contents, which often say the same at different length, the one that says most."""
    details = [*raw.get("content", ()), *([raw["summary_detail"]] if "summary_detail" in raw else ())]
    return max(map(_text, details), key=len, default="")


def _title(raw: Mapping[str, Any]) -> str:
    detail = raw.get("title_detail")
    return " ".join(_text(detail).split()) if detail else ""


def _text(detail: Mapping[str, Any]) -> str:
    """Plain text; InputError if its HTML is more than can be taken in."""
    value = (detail.get("value") or "").strip()
    if not value or detail.get("type") not in _MARKUP:
        return str(value)
    return "\n".join(block.text for block in blocks(tree_of_page(f"<div>{value}", "")))
