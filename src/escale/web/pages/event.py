"""An event: one occurrence, told by articles; who says so in the end, and in which sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from escale.errors import NotFoundError
from escale.export.claim_words import time_words
from escale.ledger.answers import Why
from escale.ledger.events import Event
from escale.ledger.support import keys_of
from escale.model import Modality
from escale.web.answering import answered
from escale.web.asked import Asked, Day, Identifier
from escale.web.evidence import VOICES, Group, Heard, group_of, said_of
from escale.web.page import Page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(Asked):
    known: Day | None = None


@router.get("/events/{identity}")
async def event(
    request: Request, identity: Annotated[Identifier, Path()], asked: Annotated[_Asked, Query()]
) -> Response:
    """The page."""

    def make(page: Page) -> str:
        if not identity.startswith("e") or ":" in identity:
            raise NotFoundError(f"{identity}: no such event in this ledger")
        why = page.ledger.why(identity, known=asked.known, limit=VOICES, version=page.version)
        if not isinstance(why.subject, Event):
            raise NotFoundError(f"{identity}: no such event in this ledger")
        return page.render(
            "event.html",
            event=why.subject,
            known=asked.known,
            when=time_words(why.subject.edtf, page.say) if why.subject.edtf else "",
            pairs=list(dict.fromkeys(_pairs(why.subject))),
            groups=list(_groups(page, why, why.subject, _heard(page, why.subject, asked))),
        )

    return await answered(request, make, version=asked.version)


def _pairs(event: Event) -> list[tuple[str, str]]:
    """Each two parties that its claims give a tie to."""
    told = (tuple(link.pair.split("|", 1)) for link in event.links)
    return [(first, second) for first, second in told if first and second]


def _heard(page: Page, event: Event, asked: _Asked) -> list[Heard]:
    """Its claims with the origins that they count under."""
    keys = keys_of(event.links, page.ledger.view(page.version).reprints(asked.known))
    return [
        Heard(link.claim_id, link.article_id, key, (link.known or date.max).toordinal())
        for link, key in zip(event.links, keys, strict=True)
    ]


def _groups(page: Page, why: Why, event: Event, heard: list[Heard]) -> Iterator[Group]:
    """What tells of the event, and what denies it."""
    said = said_of(why)
    denials = {link.claim_id for link in event.links if link.modality is Modality.DENIED}
    if event.modality is Modality.DENIED or not denials:
        yield group_of("", heard, said)
        return
    tells, denies = page.say.say("evidence.tells"), page.say.say("evidence.against")
    yield group_of(tells, [one for one in heard if one.claim not in denials], said)
    yield group_of(denies, [one for one in heard if one.claim in denials], said)
