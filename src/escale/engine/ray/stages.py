"""What the workers of a cluster do: some open files, some read what is in them and add it to the ledger."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from escale.engine.article_reader import ArticleReader
from escale.engine.chunks import Chunk, Found, chunked, found_in
from escale.engine.keeping import keep
from escale.engine.preparing import prepare
from escale.engine.ray.shares import Outcome, Share
from escale.engine.settling import settle
from escale.errors import EscaleError
from escale.ingest.meter import Meter
from escale.ingest.opening import open_file
from escale.ingest.terms import Terms
from escale.ledger.deriving import reader_name
from escale.ledger.ledger import Ledger

__all__ = ["ReadingWorker", "Work", "open_share"]

# A row that Ray carries is one value, pickled: inputs are of several kinds, of which Arrow knows none.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do, for all workers alike.

    Attributes:
        make_reader: gives a reader.
        open_ledger: gives the ledger.
        terms: how inputs are taken.
        again: the inputs were set aside before, and counted.
    """

    make_reader: Callable[[], ArticleReader]
    open_ledger: Callable[[], Ledger]
    terms: Terms
    again: bool = False


def open_share(row: Row, *, terms: Terms) -> Iterator[Row]:
    """Opens the files of a share, and gives what is in them in chunks."""
    share: Share = pickle.loads(row["share"])  # noqa: S301  # written by our own driver
    meter = Meter()
    for chunk in chunked(_found(share, terms, meter), meter):
        yield {"chunk": pickle.dumps(chunk)}


class ReadingWorker:
    """Reads chunks and adds them to the ledger, one commit a chunk.

    What was added before, by itself until it was killed or by another, is not added again.

    Args:
        work: what there is to do.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._reader: ArticleReader | None = None
        self._ledger: Ledger | None = None

    def __call__(self, row: Row) -> Row:
        """What came of a chunk."""
        chunk: Chunk = pickle.loads(row["chunk"])  # noqa: S301  # written by an opener
        outcome = Outcome(chunk.end - chunk.begin)
        try:
            self._add(chunk, outcome)
        except EscaleError as error:
            outcome.failure = EscaleError(str(error))
        return {"outcome": pickle.dumps(outcome)}

    def _add(self, chunk: Chunk, outcome: Outcome) -> None:
        # Not made before there is something to do: what fails is then told like any other failure.
        reader = self._reader = self._reader or self._work.make_reader()
        ledger = self._ledger = self._ledger or self._work.open_ledger()
        prepared = prepare(chunk.items, reader, self._work.terms)
        outcome.rejects.extend(prepared.rejects)
        settled = settle(chunk, prepared, ledger, reader_name(reader.info), again=self._work.again)
        outcome.passed = settled.passed
        outcome.tally = settled.tally
        outcome.tally.take(keep(ledger, reader.pipe(settled.unread), outcome))


def _found(share: Share, terms: Terms, meter: Meter) -> Iterator[Found]:
    for number, file in share.files:
        wanted = None if share.wanted is None else share.wanted[number]
        yield from found_in(number, open_file(file, terms, meter), wanted)
