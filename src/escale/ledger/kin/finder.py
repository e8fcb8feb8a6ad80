"""Finds the near-identical articles among those it has been given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from escale.ledger.kin.articles import Articles, alike, known_of
from escale.ledger.kin.bands import entries, matches
from escale.ledger.kin.segment import Segment
from escale.ledger.kin.tail import Tail
from escale.ledger.rows import Kinship

__all__ = ["KinFinder"]

_HELD = 1 << 14  # articles that are looked for together: what they take beside is kept small


class KinFinder:
    """Finds kin.

    The kin found are the same in whatever order and in whatever batches the articles come, and however they
    are spread over segments and tail.

    Args:
        segments: articles whose kin among themselves are known.
    """

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self.segments: tuple[Segment, ...] = tuple(segments)
        self.tail = Tail()

    def __len__(self) -> int:
        return len(self.tail) + sum(map(len, self.segments))

    def holds(self, ids: NDArray[np.bytes_]) -> NDArray[np.bool_]:
        """Which of the ids are those of articles that were given."""
        held = self.tail.holds(ids)
        for segment in self.segments:
            held |= segment.holds(ids)
        return held

    def hold(self, articles: Articles) -> None:
        """Takes in articles whose kin among themselves and the earlier ones are known already."""
        self.tail.add(self._new(articles))

    def add(self, articles: Articles) -> list[Kinship]:
        """Takes in articles; gives their kin among themselves and the earlier ones, in order of ids.

        Those already held are passed over.
        """
        articles = self._new(articles)
        found: set[tuple[bytes, bytes, int]] = set()
        for start in range(0, len(articles), _HELD):
            own = articles.between(start, start + _HELD)
            for one, other in self._kin(own, entries(own.sketches, 0)):
                found.update(_told(one, other))
            self.tail.add(own)
        return [
            Kinship(first.decode("ascii"), second.decode("ascii"), known_of(day))
            for first, second, day in sorted(found)
        ]

    def settle(self, segments: Sequence[Segment]) -> None:
        """Puts segments in place of those there are and of the articles of the tail that they hold."""
        finder = KinFinder(segments)
        finder.hold(self.tail.articles)
        self.segments, self.tail = finder.segments, finder.tail

    def _kin(self, own: Articles, wanted: NDArray[np.uint64]) -> Iterator[tuple[Articles, Articles]]:
        """Kin of articles among themselves and with those held, row beside row, with repeats."""
        for one, other in alike(own, own, _apart(matches(wanted, wanted))):
            yield own.chosen(one), own.chosen(other)
        for segment in self.segments:
            yield from segment.kin(own, wanted)
        yield from self.tail.kin(own, wanted)

    def _new(self, articles: Articles) -> Articles:
        """Those that are not held yet, each once."""
        _, first = np.unique(articles.ids, return_index=True)
        articles = articles.chosen(np.sort(first))
        return articles.chosen(~self.holds(articles.ids))


def _apart(
    pairs: Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]],
) -> Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Of pairs of places among the same articles, each once and none of an article with itself."""
    for one, other in pairs:
        yield one[one > other], other[one > other]


def _told(one: Articles, other: Articles) -> Iterable[tuple[bytes, bytes, int]]:
    """The ids of kin that stand row beside row, the smaller first, and the day by which both were public."""
    days = np.maximum(one.days, other.days)
    for first, second, day in zip(one.ids.tolist(), other.ids.tolist(), days.tolist(), strict=True):
        yield (first, second, day) if first < second else (second, first, day)
