"""Taking readings into a ledger: each article whole and once, whoever else is writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from escale.errors import LedgerError
from escale.ledger.among import among
from escale.ledger.codec import encoded, readings
from escale.ledger.deriving import Deriver, Entry
from escale.ledger.ids import article_id
from escale.ledger.kin.following import KinFollower
from escale.ledger.kin.shelf import Shelf
from escale.ledger.rows import Kinship, StoredArticle, StoredReading
from escale.ledger.schema import Kind
from escale.ledger.store.contract import Snapshot, Store
from escale.ledger.store.retrying import retried
from escale.model import Article
from escale.reading import Reading

__all__ = ["Added", "Adder"]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of readings: articles new to the ledger, read anew, and already there; claims taken in."""

    new: int = 0
    superseded: int = 0
    unchanged: int = 0
    claims: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            self.new + other.new,
            self.superseded + other.superseded,
            self.unchanged + other.unchanged,
            self.claims + other.claims,
        )


class Adder:
    """Adds readings to a store.

    Args:
        store: the store.
        deriver: derives the rows of a reading.
        shelf: where the sketches of the articles there are kept ready from one process to the next.
    """

    def __init__(self, store: Store, deriver: Deriver, shelf: Shelf | None = None) -> None:
        self._store = store
        self._deriver = deriver
        self._shelf = shelf
        self._kin = KinFollower(store, shelf)

    def unread(self, articles: Sequence[Article], reader: str) -> list[Article]:
        """Those of the articles that the ledger has no current reading of by that reader, each once."""
        by_id = {article_id(article): article for article in articles}
        current = self._current(self._store.snapshot(), list(by_id))
        return [
            article for own, article in by_id.items() if own not in current or current[own].reader != reader
        ]

    def add(self, made: Iterable[Reading]) -> Added:
        """Adds readings in one commit; those that are there already are left as they are.

        Raises:
            ConflictError: other writers never left a gap.
            LedgerError: the ledger cannot be read or written; nothing was added.
        """
        return self.take(self._deriver.entry(reading) for reading in made)

    def take(self, entries: Iterable[Entry]) -> Added:
        """Adds entries in one commit, as `add` does readings."""
        by_reading = {entry.reading.id: entry for entry in entries}
        try:
            return retried(lambda: self._take(by_reading))
        except LedgerError:
            self._kin = KinFollower(self._store, self._shelf)  # the other holds what did not get in
            raise

    def save(self) -> None:
        """Keeps ready what finding near-identical texts needs, if there has come enough since the last time.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        self._kin.save()

    def _take(self, by_reading: Mapping[str, Entry]) -> Added:
        snapshot = self._store.snapshot()
        current = self._current(snapshot, [entry.article.id for entry in by_reading.values()])
        fresh = _superseding(by_reading.values(), current)
        new = list({e.article.id: e.article for e in fresh if e.article.id not in current}.values())
        if fresh:
            rows = _rows(fresh, new, self._kin.of(new))
            self._store.append(rows, after=snapshot.version, note=f"add {len(fresh)} articles")
        self._kin.settled()
        return Added(
            new=len(new),
            superseded=len(fresh) - len(new),
            unchanged=len(by_reading) - len(fresh),
            claims=sum(len(entry.claims) for entry in fresh),
        )

    def _current(self, snapshot: Snapshot, articles: Sequence[str]) -> dict[str, StoredReading]:
        """The current reading of each of the articles that the snapshot has."""
        self._kin.follow(snapshot)
        held = self._kin.held(articles)
        if not held:
            return {}
        found = list(readings(snapshot.scan(Kind.READING, None, among("article_id", held))))
        replaced = {reading.replaces for reading in found}
        return {reading.article_id: reading for reading in found if reading.id not in replaced}


def _superseding(entries: Iterable[Entry], current: Mapping[str, StoredReading]) -> list[Entry]:
    """The entries that say something new, each naming the reading it supersedes."""
    held = dict(current)
    fresh = []
    for entry in entries:
        before = held.get(entry.article.id)
        if before is None or before.reader != entry.reading.reader:
            fresh.append(entry.replacing(before.id if before else None))
            held[entry.article.id] = fresh[-1].reading
    return fresh


def _rows(
    fresh: Sequence[Entry], new: Sequence[StoredArticle], kin: Sequence[Kinship]
) -> dict[Kind, pa.Table]:
    return {
        Kind.ARTICLE: encoded(Kind.ARTICLE, new),
        Kind.READING: encoded(Kind.READING, (entry.reading for entry in fresh)),
        Kind.CLAIM: encoded(Kind.CLAIM, (claim for entry in fresh for claim in entry.claims)),
        Kind.LINK: encoded(Kind.LINK, (link for entry in fresh for link in entry.links)),
        Kind.KINSHIP: encoded(Kind.KINSHIP, kin),
    }
