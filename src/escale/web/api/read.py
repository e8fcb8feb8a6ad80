"""``/api/v1/read``: the claims of an article that comes with the request; nothing of it is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, WithJsonSchema
from starlette.responses import Response

from escale.ingest.dates import publication_date
from escale.ledger.ids import article_id
from escale.model import Article
from escale.web.api.models.claims import Reading
from escale.web.api.sending import JSON
from escale.web.readers import Readers

__all__ = ["DATE_FORMAT", "router"]

DATE_FORMAT = "edtf-date"
"""The format of a date of publication that the schema names: ``YYYY[-MM[-DD]]``."""

_LONGEST = 1_000_000

router = APIRouter()


def _published(given: str) -> str:
    date = publication_date(given)
    if date != given:
        raise ValueError("no date; write YYYY[-MM[-DD]]")
    return given


_Line = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
_Published = Annotated[
    str,
    AfterValidator(_published),
    WithJsonSchema(
        {
            "type": "string",
            "format": DATE_FORMAT,
            "anyOf": [{"format": "date"}, {"pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$"}],
        }
    ),
]


class _Asked(BaseModel):
    """An article to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST)]
    published: _Published | None = None
    title: _Line | None = None
    outlet: _Line | None = None
    url: _Line | None = None


def _json_only(request: Request) -> None:
    # A page of another site can send a form or plain text without asking; JSON it cannot.
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise HTTPException(415, f"the body has to be {JSON}")


@router.post("/read", response_model=Reading, dependencies=[Depends(_json_only)])
async def read(request: Request, asked: _Asked) -> Response:
    """The reading."""
    article = Article(
        id="",
        text=asked.text,
        published=asked.published,
        title=asked.title,
        outlet=asked.outlet,
        url=asked.url,
    )
    readers: Readers = request.app.state.readers
    reading = await readers.read(replace(article, id=article_id(article)))
    return Response(orjson.dumps(reading.to_dict(explain=True)), media_type=JSON)
