"""Sketches of texts, and how much of the shorter of two texts stands in the longer one.

A text is sketched by one-permutation MinHash (Li, Owen and Zhang 2012) of its shingles, four folded words
each: every shingle falls into one of 128 bins by its hash, and each bin keeps 16 bits of the smallest (Li and
Konig 2010). The share of equal bins estimates the Jaccard similarity of two texts with a standard error of at
most 1/23; two different shingles look equal once in 65,534 times. The number of different shingles is kept
beside: a dispatch grows from version to version, and what tells a version from a follow-up is not how alike
two texts are but how much of the shorter one stands in the other (Broder 1997, containment).

On pairs labelled by hand a share of 0.58 parts the two best (``docs/quality.md``, Reprints).
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escale.ledger.wordhash import word_hashes

__all__ = ["BINS", "MARK", "NEAR_IDENTICAL", "TYPE", "WIDTH", "shares", "sketch"]

NEAR_IDENTICAL = 0.58
"""Share from which on two texts are kin; see `shares`."""
BINS = 128
"""Of a sketch, each with a part of the shingles."""
WIDTH = BINS + 2
"""Numbers of a sketch: its bins, and in two halves, the lower first, how many shingles the text has."""
TYPE = np.dtype("<u2")
"""Of these numbers: the same bytes on every machine."""
MARK = 0xFFFE
"""Begins the sketch of a short text; no bin holds it."""

_EMPTY = 0xFFFF  # a bin into which no shingle fell
_WORDS = 4  # to a shingle
_SHORT = 24  # words below which a sketch says nothing: such texts are kin only if equal
_SHIFT = np.uint64(64 - (BINS.bit_length() - 1))
_BEGINNING = MARK.to_bytes(2, "little")
_FACTORS = np.array([0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFF_FFFF)


def sketch(text: str) -> bytes:
    """The sketch of a text: 260 bytes, whatever its length; without words, one that is kin to none."""
    words = word_hashes(text)
    numbers = np.zeros(WIDTH, TYPE)
    if len(words) < _SHORT:
        if not len(words):
            numbers[:BINS] = _EMPTY
            return numbers.tobytes()
        digest = hashlib.blake2b(words.astype("<u8").tobytes(), digest_size=32).digest()
        return (_BEGINNING + digest).ljust(WIDTH * TYPE.itemsize, b"\0")
    shingles = _joined(_joined(words, 1, _FACTORS[0]), _WORDS // 2, _FACTORS[1])
    _scatter(shingles)
    shingles.sort()
    bins = (shingles >> _SHIFT).view(np.int64)
    smallest = _starts(bins)
    # The low bits, since the smallest of many are alike in the high ones; scaled to leave out two values.
    numbers[:BINS] = _EMPTY
    numbers[bins[smallest]] = (shingles[smallest] & _LOW) * np.uint64(MARK) >> _HALF
    count = np.count_nonzero(_starts(shingles))
    numbers[BINS:] = count & 0xFFFF, count >> 16
    return numbers.tobytes()


def shares(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> NDArray[np.float64]:
    """How much of the shorter text stands in the longer one, by the sketches in each row; 0 to 1.

    Of texts of few words, or of which only one is, 1 if they are equal, else 0.
    """
    same = one[:, :BINS] == other[:, :BINS]
    empty = np.count_nonzero(same & (one[:, :BINS] == _EMPTY), axis=1)
    equal = np.count_nonzero(same, axis=1)
    alike = (equal - empty) / np.maximum(BINS - empty, 1)
    first, second = _counts(one), _counts(other)
    common = alike / (1 + alike) * (first + second)
    found = np.minimum(common / np.maximum(np.minimum(first, second), 1), 1.0)
    short = (one[:, 0] == MARK) | (other[:, 0] == MARK)
    told: NDArray[np.float64] = np.where(short, equal == BINS, found)
    return told


def _counts(sketches: NDArray[np.uint16]) -> NDArray[np.float64]:
    """How many shingles each text has."""
    return sketches[:, BINS] + sketches[:, BINS + 1] * 65_536.0


def _starts(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of sorted numbers are not equal to the one before."""
    starts = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=starts[1:])
    return starts


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
