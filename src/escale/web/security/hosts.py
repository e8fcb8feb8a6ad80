"""Which names a request may call the server by: a page of another site must not reach it under its own.

Without this a site could have its name resolve to 127.0.0.1 and read the ledger as its own (DNS rebinding).
"""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from escale.web.problems import refusal
from escale.web.settings import Settings

__all__ = ["KnownHosts", "hosts_of"]

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ANY = ("0.0.0.0", "::")  # noqa: S104  # told apart, not bound


def hosts_of(settings: Settings) -> frozenset[str]:
    """The values that the header Host may have; a name without its port counts for ports 80 and 443."""
    bound = settings.host if ":" not in settings.host else f"[{settings.host.strip('[]')}]"
    names = [*_LOOPBACK, *settings.names, *(() if settings.host in _ANY else (bound,))]
    ported = {f"{name}:{settings.port}" for name in names}
    bare = set(settings.names) | (set(names) if settings.port in (80, 443) else set())
    return frozenset(name.lower() for name in ported | bare)


class KnownHosts:
    """Refuses requests that call the server by another name (421)."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application if the name is known."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        called = request.headers.getlist("host")
        if len(called) == 1 and called[0].lower() in self._hosts:
            await self._app(scope, receive, send)
            return
        response = refusal(request, 421, "this server does not go by that name; see --allow-host")
        await response(scope, receive, send)
