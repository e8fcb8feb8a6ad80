"""Addresses as feeds, pages and redirects write them: made whole, refused where they are none of the web."""

from __future__ import annotations

import httpx

from escale.ingest.feeds.fetch_error import FetchError
from escale.ingest.feeds.limits import ADDRESS_CHARACTERS

__all__ = ["host_of", "link_of", "origin_of"]

_LAST_PORT = 65_535
_REMEDY = "addresses begin with http:// or https://"


def link_of(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """The address that ``address`` is, seen from ``base``; without its fragment.

    Raises:
        FetchError: it is none of http or https, too long, or holds a password.
    """
    written = address.strip()
    if len(written) > ADDRESS_CHARACTERS:
        raise FetchError(f"an address beyond {ADDRESS_CHARACTERS:,} characters", "it is not asked")
    try:
        url = base.join(written) if base is not None else httpx.URL(written)
        url = url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError):
        raise FetchError("no address that can be read", _REMEDY) from None
    if url.scheme not in ("http", "https"):
        raise FetchError(f"an address of {url.scheme or 'no kind'}, not of the web", _REMEDY)
    if not url.host:
        raise FetchError("an address without a host", _REMEDY)
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise FetchError("an address with a port that there is not", "check the address")
    if url.userinfo:
        raise FetchError("an address with a name or password in it", "only what is open to all is fetched")
    return url


def host_of(url: httpx.URL) -> str:
    """The name of its host, in lower case and as the network knows it."""
    return url.raw_host.decode("ascii")


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port, as one key."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
