"""Land and borders of the world (Natural Earth, 1:110 million)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Line", "Outline", "world"]

#: Points, each as longitude and latitude in degrees.
Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Land as rings (one within another is water) and the lines between states on land.

    The longitudes of a ring that crosses the antimeridian go on beyond 180, so that no two points of it leap.
    """

    land: tuple[Line, ...]
    borders: tuple[Line, ...]


@cache
def world() -> Outline:
    """The whole world; read when first asked for."""
    table = json.loads((files("escale.geo") / "world.json").read_text(encoding="utf-8"))
    return Outline(*(tuple(_line(numbers) for numbers in table[name]) for name in ("land", "borders")))


def _line(numbers: list[float]) -> Line:
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
