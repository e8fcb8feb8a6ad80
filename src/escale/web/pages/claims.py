"""Claims by filters, the newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.ledger.answers import ClaimPlace
from escale.web.answering import answered
from escale.web.asked import AskedClaims, filter_of
from escale.web.cursors import Cursor, next_cursor, version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(AskedClaims):
    cursor: Cursor | None = None


@router.get("/claims")
async def claims(request: Request, asked: Annotated[_Asked, Query()]) -> Response:
    """The list."""

    def make(page: Page) -> str:
        most = page.limits.page
        after = ClaimPlace(*asked.cursor.place) if asked.cursor else None
        found = page.ledger.claims(
            filter_of(asked), newest=True, limit=most + 1, after=after, version=page.version
        )
        shown = found[:most]
        return page.render(
            "claims.html",
            asked=asked,
            claims=shown,
            more=next_cursor(page.version, ClaimPlace.of(shown[-1])) if len(found) > most else None,
        )

    return await answered(request, make, version=version_of(asked.version, asked.cursor))
