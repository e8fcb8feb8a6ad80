"""The marks of a map: for each place a row of shapes, one for each type, as large as the claims are many."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from escale.export.map_look import LOOKS, OTHER
from escale.export.timeline_marks import number
from escale.model import ClaimType

__all__ = ["Box", "Mark", "Sizes", "looks_of", "placed"]

_LEAST, _MOST = 4.0, 17.0
_LEAST_NARROW, _MOST_NARROW = 3.5, 11.0
_NARROW = 600
_GAP = 1.5

# The corners of the shapes about their middle, of the area of a circle of radius 1.
_SQUARE = math.sqrt(math.pi) / 2
_DIAMOND = math.sqrt(math.pi / 2)
_TRIANGLE = math.sqrt(4 * math.pi / math.sqrt(3)) / 2
_HEXAGON = math.sqrt(2 * math.pi / (3 * math.sqrt(3)))
_HIGH = _TRIANGLE * math.sqrt(3) / 2
_CORNERS = {
    "square": ((-_SQUARE, -_SQUARE), (_SQUARE, -_SQUARE), (_SQUARE, _SQUARE), (-_SQUARE, _SQUARE)),
    "diamond": ((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)),
    "triangle": ((0, -_HIGH), (_TRIANGLE, _HIGH), (-_TRIANGLE, _HIGH)),
    "wedge": ((0, _HIGH), (_TRIANGLE, -_HIGH), (-_TRIANGLE, -_HIGH)),
    OTHER: tuple(
        (_HEXAGON * math.cos(math.tau * turn / 6), _HEXAGON * math.sin(math.tau * turn / 6))
        for turn in range(6)
    ),
}
# Half the width and height of a shape, of the area of a circle of radius 1.
_HALF = {"circle": (1.0, 1.0)} | {
    look: (max(abs(x) for x, _ in corners), max(abs(y) for _, y in corners))
    for look, corners in _CORNERS.items()
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """True if the two share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """True if the other lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape about a point; ``radius`` is that of the circle of its area, in pixels."""

    look: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """What it covers."""
        wide, high = (half * self.radius for half in _HALF[self.look])
        return Box(self.x - wide, self.y - high, self.x + wide, self.y + high)

    def svg(self) -> str:
        """The element."""
        look = f'class="mark {self.look}"'
        if self.look == "circle":
            return f'<circle {look} cx="{number(self.x)}" cy="{number(self.y)}" r="{number(self.radius)}"/>'
        corners = (
            f"{number(self.x + x * self.radius)} {number(self.y + y * self.radius)}"
            for x, y in _CORNERS[self.look]
        )
        return f'<path {look} d="M{"L".join(corners)}z"/>'


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the marks are: areas keep the proportion of the numbers, but for the smallest."""

    least: float
    most: float
    largest: int

    @classmethod
    def of(cls, largest: int, width: float) -> Sizes:
        """For a drawing so wide whose largest mark stands for so many claims."""
        least, most = (_LEAST_NARROW, _MOST_NARROW) if width < _NARROW else (_LEAST, _MOST)
        return cls(least, min(most, least * math.sqrt(largest)), largest)

    def radius(self, claims: int) -> float:
        """The radius of the mark of so many claims."""
        return max(self.least, self.most * math.sqrt(claims / self.largest))


def looks_of(counts: Mapping[ClaimType, int]) -> dict[str, int]:
    """The number of claims by look, those of port visits first."""
    found: Counter[str] = Counter()
    for kind, claims in counts.items():
        found[LOOKS.get(kind, OTHER)] += claims
    return {look: found[look] for look in (*LOOKS.values(), OTHER) if found[look] > 0}


def placed(counts: Mapping[ClaimType, int], x: float, y: float, sizes: Sizes, width: float) -> list[Mark]:
    """The marks of one place, the largest at its point and the others in a row right of it.

    A row that would leave the drawing, which is ``width`` wide, is moved back into it.
    """
    row = sorted(looks_of(counts).items(), key=lambda one: -one[1])
    marks: list[Mark] = []
    for look, claims in row:
        radius = sizes.radius(claims)
        at = marks[-1].box.right + _GAP + _HALF[look][0] * radius if marks else x
        marks.append(Mark(look, at, y, radius))
    over = max(marks[-1].box.right - width, 0.0)
    return [replace(mark, x=mark.x - over) for mark in marks]
