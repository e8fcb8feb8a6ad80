"""Taking readings into a ledger: each article whole and once, whoever else is writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from escale.errors import ConflictError, LedgerError
from escale.ledger.codec import encoded, readings
from escale.ledger.deriving import Deriver, Entry
from escale.ledger.ids import article_id
from escale.ledger.rows import Kinship, StoredArticle, StoredReading
from escale.ledger.schema import Kind
from escale.ledger.sketch import KinFinder
from escale.ledger.store.contract import Snapshot, Store
from escale.model import Article
from escale.reading import Reading

__all__ = ["Added", "Adder"]

_TRIES = 100  # each failed try means that another writer got a batch in


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
    """

    def __init__(self, store: Store, deriver: Deriver) -> None:
        self._store = store
        self._deriver = deriver
        self._kin = _Kin()

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
        articles = [entry.article.id for entry in by_reading.values()]
        for attempt in range(1, _TRIES + 1):
            snapshot = self._store.snapshot()
            current = self._current(snapshot, articles)
            fresh = _superseding(by_reading.values(), current)
            new = list({e.article.id: e.article for e in fresh if e.article.id not in current}.values())
            added = Added(
                new=len(new),
                superseded=len(fresh) - len(new),
                unchanged=len(by_reading) - len(fresh),
                claims=sum(len(entry.claims) for entry in fresh),
            )
            if not fresh:
                return added
            rows = _rows(fresh, new, self._kin.of(new))
            try:
                self._store.append(rows, after=snapshot.version, note=f"add {len(fresh)} articles")
            except ConflictError:
                if attempt == _TRIES:
                    raise
            except LedgerError:
                self._kin = _Kin()  # it holds articles that did not get in
                raise
            else:
                self._kin.settled()
                return added
        raise AssertionError("the last try returns or raises")

    def _current(self, snapshot: Snapshot, articles: Sequence[str]) -> dict[str, StoredReading]:
        """The current reading of each of the articles that the snapshot has."""
        self._kin.follow(snapshot)
        held = [identity for identity in articles if identity in self._kin]
        if not held:
            return {}
        among = pc.field("article_id").isin(pa.array(held, pa.string()))
        found = list(readings(snapshot.scan(Kind.READING, None, among)))
        replaced = {reading.replaces for reading in found}
        return {reading.article_id: reading for reading in found if reading.id not in replaced}


class _Kin:
    """The articles that texts are compared with, kept up with the ledger."""

    def __init__(self) -> None:
        self._finder = KinFinder()
        self._followed: Snapshot | None = None
        self._waiting: set[str] = set()
        self._found: list[Kinship] = []

    def __contains__(self, article: str) -> bool:
        return article in self._finder

    def follow(self, snapshot: Snapshot) -> None:
        """Takes in what the ledger has; where articles of ours wait, looks for kin of these."""
        columns = snapshot.scan(
            Kind.ARTICLE, ["article_id", "known", "sketch"], beyond=self._followed
        ).columns
        rows = list(zip(*(column.to_pylist() for column in columns), strict=True))
        if self._waiting:
            self._found.extend(self._finder.add_many(rows))
        else:
            self._finder.hold_many(rows)
        self._followed = snapshot

    def of(self, new: Sequence[StoredArticle]) -> list[Kinship]:
        """The kinships of new articles, among themselves and with those of the ledger."""
        self._waiting.update(article.id for article in new)
        self._found.extend(self._finder.add_many([(one.id, one.known, one.sketch) for one in new]))
        own = {article.id for article in new}
        return [kin for kin in self._found if kin.first in own or kin.second in own]

    def settled(self) -> None:
        """Forgets what was found: it is in the ledger."""
        self._found.clear()
        self._waiting.clear()


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
