"""What a server is told when it starts: where it listens, who may read, and its limits."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Limits", "Settings", "is_loopback", "new_token"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a request.

    Attributes:
        body: bytes of a request's body.
        body_seconds: that it may take to arrive.
        page: rows of a page; of the API, as many as are asked for, ``most`` at most.
        download: rows of a download.
        seconds: that an answer may take.
        desks: questions answered at the same time.
        waiting: questions that may wait for one of them.
        cached: bytes of answers that are kept to be given again.
    """

    body: int = 1_000_000
    body_seconds: float = 30.0
    page: int = 25
    most: int = 500
    download: int = 20_000
    seconds: float = 20.0
    desks: int = 3
    waiting: int = 200
    cached: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How a ledger is served.

    Attributes:
        folder: of the ledger.
        host, port: where the server listens.
        private: True if reading needs the token too.
        token: what whoever writes has to know; not shown by ``repr``, as it might get into a log.
        names: host names that requests may use beside those of the loopback and ``host`` itself.
        limits: of a request.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8017
    private: bool = False
    token: str = field(default_factory=lambda: new_token(), repr=False)
    names: tuple[str, ...] = ()
    limits: Limits = Limits()

    @property
    def closed(self) -> bool:
        """True if nothing is shown without the token: asked for, or others can reach the server."""
        return self.private or not is_loopback(self.host)


def new_token() -> str:
    """192 random bits, in letters."""
    return secrets.token_urlsafe(24)


def is_loopback(host: str) -> bool:
    """True if only this machine reaches what listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
