"""``/api/v1/sources``: who claims what, and how it fares; those of most claims first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.sources import SOURCE_SHEET
from escale.web.api.asked import AskedEventPage
from escale.web.api.models.envelope import Items
from escale.web.api.models.occurrences import Source
from escale.web.api.sending import numbered, sent
from escale.web.asked_lists import sources_of
from escale.web.cursors import version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter()


@router.get("/sources", response_model=Items[Source])
async def sources(request: Request, asked: Annotated[AskedEventPage, Query()]) -> Response:
    """A page of them."""

    def make(page: Page) -> dict[str, object]:
        found = sources_of(page, asked)
        return numbered(page, found, asked.limit, asked.cursor, SOURCE_SHEET.record)

    return await sent(request, make, version=version_of(asked.version, asked.cursor))
