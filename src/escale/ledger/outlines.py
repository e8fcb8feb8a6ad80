"""The outlines of the versions of a ledger, shared by those who ask it in several threads."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from weakref import WeakValueDictionary

from escale.ledger.outline import Outline

__all__ = ["Outlines"]


class Outlines:
    """The outlines of one ledger's versions: each is made once, and kept as long as a view holds it."""

    def __init__(self) -> None:
        self._made: WeakValueDictionary[int, Outline] = WeakValueDictionary()
        self._making = Lock()

    def made(self, version: int) -> Outline | None:
        """The outline of a version, if there is one."""
        return self._made.get(version)

    def of(self, version: int, make: Callable[[], Outline]) -> Outline:
        """The outline of a version, made now if nobody has it; one is made at a time."""
        with self._making:
            found = self._made.get(version)
            if found is None:
                found = self._made[version] = make()
            return found
