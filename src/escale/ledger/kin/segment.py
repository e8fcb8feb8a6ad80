"""Articles that do not change any more, in order of their days, so that kin are looked for near a day only.

The arrays of a segment may be files that are mapped into memory: what a search touches is read, no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escale.ledger.kin.articles import WINDOW, Articles, alike
from escale.ledger.kin.bands import PLACE, matches

__all__ = ["Segment", "cell_starts"]

_LARGEST = 1 << 16  # articles of a cell
_SPAN = 32  # days of a cell: with the window before and behind it, little else is searched


@dataclass(frozen=True, slots=True)
class Segment:
    """Articles in order of their days, cut into cells of neighbouring days.

    Attributes:
        about: describes the files of the segment (`escale.ledger.kin.files`).
        ids: sorted.
        ranks: for each article, the place of its id among them.
        days: sorted.
        sketches: a row for each article.
        entries: those of each cell, sorted; cell after cell.
        cells: the first article and the first entry of each cell, and in a last row where they end.
    """

    about: Mapping[str, Any]
    ids: NDArray[np.bytes_]
    ranks: NDArray[np.uint32]
    days: NDArray[np.int32]
    sketches: NDArray[np.uint16]
    entries: NDArray[np.uint64]
    cells: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def name(self) -> str:
        """Equal for equal articles."""
        return str(self.about["name"])

    @property
    def articles(self) -> Articles:
        """All of them, in order of their days."""
        return Articles(self.ids[self.ranks], self.days, self.sketches)

    def holds(self, ids: NDArray[np.bytes_]) -> NDArray[np.bool_]:
        """Which of the ids are those of articles that are here."""
        # Else the ids here would be copied to the width of those: what is cut short then is equal to none.
        places = np.searchsorted(self.ids, ids.astype(self.ids.dtype))
        found = places < len(self.ids)
        found[found] = self.ids[places[found]] == ids[found]
        return found

    def kin(self, own: Articles, wanted: NDArray[np.uint64]) -> Iterator[tuple[Articles, Articles]]:
        """Kin of other articles, whose entries are ``wanted``, among those here, row beside row."""
        firsts, lasts = self.days[self.cells[:-1, 0]] - WINDOW, self.days[self.cells[1:, 0] - 1] + WINDOW
        for cell in np.flatnonzero((firsts <= own.days.max()) & (lasts >= own.days.min())):
            may = (own.days >= firsts[cell]) & (own.days <= lasts[cell])
            of_those = wanted[may[(wanted & PLACE).astype(np.intp)]]
            run = self.entries[self.cells[cell, 1] : self.cells[cell + 1, 1]]
            for one, other in alike(own, self, matches(of_those, run)):
                yield (
                    own.chosen(one),
                    Articles(self.ids[self.ranks[other]], self.days[other], self.sketches[other]),
                )


def cell_starts(days: NDArray[np.int32]) -> list[int]:
    """The first article of each cell, and where the last one ends; ``days`` are sorted."""
    starts = [0]
    while starts[-1] < len(days):
        first = starts[-1]
        end = int(np.searchsorted(days, days[first] + _SPAN))
        starts.append(min(end, first + _LARGEST))
    return starts
