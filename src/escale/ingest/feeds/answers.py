"""What a server answers to one request, and what of it is wanted."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

import httpcore
import httpx

from escale.ingest.feeds.addresses import Gate
from escale.ingest.feeds.body import body_of
from escale.ingest.feeds.connecting import Deadline, GatedBackend
from escale.ingest.feeds.fetch_error import FetchError
from escale.ingest.feeds.links import host_of

__all__ = ["FEED", "PAGE", "ROBOTS", "Answer", "Wanted", "asked"]

_OK = 200
_PORTS = {"http": 80, "https": 443}
_LATER = "it is asked again in the next round"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of content.

    Attributes:
        accept: how a request names it.
        types: the content types that are taken; what has none is taken too. None if any is.
        cut: whether what is too long is cut off, and no failure.
    """

    accept: str
    types: frozenset[str] | None = None
    cut: bool = False


# Many servers send feeds as whatever their files' suffix suggests; what is none is seen from its content.
FEED = Wanted(
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    frozenset(
        {
            *("application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/xml"),
            *("application/octet-stream", "application/x-rss+xml", "text/xml", "text/html", "text/plain"),
            *("text/rss", "text/rss+xml"),
        }
    ),
)
PAGE = Wanted("text/html, application/xhtml+xml", frozenset({"text/html", "application/xhtml+xml"}))
ROBOTS = Wanted("text/plain, */*;q=0.1", cut=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        url: the address that gave it.
        status: of HTTP.
        headers: its headers.
        body: its bytes, unpacked; empty if its status is not 200.
        charset: the encoding that the server names; None if it names none.
    """

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes = b""
    charset: str | None = None


def asked(
    url: httpx.URL,
    headers: Sequence[tuple[str, str]],
    wanted: Wanted,
    gate: Gate,
    tls: ssl.SSLContext | None,
    seconds: float,
    most: int,
) -> Answer:
    """What the server at ``url`` answers to one GET, over a connection of its own.

    Args:
        url: the address.
        headers: of the request.
        wanted: the content that is taken of an answer with status 200.
        gate: lets through the addresses that may be connected to.
        tls: how https is checked; for http there is nothing to check.
        seconds: the time that the whole answer may take.
        most: how many bytes of content are taken.

    Raises:
        FetchError: there is no answer, or none that is wanted.
    """
    host, port = url.raw_host, url.port or _PORTS[url.scheme]
    backend = GatedBackend(gate, Deadline(seconds))
    origin = httpcore.Origin(url.raw_scheme, host, port)
    target = httpcore.URL(scheme=url.raw_scheme, host=host, port=port, target=url.raw_path)
    raw = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers]
    raw.insert(0, (b"Host", url.netloc))
    try:
        with (
            httpcore.HTTPConnection(origin, ssl_context=tls, network_backend=backend) as connection,
            connection.stream("GET", target, headers=raw) as response,
        ):
            return _taken(url, response, wanted, most)
    except httpcore.TimeoutException:
        raise FetchError(f"no whole answer in {seconds:g} seconds", _LATER, again=True) from None
    except httpcore.ConnectError as error:
        reason = " ".join(str(error)[:120].split()).lower() or "refused"
        raise FetchError(f"{host_of(url)} cannot be connected to ({reason})", _LATER, again=True) from None
    except (httpcore.NetworkError, httpcore.ProtocolError):
        raise FetchError("the answer breaks off or is none of HTTP", _LATER, again=True) from None


def _taken(url: httpx.URL, response: httpcore.Response, wanted: Wanted, most: int) -> Answer:
    headers = httpx.Headers(response.headers)
    if response.status != _OK:
        return Answer(url, response.status, headers)
    kind = Message()
    kind["content-type"] = headers.get("content-type", "")
    if wanted.types is not None and "content-type" in headers and kind.get_content_type() not in wanted.types:
        raise FetchError(f"content of type {kind.get_content_type()[:80]}", "give the address of another")
    chunks = response.iter_stream()
    body = body_of(chunks, headers.get("content-encoding", ""), most, cut=wanted.cut)
    return Answer(url, response.status, headers, body, kind.get_content_charset())
