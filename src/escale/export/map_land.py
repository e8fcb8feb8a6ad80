"""Land and borders as paths of a drawing."""

from __future__ import annotations

from collections.abc import Iterator

from escale.export.timeline_marks import number
from escale.geo.outline import Line, world
from escale.geo.projection import View, wrapped

__all__ = ["land"]

# Pixels from one drawn point to the next, at least.
_STEP = 0.8
_TURN = 360.0


def land(view: View, name: str) -> str:
    """The sea, the land and the borders that the view shows, with ids that begin with ``name``."""
    outline = world()
    globe = f"{_path(view.rim())}z"
    rings = "".join(f"{path}z" for ring in outline.land for path in _paths(ring, view))
    borders = "".join(path for line in outline.borders for path in _paths(line, view))
    return (
        f'<clipPath id="{name}-globe"><path d="{globe}"/></clipPath>\n<path class="sea" d="{globe}"/>\n'
        f'<g clip-path="url(#{name}-globe)"><path class="land" fill-rule="evenodd" d="{rings}"/>\n'
        f'<path class="border" d="{borders}"/></g>\n'
    )


def _paths(line: Line, view: View) -> Iterator[str]:
    """The line wherever the view shows it: past 180 degrees from its middle the world begins anew."""
    first = line[0][0]
    start = wrapped(first, view.middle)
    for turn in (-_TURN, 0.0, _TURN):
        points = [view.beyond(longitude - first + start + turn, latitude) for longitude, latitude in line]
        if _is_seen(points, view):
            yield _path(points)


def _is_seen(points: list[tuple[float, float]], view: View) -> bool:
    across, down = [x for x, _ in points], [y for _, y in points]
    return max(across) > 0 and min(across) < view.width and max(down) > 0 and min(down) < view.height


def _path(points: list[tuple[float, float]]) -> str:
    """The points without those too near to the one before."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _STEP:
            kept.append((x, y))
    kept.append(points[-1])
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in kept)
