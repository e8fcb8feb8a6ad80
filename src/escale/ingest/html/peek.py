"""A cheap look at what a page says of itself, before it is decoded and parsed."""

from __future__ import annotations

import re

__all__ = ["declared_language"]

_HEAD_BYTES = 4096
_TAG = re.compile(rb"<html\b([^>]{0,2000})", re.I)
_LANG = re.compile(rb"(?:^|[\s\"'])(?:xml:)?lang\s{0,8}=\s{0,8}[\"']?\s{0,8}([a-z]{2,3})(?![a-z])", re.I)


def declared_language(body: bytes) -> str | None:
    """The language of the page's ``html`` element (BCP 47), without region, in lower case; None without one.

    Templates often leave in place the language of their maker: a hint that saves work, no proof.
    """
    head = body[:_HEAD_BYTES].replace(b"\0", b"")
    tag = _TAG.search(head)
    lang = _LANG.search(tag[1]) if tag is not None else None
    return lang[1].decode("ascii").lower() if lang is not None else None
