"""What programs and files may ask of events, sources, ties, timelines and articles, and the answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from escale.errors import UsageError
from escale.ledger.answers import SourceRecord, Tie
from escale.ledger.answers_articles import ArticleFilter
from escale.ledger.events import Event
from escale.ledger.filters import Filter
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Timeline
from escale.web.asked import Asked, AskedClaims, Code, Day, Words, filter_of
from escale.web.page import Page
from escale.web.scope import is_too_wide

__all__ = [
    "AskedArticles",
    "AskedTies",
    "AskedTimeline",
    "article_filter_of",
    "events_of",
    "sources_of",
    "ties_of",
    "timeline_of",
]


class AskedTies(AskedClaims):
    """The options of ``escale ties``."""

    status: Annotated[tuple[Status, ...], Field(max_length=len(Status))] = ()
    on: Day | None = None


class AskedTimeline(Asked):
    """The options of ``escale timeline``."""

    first: Code
    second: Code
    on: Day | None = None
    known: Day | None = None


class AskedArticles(Asked):
    """The filters of articles."""

    outlet: Words | None = None
    title: Words | None = None
    url: Words | None = None
    after: Day | None = None
    before: Day | None = None
    known: Day | None = None


def events_of(page: Page, asked: AskedClaims) -> list[Event]:
    """The events asked, in order of time.

    Raises:
        UsageError: they cannot be worked out while somebody waits.
    """
    return page.ledger.events(_narrow(page, asked), version=page.version)


def sources_of(page: Page, asked: AskedClaims) -> list[SourceRecord]:
    """The sources asked, those of most claims first.

    Raises:
        UsageError: they cannot be worked out while somebody waits.
    """
    return page.ledger.sources(_narrow(page, asked), version=page.version)


def ties_of(page: Page, asked: AskedTies) -> list[Tie]:
    """The ties asked, as they stand.

    Raises:
        UsageError: they cannot be worked out while somebody waits.
    """
    # Those of one party are worked out by pairs, and quickly; its events are not.
    wanted = filter_of(asked) if asked.state else _narrow(page, asked)
    return page.ledger.ties(
        *wanted.states,
        on=asked.on,
        known=asked.known,
        wanted=wanted,
        statuses=asked.status,
        version=page.version,
    )


def timeline_of(page: Page, asked: AskedTimeline) -> Timeline:
    """The timeline asked.

    Raises:
        UsageError: both parties are the same.
    """
    if asked.first == asked.second:
        raise UsageError(f"{asked.first} {asked.second}: name two parties")
    return page.ledger.timeline(
        asked.first, asked.second, on=asked.on, known=asked.known, version=page.version
    )


def article_filter_of(asked: AskedArticles) -> ArticleFilter:
    """The filter of a ledger's articles."""
    return ArticleFilter(
        outlet=asked.outlet,
        title=asked.title,
        url=asked.url,
        after=asked.after,
        before=asked.before,
        known=asked.known,
    )


def _narrow(page: Page, asked: AskedClaims) -> Filter:
    wanted = filter_of(asked)
    if is_too_wide(page, wanted):
        raise UsageError("the ledger is too large for that; name two parties: state=FRA&state=RUS")
    return wanted
