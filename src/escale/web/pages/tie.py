"""A tie: how it stands on a day, and the sentences that make it so, contradict it or announce something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.errors import NotFoundError
from escale.export.timeline_words import tie_label
from escale.ledger.answers import Tie, Why
from escale.ledger.rows import StoredClaim
from escale.ledger.ties.points import Point, Status
from escale.web.answering import answered
from escale.web.asked import Asked, Day, Identifier
from escale.web.evidence import VOICES, Group, Heard, group_of, said_of
from escale.web.page import Page
from escale.web.standing import standing_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(Asked):
    key: Identifier
    on: Day | None = None
    known: Day | None = None


@router.get("/tie")
async def tie(request: Request, asked: Annotated[_Asked, Query()]) -> Response:
    """The page."""

    def make(page: Page) -> str:
        why = page.ledger.why(asked.key, on=asked.on, known=asked.known, limit=VOICES, version=page.version)
        if not isinstance(why.subject, Tie):
            raise NotFoundError(f"{asked.key}: not a tie")
        key = why.subject.key
        return page.render(
            "tie.html",
            key=key,
            on=why.subject.on,
            known=why.subject.known,
            label=tie_label(key, page.say),
            standing=standing_of(why.subject, page.say),
            groups=list(_groups(page, why, why.subject)),
            more=max(len(why.also) - VOICES, 0),
        )

    return await answered(request, make, version=asked.version)


def _groups(page: Page, why: Why, tie: Tie) -> Iterator[Group]:
    """The claims by what they do for how the tie stands, each once."""
    state, said = tie.state, said_of(why)
    standing = state.standing if state.status is Status.CONTESTED else state.status
    parts: tuple[tuple[str, tuple[Point, ...]], ...] = (
        (page.say.say("evidence.makes", status=page.say.say(f"status.{standing}")), state.supporters),
        (page.say.say("evidence.against"), state.against),
        (page.say.say("evidence.outlook"), state.outlook),
        (page.say.say("evidence.lapsed"), state.lapsed),
    )
    done: set[str] = set()
    for heading, points in parts:
        heard = [_heard(point) for point in points if point.claim not in done]
        done.update(one.claim for one in heard)
        if heard:
            yield group_of(heading, heard, said)
    also = [said[claim].stored for claim in why.also if claim in said]
    if also:
        yield group_of(page.say.say("evidence.also"), map(_own, also), said)


def _heard(point: Point) -> Heard:
    return Heard(point.claim, point.article, point.origin, point.known)


def _own(stored: StoredClaim) -> Heard:
    day = stored.known or date.max
    return Heard(stored.id, stored.article_id, stored.origin.key, day.toordinal())
