"""The map: where port visits, exercises, deployments take place, as a picture and as a table."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.ledger.answers_activity import PlaceActivity
from escale.ledger.ledger import Ledger
from escale.web.answering import Provisional, answered
from escale.web.asked_activity import AskedActivity
from escale.web.drawings import map_drawings
from escale.web.page import Page
from escale.web.placing import MAPPED, placed
from escale.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_ROWS = 200
_LOST = 100


@router.get("/map")
async def world(request: Request, asked: Annotated[AskedActivity, Query()]) -> Response:
    """The page."""
    site = site_of(request)
    types = tuple(asked.type) or MAPPED

    def places(ledger: Ledger, version: int) -> list[PlaceActivity]:
        return ledger.places(types=types, after=asked.after, before=asked.before, version=version)

    def make(page: Page) -> str | Provisional:
        key = ("places", types, asked.after, asked.before)
        told = site.overview.ask(page, key, places)
        rows = told.value if told else []
        both = placed(rows, site.gazetteer)
        body = page.render(
            "map.html",
            asked=asked,
            types=types,
            mapped=dict.fromkeys([*MAPPED, *types]),
            told=told.version if told else None,
            drawings=map_drawings(page, both.found, types),
            rows=rows[:_ROWS],
            more=len(rows) > _ROWS,
            lost=both.lost[:_LOST],
            unseen=len(both.lost) - _LOST,
        )
        return body if told and told.version == page.version else Provisional(body)

    return await answered(request, make, version=asked.version)
