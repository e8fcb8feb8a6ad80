"""Hashes of the words of a text, folded: without case, accents and signs.

The text is taken as UTF-16, each unit folded by one table; where that does not do, it is normalised first
(NFKD). A word is hashed as a polynomial of its units: all
words at once, as sums that are divided by the power of the base at which the word begins (Karp and Rabin
1987), modulo 2 ** 64.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["word_hashes"]

_UNITS = 1 << 16  # of UTF-16
_BASE = 0x9E37_79B9_7F4A_7C15  # odd, so that it has an inverse
_READY = 1 << 14  # characters of a text for which powers are ready
_PARTS = 0  # what parts words
_DROPPED = 0xFFFE  # what is read over: marks, and signs that only format
_OTHER = 0xFFFF  # what only the long way folds: other scripts, and what stands for several letters
_KNOWN = (range(0x700), range(0x1E00, 0x2500))  # Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, signs
_MARKS = ("\u0300", "\u036f")
_LIGATURES = (("\u0153", "oe"), ("\u00e6", "ae"), ("\u0152", "oe"), ("\u00c6", "ae"))
_PLAIN = {"\u00f8": "o", "\u0142": "l", "\u0111": "d"}  # letters that do not decompose


def word_hashes(text: str) -> NDArray[np.uint64]:
    """A hash of each word of a text, in order; the same for words that differ in case, accents and signs."""
    for ligature, letters in _LIGATURES:
        text = text.replace(ligature, letters)
    units = _units(text)
    codes = _table().take(units, mode="clip")  # no unit is clipped: the other modes check each
    if len(codes) and codes.max() >= _DROPPED:
        if (codes == _OTHER).any():
            units = _units(unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))
            codes = _table()[units]
            codes = np.where(codes == _OTHER, np.minimum(units, _DROPPED - 1), codes)
        codes = codes[codes != _DROPPED]
    count = len(codes)
    powers, inverse = _POWERS if count <= _READY else _powers(count)
    lettered = np.zeros(count + 1, np.bool_)
    np.not_equal(codes, _PARTS, out=lettered[1:])
    starts = np.greater(lettered[1:], lettered[:-1]).nonzero()[0]
    # What parts words is 0 and adds nothing: each sum runs to the next word.
    hashes: NDArray[np.uint64] = np.add.reduceat(codes * powers[:count], starts)
    hashes *= inverse[starts]
    return hashes


def _units(text: str) -> NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")


def _powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base and of its inverse, from 0 on."""
    powers = np.ones((2, count + 1), np.uint64)
    powers[0, 1:] = _BASE
    powers[1, 1:] = pow(_BASE, -1, 1 << 64)
    np.multiply.accumulate(powers, axis=1, out=powers)
    return powers[0], powers[1]


@cache
def _table() -> NDArray[np.uint16]:
    """What each unit of UTF-16 is folded to."""
    table = np.full(_UNITS, _OTHER, np.uint16)
    for some in _KNOWN:
        table[some.start : some.stop] = [_folded(chr(unit)) for unit in some]
    return table


def _folded(sign: str) -> int:
    category = unicodedata.category(sign)
    if _MARKS[0] <= sign <= _MARKS[1] or category == "Cf":
        return _DROPPED
    if category[0] in "PSZ" or category == "Cc":
        return _PARTS
    plain = unicodedata.normalize("NFKD", sign.casefold()).casefold()
    plain = "".join(_PLAIN.get(letter, letter) for letter in plain if not _MARKS[0] <= letter <= _MARKS[1])
    return ord(plain) if len(plain) == 1 else _OTHER


_POWERS = _powers(_READY)
