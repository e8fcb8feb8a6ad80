"""``/api/v1/ties``: how ties stand on a day, as known on a day, in order of key."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.ties import TIE_SHEET
from escale.web.api.asked import AskedTiePage
from escale.web.api.models.envelope import Items
from escale.web.api.models.occurrences import Tie
from escale.web.api.sending import numbered, sent
from escale.web.asked_lists import ties_of
from escale.web.cursors import version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter()


@router.get("/ties", response_model=Items[Tie])
async def ties(request: Request, asked: Annotated[AskedTiePage, Query()]) -> Response:
    """A page of them."""

    def make(page: Page) -> dict[str, object]:
        found = ties_of(page, asked)
        return numbered(page, found, asked.limit, asked.cursor, TIE_SHEET.record)

    return await sent(request, make, version=version_of(asked.version, asked.cursor))
