"""A text cut into segments, about a sentence each, before anything is known of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Segmenter"]

_END = re.compile(
    r"(?<=[.!?\u2026])(?:\s?[\"\u00bb\u201d\u2019)\]]){0,3}\s{1,8}(?=[\"\u00ab\u201c\u2018(\[\u2013\u2014-]{0,3}\s?[^\W_a-z])|\n"
)
_LAST = re.compile(r"[^\W\d_]{1,12}$")


class Segmenter:
    """Cuts where a line ends, and after a full stop before a capital.

    Args:
        abbreviations: words whose full stop ends no sentence; a single capital is one.
    """

    def __init__(self, abbreviations: Iterable[str]) -> None:
        self._abbreviations = frozenset(abbreviations)

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """Where the segments begin and end; together they are the text."""
        found = []
        start = 0
        for match in _END.finditer(text):
            if match[0] != "\n" and self._abbreviated(text, match.start()):
                continue
            found.append((start, match.end()))
            start = match.end()
        if start < len(text):
            found.append((start, len(text)))
        return found

    def _abbreviated(self, text: str, stop: int) -> bool:
        word = _LAST.search(text[max(0, stop - 13) : stop - 1])
        return word is not None and (
            word[0] in self._abbreviations or (len(word[0]) == 1 and word[0].isupper())
        )
