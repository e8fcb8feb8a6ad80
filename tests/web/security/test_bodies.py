"""Bodies: bounded in size and time, and taken in whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive, Scope, Send

from escale.web.security.bodies import BoundedBodies

PIECE = b"0123456789"


class Server:
    """An application that keeps what it is given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        self.bodies.append(message.get("body", b""))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def ask(
    messages: Sequence[Message], headers: dict[str, str], *, pause: float = 0.0
) -> tuple[int | None, list[bytes]]:
    """The status that the layer answers with, bounded at 30 bytes and 0.1 seconds, and what came through."""
    server = Server()
    sent: list[Message] = []
    waiting = list(messages)

    async def receive() -> Message:
        await asyncio.sleep(pause)
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(BoundedBodies(server, 30, 0.1)(scope, receive, send))
    return next((message["status"] for message in sent if "status" in message), None), server.bodies


def pieces(count: int, *, ended: bool = True) -> list[Message]:
    return [
        {"type": "http.request", "body": PIECE, "more_body": not ended or number < count}
        for number in range(1, count + 1)
    ]


CHUNKED = {"transfer-encoding": "chunked"}


@pytest.mark.parametrize(
    ("messages", "headers", "status", "came"),
    [
        (pieces(3), {"content-length": "30"}, 200, [PIECE * 3]),
        (pieces(3), {"content-length": "00030"}, 200, [PIECE * 3]),
        (pieces(3), CHUNKED, 200, [PIECE * 3]),
        (pieces(4), {"content-length": "40"}, 413, []),
        (pieces(4), CHUNKED, 413, []),
        (pieces(4), {"content-length": "30"}, 413, []),
        (pieces(1), {"content-length": "1" + "0" * 30}, 413, []),
        (pieces(1), {"content-length": "0" * 30 + "40"}, 413, []),
        (pieces(1), {"content-length": "-1"}, 413, []),
        (pieces(1), {"content-length": "²"}, 413, []),
        (pieces(2, ended=False), CHUNKED, None, []),
        (pieces(2, ended=False), {"content-length": "30"}, None, []),
    ],
)
def test_what_comes_through(
    messages: list[Message], headers: dict[str, str], status: int | None, came: list[bytes]
) -> None:
    assert ask(messages, headers) == (status, came)


def test_what_takes_too_long_is_refused() -> None:
    assert ask(pieces(3), CHUNKED, pause=0.06) == (408, [])
