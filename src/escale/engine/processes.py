"""Reading in one process or in several: each has a reader of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, Protocol, TypeVar

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

_PART = 16  # articles: what one process reads at a time, so that all end at about the same time

_reader: ArticleReader  # of a reading process; it serves one run and ends with it


class Task(Protocol[T_co]):
    """Work that was handed out."""

    def done(self) -> bool:
        """Whether its result is there without waiting."""
        ...

    def awaited(self) -> list[Future[Any]]:
        """What it waits for."""
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
        """Hands articles out to be read, so that several processes may share in them."""
        if self._pool is None:
            return _Own(lambda: list(self._own.pipe(articles)))
        parts = [articles[start : start + _PART] for start in range(0, len(articles), _PART)]
        return _Shared([_Sent(self._pool.submit(_read, part)) for part in parts])


def first_done(tasks: Sequence[Task[object]]) -> None:
    """Waits until one of the tasks is done."""
    while not any(task.done() for task in tasks):
        wait([future for task in tasks for future in task.awaited()], return_when=FIRST_COMPLETED)


class _Own(Generic[T]):
    """A task of this process, done when its result is asked for."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.result = work

    def done(self) -> bool:
        return True

    def awaited(self) -> list[Future[Any]]:
        return []


class _Sent(Generic[T]):
    """A task of another process."""

    def __init__(self, future: Future[T]) -> None:
        self._future = future

    def done(self) -> bool:
        return self._future.done()

    def awaited(self) -> list[Future[Any]]:
        return [] if self._future.done() else [self._future]

    def result(self) -> T:
        try:
            return self._future.result()
        except BrokenProcessPool:
            line = "a reading process died, perhaps for want of memory; what was added stays: run again"
            raise EscaleError(f"{line}, with fewer --jobs") from None


class _Shared:
    """A task in parts, which together are its result."""

    def __init__(self, parts: Sequence[_Sent[Outcomes]]) -> None:
        self._parts = parts

    def done(self) -> bool:
        return all(part.done() for part in self._parts)

    def awaited(self) -> list[Future[Any]]:
        return [future for part in self._parts for future in part.awaited()]

    def result(self) -> Outcomes:
        return [outcome for part in self._parts for outcome in part.result()]


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
