"""One machine: inputs in order through reading processes into a ledger, few of them in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from escale.engine.article_reader import ArticleReader
from escale.engine.chunks import Chunk
from escale.engine.flow import Flow, PreparedChunk
from escale.engine.keeping import Listener, Tidier, keep
from escale.engine.passed import Passed
from escale.engine.processes import Processes
from escale.engine.settling import settle
from escale.engine.tally import Tally
from escale.ingest.terms import Terms
from escale.ledger.adding import Added
from escale.ledger.deriving import reader_name
from escale.ledger.ledger import Ledger

__all__ = ["LocalEngine"]


class LocalEngine:
    """Reads on this machine. Its readers serve one run after the other.

    Args:
        ledger: where readings go.
        make_reader: gives a reader; with several jobs it is called in each process, so it must be picklable.
        jobs: how many processes read; one reads in this very process.
        listener: hears how it goes.

    Attributes:
        tally: what all runs came to.
    """

    def __init__(
        self, ledger: Ledger, make_reader: Callable[[], ArticleReader], jobs: int, listener: Listener
    ) -> None:
        self.tally = Tally()
        self._ledger = ledger
        self._listener = listener
        self._tidier = Tidier(ledger)
        self._processes = Processes(make_reader, jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._processes.close()

    def run(
        self,
        chunks: Iterable[Chunk],
        terms: Terms,
        *,
        total: int | None = None,
        passed: Passed | None = None,
        again: bool = False,
    ) -> int:
        """Reads what the ledger has not, adds it batch by batch, in order, and gives the ledger's version.

        What was added stays, whatever happens.

        Args:
            chunks: the inputs.
            terms: how they are taken.
            total: bytes of all inputs; None if that is not known.
            passed: takes in where articles lie that were set aside.
            again: the inputs were set aside before, and counted.

        Raises:
            EscaleError: the ledger cannot be read or written, or a reading process died.
        """
        flow = Flow(self._processes, terms)
        end = 0.0
        for done in flow.through(chunks):
            if isinstance(done, PreparedChunk):
                self._settle(done, flow, passed, again=again)
                end = done.chunk.end if flow.idle else end
            else:
                self.tally.take(keep(self._ledger, done.outcomes, self._listener))
                self._tidier.committed()
                end = done.batch.end
            self._listener.advanced(self.tally, end / total if total else None)
        return self._tidier.tidy()

    def _settle(self, done: PreparedChunk, flow: Flow, passed: Passed | None, *, again: bool) -> None:
        for error in done.prepared.rejects:
            self._listener.rejected(error)
        reader = reader_name(self._processes.info)
        settled = settle(
            done.chunk, done.prepared, self._ledger, reader, under_way=flow.addresses, again=again
        )
        if passed is not None:
            passed.add(settled.passed)
        settled.tally.added += Added(unchanged=flow.read(settled.unread, done.chunk))
        self.tally.take(settled.tally)
