"""The files of a run in shares that are handed out, and what is sent from one process to the next."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from escale.engine.passed import PassedOver, Wanted
from escale.engine.tally import Tally
from escale.errors import EscaleError, InputError
from escale.ingest.remote import is_remote

__all__ = ["Outcome", "Share", "shares"]

_BYTES = 32 << 20  # small files go together, so that a share is worth a task
_FILES = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """Some files of a run.

    Attributes:
        files: each with its number in the run.
        wanted: where only these inputs of the files are wanted; None: all.
    """

    files: tuple[tuple[int, str], ...]
    wanted: Wanted | None = None


@dataclass(slots=True)
class Outcome:
    """What came of a chunk.

    Attributes:
        tally: the counts.
        bytes: of the files that were taken in for it.
        rejects: inputs that are no article.
        notices: what is to be known about articles, with the ids they came with.
        passed: articles set aside that have an address.
        failure: why the run cannot go on; None if it can.
    """

    bytes: int
    tally: Tally = field(default_factory=Tally)
    rejects: list[InputError] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    passed: list[PassedOver] = field(default_factory=list)
    failure: EscaleError | None = None

    def rejected(self, error: InputError) -> None:
        """See `escale.engine.keeping.Listener`."""
        self.rejects.append(error)

    def noticed(self, article: str, notice: str) -> None:
        """See `escale.engine.keeping.Listener`."""
        self.notices.append((article, notice))

    def advanced(self, tally: Tally, share: float | None) -> None:
        """See `escale.engine.keeping.Listener`; the driver counts."""


def shares(files: Iterable[tuple[str, int | None]], wanted: Wanted | None = None) -> Iterator[Share]:
    """The files in shares, in their order; with ``wanted`` only those of which something is wanted."""
    some: list[tuple[int, str]] = []
    weight = 0
    for number, (file, size) in enumerate(files):
        if wanted is not None and number not in wanted:
            continue
        # Workers may run in another folder.
        some.append((number, file if is_remote(file) else os.path.abspath(file)))  # noqa: PTH100  # as it is
        weight += size or 0
        if weight >= _BYTES or len(some) >= _FILES:
            yield _share(some, wanted)
            some, weight = [], 0
    if some:
        yield _share(some, wanted)


def _share(files: list[tuple[int, str]], wanted: Wanted | None) -> Share:
    part = None if wanted is None else {number: wanted[number] for number, _ in files}
    return Share(tuple(files), part)
