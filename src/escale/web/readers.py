"""The reader of articles that are pasted or uploaded: made when first needed, one article at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from escale.engine.article_reader import ArticleReader, MakeReader
from escale.errors import InputError
from escale.model import Article
from escale.reading import Reading
from escale.web.desks import BusyError, SlowError

__all__ = ["Readers"]

T = TypeVar("T")

_LANGUAGE = "fr"
_WAITING = 8
_SECONDS = 60.0


class Readers:
    """Reads articles in a thread of its own, so that questions to the ledger do not wait for it.

    Args:
        make: gives the reader of a language.
        seconds: that a reading may take, from the asking.
    """

    def __init__(self, make: MakeReader, seconds: float = _SECONDS) -> None:
        self._make = make
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._reader: ArticleReader | None = None
        self._asked = 0

    async def read(self, article: Article) -> Reading:
        """The reading of an article.

        Raises:
            InputError: it cannot be read.
            BusyError: too many wait.
            SlowError: it takes too long. What is under way is not broken off, and holds the thread.
        """
        return await self._do(lambda: self._read(article))

    async def opened(self, work: Callable[[], Article | InputError]) -> Article:
        """The article that ``work`` takes from what was sent: as heavy as a reading, and in its thread.

        Raises:
            InputError: there is none in it.
            BusyError, SlowError: as `read`.
        """
        return await self._do(work)

    def close(self) -> None:
        """Ends the thread."""
        self._thread.shutdown(cancel_futures=True)

    async def _do(self, work: Callable[[], T | InputError]) -> T:
        if self._asked >= _WAITING:
            raise BusyError
        self._asked += 1
        waiting = asyncio.get_running_loop().run_in_executor(self._thread, work)
        waiting.add_done_callback(self._done)
        try:
            found = await asyncio.wait_for(asyncio.shield(waiting), self._seconds)
        except TimeoutError:
            raise SlowError(self._seconds) from None
        if isinstance(found, InputError):
            raise found
        return found

    def _read(self, article: Article) -> Reading | InputError:
        if self._reader is None:
            self._reader = self._make(_LANGUAGE, False)
        return next(iter(self._reader.pipe([article])))

    def _done(self, work: asyncio.Future[T | InputError]) -> None:
        self._asked -= 1
        if not work.cancelled():
            # Looked at here, where nobody waits for it any more: its words must not get into a log.
            work.exception()
