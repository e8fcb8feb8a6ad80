"""An article: its text with its claims marked, each claim's fields, and what analysts did about them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from escale.ledger.answers_articles import ArticleSheet
from escale.ledger.rows import Correction
from escale.reading import NO_DATE
from escale.web.answering import answered
from escale.web.asked import Asked
from escale.web.marking import pieces
from escale.web.page import Page
from escale.web.paths import web_address

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(Asked):
    there: bool = False


@router.get("/articles/{identity}")
async def article(
    request: Request,
    identity: Annotated[str, Path(pattern="^a[0-9a-f]{1,24}$")],
    asked: Annotated[_Asked, Query()],
) -> Response:
    """The page; with ``there`` it says that the article was in the ledger already when it was to be added."""

    def make(page: Page) -> str:
        sheet = page.ledger.article(identity, version=page.version)
        claims = [stored.claim for stored in sheet.claims]
        return page.render(
            "article.html",
            there=asked.there,
            sheet=sheet,
            article=sheet.stored.article,
            claims=claims,
            pieces=tuple(pieces(sheet.stored.article, claims)),
            anchors=tuple(f"claim-{stored.id}" for stored in sheet.claims),
            history=_history(sheet),
            address=web_address(sheet.stored.article.url),
            no_date=NO_DATE,
        )

    return await answered(request, make, version=asked.version)


def _history(sheet: ArticleSheet) -> dict[str, list[Correction]]:
    """The corrections of each claim of the article, in order."""
    ids = [stored.id for stored in (*sheet.claims, *sheet.rejected)]
    return {claim: [made for made in sheet.corrections if claim in made.claims] for claim in ids}
