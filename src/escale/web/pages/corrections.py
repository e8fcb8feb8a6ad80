"""What an analyst does about a claim, appended to the ledger at once."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import RedirectResponse, Response

from escale.errors import NotFoundError, UsageError
from escale.export.answers.corrections import is_rejected
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim
from escale.ledger.settings import FIELDS, change_of
from escale.web.answering import answered
from escale.web.correcting import settings_of
from escale.web.form_fields import form_fields
from escale.web.page import Page
from escale.web.paths import own_path
from escale.web.security.forms import writer_of
from escale.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_Claim = Annotated[str, Path(pattern="^c[0-9a-f]{1,24}$")]
_Value = Annotated[str, StringConstraints(max_length=2000)]


class _Done(BaseModel):
    """What the form sends (``templates/parts/correct.html``).

    Attributes:
        back: the path of the page that it stands on.
        read: version of the ledger that its fields were filled in from; the latest if not given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["accept", "reject", "restore", "set"]
    csrf: Annotated[str, StringConstraints(max_length=200), Field(repr=False)] = ""
    by: Annotated[str, StringConstraints(max_length=100, strip_whitespace=True)] = ""
    note: Annotated[str, StringConstraints(max_length=1000, strip_whitespace=True)] = ""
    back: Annotated[str, StringConstraints(max_length=2000)] = "/"
    read: Annotated[int | None, Field(ge=0, le=2**53)] = None
    type: _Value | None = None
    phase: _Value | None = None
    modality: _Value | None = None
    actors: _Value | None = None
    recipients: _Value | None = None
    participants: _Value | None = None
    place: _Value | None = None
    time: _Value | None = None
    sources: _Value | None = None
    items: _Value | None = None
    value: _Value | None = None
    vessels: _Value | None = None

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the claim, as they were typed."""
        return {name: typed for name in FIELDS if (typed := getattr(self, name)) is not None}


@router.get("/claims/{claim}/corrections")
async def before_correcting(claim: _Claim) -> Response:
    """To the claim, for who comes here by a link."""
    return RedirectResponse(f"/claims/{claim}", 303)


@router.post("/claims/{claim}/corrections")
async def correct(request: Request, claim: _Claim) -> Response:
    """Stores the correction and leads back; what cannot be stored is shown again with the reason (400)."""
    done = await form_fields(request, _Done)
    writer_of(request, done.csrf)
    try:
        await site_of(request).desks.ask(lambda ledger: _store(ledger, claim, done))
    except NotFoundError:
        raise
    except UsageError as error:
        return await _again(request, claim, done, str(error))
    return RedirectResponse(f"{own_path(done.back)}#claim-{claim}", 303)


def _store(ledger: Ledger, claim: str, done: _Done) -> None:
    """Appends the correction.

    Raises:
        NotFoundError: there is no such claim.
        UsageError: nobody is named, or a value is none.
        LedgerError: the ledger cannot be written.
    """
    if not done.by:
        raise UsageError("a correction says whose it is: give a name")
    stored = _claim(ledger, claim, done.read)
    fields = "{}"
    if done.kind == "set":
        fields = json.dumps(
            change_of(settings_of(stored.claim, done.fields), stored.claim), ensure_ascii=False
        )
    ledger.correct(CorrectionKind(done.kind), [stored.id], by=done.by, note=done.note, fields=fields)


def _claim(ledger: Ledger, claim: str, version: int | None) -> StoredClaim:
    subject = ledger.why(claim, version=version).subject
    if not isinstance(subject, StoredClaim):
        raise NotFoundError(f"{claim}: no such claim in this ledger")
    return subject


async def _again(request: Request, claim: str, done: _Done, wrong: str) -> Response:
    """The form on a page of its own, as it was filled in."""

    def make(page: Page) -> str:
        why = page.ledger.why(claim, version=page.version)
        stored = why.claims[0]
        return page.render(
            "correction.html",
            stored=stored,
            rejected=is_rejected(stored.id, why.corrections),
            done=done,
            back=own_path(done.back),
            wrong=wrong.removeprefix("--set "),
        )

    response = await answered(request, make, fresh=True)
    response.status_code = 400
    return response
