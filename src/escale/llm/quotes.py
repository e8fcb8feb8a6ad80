"""Where a model's quotes stand in a text.

White space, apostrophes, quotation marks, dashes and case may differ, words and letters may not; a quote
begins and ends where words do. Offsets are those of the text, which is only folded for look-up.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from escale.model import Span

__all__ = ["QuoteFinder"]

_ALIKE = {
    **dict.fromkeys("«»“”„‟‹›", '"'),
    **dict.fromkeys("‘’‛ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_MOST = 2_000  # places looked at, so that no quote makes the work more than linear


class QuoteFinder:
    """Finds quotes in one text.

    Args:
        text: the text, in Unicode NFC.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._starts = _fold(text)

    def first(self, quote: str, within: Span | None = None) -> Span | None:
        """The first place of a quote, or the first inside a stretch of the text."""
        return next(self._places(quote, within), None)

    def nearest(self, quote: str, near: Span) -> Span | None:
        """The place of a quote inside the stretch, else the one next to it."""
        inside = self.first(quote, near)
        if inside is not None:
            return inside
        return min(self._places(quote, None), key=lambda place: abs(place.start - near.start), default=None)

    def _places(self, quote: str, within: Span | None) -> Iterator[Span]:
        wanted, _ = _fold(unicodedata.normalize("NFC", quote))
        if not wanted:
            return
        at = bisect_left(self._starts, within.start) if within else 0
        end = bisect_left(self._starts, within.end) if within else len(self._folded)
        for _ in range(_MOST):
            at = self._folded.find(wanted, at, end)
            if at < 0:
                return
            place = Span(self._starts[at], self._starts[at + len(wanted) - 1] + 1)
            if self._is_whole(place):
                yield place
            at += 1

    def _is_whole(self, place: Span) -> bool:
        """False for a place that begins or ends inside a word."""
        return not (_joined(self._text, place.start) or _joined(self._text, place.end))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _fold(text: str) -> tuple[str, list[int]]:
    """The text for look-up, and for each of its characters the offset in the text."""
    pieces: list[str] = []
    starts: list[int] = []
    for offset, character in enumerate(text):
        if character.isspace():
            continue
        piece = _ALIKE.get(character)
        if piece is None:
            piece = character.lower()
        pieces.append(piece)
        starts.extend([offset] * len(piece))
    return "".join(pieces), starts
