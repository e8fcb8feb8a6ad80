"""Reading in one process or in several: each has a reader of its own."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from escale.commands.read import ArticleReader
from escale.errors import EscaleError, InputError
from escale.model import Article
from escale.reading import ReaderInfo, Reading

__all__ = ["Workers"]

T = TypeVar("T")

_AHEAD = 2  # batches that wait for each process, so that none is idle and memory stays flat

_reader: ArticleReader  # of a reading process; it serves one run and ends with it


class Workers:
    """Readers at work.

    Args:
        make_reader: gives a reader; picklable if there are several jobs.
        jobs: how many processes; one reads in this very process.
    """

    def __init__(self, make_reader: Callable[[], ArticleReader], jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        if jobs == 1:
            self._own = make_reader()
            self.info = self._own.info
        else:
            # A fresh process, not a fork: threads of Arrow and DuckDB run in this one.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(jobs, context, _start, (make_reader,))
            self.info = self._asked(self._pool.submit(_info))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, batches: Iterable[list[Article]]) -> Iterator[list[Reading | InputError]]:
        """What came of each batch, in their order.

        Raises:
            EscaleError: a reading process died.
        """
        if self._pool is None:
            for batch in batches:
                yield list(self._own.pipe(batch))
            return
        waiting: deque[Future[list[Reading | InputError]]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(_read, batch))
            if len(waiting) >= _AHEAD * self._jobs:
                yield self._asked(waiting.popleft())
        while waiting:
            yield self._asked(waiting.popleft())

    @staticmethod
    def _asked(future: Future[T]) -> T:
        try:
            return future.result()
        except BrokenProcessPool:
            line = "a reading process died, perhaps for want of memory; what was added stays: run again"
            raise EscaleError(f"{line}, with fewer --jobs") from None


def _start(make_reader: Callable[[], ArticleReader]) -> None:
    global _reader
    _reader = make_reader()


def _info() -> ReaderInfo:
    return _reader.info


def _read(batch: list[Article]) -> list[Reading | InputError]:
    return list(_reader.pipe(batch))
