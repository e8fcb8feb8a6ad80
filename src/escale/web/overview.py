"""Answers on the ledger as a whole: counts over all claims, which a new version makes long to wait for.

They are given by a thread of its own, which shares with all desks what it knows of a version. When the ledger
has grown it makes itself ready for the new version in the background, and meanwhile tells of the one before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from escale.ledger.ledger import Ledger
from escale.ledger.recent import Recent
from escale.web.digest import Digest, digest_of
from escale.web.page import Page

__all__ = ["Overview", "Told"]

T = TypeVar("T")

_KEPT = 64  # answers of a version


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """An answer, and the version that it is of."""

    version: int
    value: T


@dataclass(frozen=True, slots=True)
class _Held:
    ledger: Ledger
    version: int
    made: Recent = field(default_factory=lambda: Recent(_KEPT))

    def answer(self, asked: Hashable, question: Callable[[Ledger, int], T]) -> Told[T]:
        return Told(self.version, self.made.get(asked, lambda: question(self.ledger, self.version)))


class Overview:
    """Answers on the ledger as a whole.

    Args:
        open_ledger: opens the ledger; called once a version.
        patience: seconds from the first question after a new version that it is waited for, where there is an
            earlier one to tell of.
        first: and where there is none.
    """

    def __init__(
        self, open_ledger: Callable[[], Ledger], *, patience: float = 1.0, first: float = 5.0
    ) -> None:
        self._open = open_ledger
        self._patience, self._first = patience, first
        self._answering = ThreadPoolExecutor(1, "overview")
        self._preparing = ThreadPoolExecutor(1, "overview-next")
        self._lock = Lock()
        self._held: _Held | None = None
        self._next: Future[None] | None = None
        self._asked = self._rests_until = 0.0

    def digest(self, page: Page) -> Told[Digest] | None:
        """What the home page tells; see `ask`."""
        return self.ask(page, "digest", digest_of)

    def ask(self, page: Page, asked: Hashable, question: Callable[[Ledger, int], T]) -> Told[T] | None:
        """The answer to a question, of the page's version or, if that takes too long, of an earlier one.

        A page of a version that its address names is told of that one, however long it takes.

        Args:
            page: who asks.
            asked: names the question with all that is given to it.
            question: asks a ledger for a version.

        Returns:
            None while there is nothing to tell of any version.

        Raises:
            EscaleError: passed on from the question or the opening of the ledger.
        """
        held = self._held if page.pinned else self._ready(page.version)
        if page.pinned and (held is None or held.version != page.version):
            return Told(page.version, question(page.ledger, page.version))
        return None if held is None else self._answering.submit(held.answer, asked, question).result()

    def expect(self, version: int) -> None:
        """Makes itself ready for a version in the background, if it is not: lists are quick then."""
        with self._lock:
            self._begin(version)

    def close(self) -> None:
        """Ends the threads once they have answered."""
        self._preparing.shutdown(cancel_futures=True)
        self._answering.shutdown(cancel_futures=True)

    def _ready(self, version: int) -> _Held | None:
        with self._lock:
            held = self._held
            coming = self._begin(version)
            if coming is None:
                return held
            until = self._asked + (self._first if held is None else self._patience)
        with suppress(TimeoutError):
            # Together they wait once: each would hold a desk, and the others would wait for that.
            coming.result(max(0.0, until - time.monotonic()))
        return self._held

    def _begin(self, version: int) -> Future[None] | None:
        """What makes it ready for a version; None if it is. The lock is held."""
        if self._held is not None and self._held.version >= version:
            return None
        if self._next is None or (self._next.done() and time.monotonic() >= self._rests_until):
            self._next = self._preparing.submit(self._prepare)
            self._asked = time.monotonic()
        return self._next

    def _prepare(self) -> None:
        """Makes the latest version ready; then it rests as long, so that a ledger that grows leaves time."""
        start = time.monotonic()
        ledger = self._open()
        coming = _Held(ledger, ledger.view().version)
        coming.answer("digest", digest_of)
        with self._lock:
            self._held = coming
            taken = time.monotonic() - start
            self._rests_until = time.monotonic() + (taken if taken > self._patience else 0.0)
