"""Sessions: whoever knows the token gets a cookie, and each form that writes carries a word only we can make.

The cookie holds a random number and its signature (HMAC-SHA-256 with a key of this process), so that only the
sessions that were ended have to be kept: the others end with the browser or the server.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

__all__ = ["Session", "Sessions"]


@dataclass(frozen=True, slots=True)
class Session:
    """A session.

    Attributes:
        secret: what its forms prove to know, against requests that other sites make in its name (CSRF).
    """

    secret: bytes = field(repr=False)

    @property
    def csrf(self) -> str:
        """The word that a form carries: another each time, so that packed pages do not tell it (BREACH)."""
        mask = secrets.token_bytes(len(self.secret))
        return (mask + _masked(self.secret, mask)).hex()

    def gave(self, word: str) -> bool:
        """True if ``word`` is one that `csrf` gave."""
        try:
            given = bytes.fromhex(word)
        except ValueError:
            return False
        mask, hidden = given[: len(self.secret)], given[len(self.secret) :]
        return len(hidden) == len(mask) and hmac.compare_digest(_masked(hidden, mask), self.secret)


class Sessions:
    """Opens sessions, knows them again, and ends them.

    Args:
        token: what has to be known to open one.
        port: of the server, for browsers give a cookie to all ports of a host.

    Attributes:
        cookie: the name of the cookie.
    """

    def __init__(self, token: str, port: int) -> None:
        self.cookie = f"escale_session_{port}"
        self._token = token
        self._key = secrets.token_bytes(32)
        self._ended: set[str] = set()

    def open(self, token: str) -> str | None:
        """The cookie's value for whoever gives the right token; None for others."""
        if not self.knows(token):
            return None
        number = secrets.token_urlsafe(18)
        return f"{number}.{self._signed('session', number)}"

    def knows(self, token: str) -> bool:
        """True if that is the token, compared in a time that does not tell how much of it is right."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode())

    def of(self, cookie: str | None) -> Session | None:
        """The session of a cookie's value; None if it is none of ours, or was ended."""
        number, _, signature = (cookie or "").partition(".")
        right = self._signed("session", number)
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), right.encode()):
            return None
        return None if number in self._ended else Session(bytes.fromhex(self._signed("form", number)))

    def end(self, cookie: str | None) -> None:
        """Ends the session of a cookie's value, so that a copy of it is of no use; others are left alone."""
        if self.of(cookie) is not None:
            self._ended.add((cookie or "").partition(".")[0])

    def _signed(self, use: str, number: str) -> str:
        return hmac.new(self._key, f"{use}\n{number}".encode("utf-8", "replace"), sha256).hexdigest()


def _masked(word: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(word, mask, strict=True))
