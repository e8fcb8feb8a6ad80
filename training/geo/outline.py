"""Land and borders of the world from TopoJSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any

__all__ = ["outline"]

_PLACES = 1  # decimals of a degree

# Natural Earth draws who holds what; lines that the United Nations know as no border are left out.
_PART_OF = {"N. Cyprus": "Cyprus", "Somaliland": "Somalia"}
_CRIMEA = (32.5, 45.0, 36.8, 46.4)

_Points = list[tuple[float, float]]


def outline(topology: Path) -> dict[str, list[list[float]]]:
    """Rings of land, without leaps, and lines between states, each as longitude, latitude and so on.

    TopoJSON holds each line that two states share as one arc, in whole numbers, each point by its distance
    from the point before; a ring is a list of arcs, a backward one as the complement of its number.
    """
    table = json.loads(topology.read_text(encoding="utf-8"))
    arcs = [_points(arc, table["transform"]) for arc in table["arcs"]]
    owners: dict[int, set[str]] = defaultdict(set)
    for name, ring in _rings(table, "countries"):
        for arc in ring:
            owners[arc if arc >= 0 else ~arc].add(_PART_OF.get(name, name))
    land = (_unwrapped(_joined(ring, arcs)) for _, ring in _rings(table, "land"))
    borders = (arcs[arc] for arc, names in sorted(owners.items()) if len(names) > 1)
    borders = (line for line in borders if not all(_is_in_crimea(*point) for point in line))
    return {"land": _flat(land, 4), "borders": _flat(borders, 2)}


def _points(arc: list[list[int]], transform: dict[str, Any]) -> _Points:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    steps = zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True)
    return [(round(x * wide + left, _PLACES), round(y * high + low, _PLACES)) for x, y in steps]


def _is_in_crimea(longitude: float, latitude: float) -> bool:
    west, south, east, north = _CRIMEA
    return west <= longitude <= east and south <= latitude <= north


def _rings(table: dict[str, Any], name: str) -> Iterator[tuple[str, list[int]]]:
    """Each ring with the name of what it is of."""
    for shape in table["objects"][name]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            for ring in polygon:
                yield shape.get("properties", {}).get("name", ""), ring


def _joined(ring: list[int], arcs: list[_Points]) -> _Points:
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]


def _unwrapped(ring: _Points) -> _Points:
    """The ring without a leap at the antimeridian: past it longitudes go on beyond 180.

    One that runs round the south pole is closed there.
    """
    steps = [ring[0][0]]
    steps += [(after - before + 180) % 360 - 180 for (before, _), (after, _) in pairwise(ring)]
    whole = [(round(x, _PLACES), y) for x, (_, y) in zip(accumulate(steps), ring, strict=True)]
    if whole[0][0] != whole[-1][0]:
        whole += [(whole[-1][0], -90.0), (whole[0][0], -90.0)]
    return whole


def _flat(lines: Iterable[_Points], fewest: int) -> list[list[float]]:
    """The lines of so many points, none twice in a row, as numbers."""
    thinned = ([point for point, _ in groupby(line)] for line in lines)
    return [[number for point in line for number in point] for line in thinned if len(line) >= fewest]
