"""Articles by filters, the newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.ledger.answers_articles import ArticlePlace
from escale.web.answering import answered
from escale.web.asked_lists import AskedArticles, article_filter_of
from escale.web.cursors import Cursor, next_cursor, version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(AskedArticles):
    cursor: Cursor | None = None


@router.get("/articles")
async def articles(request: Request, asked: Annotated[_Asked, Query()]) -> Response:
    """The list."""

    def make(page: Page) -> str:
        most = page.limits.page
        after = ArticlePlace(*asked.cursor.place) if asked.cursor else None
        wanted = article_filter_of(asked)
        found = page.ledger.articles(wanted, limit=most + 1, after=after, version=page.version)
        shown = found[:most]
        return page.render(
            "articles.html",
            asked=asked,
            articles=shown,
            more=next_cursor(page.version, ArticlePlace.of(shown[-1])) if len(found) > most else None,
        )

    return await answered(request, make, version=version_of(asked.version, asked.cursor))
