"""A claim: its sentence in context, its fields, who says so, the event it belongs to, and its corrections."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from escale.errors import NotFoundError
from escale.export.answers.corrections import is_rejected
from escale.ledger.events import Event
from escale.ledger.rows import StoredClaim
from escale.web.answering import answered
from escale.web.asked import Asked, Day, Identifier
from escale.web.drawings import chain_drawings
from escale.web.evidence import said_of
from escale.web.page import Page
from escale.web.paths import web_address

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


class _Asked(Asked):
    known: Day | None = None


@router.get("/claims/{identity}")
async def claim(
    request: Request, identity: Annotated[Identifier, Path()], asked: Annotated[_Asked, Query()]
) -> Response:
    """The page."""

    def make(page: Page) -> str:
        if not identity.startswith("c") or ":" in identity:
            raise NotFoundError(f"{identity}: no such claim in this ledger")
        why = page.ledger.why(identity, known=asked.known, version=page.version)
        if not isinstance(why.subject, StoredClaim):
            raise NotFoundError(f"{identity}: no such claim in this ledger")
        stored = why.subject
        said = said_of(why)[stored.id]
        return page.render(
            "claim.html",
            stored=stored,
            said=said,
            known=asked.known,
            original=web_address(said.article.article.url) if said.article else None,
            rejected=is_rejected(stored.id, why.corrections),
            read=next(iter(why.as_read), None),
            corrections=why.corrections,
            event=_event(page, stored.id, asked),
            drawings=chain_drawings(page, stored),
        )

    return await answered(request, make, version=asked.version)


def _event(page: Page, claim: str, asked: _Asked) -> Event | None:
    """The event that the claim speaks of; None for one that is rejected, or of a text that holds no more."""
    with suppress(NotFoundError):
        why = page.ledger.why(f"e{claim[1:]}", known=asked.known, limit=1, version=page.version)
        return why.subject if isinstance(why.subject, Event) else None
    return None
