"""A server on this machine that answers what a test lays down for each path, well or badly."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from local_server import LocalServer, QuietHandler

__all__ = ["TLS_TRUSTED", "Asked", "Reply", "WebServer", "dripping", "endless", "redirect", "torn"]

_CERTIFICATE = Path(__file__).with_name("localhost.pem")  # its key is in it; good for localhost alone

TLS_TRUSTED = ssl.create_default_context(cafile=str(_CERTIFICATE))


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]


Write = Callable[[bytes], object]


@dataclass(frozen=True)
class Reply:
    """One answer: with ``body``, or with whatever ``raw`` writes in place of status, headers and body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[Write], object] | None = None


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"location": to})


def dripping(head: bytes, drop: bytes = b"x", pause: float = 0.02, seconds: float = 5.0) -> Reply:
    """Begins, and goes on a drop at a time for far longer than a test allows."""

    def write(out: Write) -> None:
        out(head)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            out(drop)
            time.sleep(pause)

    return Reply(raw=write)


def endless(head: bytes) -> Reply:
    """Goes on as fast as it can until the other side hangs up."""

    def write(out: Write) -> None:
        out(head)
        while True:
            out(b"x" * 65536)

    return Reply(raw=write)


def torn(body: bytes) -> Reply:
    """Promises more than comes."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % (len(body) + 10)
    return Reply(raw=lambda out: out(head + body))


Script = Reply | Callable[[Asked], Reply]


class WebServer(LocalServer):
    """Answers each path by its reply, and others by 404.

    Attributes:
        pages: the replies, by path; a function is asked each time.
        asked: the requests, in order.
    """

    def __init__(self, pages: Mapping[str, Script] | None = None, *, tls: bool = False) -> None:
        self.pages: dict[str, Script] = dict(pages or {})
        self.asked: list[Asked] = []
        self.tls = tls
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if context is not None:
            context.load_cert_chain(_CERTIFICATE)
        super().__init__(self._handler(), context)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.asked if robots or asked.path != "/robots.txt"]

    def _handler(self) -> type[QuietHandler]:
        server = self

        class Handler(QuietHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # noqa: N802  # the name that http.server calls
                asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
                server.asked.append(asked)
                script = server.pages.get(self.path, Reply(status=404))
                reply = script(asked) if callable(script) else script
                self.close_connection = True
                try:
                    self._send(reply)
                except OSError:
                    return  # the client has hung up, as many tests want it to

            def _send(self, reply: Reply) -> None:
                if reply.raw is not None:
                    reply.raw(self.wfile.write)
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

        return Handler
