"""From longitude and latitude to a place in a box: the Equal Earth projection (2018).

Areas keep their proportion, so that no part of the world looks larger than it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Bounds", "View", "around", "equal_earth", "wrapped"]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3) / 2
_RIM = 3  # degrees from one point of the edge to the next


class Bounds(NamedTuple):
    """A part of the world in degrees; ``west`` to ``east`` may pass 180: ``east`` is then more than that."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> float:
        """The meridian in the middle."""
        return (self.west + self.east) / 2


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """East and north of the centre in radii of the globe; in degrees, from middle meridian and equator."""
    theta = math.asin(_ROOT * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(longitude) * math.cos(theta) / (_ROOT * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


def wrapped(longitude: float, middle: float) -> float:
    """The longitude from ``middle``, from -180 up to 180."""
    return (longitude - middle + 180) % 360 - 180


def around(points: Iterable[tuple[float, float]]) -> Bounds | None:
    """The narrowest bounds that hold all points (longitude, latitude); None without points."""
    known = list(points)
    if not known:
        return None
    longitudes = sorted({longitude % 360 for longitude, _ in known})
    nexts = [*longitudes[1:], longitudes[0] + 360]
    gaps = [after - before for before, after in zip(longitudes, nexts, strict=True)]
    gap = gaps.index(max(gaps))
    west = wrapped(longitudes[(gap + 1) % len(longitudes)], 0)
    latitudes = [latitude for _, latitude in known]
    return Bounds(west, min(latitudes), west + max(360 - gaps[gap], 0.0), max(latitudes))


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world in a box ``width`` wide and ``height`` high, x to the right and y downwards."""

    middle: float
    left: float
    top: float
    scale: float
    width: float
    height: float

    @classmethod
    def of(cls, bounds: Bounds, width: float, flattest: float, steepest: float) -> View:
        """The bounds in a box whose height is from ``flattest`` to ``steepest`` times its width."""
        half = (bounds.east - bounds.west) / 2
        widest = min((bounds.south, bounds.north, 0.0), key=lambda at: _from_equator(at, bounds))
        right = equal_earth(half, widest)[0]
        south, north = (equal_earth(0, latitude)[1] for latitude in (bounds.south, bounds.north))
        across, up = max(2 * right, 1e-9), max(north - south, 1e-9)
        ratio = min(max(up / across, flattest), steepest)
        scale = min(width / across, width * ratio / up)
        height = width * ratio
        centre = (south + north) / 2
        return cls(bounds.middle, -width / scale / 2, centre + height / scale / 2, scale, width, height)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies in the box, or beside it."""
        return self.beyond(wrapped(longitude, self.middle), latitude)

    def rim(self) -> list[tuple[float, float]]:
        """The edge of the world, half round it from the middle: up on one side and down on the other."""
        levels = range(-90, 91, _RIM)
        west = [self.beyond(-180, level) for level in levels]
        return west + [self.beyond(180, level) for level in reversed(levels)]

    def beyond(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The same by the longitude from the middle, which may be past 180: there the world is repeated."""
        x, y = equal_earth(longitude, latitude)
        return (x - self.left) * self.scale, (self.top - y) * self.scale


def _from_equator(latitude: float, bounds: Bounds) -> float:
    """How far from the equator a latitude of the bounds lies; those outside count as farthest."""
    return abs(latitude) if bounds.south <= latitude <= bounds.north else math.inf
