"""What the addresses of the API may ask: the filters of the commands, and which page of the list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from escale.web.asked import Asked, AskedClaims
from escale.web.asked_lists import AskedArticles, AskedTies, AskedTimeline
from escale.web.cursors import CountCursor, Cursor
from escale.web.settings import Limits

__all__ = [
    "ArticleId",
    "AskedArticlePage",
    "AskedClaimPage",
    "AskedEventPage",
    "AskedTiePage",
    "AskedTimelinePage",
    "AskedVersion",
    "ClaimId",
    "EventId",
]

_LIMITS = Limits()

ArticleId = Annotated[str, Path(alias="id", pattern="^a[0-9a-f]{24}$")]
ClaimId = Annotated[str, Path(alias="id", pattern="^c[0-9a-f]{24}$")]
EventId = Annotated[str, Path(alias="id", pattern="^e[0-9a-f]{24}$")]


class AskedVersion(Asked):
    """Which version."""


class _Limited(BaseModel):
    limit: Annotated[int, Field(ge=1, le=_LIMITS.most)] = _LIMITS.page


class AskedClaimPage(AskedClaims, _Limited):
    """A page of claims."""

    cursor: Cursor | None = None


class AskedEventPage(AskedClaims, _Limited):
    """A page of events or of sources."""

    cursor: CountCursor | None = None


class AskedTiePage(AskedTies, _Limited):
    """A page of ties."""

    cursor: CountCursor | None = None


class AskedTimelinePage(AskedTimeline, _Limited):
    """A page of a timeline."""

    cursor: CountCursor | None = None


class AskedArticlePage(AskedArticles, _Limited):
    """A page of articles."""

    cursor: Cursor | None = None
