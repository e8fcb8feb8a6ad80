"""The mentions of one kind that a reader's step found, asked for by stretches of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from spacy.tokens import Doc

from escale.model import Span

__all__ = ["Layer"]


class _Mention(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Mention)


class Layer(Generic[M]):
    """Mentions by where they stand.

    Args:
        doc: the tokens that the mentions count in.
        mentions: the mentions.
    """

    def __init__(self, doc: Doc, mentions: Iterable[M]) -> None:
        self._starts = [token.idx for token in doc]
        self._at: dict[int, list[M]] = {}
        for mention in mentions:
            for token in range(mention.start, mention.end):
                self._at.setdefault(token, []).append(mention)

    def under(self, span: Span) -> Sequence[M]:
        """The mentions that share a token with the stretch: those that share most first, then in order."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        shared: dict[M, int] = {}
        for token in range(first, last):
            for mention in self._at.get(token, ()):
                shared[mention] = shared.get(mention, 0) + 1
        return sorted(shared, key=lambda mention: (-shared[mention], mention.start))

    def best(self, span: Span) -> M | None:
        """The mention that shares most with the stretch, if any does."""
        found = self.under(span)
        return found[0] if found else None
