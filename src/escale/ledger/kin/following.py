"""The articles that texts are compared with, kept up with a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.kin.articles import Articles, ids_of
from escale.ledger.kin.finder import KinFinder
from escale.ledger.kin.segment import Segment
from escale.ledger.kin.shelf import Coverage, Saved, Shelf
from escale.ledger.kin.sketch import TYPE, WIDTH, sketch
from escale.ledger.rows import Kinship, StoredArticle
from escale.ledger.schema import Kind
from escale.ledger.store.contract import Snapshot, Store

__all__ = ["KinFollower"]

_TOGETHER = 1 << 16  # rows that are read together, and
_LONG = 1 << 16  # articles in memory from which they are moved to the shelf
_WORTH = 1 << 12  # rows of data files, beyond which reading them at each start is not worth it
_COLUMNS = ["article_id", "known", "sketch"]


class KinFollower:
    """Follows a ledger and finds the kin of articles that are to get in.

    Args:
        store: the ledger.
        shelf: where what is known of its articles is kept from one process to the next.
    """

    def __init__(self, store: Store, shelf: Shelf | None) -> None:
        self._store = store
        self._shelf = shelf
        self._finder = KinFinder()
        self._parts: frozenset[str] | None = None  # data files whose articles the finder has
        self._shelved: frozenset[str] = frozenset()  # those whose articles the shelf has
        self._aside: list[Segment] = []  # what no index names yet
        self._waiting: set[str] = set()
        self._found: list[Kinship] = []

    def held(self, articles: Sequence[str]) -> list[str]:
        """Those of the articles, given by their ids, that the ledger has, or that wait."""
        holds = self._finder.holds(ids_of(articles)).tolist()
        return [article for article, here in zip(articles, holds, strict=True) if here]

    def follow(self, snapshot: Snapshot) -> None:
        """Takes in what the ledger has; where articles of ours wait, looks for kin of these.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        if self._parts is None:
            self._parts = self._begun(snapshot)
        there = snapshot.parts(Kind.ARTICLE)
        self._parts = self._parts.intersection(there)
        for group in _groups({name: rows for name, rows in there.items() if name not in self._parts}):
            articles = _articles(snapshot, group, self._finder)
            if self._waiting:
                self._found.extend(self._finder.add(articles))
            else:
                self._finder.hold(articles)
            self._parts |= group
            if len(self._finder.tail) >= _LONG and not self._waiting:
                self._lay_aside()
        if self._aside:
            self._shelve(snapshot.version)

    def of(self, new: Sequence[StoredArticle]) -> list[Kinship]:
        """The kinships of new articles, among themselves and with those of the ledger."""
        self._waiting.update(article.id for article in new)
        self._found.extend(self._finder.add(Articles.of((one.id, one.known, one.sketch) for one in new)))
        own = {article.id for article in new}
        return [kin for kin in self._found if kin.first in own or kin.second in own]

    def settled(self) -> None:
        """Forgets what was found: it is in the ledger, and so are all articles that waited."""
        self._found.clear()
        self._waiting.clear()
        if self._shelf and len(self._finder.tail) >= _LONG:
            self.save()

    def save(self) -> None:
        """Keeps what is known for the next process, if reading it from the ledger would take longer.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        if self._parts is None or self._waiting:
            return
        snapshot = self._store.snapshot()
        self.follow(snapshot)
        there = snapshot.parts(Kind.ARTICLE)
        if sum(rows for name, rows in there.items() if name not in self._shelved) >= _WORTH:
            self._shelve(snapshot.version)

    def _begun(self, snapshot: Snapshot) -> frozenset[str]:
        """Maps what was saved, and gives the data files that it covers."""
        saved = self._saved(snapshot.version)
        if saved is None:
            return frozenset()
        self._finder = KinFinder(saved.segments)
        self._shelved = saved.coverage.parts
        return saved.coverage.parts

    def _saved(self, version: int) -> Saved | None:
        """What was saved of the history of the ledger."""
        saved = self._shelf.load() if self._shelf else None
        if saved is None or saved.coverage.version > version:
            return None
        known = self._store.fingerprint(saved.coverage.version)
        return saved if known == saved.coverage.history else None

    def _lay_aside(self) -> None:
        """Moves what is in memory to a segment of its own, for now."""
        if self._shelf is None:
            return
        try:
            segment = self._shelf.made([self._finder.tail.articles])
        except OSError:
            self._shelf = None
            return
        self._aside.append(segment)
        self._finder.settle((*self._finder.segments, segment))

    def _shelve(self, version: int) -> None:
        """Moves what is in memory to the shelf; where that cannot be written, it stays in memory."""
        if self._shelf is None or self._waiting or self._parts is None:
            return
        saved = self._saved(self._store.snapshot().version)
        if saved is not None and self._adopted(saved):
            version = max(version, saved.coverage.version)
            self._shelved = saved.coverage.parts
            self._parts |= saved.coverage.parts
            if len(self._finder.tail) < _WORTH:
                self._clear(self._shelf)
                return
        coverage = Coverage(version, self._store.fingerprint(version), self._parts)
        try:
            segments = self._shelf.save(coverage, self._finder.segments, self._finder.tail.articles)
        except OSError:
            self._shelf = None
            return
        self._finder.settle(segments)
        self._shelved = self._parts
        self._clear(self._shelf)

    def _clear(self, shelf: Shelf) -> None:
        """Removes what was laid aside and is of no use now."""
        names = {segment.name for segment in self._finder.segments}
        for segment in self._aside:
            if segment.name not in names:
                shelf.removed(segment)
        self._aside.clear()

    def _adopted(self, saved: Saved) -> bool:
        """Takes over what another process has saved, if that is more than ours has."""
        theirs = KinFinder(saved.segments)
        ours = {segment.name: segment for segment in self._finder.segments}
        more = [segment for segment in saved.segments if ours.pop(segment.name, None) is None]
        if not more or not all(theirs.holds(segment.ids).all() for segment in ours.values()):
            return False
        self._finder.settle(saved.segments)
        return True


def _groups(parts: Mapping[str, int]) -> Iterator[frozenset[str]]:
    """Data files that are read together, none with more rows than fit in memory, if it is not alone."""
    group: set[str] = set()
    rows = 0
    for name, count in sorted(parts.items()):
        if group and rows + count > _TOGETHER:
            yield frozenset(group)
            group, rows = set(), 0
        group.add(name)
        rows += count
    if group:
        yield frozenset(group)


def _articles(snapshot: Snapshot, parts: frozenset[str], finder: KinFinder) -> Articles:
    """The articles of data files that a finder has not: none, if they are files of its articles compacted."""
    ids = snapshot.scan(Kind.ARTICLE, _COLUMNS[:1], parts=parts).column(0).combine_chunks()
    new = ids.filter(pa.array(~finder.holds(ids_of(ids.to_pylist()))))
    if not len(new):
        return Articles.of([])
    where = None if len(new) == len(ids) else pc.field("article_id").isin(new)
    rows = snapshot.scan(Kind.ARTICLE, _COLUMNS, where, parts=parts)
    sketches = rows.column("sketch").to_pylist()
    size = WIDTH * TYPE.itemsize
    if other := [at for at, made in enumerate(sketches) if len(made) != size]:
        made = _sketched(snapshot, rows.column("article_id").take(other), parts)
        for at in other:
            sketches[at] = made[rows.column("article_id")[at].as_py()]
    columns = (rows.column("article_id").to_pylist(), rows.column("known").to_pylist(), sketches)
    return Articles.of(zip(*columns, strict=True))


def _sketched(snapshot: Snapshot, ids: pa.ChunkedArray, parts: Iterable[str]) -> dict[str, bytes]:
    """Sketches of articles that have one of an earlier form."""
    where = pc.field("article_id").isin(ids.combine_chunks())
    rows = snapshot.scan(Kind.ARTICLE, ["article_id", "text"], where, parts=frozenset(parts))
    columns = (column.to_pylist() for column in rows.columns)
    return {identity: sketch(text) for identity, text in zip(*columns, strict=True)}
