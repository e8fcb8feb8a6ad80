"""The bodies of requests: taken in whole before anything else is done, within bounds of size and time."""

from __future__ import annotations

import asyncio

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from escale.web.problems import refusal

__all__ = ["BoundedBodies"]

_DIGITS = 18  # of a length: more say nothing but that it is too large


class _TooLargeError(Exception):
    """A body goes beyond its bound."""


class BoundedBodies:
    """Refuses a body that is too large (413) or too slow (408).

    Args:
        app: the application.
        size: bytes.
        seconds: that the whole body may take.
    """

    def __init__(self, app: ASGIApp, size: int, seconds: float) -> None:
        self._app = app
        self._size = size
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application with the whole body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        headers = request.headers
        told = headers.get("content-length", "0").lstrip("0") or "0"
        if not told.isascii() or not told.isdigit() or int(told[:_DIGITS]) > self._size:
            await refusal(request, 413, f"more than {self._size:,} bytes")(scope, receive, send)
            return
        if told == "0" and "transfer-encoding" not in headers:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._taken(receive)
        except TimeoutError:
            told = f"the body took more than {self._seconds:g} seconds"
            await refusal(request, 408, told)(scope, receive, send)
            return
        except _TooLargeError:
            await refusal(request, 413, f"more than {self._size:,} bytes")(scope, receive, send)
            return
        if body is None:
            return
        waiting = [body]

        async def replay() -> Message:
            if waiting:
                return {"type": "http.request", "body": waiting.pop(), "more_body": False}
            return await receive()

        await self._app(scope, replay, send)

    async def _taken(self, receive: Receive) -> bytes | None:
        """The body; None if whoever sends it went away: half a form must not be taken for a whole one."""
        pieces = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            pieces += message.get("body", b"")
            if len(pieces) > self._size:
                raise _TooLargeError
            if not message.get("more_body"):
                return bytes(pieces)
