"""Near-identical texts: reprints, and the versions of one dispatch.

A text is sketched by one-permutation MinHash (Li, Owen and Zhang 2012) of its shingles, four folded words
each: every shingle falls into one of 64 bins by its hash, and each bin keeps 16 bits of the smallest (Li and
Konig 2010). The share of equal bins estimates the Jaccard similarity of two texts with a standard error of at
most 1/16; two different shingles look equal once in 65,534 times.

Among 6,000 dispatches of one agency (18 million pairs) reprints and corrected versions have a similarity of
0.6 and more, follow-ups and other stories 0.45 and less; hardly a pair lies between. The threshold does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from escale.ledger.rows import Kinship
from escale.ledger.wordhash import word_hashes

__all__ = ["NEAR_IDENTICAL", "WINDOW", "KinFinder", "families", "similarity", "sketch"]

NEAR_IDENTICAL = 0.55
WINDOW = 30  # days between the publications of kin: what returns later is quoted anew, not reprinted

_BINS = 64
_WORDS = 4  # to a shingle
_SHORT = 24  # words below which a sketch says nothing: such texts are kin only if equal
_TYPE = np.dtype("<u2")  # the same bytes on every machine
_SIZE = _TYPE.itemsize * _BINS
_EMPTY = 0xFFFF
_MARK = 0xFFFE  # begins the sketch of a short text; no bin holds it
_BEGINNING = _MARK.to_bytes(2, "little")
_NOTHING = _EMPTY.to_bytes(2, "little") * _BINS

_BANDS = 16  # of two bins each, the first that are not empty: what an article is found by
_FEW = 1024  # articles for which there is room at first
_MERGED = 4  # runs of keys of which none is so many times longer than the next become one
_HELD = 1 << 14  # articles that are taken in together, and
_PAIRS = 1 << 20  # pairs looked at together: what they take beside is kept small

_FACTORS = np.array([0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFF_FFFF)


def sketch(text: str) -> bytes:
    """The sketch of a text: 128 bytes, whatever its length; without words, one that is kin to none."""
    words = word_hashes(text)
    if len(words) < _SHORT:
        if not len(words):
            return _NOTHING
        digest = hashlib.blake2b(words.astype("<u8").tobytes(), digest_size=32).digest()
        return (_BEGINNING + digest).ljust(_SIZE, b"\0")
    shingles = _joined(_joined(words, 1, _FACTORS[0]), _WORDS // 2, _FACTORS[1])
    _scatter(shingles)
    smallest = np.full(_BINS, 0xFFFF_FFFF_FFFF_FFFF, np.uint64)
    np.minimum.at(smallest, (shingles >> np.uint64(58)).view(np.int64), shingles)
    # The low bits, since the smallest of many are alike in the high ones; scaled to leave out two values.
    bins = ((smallest & _LOW) * np.uint64(_MARK) >> _HALF).astype(_TYPE)
    bins[smallest == np.uint64(0xFFFF_FFFF_FFFF_FFFF)] = _EMPTY
    return bins.tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of two texts by their sketches; of short texts 1 if equal, else 0."""
    return float(_similarities(_bins([one]), _bins([other]))[0])


class KinFinder:
    """Finds the near-identical articles among those it has been given.

    The kin found are the same in whatever order and in whatever batches the articles come. Articles are
    compared that agree in one of 16 bands, two bins each: of the pairs at the threshold 99.7 % do, of more
    similar ones more. An article takes some 300 bytes beside its id.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._held: set[str] = set()
        self._sketches = np.zeros((_FEW, _BINS), _TYPE)
        self._days = np.zeros(_FEW, np.int32)
        # Sorted runs of entries, each a band's key above its article's place; every run is much longer than
        # the one behind it.
        self._runs: list[NDArray[np.uint64]] = []

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._held

    def hold(self, article_id: str, known: date | None, sketched: bytes) -> None:
        """`hold_many` of one."""
        self.hold_many([(article_id, known, sketched)])

    def add(self, article_id: str, known: date | None, sketched: bytes) -> list[Kinship]:
        """`add_many` of one."""
        return self.add_many([(article_id, known, sketched)])

    def hold_many(self, articles: Sequence[tuple[str, date | None, bytes]]) -> None:
        """Takes in articles whose kin among themselves and the earlier ones are known already."""
        for start in range(0, len(articles), _HELD):
            self._lay(self._taken(articles[start : start + _HELD]))

    def add_many(self, articles: Sequence[tuple[str, date | None, bytes]]) -> list[Kinship]:
        """Takes in articles; gives their kin among themselves and the earlier ones, in order of ids.

        Args:
            articles: id, day by which it was public and sketch of each; those already held are passed over.
        """
        entries = self._taken(articles)
        found = [self._alike(pairs) for run in (*self._runs, entries) for pairs in _sharing(entries, run)]
        self._lay(entries)
        pairs = np.unique(np.concatenate([np.zeros(0, np.uint64), *found]))
        ids, days = self._ids, self._days
        kin = []
        for pair in pairs.tolist():
            new, old = pair >> 32, pair & 0xFFFF_FFFF
            kin.append(_kinship(ids[new], ids[old], max(int(days[new]), int(days[old]))))
        return sorted(kin, key=lambda found: (found.first, found.second))

    def _taken(self, articles: Sequence[tuple[str, date | None, bytes]]) -> NDArray[np.uint64]:
        """The entries of articles that are not held yet, which are now, but not found."""
        start = len(self._ids)
        days, sketches = [], []
        for article_id, known, sketched in articles:
            if article_id not in self._held:
                self._held.add(article_id)
                self._ids.append(article_id)
                days.append(_ordinal(known))
                sketches.append(sketched)
        size = len(self._ids)
        if size > len(self._days):
            room = size + size // 8
            # Not `numpy.resize`, which keeps twice the room and more.
            self._days = np.concatenate([self._days[:start], np.zeros(room - start, np.int32)])
            self._sketches = np.concatenate([self._sketches[:start], np.zeros((room - start, _BINS), _TYPE)])
        self._days[start:size] = days
        self._sketches[start:size] = bins = _bins(sketches)
        return _entries(bins, start)

    def _lay(self, entries: NDArray[np.uint64]) -> None:
        runs = [*self._runs, entries]
        while len(runs) > 1 and len(runs[-2]) < _MERGED * len(runs[-1]):
            # A stable sort merges what is sorted already.
            runs[-2:] = [np.sort(np.concatenate(runs[-2:]), kind="stable")]
        self._runs = runs

    def _alike(self, pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Those of the pairs of places that are near-identical and appeared near each other."""
        new, old = (pairs >> _HALF).astype(np.intp), (pairs & _LOW).astype(np.intp)
        near = np.abs(self._days[new] - self._days[old]) <= WINDOW
        pairs = np.unique(pairs[near])
        new, old = (pairs >> _HALF).astype(np.intp), (pairs & _LOW).astype(np.intp)
        alike = _similarities(self._sketches[new], self._sketches[old]) >= NEAR_IDENTICAL
        kin: NDArray[np.uint64] = pairs[alike]
        return kin


def families(kinships: Iterable[Kinship], known: date | None) -> dict[str, str]:
    """Article id → family, for every article with kin: all that are kin of kin, named after the smallest id.

    Args:
        kinships: pairs of near-identical articles.
        known: only kin that were both public by that day count, none of unknown day; None counts all.
    """
    above: dict[str, str] = {}

    def top(article: str) -> str:
        while (higher := above.setdefault(article, article)) != article:
            above[article] = above[higher]
            article = above[article]
        return article

    for kinship in kinships:
        if known is None or (kinship.known is not None and kinship.known <= known):
            one, other = sorted((top(kinship.first), top(kinship.second)))
            above[other] = one
    return {article: top(article) for article in list(above)}


def _kinship(one: str, other: str, day: int) -> Kinship:
    return Kinship(min(one, other), max(one, other), date.fromordinal(day) if day > 0 else None)


def _ordinal(known: date | None) -> int:
    return known.toordinal() if known else -WINDOW


def _bins(sketches: Sequence[bytes]) -> NDArray[np.uint16]:
    return np.frombuffer(b"".join(sketches), _TYPE).reshape(-1, _BINS)


def _similarities(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> NDArray[np.float64]:
    """The similarity of the sketches in each row."""
    same = one == other
    empty = np.count_nonzero(same & (one == _EMPTY), axis=1)
    equal = np.count_nonzero(same, axis=1)
    whole = (one[:, 0] == _MARK) | (other[:, 0] == _MARK)
    shares = (equal - empty) / np.maximum(_BINS - empty, 1)
    found: NDArray[np.float64] = np.where(whole, equal == _BINS, shares)
    return found


def _entries(bins: NDArray[np.uint16], start: int) -> NDArray[np.uint64]:
    """The keys of sketches, with the places of their articles, sorted: of bands that are not empty."""
    keys = np.ascontiguousarray(bins).view("<u4").astype(np.uint64)
    told = keys != _LOW
    told &= np.cumsum(told, axis=1) <= _BANDS
    told[bins[:, 0] == _MARK, 1:] = False  # one is enough of a short text: it is equal or not
    keys += np.arange(_BINS // 2, dtype=np.uint64) << _HALF
    keys *= _FACTORS[0]
    keys ^= keys >> _HALF
    keys *= _MIX
    keys >>= _HALF
    keys <<= _HALF
    keys |= np.arange(start, start + len(bins), dtype=np.uint64)[:, np.newaxis]
    return np.sort(keys[told])


def _sharing(entries: NDArray[np.uint64], run: NDArray[np.uint64]) -> Iterator[NDArray[np.uint64]]:
    """Pairs of places, the later above the earlier, of entries and those of a run that have the same key."""
    keys = entries >> _HALF << _HALF
    first = np.searchsorted(run, keys)
    hits = first < len(run)
    hits[hits] = run[first[hits]] >> _HALF << _HALF == keys[hits]
    entries, keys, first = entries[hits], keys[hits], first[hits]
    counts = np.searchsorted(run, keys | _LOW, "right") - first
    ends = np.cumsum(counts)
    start = 0
    while start < len(entries):
        before = ends[start] - counts[start]
        stop = max(start + 1, int(np.searchsorted(ends, before + _PAIRS, "right")))
        some = counts[start:stop]
        offsets = np.arange(some.sum()) - np.repeat(ends[start:stop] - some - before, some)
        others = run[np.repeat(first[start:stop], some) + offsets] & _LOW
        own = np.repeat(entries[start:stop] & _LOW, some)
        yield (own[own > others] << _HALF) | others[own > others]
        start = stop


def _joined(hashes: NDArray[np.uint64], step: int, factor: np.uint64) -> NDArray[np.uint64]:
    """Of each hash and the one that many steps behind it, one hash."""
    joined: NDArray[np.uint64] = hashes[:-step] * factor
    joined += hashes[step:]
    return joined


def _scatter(hashes: NDArray[np.uint64]) -> None:
    """Spreads hashes over all 64 bits, in place."""
    hashes ^= hashes >> _HALF
    hashes *= _MIX
    hashes ^= hashes >> _HALF
