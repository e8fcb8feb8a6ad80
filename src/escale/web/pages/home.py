"""The home page: what is new, who is most active, and who deals with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.timeline_words import tie_label
from escale.ledger.answers import Change
from escale.ledger.ledger import Ledger
from escale.web.answering import Provisional, answered
from escale.web.asked_activity import AskedActivity
from escale.web.dealings import Dealings
from escale.web.drawings import matrix_drawings
from escale.web.page import Page
from escale.web.site import site_of
from escale.web.standing import Standing, standing_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A tie that stands otherwise.

    Attributes:
        label: type and facet of the tie.
    """

    first: str
    second: str
    label: str
    before: Standing
    after: Standing


@router.get("/")
async def home(request: Request, asked: Annotated[AskedActivity, Query()]) -> Response:
    """The page."""
    site = site_of(request)
    overview = site.overview

    def pairs(ledger: Ledger, version: int) -> Dealings:
        found = ledger.activity(types=asked.type, after=asked.after, before=asked.before, version=version)
        return Dealings.of(found)

    def make(page: Page) -> str | Provisional:
        key = ("pairs", tuple(asked.type), asked.after, asked.before)
        digest = overview.digest(page)
        dealings = overview.ask(page, key, pairs)
        current = digest is not None and dealings is not None and digest.version == page.version
        body = page.render(
            "home.html",
            asked=asked,
            digest=digest.value if digest else None,
            told=digest.version if digest else None,
            turns=[_turn(change, page) for change in digest.value.lately] if digest else [],
            dealings=dealings.value if dealings else None,
            drawings=matrix_drawings(page, dealings.value, site.names) if dealings else (),
        )
        return body if current else Provisional(body)

    return await answered(request, make, version=asked.version)


def _turn(change: Change, page: Page) -> _Turn:
    key = change.after.key
    return _Turn(
        key.first,
        key.second,
        tie_label(key, page.say),
        standing_of(change.before, page.say),
        standing_of(change.after, page.say),
    )
