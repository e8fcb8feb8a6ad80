"""Articles as they are compared: ids, days and sketches, each in an array of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from escale.ledger.kin.sketch import NEAR_IDENTICAL, TYPE, WIDTH, shares

__all__ = ["WINDOW", "Articles", "Compared", "alike", "day_of", "ids_of", "known_of"]

WINDOW = 30
"""Days between the publications of kin: what returns later is quoted anew, not reprinted."""

_TOGETHER = 1 << 15  # pairs of sketches compared together
_UNKNOWN = -WINDOW  # a day that is near to no other


class Compared(Protocol):
    """What kin are told by: the day and the sketch of each of some articles."""

    @property
    def days(self) -> NDArray[np.int32]:
        """By which each was public, as ordinals; see `day_of`."""
        ...

    @property
    def sketches(self) -> NDArray[np.uint16]:
        """A row for each."""
        ...


@dataclass(frozen=True, slots=True)
class Articles:
    """Some articles.

    Attributes:
        ids: in ASCII.
        days: by which each was public, as ordinals; see `day_of`.
        sketches: a row for each.
    """

    ids: NDArray[np.bytes_]
    days: NDArray[np.int32]
    sketches: NDArray[np.uint16]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, date | None, bytes]]) -> Articles:
        """Of id, day by which it was public, and sketch of each."""
        ids, days, sketches = tuple(zip(*rows, strict=True)) or ((), (), ())
        return cls(
            ids_of(ids),
            np.array([day_of(day) for day in days], np.int32),
            np.frombuffer(b"".join(sketches), TYPE).reshape(-1, WIDTH),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def chosen(self, which: NDArray[Any]) -> Articles:
        """Those at some places, or for which a mask is true."""
        return Articles(self.ids[which], self.days[which], self.sketches[which])

    def between(self, start: int, stop: int) -> Articles:
        """Those from one place to another."""
        return Articles(self.ids[start:stop], self.days[start:stop], self.sketches[start:stop])


def alike(
    own: Compared, others: Compared, pairs: Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Those of the pairs of places, one of ``own`` and one of ``others``, that are kin; repeats may remain.

    Kin are near-identical and appeared within the window; an article without day has kin without day only.
    """
    for one, other in pairs:
        near = np.abs(own.days[one] - others.days[other]) <= WINDOW
        told = np.unique(one[near].astype(np.uint64) << np.uint64(32) | other[near].astype(np.uint64))
        for start in range(0, len(told), _TOGETHER):
            some = told[start : start + _TOGETHER]
            one = (some >> np.uint64(32)).astype(np.intp)
            other = (some & np.uint64(0xFFFF_FFFF)).astype(np.intp)
            kin = shares(own.sketches[one], others.sketches[other]) >= NEAR_IDENTICAL
            yield one[kin], other[kin]


def ids_of(ids: Sequence[str]) -> NDArray[np.bytes_]:
    """Ids as they are held here: in ASCII, as long as the longest."""
    return np.array([identity.encode("ascii") for identity in ids] or [b""], np.bytes_)[: len(ids)]


def day_of(known: date | None) -> int:
    """A day as a number; None as one that is near to no other."""
    return known.toordinal() if known else _UNKNOWN


def known_of(day: int) -> date | None:
    """The day that `day_of` made a number of."""
    return date.fromordinal(day) if day > 0 else None
