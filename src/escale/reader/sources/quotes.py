"""Quotation spans of a text: which tokens stand between marks of quotation, however nested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Quote", "quotations"]

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
_CLOSING = frozenset(_PAIRS.values())
_NEUTRAL = '"'


@dataclass(frozen=True, slots=True)
class Quote:
    """An outermost quotation: the tokens ``[start, end)``, its marks included."""

    start: int
    end: int


def quotations(words: Sequence[str], breaks: Iterable[int]) -> tuple[Quote, ...]:
    """The outermost quotations of a text, in order, found in one pass.

    A neutral mark closes what a neutral mark opened and opens otherwise; directed marks nest. What a
    paragraph leaves open ends with it, since a stray mark must not swallow the text after it, unless the
    next paragraph closes it.

    Args:
        words: the text of each token.
        breaks: the tokens after which a paragraph ends.
    """
    ends = frozenset(breaks)
    found: list[Quote] = []
    depth, start, neutral = 0, -1, False
    for i, word in enumerate(words):
        if word in _PAIRS and not (word == "“" and depth and words[start] == "„"):
            start = i if depth == 0 and not neutral else start
            depth += 1
        elif word in _CLOSING and depth:
            depth -= 1
            if depth == 0 and not neutral:
                found.append(Quote(start, i + 1))
        elif word == _NEUTRAL and depth == 0:
            if neutral:
                found.append(Quote(start, i + 1))
            else:
                start = i
            neutral = not neutral
        if i in ends and (depth or neutral) and not _goes_on(words, i + 1, ends, neutral):
            # What stays open to the end of a paragraph is taken for a quotation only if it opened it.
            if start == 0 or (start - 1) in ends:
                found.append(Quote(start, i + 1))
            depth, neutral = 0, False
    return tuple(found)


def _goes_on(words: Sequence[str], start: int, ends: frozenset[int], neutral: bool) -> bool:
    """True if the paragraph that begins at `start` closes a quotation it has not opened."""
    marks = 0
    for i in range(start, len(words)):
        word = words[i]
        if neutral:
            if word == _NEUTRAL and i == start:
                return False
            marks += word == _NEUTRAL
        elif word in _PAIRS or word in _CLOSING:
            return word in _CLOSING
        if i in ends:
            break
    return marks % 2 == 1
