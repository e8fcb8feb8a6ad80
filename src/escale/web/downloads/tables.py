"""``/download/NAME.csv``, ``.jsonl`` and ``.parquet``: the tables of the pages as files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.answers.activity import ACTIVITY_SHEET, PARTY_SHEET, PLACE_SHEET
from escale.export.answers.articles import ARTICLE_SHEET
from escale.export.answers.diff import CHANGE_SHEET
from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.families import FAMILY_SHEET
from escale.export.answers.sources import SOURCE_SHEET
from escale.export.answers.tabular import Sheet
from escale.export.answers.ties import TIE_SHEET
from escale.export.answers.timeline import TIMELINE_SHEET, timeline_rows
from escale.ledger.answers import Change, Family, SourceRecord, Tie
from escale.ledger.answers_activity import PairActivity, PartyActivity, PlaceActivity
from escale.ledger.answers_articles import ArticleEntry
from escale.ledger.events import Event
from escale.ledger.rows import StoredClaim
from escale.web.asked import AskedClaims, filter_of
from escale.web.asked_lists import (
    AskedArticles,
    AskedTies,
    AskedTimeline,
    article_filter_of,
    events_of,
    sources_of,
    ties_of,
    timeline_of,
)
from escale.web.downloads.asked import AskedChanges, AskedCounts, AskedFamilies, AskedPairs
from escale.web.downloads.files import TableForm, claims_file, sheet_file
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter(prefix="/download", include_in_schema=False)


@router.get("/claims.{form}")
async def claims(request: Request, form: TableForm, asked: Annotated[AskedClaims, Query()]) -> Response:
    """Claims, the newest first."""

    def rows(page: Page) -> list[StoredClaim]:
        return page.ledger.claims(
            filter_of(asked), newest=True, limit=page.limits.download + 1, version=page.version
        )

    return await claims_file(request, form, rows, version=asked.version)


@router.get("/events.{form}")
async def events(request: Request, form: TableForm, asked: Annotated[AskedClaims, Query()]) -> Response:
    """Events, in order of time."""

    def rows(page: Page) -> list[Event]:
        return events_of(page, asked)

    return await sheet_file(request, "events", form, EVENT_SHEET, rows, version=asked.version)


@router.get("/ties.{form}")
async def ties(request: Request, form: TableForm, asked: Annotated[AskedTies, Query()]) -> Response:
    """Ties on a day, as known on a day."""

    def rows(page: Page) -> list[Tie]:
        return ties_of(page, asked)

    return await sheet_file(request, "ties", form, TIE_SHEET, rows, version=asked.version)


@router.get("/sources.{form}")
async def sources(request: Request, form: TableForm, asked: Annotated[AskedClaims, Query()]) -> Response:
    """Origins of claims."""

    def rows(page: Page) -> list[SourceRecord]:
        return sources_of(page, asked)

    return await sheet_file(request, "sources", form, SOURCE_SHEET, rows, version=asked.version)


@router.get("/articles.{form}")
async def articles(request: Request, form: TableForm, asked: Annotated[AskedArticles, Query()]) -> Response:
    """Articles, the newest first."""

    def rows(page: Page) -> list[ArticleEntry]:
        return page.ledger.articles(
            article_filter_of(asked), limit=page.limits.download + 1, version=page.version
        )

    return await sheet_file(request, "articles", form, ARTICLE_SHEET, rows, version=asked.version)


@router.get("/families.{form}")
async def families(request: Request, form: TableForm, asked: Annotated[AskedFamilies, Query()]) -> Response:
    """Families of near-identical articles."""

    def rows(page: Page) -> list[Family]:
        return page.ledger.families(known=asked.known, version=page.version)

    return await sheet_file(request, "families", form, FAMILY_SHEET, rows, version=asked.version)


@router.get("/timeline.{form}")
async def timeline(request: Request, form: TableForm, asked: Annotated[AskedTimeline, Query()]) -> Response:
    """The timeline of two parties."""
    name = f"timeline-{asked.first}-{asked.second}"
    sheet: Sheet[object] = TIMELINE_SHEET  # type: ignore[assignment]

    def rows(page: Page) -> list[object]:
        return list(timeline_rows(timeline_of(page, asked)))

    return await sheet_file(request, name, form, sheet, rows, version=asked.version)


@router.get("/activity.{form}")
async def activity(request: Request, form: TableForm, asked: Annotated[AskedPairs, Query()]) -> Response:
    """Pairs of parties with how much is told of them."""

    def rows(page: Page) -> list[PairActivity]:
        return page.ledger.activity(
            state=asked.state,
            types=asked.type,
            after=asked.after,
            before=asked.before,
            known=asked.known,
            version=page.version,
        )

    return await sheet_file(request, "activity", form, ACTIVITY_SHEET, rows, version=asked.version)


@router.get("/parties.{form}")
async def parties(request: Request, form: TableForm, asked: Annotated[AskedCounts, Query()]) -> Response:
    """Parties with how much is told of them."""

    def rows(page: Page) -> list[PartyActivity]:
        return page.ledger.parties(
            types=asked.type,
            after=asked.after,
            before=asked.before,
            known=asked.known,
            version=page.version,
        )

    return await sheet_file(request, "parties", form, PARTY_SHEET, rows, version=asked.version)


@router.get("/places.{form}")
async def places(request: Request, form: TableForm, asked: Annotated[AskedCounts, Query()]) -> Response:
    """Places with what is told of them."""

    def rows(page: Page) -> list[PlaceActivity]:
        return page.ledger.places(
            types=asked.type,
            after=asked.after,
            before=asked.before,
            known=asked.known,
            version=page.version,
        )

    return await sheet_file(request, "places", form, PLACE_SHEET, rows, version=asked.version)


@router.get("/changes.{form}")
async def changes(request: Request, form: TableForm, asked: Annotated[AskedChanges, Query()]) -> Response:
    """Ties that stand otherwise than some days before."""

    def rows(page: Page) -> list[Change]:
        limit = page.limits.download + 1
        return page.ledger.lately(days=asked.days, known=asked.known, limit=limit, version=page.version)

    return await sheet_file(request, "changes", form, CHANGE_SHEET, rows, version=asked.version)
