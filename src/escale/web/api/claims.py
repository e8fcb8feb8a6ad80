"""``/api/v1/claims``: claims by filters, the newest first, and one with what is behind it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.claims import claim_record
from escale.export.answers.why import why_record
from escale.ledger.answers import ClaimPlace
from escale.web.api.asked import AskedClaimPage, AskedVersion, ClaimId
from escale.web.api.models.articles import ClaimWhy
from escale.web.api.models.claims import Claim
from escale.web.api.models.envelope import Items
from escale.web.api.sending import from_place, sent
from escale.web.asked import filter_of
from escale.web.cursors import version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter()


@router.get("/claims", response_model=Items[Claim])
async def claims(request: Request, asked: Annotated[AskedClaimPage, Query()]) -> Response:
    """A page of them."""

    def make(page: Page) -> dict[str, object]:
        found = page.ledger.claims(
            filter_of(asked),
            newest=True,
            limit=asked.limit + 1,
            after=ClaimPlace(*asked.cursor.place) if asked.cursor else None,
            version=page.version,
        )
        return from_place(page, found, asked.limit, claim_record, ClaimPlace.of)

    return await sent(request, make, version=version_of(asked.version, asked.cursor))


@router.get("/claims/{id}", response_model=ClaimWhy)
async def claim(request: Request, identity: ClaimId, asked: Annotated[AskedVersion, Query()]) -> Response:
    """One of them."""

    def make(page: Page) -> dict[str, object]:
        return why_record(page.ledger.why(identity, version=page.version))

    return await sent(request, make, version=asked.version)
