"""Reading in one process or in several: each has a reader of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, Protocol, TypeVar

from escale.engine.article_reader import ArticleReader
from escale.engine.child_start import child_settings, end_with_parent
from escale.engine.preparing import Prepared, prepare
from escale.errors import EscaleError, InputError
from escale.ingest.inputs import Input
from escale.ingest.terms import Terms
from escale.model import Article
from escale.reading import ReaderInfo, Reading

__all__ = ["Outcomes", "Processes", "Task", "first_done"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Outcomes = list[Reading | InputError]

_reader: ArticleReader  # of a reading process; it serves one run and ends with it


class Task(Protocol[T_co]):
    """Work that was handed out."""

    def done(self) -> bool:
        """Whether its result is there without waiting."""
        ...

    def result(self) -> T_co:
        """What came of it."""
        ...


class Processes:
    """Readers at work.

    Args:
        make_reader: gives a reader; picklable if there are several jobs.
        jobs: how many processes; one reads in this very process.

    Attributes:
        info: what the readings name as their reader.
        jobs: how many processes.
    """

    def __init__(self, make_reader: Callable[[], ArticleReader], jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        if jobs == 1:
            self._own = make_reader()
            self.info = self._own.info
            return
        # A fresh process, not a fork: threads of Arrow and DuckDB run in this one.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(jobs, context, _start, (make_reader,))
        try:
            with child_settings():
                asked = [self._pool.submit(_info) for _ in range(jobs)]
            self.info = _Sent(asked[0]).result()
        except BaseException:
            self._pool.shutdown(cancel_futures=True)
            raise

    def close(self) -> None:
        """Ends the processes, once they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def prepare(self, items: Sequence[Input], terms: Terms) -> Task[Prepared]:
        """Hands inputs out to be prepared."""
        if self._pool is None:
            return _Own(lambda: prepare(items, self._own, terms))
        return _Sent(self._pool.submit(_prepare, items, terms))

    def read(self, articles: Sequence[Article]) -> Task[Outcomes]:
        """Hands articles out to be read."""
        if self._pool is None:
            return _Own(lambda: list(self._own.pipe(articles)))
        return _Sent(self._pool.submit(_read, articles))


def first_done(tasks: Iterable[Task[object]]) -> None:
    """Waits until one of the tasks is done."""
    tasks = list(tasks)
    if not any(task.done() for task in tasks):
        wait([task.future for task in tasks if isinstance(task, _Sent)], return_when=FIRST_COMPLETED)


class _Own(Generic[T]):
    """A task of this process, done when its result is asked for."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.result = work

    def done(self) -> bool:
        return True


class _Sent(Generic[T]):
    """A task of another process."""

    def __init__(self, future: Future[T]) -> None:
        self.future = future

    def done(self) -> bool:
        return self.future.done()

    def result(self) -> T:
        try:
            return self.future.result()
        except BrokenProcessPool:
            line = "a reading process died, perhaps for want of memory; what was added stays: run again"
            raise EscaleError(f"{line}, with fewer --jobs") from None


def _start(make_reader: Callable[[], ArticleReader]) -> None:
    global _reader
    end_with_parent()
    _reader = make_reader()


def _info() -> ReaderInfo:
    return _reader.info


def _prepare(items: Sequence[Input], terms: Terms) -> Prepared:
    return prepare(items, _reader, terms)


def _read(articles: Sequence[Article]) -> Outcomes:
    return list(_reader.pipe(articles))
