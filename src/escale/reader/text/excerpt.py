"""The stretches of a text that are parsed, put together, and the way back to the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from escale.model import Span

__all__ = ["Excerpt"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Stretches of a text, one behind the other; where one ends within a line, the line is ended.

    Attributes:
        text: what they make together.
        joints: offset at which each stretch begins here, and in the whole text.
    """

    text: str
    joints: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, stretches: Sequence[Span]) -> Excerpt:
        """The stretches of ``text``, which are in order and do not touch."""
        pieces: list[str] = []
        joints = []
        size = 0
        for stretch in stretches:
            joints.append((size, stretch.start))
            piece = stretch.of(text)
            if not piece.endswith("\n") and stretch is not stretches[-1]:
                piece += "\n"
            pieces.append(piece)
            size += len(piece)
        return cls("".join(pieces), tuple(joints))

    def original(self, span: Span) -> Span:
        """Where a span of the excerpt lies in the whole text: from its first code point to its last."""
        return Span(self._back(span.start), self._back(span.end - 1) + 1)

    def _back(self, offset: int) -> int:
        here, there = self.joints[bisect_right(self.joints, (offset, len(self.text))) - 1]
        return there + offset - here
