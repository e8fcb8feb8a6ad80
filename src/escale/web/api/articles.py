"""``/api/v1/articles``: articles by filters, the newest first, and one with its text and claims."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.article_sheet import article_record
from escale.export.answers.articles import ARTICLE_SHEET
from escale.ledger.answers_articles import ArticlePlace
from escale.web.api.asked import ArticleId, AskedArticlePage, AskedVersion
from escale.web.api.models.articles import Article, ArticleEntry
from escale.web.api.models.envelope import Items
from escale.web.api.sending import from_place, sent
from escale.web.asked_lists import article_filter_of
from escale.web.cursors import version_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter()


@router.get("/articles", response_model=Items[ArticleEntry])
async def articles(request: Request, asked: Annotated[AskedArticlePage, Query()]) -> Response:
    """A page of them."""

    def make(page: Page) -> dict[str, object]:
        found = page.ledger.articles(
            article_filter_of(asked),
            limit=asked.limit + 1,
            after=ArticlePlace(*asked.cursor.place) if asked.cursor else None,
            version=page.version,
        )
        return from_place(page, found, asked.limit, ARTICLE_SHEET.record, ArticlePlace.of)

    return await sent(request, make, version=version_of(asked.version, asked.cursor))


@router.get("/articles/{id}", response_model=Article)
async def article(request: Request, identity: ArticleId, asked: Annotated[AskedVersion, Query()]) -> Response:
    """One of them."""

    def make(page: Page) -> dict[str, object]:
        return article_record(page.ledger.article(identity, version=page.version))

    return await sent(request, make, version=asked.version)
