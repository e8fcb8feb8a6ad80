"""Events by filters, the latest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.web.answering import Provisional, answered
from escale.web.asked import AskedClaims, filter_of
from escale.web.cursors import CountCursor, next_count, version_of
from escale.web.page import Page
from escale.web.scope import busiest_pairs, is_too_wide
from escale.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(AskedClaims):
    cursor: CountCursor | None = None


@router.get("/events")
async def events(request: Request, asked: Annotated[_Asked, Query()]) -> Response:
    """The list."""
    overview = site_of(request).overview

    def make(page: Page) -> str | Provisional:
        wanted = filter_of(asked)
        wide = is_too_wide(page, wanted)
        found = [] if wide else page.ledger.events(wanted, version=page.version)
        pairs = busiest_pairs(overview, page, wanted) if wide else None
        start = asked.cursor.place if asked.cursor else 0
        end = start + page.limits.page
        body = page.render(
            "events.html",
            asked=asked,
            wide=wide,
            pairs=pairs.value if pairs else (),
            total=len(found),
            events=found[::-1][start:end],
            more=next_count(page.version, end) if end < len(found) else None,
        )
        current = not wide or (pairs is not None and pairs.version == page.version)
        return body if current else Provisional(body)

    return await answered(request, make, version=version_of(asked.version, asked.cursor))
