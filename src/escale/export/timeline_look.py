"""The look of a drawn timeline: colours in light and dark, and the patterns that tell statuses apart.

Colours are set by class, without custom properties, so that programs that know none (Inkscape, librsvg, what
makes a PDF of a drawing) show the light ones. Nothing is told by colour alone.
"""

from __future__ import annotations

from escale.export.picture import Colour, colour_css

__all__ = ["definitions", "timeline_css"]

# Text stands out from the paper by 4.5:1 and shapes by 3:1 (WCAG 2.1, AA).
_COLOURS: tuple[Colour, ...] = (
    (".paper", "fill", "#fff", "#14171a"),
    (".future", "fill", "#eff2f5", "#1d2226"),
    (".ink,text", "fill", "#1c2024", "#e6e8ea"),
    (".soft", "fill", "#59616a", "#a7afb7"),
    (".grid", "stroke", "#dfe3e7", "#30363c"),
    (".rail", "stroke", "#c3c9cf", "#454c54"),
    (".edge", "stroke", "#1f4e75", "#8dbde3"),
    (".fill", "fill", "#1f4e75", "#8dbde3"),
    (".now", "stroke", "#1c2024", "#e6e8ea"),
    (".doubt", "stroke", "#98301f", "#f39c8a"),
    (".mark", "stroke", "#1c2024", "#e6e8ea"),
    (".full", "fill", "#1c2024", "#e6e8ea"),
    (".hollow", "fill", "#fff", "#14171a"),
    (".gap", "stroke", "#fff", "#14171a"),
    (".cover", "stop-color", "#fff", "#14171a"),
)

_SHAPE = """
.escale-timeline text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.escale-timeline .h{font-size:16px;font-weight:650}
.escale-timeline .t{font-size:11px}
.escale-timeline .n{font-size:10px;font-weight:650}
.escale-timeline .none{fill:none}
.escale-timeline .edge,.escale-timeline .doubt{stroke-width:1.5}
.escale-timeline .mark{stroke-width:1.5}
.escale-timeline .gap{stroke-width:3}
.escale-timeline .grid,.escale-timeline .rail{stroke-width:1}
.escale-timeline .dash{stroke-dasharray:4 3}
.escale-timeline .dot{stroke-dasharray:.1 4;stroke-linecap:round;stroke-width:2}
.escale-timeline .thick{stroke-width:4}
.escale-timeline a:hover text,.escale-timeline a:focus text{text-decoration:underline}
"""


def timeline_css() -> str:
    """The rules for a drawing, in light and dark: for its own style sheet or for its page's."""
    return _SHAPE.lstrip() + colour_css("escale-timeline", _COLOURS)


def definitions(name: str) -> str:
    """Patterns and fades, with ids that begin with ``name``."""
    return (
        "<defs>\n"
        f'<pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="edge" d="M1.5 0V6"/></pattern>\n'
        f'<pattern id="{name}-cross" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="doubt none" d="M2.5 0V5M0 2.5H5"/></pattern>\n'
        f'<pattern id="{name}-dots" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<circle class="fill" cx="2.5" cy="2.5" r="1.1"/></pattern>\n'
        f"{_fade(name, 'in', 0.9, 0)}{_fade(name, 'out', 0, 0.9)}{_fade(name, 'pale', 0.5, 0.5)}"
        "</defs>\n"
    )


def _fade(name: str, kind: str, first: float, last: float) -> str:
    return (
        f'<linearGradient id="{name}-{kind}"><stop class="cover" offset="0" stop-opacity="{first}"/>'
        f'<stop class="cover" offset="1" stop-opacity="{last}"/></linearGradient>\n'
    )
