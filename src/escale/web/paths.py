"""Addresses from outside that a page sends its reader to: back on this site, or out to the web."""

from __future__ import annotations

import re

__all__ = ["own_path", "web_address"]

# One slash and no other, no backslash (which browsers take for one), no control character, no space.
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]{0,1999}")
_WEB = ("http://", "https://")


def own_path(given: str | None, otherwise: str = "/") -> str:
    """``given`` if it is a path of this site, with or without a query; else ``otherwise``."""
    return given if given is not None and _PATH.fullmatch(given) else otherwise


def web_address(url: str | None) -> str | None:
    """``url`` if it leads to the web: a record could hold ``javascript:``."""
    return url if url is not None and url.lower().startswith(_WEB) else None
