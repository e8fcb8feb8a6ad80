"""The look of a map: its colours in light and dark, and the shapes that tell types of claims apart.

Every type has a shape and a colour of its own, so that nothing is told by colour alone.
"""

from __future__ import annotations

from escale.export.picture import Colour, colour_css
from escale.model import ClaimType

__all__ = ["LOOKS", "OTHER", "map_css"]

#: The look of the types that happen at a place; the others share `OTHER`.
LOOKS = {
    ClaimType.PORT_VISIT: "circle",
    ClaimType.EXERCISE: "triangle",
    ClaimType.DEPLOYMENT: "square",
    ClaimType.TALKS: "diamond",
    ClaimType.INCIDENT: "wedge",
}
OTHER = "hexagon"

# Marks stand out from land and sea by 3:1, text from both by 4.5:1 (WCAG 2.1, AA).
_COLOURS: tuple[Colour, ...] = (
    (".paper", "fill", "#fff", "#14171a"),
    (".sea", "fill", "#eef3f7", "#1b2127"),
    (".land", "fill", "#d9dfe4", "#363d45"),
    (".border", "stroke", "#fff", "#1b2127"),
    (".edge", "stroke", "#c3c9cf", "#454c54"),
    ("text", "fill", "#1c2024", "#e6e8ea"),
    (".halo", "stroke", "#fff", "#14171a"),
    (".soft", "fill", "#4f5760", "#a7afb7"),
    (".mark", "stroke", "#fff", "#14171a"),
    (".circle", "fill", "#0b62a8", "#7cb8ee"),
    (".triangle", "fill", "#b04a00", "#f5a15a"),
    (".square", "fill", "#0f6b4f", "#5fcfa5"),
    (".diamond", "fill", "#7a3796", "#d19be8"),
    (".wedge", "fill", "#a8202c", "#f78d8d"),
    (".hexagon", "fill", "#59616a", "#a7afb7"),
    ("a:focus-visible .mark,a:hover .mark", "stroke", "#1c2024", "#e6e8ea"),
)

_SHAPE = """
.escale-map text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.escale-map .t{font-size:11px}
.escale-map .edge{fill:none;stroke-width:1}
.escale-map .border{fill:none;stroke-width:.7}
.escale-map .halo{fill:none;stroke-width:3;stroke-linejoin:round}
.escale-map .mark{stroke-width:1.2;fill-opacity:.88}
.escale-map a:focus-visible .mark,.escale-map a:hover .mark{stroke-width:2.4}
"""


def map_css() -> str:
    """The rules for a map, in light and dark: for its own style sheet or for its page's."""
    return _SHAPE.lstrip() + colour_css("escale-map", _COLOURS)
