"""Runs the application until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from escale.engine.article_reader import MakeReader
from escale.errors import UsageError
from escale.ledger.ledger import Ledger
from escale.web.app import create_app
from escale.web.settings import Settings

__all__ = ["bound", "run"]

_BACKLOG = 512
_LAST_PORT = 65_535  # a greater one would be taken modulo its number
_IDLE = 15  # seconds that a connection may rest
_CONNECTIONS = 512


def bound(settings: Settings) -> socket.socket:
    """The socket that the server is to listen on.

    Raises:
        UsageError: the host or port cannot be had.
    """
    host = settings.host.strip("[]")
    try:
        if settings.port > _LAST_PORT:
            raise OverflowError("no such port")
        family, _, _, _, place = socket.getaddrinfo(host, settings.port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
    except (OSError, OverflowError, UnicodeError) as error:
        told = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"{settings.host}:{settings.port}: {told}; give another --host or --port") from None
    # Whoever comes from now on waits until it is answered.
    listening.listen(_BACKLOG)
    return listening


def run(
    settings: Settings,
    open_ledger: Callable[[], Ledger],
    make_reader: MakeReader,
    listening: socket.socket,
) -> None:
    """Serves until interrupted. Nothing is logged but errors: addresses tell what an analyst looks for."""
    config = uvicorn.Config(
        create_app(settings, open_ledger, make_reader),
        access_log=False,
        log_level="warning",
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_IDLE,
        limit_concurrency=_CONNECTIONS,
    )
    uvicorn.Server(config).run(sockets=[listening])
