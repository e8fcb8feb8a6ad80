"""A pair: how its ties stand on a day, as known on a day, with their timeline, plans, denials and events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from escale.errors import UsageError
from escale.export.timeline_words import mark_matter, mark_time, tie_label
from escale.ledger.answers import Tie
from escale.ledger.ties.points import Point
from escale.ledger.timeline import Mark, Timeline
from escale.web.answering import answered
from escale.web.asked import Asked, Code, Day
from escale.web.drawings import timeline_drawings
from escale.web.page import Page
from escale.web.standing import Told, standing_of, told

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_EVENTS = 20
_TOLD = 12  # plans, lapsed plans and denials that are listed
_WORK = 60_000  # of the drawing: a fiftieth of what the command takes, as sliders wait for it
_EPOCH = date(1970, 1, 1).toordinal()


class _Asked(Asked):
    on: Day | None = None
    known: Day | None = None


@dataclass(frozen=True, slots=True)
class _Range:
    """What a slider runs over, in days from 1970-01-01.

    Attributes:
        first, last: its ends.
        at: where it stands.
    """

    first: int
    last: int
    at: int


@router.get("/ties/{first}/{second}")
async def pair(
    request: Request,
    first: Annotated[Code, Path()],
    second: Annotated[Code, Path()],
    asked: Annotated[_Asked, Query()],
) -> Response:
    """The page.

    Raises:
        UsageError: it is the same party twice.
    """
    if first == second:
        raise UsageError(f"{first} and {second}: a pair has two parties")

    def make(page: Page) -> str:
        return _page(page, (first, second), asked)

    return await answered(request, make, version=asked.version)


def _page(page: Page, pair: tuple[str, str], asked: _Asked) -> str:
    ledger, known = page.ledger, asked.known
    latest = ledger.day(None, None, page.version)
    on = ledger.day(asked.on, known, page.version)
    ties = ledger.ties(*pair, on=on, known=known, version=page.version)
    timeline = ledger.timeline(*pair, on=on, known=known, work=_WORK, version=page.version)
    return page.render(
        "pair.html",
        pair=pair,
        on=on,
        known=known,
        latest=latest,
        ranges=_ranges(timeline, on, known, latest),
        drawings=timeline_drawings(page, timeline, on, known) if timeline.bars or timeline.marks else (),
        exact=timeline.exact,
        standings=[standing_of(tie, page.say) for tie in ties],
        labels={str(tie.key): tie_label(tie.key, page.say) for tie in ties},
        outlook=_told(page, ties, lambda tie: tie.state.outlook, plans=True),
        lapsed=_told(page, ties, lambda tie: tie.state.lapsed, plans=True),
        denied=_told(page, ties, lambda tie: tie.state.denied, plans=False),
        shown_most=_TOLD,
        events=[_event(mark, page) for mark in _latest(timeline.marks)],
        event_count=len(timeline.marks),
    )


def _ranges(timeline: Timeline, on: date, known: date | None, latest: date) -> dict[str, _Range]:
    """The sliders' ranges; that of *known* ends where everything is known."""
    newest = latest.toordinal()
    first = min(timeline.start, newest) - _EPOCH
    last = max(timeline.stop, newest) - _EPOCH
    seen = max(newest, known.toordinal() if known else newest) - _EPOCH
    at = known.toordinal() - _EPOCH if known else seen
    return {"on": _Range(first, last, on.toordinal() - _EPOCH), "known": _Range(first, seen, at)}


def _told(
    page: Page, ties: Sequence[Tie], of: Callable[[Tie], Sequence[Point]], *, plans: bool
) -> list[Told]:
    """What is said of the ties, the latest first."""
    found = [one for tie in ties for one in told(tie, of(tie), page.say, plans=plans)]
    return sorted(found, key=lambda one: (one.known, one.claim), reverse=True)


def _latest(marks: Sequence[Mark]) -> list[Mark]:
    """The latest of marks in order of time, those without a day left out unless there is room."""
    dated = [mark for mark in marks if mark.first is not None or mark.last is not None]
    undated = [mark for mark in marks if mark.first is None and mark.last is None]
    return [*reversed(dated), *undated][:_EVENTS]


def _event(mark: Mark, page: Page) -> tuple[Mark, str, str]:
    """An event with when and what it is, in words."""
    return mark, mark_time(mark, page.say), mark_matter(mark, page.say)
