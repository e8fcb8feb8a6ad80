"""Why an address gave nothing. Inside watching alone: users are told by the `InputError` made of it."""

from __future__ import annotations

from datetime import datetime

from escale.errors import InputError
from escale.ingest.dates import instant

__all__ = ["FetchError", "RestingError"]


class FetchError(Exception):
    """Nothing usable came from an address.

    Attributes:
        cause: what is wrong.
        remedy: what can be done.
        again: whether asking again in a later round may help.
    """

    def __init__(self, cause: str, remedy: str, *, again: bool = False) -> None:
        super().__init__(f"{cause}; {remedy}")
        self.cause = cause
        self.remedy = remedy
        self.again = again

    def at(self, place: str) -> InputError:
        """The error for a user who knows the address as ``place``."""
        return InputError(place, self.cause, self.remedy)


class RestingError(FetchError):
    """The host was not asked at all: it is left alone until an instant.

    Attributes:
        host: its name.
        until: the instant.
    """

    def __init__(self, host: str, until: datetime) -> None:
        super().__init__(
            f"{host} is left alone until {instant(until)}", "it failed or was too busy", again=True
        )
        self.host = host
        self.until = until
