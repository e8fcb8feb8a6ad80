"""``/api/v1/events``: events by filters, in order of time, and one with what is behind it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.why import why_record
from escale.web.api.asked import AskedEventPage, AskedVersion, EventId
from escale.web.api.models.articles import EventWhy
from escale.web.api.models.envelope import Items
from escale.web.api.models.occurrences import Event
from escale.web.api.sending import numbered, sent
from escale.web.asked_lists import events_of
from escale.web.cursors import version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter()


@router.get("/events", response_model=Items[Event])
async def events(request: Request, asked: Annotated[AskedEventPage, Query()]) -> Response:
    """A page of them."""

    def make(page: Page) -> dict[str, object]:
        found = events_of(page, asked)
        return numbered(page, found, asked.limit, asked.cursor, EVENT_SHEET.record)

    return await sent(request, make, version=version_of(asked.version, asked.cursor))


@router.get("/events/{id}", response_model=EventWhy)
async def event(request: Request, identity: EventId, asked: Annotated[AskedVersion, Query()]) -> Response:
    """One of them."""

    def make(page: Page) -> dict[str, object]:
        return why_record(page.ledger.why(identity, version=page.version))

    return await sent(request, make, version=asked.version)
