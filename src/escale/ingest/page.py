"""A page of the web as it was saved or fetched, before its article is taken from it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page. It can be pickled: where several processes work, each takes out its own articles.

    Attributes:
        place: what messages call it: its file, or its archive and the record in it.
        name: what its article is called if nothing better is known.
        body: its bytes.
        url: the address it was fetched from; None if unknown.
        charset: the encoding that the server named; None if it named none.
        fetched: the instant it was fetched at, ISO 8601 in UTC; None if unknown.
    """

    place: str
    name: str
    body: bytes
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None
