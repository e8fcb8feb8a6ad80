"""``/download/NAME.svg``: the pictures of the pages, each a file that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.errors import NotFoundError
from escale.export.chain_svg import chain_to_svg
from escale.export.map_svg import to_svg as map_to_svg
from escale.export.matrix_svg import matrix_to_svg
from escale.export.timeline_svg import to_svg as timeline_to_svg
from escale.web.answering import Attachment, answered
from escale.web.asked_lists import AskedTimeline, timeline_of
from escale.web.downloads.asked import AskedChain, AskedCounts, AskedPairs
from escale.web.downloads.files import attachment
from escale.web.page import Page
from escale.web.placing import MAPPED, placed
from escale.web.site import site_of

__all__ = ["SVG", "router"]

router = APIRouter(prefix="/download", include_in_schema=False)

SVG = "image/svg+xml"
_MOST_PAIRS = 2_000

# A picture brings its own style; opened by itself it can do nothing else.
_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}


@router.get("/timeline.svg")
async def timeline(request: Request, asked: Annotated[AskedTimeline, Query()]) -> Response:
    """The timeline of two parties."""

    def draw(page: Page) -> str:
        return timeline_to_svg(timeline_of(page, asked), phrases=page.say)

    return await _drawn(request, f"timeline-{asked.first}-{asked.second}", draw, asked.version)


@router.get("/chain.svg")
async def chain(request: Request, asked: Annotated[AskedChain, Query()]) -> Response:
    """The chain of sources of a claim."""

    def draw(page: Page) -> str:
        view = page.ledger.view(page.version)
        found = view.by_id([asked.claim]) or list(view.as_read([asked.claim]).values())
        if not found:
            raise NotFoundError(f"{asked.claim}: no such claim in this ledger")
        return chain_to_svg(found[0], phrases=page.say)

    return await _drawn(request, f"chain-{asked.claim}", draw, asked.version)


@router.get("/matrix.svg")
async def matrix(request: Request, asked: Annotated[AskedPairs, Query()]) -> Response:
    """Who deals with whom."""
    parties = site_of(request).names

    def draw(page: Page) -> str:
        pairs = page.ledger.activity(
            state=asked.state,
            types=asked.type,
            after=asked.after,
            before=asked.before,
            known=asked.known,
            limit=_MOST_PAIRS,
            version=page.version,
        )
        codes = {code for pair in pairs for code in (pair.first, pair.second)}
        names = {code: parties.name(code, page.say.lang) for code in codes}
        return matrix_to_svg(pairs, phrases=page.say, names=names)

    return await _drawn(request, "matrix", draw, asked.version)


@router.get("/map.svg")
async def world(request: Request, asked: Annotated[AskedCounts, Query()]) -> Response:
    """Where matters take place: as on the page, those of `MAPPED` if no type is asked."""
    gazetteer = site_of(request).gazetteer

    def draw(page: Page) -> str:
        rows = page.ledger.places(
            types=tuple(asked.type) or MAPPED,
            after=asked.after,
            before=asked.before,
            known=asked.known,
            version=page.version,
        )
        return map_to_svg(placed(rows, gazetteer).found, phrases=page.say)

    return await _drawn(request, "map", draw, asked.version)


async def _drawn(request: Request, name: str, draw: Callable[[Page], str], version: int | None) -> Response:
    def make(page: Page) -> Attachment:
        return Attachment(draw(page).encode("utf-8", "replace"), attachment(page, name, "svg"))

    return await answered(request, make, version=version, media=SVG, headers=_POLICY)
