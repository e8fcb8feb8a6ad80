"""Sessions: the form that takes the token, and the end of a session."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import RedirectResponse, Response

from escale.web.form_fields import form_fields
from escale.web.paths import own_path
from escale.web.problems import HTML
from escale.web.security.forms import writer_of
from escale.web.security.gate import session_of
from escale.web.security.sessions import Sessions
from escale.web.site import language_of, site_of

__all__ = ["router"]

_SECONDS = 1.0  # that a wrong token costs

router = APIRouter(include_in_schema=False)

_Path = Annotated[str, StringConstraints(max_length=2000)]
_Word = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    next: _Path = "/"
    lang: Annotated[str | None, StringConstraints(max_length=5)] = None


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    token: Annotated[_Word, Field(repr=False)] = ""
    next: _Path = "/"


class _End(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    csrf: Annotated[_Word, Field(repr=False)] = ""


@router.get("/session")
async def session(request: Request, asked: Annotated[_Asked, Query()]) -> Response:
    """The form."""
    return _form(request, asked.next)


@router.post("/session")
async def enter(request: Request) -> Response:
    """Gives the cookie to whoever knows the token, and leads on; the wrong token is slow (403)."""
    entry = await form_fields(request, _Entry)
    sessions = _sessions(request)
    value = sessions.open(entry.token)
    if value is None:
        await asyncio.sleep(_SECONDS)
        return _form(request, entry.next, wrong=True)
    response = RedirectResponse(own_path(entry.next), 303)
    secure = request.url.scheme == "https"
    response.set_cookie(sessions.cookie, value, path="/", httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/session/end")
async def leave(request: Request) -> Response:
    """Ends the session."""
    writer_of(request, (await form_fields(request, _End)).csrf)
    sessions = _sessions(request)
    sessions.end(request.cookies.get(sessions.cookie))
    response = RedirectResponse("/", 303)
    response.delete_cookie(sessions.cookie, path="/", httponly=True, samesite="strict")
    return response


def _form(request: Request, onward: str, *, wrong: bool = False) -> Response:
    site = site_of(request)
    say = site.phrases[language_of(request)]
    body = site.templates.get_template("session.html").render(
        say=say.say,
        count=say.count,
        lang=say.lang,
        onward=own_path(onward),
        wrong=wrong,
        session=session_of(request),
        closed=site.settings.closed,
    )
    return Response(body, 403 if wrong else 200, media_type=HTML)


def _sessions(request: Request) -> Sessions:
    sessions: Sessions = request.app.state.sessions
    return sessions
