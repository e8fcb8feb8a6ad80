"""The frame and look that the small pictures share: the chain of sources and the matrix of parties.

Colours are set by class, in light and dark, as in a drawn timeline; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from escale.export.timeline_words import safe

__all__ = ["Colour", "colour_css", "framed", "picture_css"]

#: Selectors with commas between them, property, light, dark.
Colour = tuple[str, str, str, str]

# Text stands out from its ground by 4.5:1 and shapes by 3:1 (WCAG 2.1, AA).
_COLOURS: tuple[Colour, ...] = (
    (".paper", "fill", "#fff", "#14171a"),
    (".ink,text", "fill", "#1c2024", "#e6e8ea"),
    (".soft", "fill", "#59616a", "#a7afb7"),
    (".box", "fill", "#f6f7f8", "#1d2125"),
    (".box", "stroke", "#59616a", "#a7afb7"),
    (".arrow", "stroke", "#1c2024", "#e6e8ea"),
    (".cell", "fill", "#f6f7f8", "#1d2125"),
    (".cell", "stroke", "#dfe3e7", "#30363c"),
    (".fill", "fill", "#1f4e75", "#8dbde3"),
    (".over", "fill", "#fff", "#14171a"),
)

_SHAPE = """
.escale-picture text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.escale-picture .h{font-size:13px;font-weight:650}
.escale-picture .t{font-size:11px}
.escale-picture .box{stroke-width:1.5}
.escale-picture .thick{stroke-width:3}
.escale-picture .dash{stroke-dasharray:4 3}
.escale-picture .arrow{fill:none;stroke-width:1.5}
"""


def colour_css(scope: str, colours: Iterable[Colour]) -> str:
    """Rules that set colours within elements of the class ``scope``, light ones and then dark ones."""
    colours = tuple(colours)
    light = "".join(_rule(scope, selector, key, value) for selector, key, value, _ in colours)
    dark = "".join(_rule(scope, selector, key, value) for selector, key, _, value in colours)
    return f"{light}@media (prefers-color-scheme:dark){{\n{dark}}}\n"


def picture_css() -> str:
    """The rules for a small picture, in light and dark: for its own style sheet or for its page's."""
    return _SHAPE.lstrip() + colour_css("escale-picture", _COLOURS)


def framed(
    body: str, width: int, height: int, *, name: str, title: str, described: str, role: str, standalone: bool
) -> str:
    """The picture as a whole.

    Args:
        body: what is drawn.
        width: in pixels.
        height: in pixels.
        name: begins the ids; letters and digits.
        title: what it is.
        described: what it shows, for those who do not see it.
        role: ``img``, or ``group`` where parts of it are links.
        standalone: whether it brings its style; else the page must have `picture_css`.
    """
    sheet = f"<style>\n{picture_css()}</style>\n" if standalone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="escale-picture" role="{role}" '
        f'aria-labelledby="{name}-title {name}-desc" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">\n'
        f'<title id="{name}-title">{safe(title)}</title>\n<desc id="{name}-desc">{safe(described)}</desc>\n'
        f'{sheet}<rect class="paper" width="{width}" height="{height}"/>\n{body}</svg>\n'
    )


def _rule(scope: str, selector: str, key: str, value: str) -> str:
    scoped = ",".join(f".{scope} {one}" for one in selector.split(","))
    return f"{scoped}{{{key}:{value}}}\n"
