"""The articles that came last, in memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from escale.ledger.kin.articles import Articles, alike
from escale.ledger.kin.bands import entries, matches

__all__ = ["Tail"]

_MERGED = 4  # runs of entries of which none is so many times longer than the next become one
_ROOM = 1 << 10  # articles for which there is room at first
_TOGETHER = 1 << 14  # articles whose entries are made together


class Tail:
    """Articles in the order in which they came; each takes some 900 bytes."""

    def __init__(self) -> None:
        self._held: dict[bytes, None] = {}
        self._room = Articles.of([])
        # Sorted runs of entries, every run much longer than the one behind it.
        self._runs: list[NDArray[np.uint64]] = []

    def __len__(self) -> int:
        return len(self._held)

    @property
    def articles(self) -> Articles:
        """All of them, in their order."""
        return self._room.between(0, len(self))

    def holds(self, ids: NDArray[np.bytes_]) -> NDArray[np.bool_]:
        """Which of the ids are those of articles that are here."""
        return np.fromiter((identity in self._held for identity in ids.tolist()), np.bool_, len(ids))

    def add(self, articles: Articles) -> None:
        """Takes in articles, none of which is here."""
        for start in range(0, len(articles), _TOGETHER):
            self._add(articles.between(start, start + _TOGETHER))

    def kin(self, own: Articles, wanted: NDArray[np.uint64]) -> Iterator[tuple[Articles, Articles]]:
        """Kin of other articles, whose entries are ``wanted``, among those here, row beside row."""
        here = self.articles
        for run in self._runs:
            for one, other in alike(own, here, matches(wanted, run)):
                yield own.chosen(one), here.chosen(other)

    def _add(self, articles: Articles) -> None:
        start, size = len(self), len(self) + len(articles)
        self._held.update(dict.fromkeys(articles.ids.tolist()))
        self._make_room(size, articles.ids.dtype)
        self._room.ids[start:size] = articles.ids
        self._room.days[start:size] = articles.days
        self._room.sketches[start:size] = articles.sketches
        runs = [*self._runs, entries(articles.sketches, start)]
        while len(runs) > 1 and len(runs[-2]) < _MERGED * len(runs[-1]):
            # A stable sort merges what is sorted already.
            runs[-2:] = [np.sort(np.concatenate(runs[-2:]), kind="stable")]
        self._runs = runs

    def _make_room(self, size: int, ids: np.dtype[np.bytes_]) -> None:
        room = self._room
        if size <= len(room) and ids.itemsize <= room.ids.itemsize:
            return
        more = max(size + size // 8, _ROOM)
        width = max(ids.itemsize, room.ids.itemsize)
        made = Articles(
            np.zeros(more, f"S{width}"),
            np.zeros(more, room.days.dtype),
            np.zeros((more, room.sketches.shape[1]), room.sketches.dtype),
        )
        made.ids[: len(room)] = room.ids
        made.days[: len(room)] = room.days
        made.sketches[: len(room)] = room.sketches
        self._room = made
