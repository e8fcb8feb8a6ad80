"""What articles are found by: keys of two bins each, sorted, so that texts that share one lie together.

A sketch has 64 keys. Two texts share one of them with a probability of 1 - (1 - J ** 2) ** 64 at a Jaccard
similarity of J. At the threshold of kin that is all but certain where both are of one length (J = 0.41), 98 %
where one is twice as long as the other (0.25), 93 % where it is two and a half times as long (0.2).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from escale.ledger.kin.sketch import BINS, MARK

__all__ = ["PLACE", "entries", "matches"]

PLACE = np.uint64(0xFFFF_FFFF)
"""The half of an entry that says which article it is of; the other half is the key."""

_NOTHING = np.uint64(0xFFFF_FFFF)  # the key of two empty bins, before it is scattered
_PAIRS = 1 << 20  # pairs that are given together: what they take beside is kept small
_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)


def entries(sketches: NDArray[np.uint16], start: int) -> NDArray[np.uint64]:
    """The entries of sketches, a key above the place of its article each, sorted.

    Bins that are empty make no key, and a short text has one, since it is equal to another or not.

    Args:
        sketches: one in each row.
        start: the place of the first; the others follow.
    """
    keys = np.ascontiguousarray(sketches[:, :BINS]).view("<u4").astype(np.uint64)
    told = keys != _NOTHING
    told[sketches[:, 0] == MARK, 1:] = False
    keys += np.arange(BINS // 2, dtype=np.uint64) << _HALF
    keys *= _FACTOR
    keys ^= keys >> _HALF
    keys *= _MIX
    keys >>= _HALF
    keys <<= _HALF
    keys |= np.arange(start, start + len(sketches), dtype=np.uint64)[:, np.newaxis]
    found: NDArray[np.uint64] = keys[told]
    found.sort()
    return found


def matches(
    wanted: NDArray[np.uint64], run: NDArray[np.uint64]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Places in ``wanted`` and in ``run`` of entries with the same key, some at a time, with repeats.

    Args:
        wanted: sorted entries.
        run: sorted entries, of the same or of other articles.
    """
    keys = wanted & ~PLACE
    first = np.searchsorted(run, keys)
    hits = first < len(run)
    hits[hits] = run[first[hits]] & ~PLACE == keys[hits]
    wanted, keys, first = wanted[hits], keys[hits], first[hits]
    counts = np.searchsorted(run, keys | PLACE, "right") - first
    ends = np.cumsum(counts)
    start = 0
    while start < len(wanted):
        before = ends[start] - counts[start]
        stop = max(start + 1, int(np.searchsorted(ends, before + _PAIRS, "right")))
        some = counts[start:stop]
        offsets = np.arange(some.sum()) - np.repeat(ends[start:stop] - some - before, some)
        own = np.repeat(wanted[start:stop] & PLACE, some)
        others = run[np.repeat(first[start:stop], some) + offsets] & PLACE
        yield own.astype(np.intp), others.astype(np.intp)
        start = stop
