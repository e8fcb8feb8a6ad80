"""The pictures that pages hold, each drawn twice: words shrunk to the width of a phone cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from escale.export.chain_svg import chain_to_svg
from escale.export.map_svg import MapPlace
from escale.export.map_svg import to_svg as map_to_svg
from escale.export.matrix_svg import matrix_to_svg
from escale.export.timeline_svg import to_svg
from escale.geo.states import StateNames
from escale.ledger.rows import StoredClaim
from escale.ledger.timeline import Mark, Timeline
from escale.model import ClaimType
from escale.web.dealings import Dealings
from escale.web.page import Page

__all__ = ["Drawing", "chain_drawings", "map_drawings", "matrix_drawings", "timeline_drawings"]

Drawing = tuple[str, Markup]
"""The class of the page's style that shows it at one width, and the picture."""

_WIDTHS = (("broad", 1216), ("narrow", 358))  # pixels, of a screen of 1440 and of 390
_CROPPED = 600  # pixels


def timeline_drawings(page: Page, timeline: Timeline, on: date, known: date | None) -> list[Drawing]:
    """A pair's timeline; its bars lead to ties, its marks to events."""

    def link(what: str) -> str:
        if ":" in what:
            return page.url("/tie", key=what, on=on, known=known)
        return page.url(f"/events/{page.segment(what)}", known=known)

    def several(marks: Sequence[Mark]) -> str:
        firsts = [mark.first for mark in marks if mark.first is not None]
        lasts = [mark.last for mark in marks if mark.last is not None]
        return page.url(
            "/events",
            state=[timeline.first, timeline.second],
            type=marks[0].type.value,
            after=date.fromordinal(min(firsts)) if firsts else None,
            before=date.fromordinal(max(lasts)) if lasts else None,
            known=known,
        )

    return [
        (
            name,
            _markup(
                to_svg(
                    timeline,
                    width=width,
                    links=link,
                    group_links=several,
                    heading=False,
                    phrases=page.say,
                    standalone=False,
                    prefix=name,
                )
            ),
        )
        for name, width in _WIDTHS
    ]


def chain_drawings(page: Page, stored: StoredClaim) -> list[Drawing]:
    """The chain of sources of a claim."""
    return [
        (
            name,
            _markup(chain_to_svg(stored, phrases=page.say, width=width, standalone=False, prefix=name)),
        )
        for name, width in _WIDTHS
    ]


def matrix_drawings(page: Page, dealings: Dealings, names: StateNames) -> list[Drawing]:
    """Who deals with whom; a square leads to the pair's page."""
    named = {code: names.name(code, page.say.lang) for code in dealings.codes}

    def link(pair: tuple[str, str]) -> str:
        return page.url(f"/ties/{page.segment(pair[0])}/{page.segment(pair[1])}")

    return [
        (
            name,
            _markup(
                matrix_to_svg(
                    dealings.drawn,
                    dealings.codes,
                    phrases=page.say,
                    names=named,
                    links=link,
                    width=width,
                    standalone=False,
                    prefix=f"matrix-{name}",
                )
            ),
        )
        for name, width in _WIDTHS
    ]


def map_drawings(page: Page, places: Sequence[MapPlace], types: Sequence[ClaimType]) -> list[Drawing]:
    """Places on the world, and for a phone on the part of it that they lie in; each leads to its claims."""

    def link(place: str) -> str:
        return page.url("/claims", place=place, type=tuple(types))

    return [
        (
            name,
            _markup(
                map_to_svg(
                    places,
                    width=width,
                    phrases=page.say,
                    standalone=False,
                    links=link,
                    crop=width < _CROPPED,
                    prefix=f"map-{name}",
                )
            ),
        )
        for name, width in _WIDTHS
    ]


def _markup(svg: str) -> Markup:
    # Whoever draws escapes the words.
    return Markup(svg)  # noqa: S704
