"""An article pasted or uploaded: its claims are shown before anything is stored, then it may be added."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from escale.errors import InputError
from escale.ledger.adding import Added
from escale.ledger.ids import article_id
from escale.ledger.ledger import Ledger
from escale.reading import NO_DATE, Reading
from escale.web.answering import answered
from escale.web.asked import Asked
from escale.web.marking import pieces
from escale.web.page import Page
from escale.web.paths import web_address
from escale.web.readers import Readers
from escale.web.security.forms import writer_of
from escale.web.sent import Sent, article_of, sent
from escale.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/read")
async def form(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The form."""

    def make(page: Page) -> str:
        return _page(page, Sent())

    return await answered(request, make, version=asked.version)


@router.post("/read")
async def read(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """The article with its claims; nothing is stored."""
    try:
        reading = await _reading(request, given)
    except InputError as error:
        return await _refused(request, given, error)

    def make(page: Page) -> str:
        return _page(page, given, reading)

    return await answered(request, make, fresh=True)


@router.get("/read/add")
async def before_adding() -> Response:
    """To the form, for who comes here by a link."""
    return RedirectResponse("/read", 303)


@router.post("/read/add")
async def add(request: Request, given: Annotated[Sent, Depends(sent)]) -> Response:
    """Adds the article to the ledger and leads to its page."""
    writer_of(request, given.csrf)
    try:
        reading = await _reading(request, given)
    except InputError as error:
        return await _refused(request, given, error)

    def work(ledger: Ledger) -> Added:
        return ledger.add([reading])

    added = await site_of(request).desks.ask(work)
    there = "?there=1" if added.unchanged else ""
    return RedirectResponse(f"/articles/{article_id(reading.article)}{there}", 303)


async def _reading(request: Request, given: Sent) -> Reading:
    readers: Readers = request.app.state.readers
    today = datetime.now(UTC).date()
    return await readers.read(await readers.opened(partial(article_of, given, today)))


async def _refused(request: Request, given: Sent, error: InputError) -> Response:
    """The form again, with what is wrong beside it."""

    def make(page: Page) -> str:
        return _page(page, given, problem=error.cause)

    response = await answered(request, make, fresh=True)
    response.status_code = 400
    return response


def _page(page: Page, given: Sent, reading: Reading | None = None, problem: str | None = None) -> str:
    claims = reading.claims if reading else ()
    again = Sent.of(reading.article) if reading else given
    return page.render(
        "read.html",
        given=again,
        reading=reading,
        claims=claims,
        pieces=tuple(pieces(reading.article, claims)) if reading else (),
        address=web_address(reading.article.url) if reading else None,
        anchors=tuple(f"claim-{number}" for number in range(1, len(claims) + 1)),
        no_date=NO_DATE,
        problem=problem,
    )
