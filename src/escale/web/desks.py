"""Where questions to the ledger are answered: a few threads, each with the ledger opened for itself.

A ledger's view is for one thread; and what one question found out about a version serves the next one.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from escale.errors import EscaleError
from escale.ledger.ledger import Ledger

__all__ = ["BusyError", "Desks", "SlowError"]

T = TypeVar("T")


class BusyError(EscaleError):
    """Too many questions wait already."""

    def __init__(self) -> None:
        super().__init__("too many questions at once; ask again in a moment")


class SlowError(EscaleError):
    """An answer takes longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} seconds; ask for less")


class Desks:
    """Answers questions in threads.

    Args:
        open_ledger: opens the ledger; called once a thread.
        count: threads.
        waiting: questions that may wait; one more is refused.
        seconds: that an answer may take, from the asking.
    """

    def __init__(
        self, open_ledger: Callable[[], Ledger], count: int = 3, waiting: int = 200, seconds: float = 20.0
    ) -> None:
        self._open = open_ledger
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="desk")
        self._most = count + waiting
        self._seconds = seconds
        self._own = threading.local()
        self._lock = threading.Lock()
        self._asked = 0

    async def ask(self, question: Callable[[Ledger], T]) -> T:
        """The answer to a question.

        Raises:
            BusyError: too many wait.
            SlowError: it takes too long. What is under way is not broken off, and holds its thread.
            EscaleError: passed on from the question.
        """
        with self._lock:
            if self._asked >= self._most:
                raise BusyError
            self._asked += 1
        future: Future[T] = self._threads.submit(self._answer, question)
        future.add_done_callback(self._done)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError:
            raise SlowError(self._seconds) from None

    def close(self) -> None:
        """Ends the threads once they have answered."""
        self._threads.shutdown(cancel_futures=True)

    def _answer(self, question: Callable[[Ledger], T]) -> T:
        ledger: Ledger | None = getattr(self._own, "ledger", None)
        if ledger is None:
            ledger = self._own.ledger = self._open()
        return question(ledger)

    def _done(self, _future: Future[T]) -> None:
        with self._lock:
            self._asked -= 1
