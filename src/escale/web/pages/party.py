"""A state or body: how its ties stand on a day, with whom it deals, and what is new about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.errors import NotFoundError
from escale.export.timeline_words import tie_label
from escale.ledger.answers import Tie
from escale.ledger.answers_activity import PairActivity
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.web.answering import Provisional, answered
from escale.web.asked import Asked, Code, Day
from escale.web.page import Page
from escale.web.scope import has_too_many_ties
from escale.web.site import site_of
from escale.web.standing import Standing, standing_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_CLAIMS = 12
_PARTNERS = 30
_TIES = 100


class _Asked(Asked):
    on: Day | None = None
    known: Day | None = None


@dataclass(frozen=True, slots=True)
class _Stand:
    """A tie of the party.

    Attributes:
        other: code of the other party.
        label: type, direction and facet of the tie.
    """

    other: str
    label: str
    told: Standing


@router.get("/parties/{code}")
async def party(request: Request, code: Code, asked: Annotated[_Asked, Query()]) -> Response:
    """The page."""
    overview = site_of(request).overview

    def make(page: Page) -> str | Provisional:
        def partners(ledger: Ledger, version: int) -> list[PairActivity]:
            return ledger.activity(state=code, known=asked.known, version=version)

        told = overview.ask(page, ("partners", code, asked.known), partners)
        wanted = Filter(states=(code,), known=asked.known)
        claims = page.ledger.claims(wanted, newest=True, limit=_CLAIMS, version=page.version)
        if not claims:
            raise NotFoundError(f"{code}: {page.say.say('party.none')}")
        pairs = told.value if told else []
        wide = told is None or has_too_many_ties(pairs)
        ties = [] if wide else page.ledger.ties(code, on=asked.on, known=asked.known, version=page.version)
        ties.sort(key=lambda tie: _urgency(tie, code))
        body = page.render(
            "party.html",
            code=code,
            asked=asked,
            day=page.ledger.day(asked.on, asked.known, page.version),
            partners=[(_other(pair.first, pair.second, code), pair) for pair in pairs[:_PARTNERS]],
            wide=wide,
            stands=[_stand(tie, code, page) for tie in ties[:_TIES]],
            more=len(ties) > _TIES,
            claims=claims,
        )
        return body if told and told.version == page.version else Provisional(body)

    return await answered(request, make, version=asked.version)


def _urgency(tie: Tie, code: str) -> tuple[int, str, str]:
    """What most origins vouch for comes first, then in order of the other party and of the tie."""
    return -tie.state.origins, _other(tie.key.first, tie.key.second, code), str(tie.key)


def _stand(tie: Tie, code: str, page: Page) -> _Stand:
    other = _other(tie.key.first, tie.key.second, code)
    return _Stand(other, tie_label(tie.key, page.say), standing_of(tie, page.say))


def _other(first: str, second: str, code: str) -> str:
    return second if first == code else first
