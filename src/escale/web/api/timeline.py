"""``/api/v1/timeline``: what the ties of two parties were from day to day, and their events."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.timeline import TIMELINE_SHEET, timeline_rows
from escale.web.api.asked import AskedTimelinePage
from escale.web.api.models.envelope import Items
from escale.web.api.models.occurrences import TimelineRow
from escale.web.api.sending import numbered, sent
from escale.web.asked_lists import timeline_of
from escale.web.cursors import version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter()


@router.get("/timeline", response_model=Items[TimelineRow])
async def timeline(request: Request, asked: Annotated[AskedTimelinePage, Query()]) -> Response:
    """A page of its rows."""

    def make(page: Page) -> dict[str, object]:
        rows = list(timeline_rows(timeline_of(page, asked)))
        return numbered(page, rows, asked.limit, asked.cursor, TIMELINE_SHEET.record)

    return await sent(request, make, version=version_of(asked.version, asked.cursor))
