"""Who may come in: of a closed server only those who know the token; with a POST, only our own pages."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from escale.web.problems import API, problem, refusal
from escale.web.security.sessions import Session, Sessions

__all__ = ["Gate", "session_of"]

_OPEN = ("/session", "/static/")
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER = "bearer "


class Gate:
    """Lets in who may come, and puts their session into the scope (see `session_of`).

    Args:
        app: the application.
        sessions: knows the sessions.
        closed: True if reading needs the token too.
    """

    def __init__(self, app: ASGIApp, sessions: Sessions, *, closed: bool) -> None:
        self._app = app
        self._sessions = sessions
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application, or refuses."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        refused = self._refusal(request)
        if refused is not None:
            await refused(scope, receive, send)
            return
        scope.setdefault("state", {})["session"] = self._session(request)
        await self._app(scope, receive, send)

    def _refusal(self, request: HTTPConnection) -> Response | None:
        if request.scope["method"] not in _READING and not _from_here(request):
            return refusal(request, 403, "the request comes from another site")
        # Of the scope, as the routes see it.
        path = request.scope["path"]
        if not self._closed or path == _OPEN[0] or path.startswith(_OPEN[1]) or self._known(request):
            return None
        if path.startswith(API):
            return problem(
                401, "the token is needed: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"}
            )
        query = request.scope["query_string"].decode("latin-1")
        shown = request.scope["method"] in _READING
        back = quote(path) + (f"?{query}" if query else "") if shown else "/"
        return RedirectResponse(f"/session?next={quote(back)}", 303)

    def _known(self, request: HTTPConnection) -> bool:
        given = request.headers.get("authorization", "")
        if given.lower().startswith(_BEARER) and self._sessions.knows(given[len(_BEARER) :].strip()):
            return True
        return self._session(request) is not None

    def _session(self, request: HTTPConnection) -> Session | None:
        return self._sessions.of(request.cookies.get(self._sessions.cookie))


def session_of(request: HTTPConnection) -> Session | None:
    """The session of a request; None if whoever asks only reads."""
    session: Session | None = request.scope["state"]["session"]
    return session


def _from_here(request: HTTPConnection) -> bool:
    """True unless the browser says that another site asks; programs say nothing, and hold no cookie."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    # Not the scheme: a proxy that does TLS asks us without it.
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
