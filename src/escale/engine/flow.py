"""What is under way: chunks that are prepared, articles that wait for others, batches that are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from escale.engine.batches import Batch, Batches
from escale.engine.chunks import Chunk
from escale.engine.preparing import Prepared
from escale.engine.processes import Outcomes, Processes, Task, first_done
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["Flow", "PreparedChunk", "ReadBatch"]

_CHUNKS_AHEAD = 2  # for each process, so that none is idle while what it did goes into the ledger
_BATCHES_AHEAD = 3


@dataclass(frozen=True, slots=True)
class PreparedChunk:
    """Inputs that were prepared."""

    chunk: Chunk
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Articles that were read."""

    batch: Batch
    outcomes: Outcomes


class Flow:
    """Keeps processes busy, with little in memory, and gives what they have done in the order of the inputs.

    Args:
        processes: those that prepare and read.
        terms: how inputs are taken.
    """

    def __init__(self, processes: Processes, terms: Terms) -> None:
        self._processes = processes
        self._terms = terms
        self._batches = Batches()
        self._preparing: deque[tuple[Chunk, Task[Prepared]]] = deque()
        self._reading: deque[tuple[Batch, Task[Outcomes]]] = deque()

    @property
    def addresses(self) -> Container[int]:
        """Of the articles that are being read or wait for it, as numbers."""
        return self._batches.addresses

    @property
    def idle(self) -> bool:
        """Whether nothing is being read or waits for it."""
        return not self._reading and not self._batches.open

    def through(self, chunks: Iterable[Chunk]) -> Iterator[PreparedChunk | ReadBatch]:
        """Each chunk once it is prepared, and each batch of what is handed to `read` once it is read.

        Raises:
            EscaleError: a process died.
        """
        source = iter(chunks)
        ended = False
        while True:
            while not ended and self._has_room():
                chunk = next(source, None)
                if chunk is None:
                    ended = True
                else:
                    self._preparing.append((chunk, self._processes.prepare(chunk.items, self._terms)))
            if ended and not self._preparing:
                self._send(self._batches.rest())
            if not self._preparing and not self._reading:
                return
            first_done([task for queue in (self._reading, self._preparing) for _, task in islice(queue, 1)])
            if self._reading and self._reading[0][1].done():
                batch, task = self._reading.popleft()
                yield ReadBatch(batch, task.result())
                self._batches.done(batch)
            else:
                prepared, work = self._preparing.popleft()
                yield PreparedChunk(prepared, work.result())

    def read(self, articles: Sequence[Article], chunk: Chunk) -> int:
        """Hands articles of a chunk out to be read, and gives how many of them are under way already."""
        taken = 0
        step = (chunk.end - chunk.begin) / max(len(articles), 1)
        for number, article in enumerate(articles, 1):
            taken += self._batches.add(article, chunk.begin + number * step)
            self._send(self._batches.full())
        return len(articles) - taken

    def _has_room(self) -> bool:
        jobs = self._processes.jobs
        return len(self._preparing) < _CHUNKS_AHEAD * jobs and len(self._reading) < _BATCHES_AHEAD * jobs

    def _send(self, batch: Batch | None) -> None:
        if batch is not None:
            self._reading.append((batch, self._processes.read(batch.articles)))
