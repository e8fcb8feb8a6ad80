"""A server on this machine that speaks the chat-completions protocol and answers what a test scripts."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from local_server import LocalServer, QuietHandler

__all__ = ["ChatServer", "Reply", "completion", "raw_claim"]


@dataclass(frozen=True)
class Reply:
    """One response: ``pause`` seconds before it, and between its pieces if ``pieces`` is more than one."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    pieces: int = 1
    torn: bool = False


def completion(content: object, *, reason: str = "stop", **message: object) -> Reply:
    """A response with that content, which is written as JSON if it is no string."""
    words = content if isinstance(content, str) or content is None else json.dumps(content)
    choice = {
        "index": 0,
        "finish_reason": reason,
        "message": {"role": "assistant", "content": words} | message,
    }
    usage = {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode())


def raw_claim(**fields: Any) -> dict[str, Any]:
    """A claim as a model writes it, with everything optional left open."""
    return {
        "type": "port_visit",
        "phase": "occur",
        "modality": "asserted",
        "actors": [],
        "recipients": [],
        "participants": [],
        "place": None,
        "time": None,
        "until": None,
        "sources": [],
        "items": [],
        "value": None,
        "vessels": [],
        "mentions": [],
    } | fields


Script = Sequence[Reply] | Callable[[dict[str, Any]], Reply]


class ChatServer(LocalServer):
    """Answers each request by the next of the script's replies, the last over and over, or by its function.

    Attributes:
        bodies, headers: of the requests, in order.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        super().__init__(self._handler())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def reply(self, body: dict[str, Any]) -> Reply:
        if callable(self._script):
            return self._script(body)
        return self._script[min(len(self.bodies), len(self._script)) - 1]

    def _handler(self) -> type[QuietHandler]:
        server = self

        class Handler(QuietHandler):
            def do_POST(self) -> None:  # noqa: N802  # the name that http.server calls
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.bodies.append(body)
                server.headers.append({name.lower(): value for name, value in self.headers.items()})
                server.paths.append(self.path)
                reply = server.reply(body)
                try:
                    self._send(reply)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def _send(self, reply: Reply) -> None:
                time.sleep(reply.pause)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body) + reply.torn))
                self.end_headers()
                size = -(-len(reply.body) // reply.pieces) or 1
                for at in range(0, len(reply.body), size):
                    self.wfile.write(reply.body[at : at + size])
                    self.wfile.flush()
                    time.sleep(reply.pause if reply.pieces > 1 else 0)
                self.close_connection = reply.torn

        return Handler
