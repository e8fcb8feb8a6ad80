"""What goes wrong, told: to programs as problem+json (RFC 9457), to people as a page."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response

from escale.errors import EscaleError, InputError, LedgerError, NotFoundError, UsageError
from escale.web.desks import BusyError, SlowError
from escale.web.security.headers import add_safe_headers
from escale.web.site import language_of, site_of

__all__ = ["API", "HTML", "PROBLEM", "add_problems", "problem", "refusal"]

HTML = "text/html; charset=utf-8"
API = "/api/"
PROBLEM = "application/problem+json"
_MOST = 300  # characters of what is told


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem for programs."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(orjson.dumps(told), status, dict(headers or {}), PROBLEM)


def refusal(request: HTTPConnection, status: int, detail: str) -> Response:
    """What a layer answers with that refuses a request: a page for a browser, else a problem."""
    if _of_program(request) or "text/html" not in request.headers.get("accept", ""):
        return problem(status, detail)
    return _page(request, status, detail, {})


def add_problems(app: FastAPI) -> None:
    """Has the application tell its errors."""

    async def told(request: Request, error: Exception) -> Response:
        status, detail, headers = _meaning(error)
        if _of_program(request):
            response = problem(status, detail, headers)
        else:
            response = _page(request, status, detail, headers)
        # What nobody foresaw is answered outside all layers, that of these headers too.
        add_safe_headers(response.headers)
        return response

    for kind in (EscaleError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, told)


def _of_program(request: HTTPConnection) -> bool:
    return str(request.scope["path"]).startswith(API)


def _page(request: HTTPConnection, status: int, detail: str, headers: Mapping[str, str]) -> Response:
    """The page that tells of an error; it asks nothing of the ledger."""
    site = site_of(request)
    say = site.phrases[language_of(request)]
    body = site.templates.get_template("error.html").render(
        status=status, detail=detail, say=say.say, count=say.count, lang=say.lang
    )
    return Response(body, status, dict(headers), HTML)


def _meaning(error: Exception) -> tuple[int, str, Mapping[str, str]]:
    """Status, one line, headers."""
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)[:_MOST], error.headers or {}
    if isinstance(error, RequestValidationError):
        return 422, _invalid(error), {}
    if isinstance(error, BusyError | SlowError):
        return 503, str(error), {"Retry-After": "5"}
    if isinstance(error, NotFoundError):
        return 404, str(error)[:_MOST], {}
    if isinstance(error, UsageError | InputError):
        return 400, str(error)[:_MOST], {}
    if isinstance(error, LedgerError):
        return 503, str(error)[:_MOST], {"Retry-After": "60"}
    return 500, "an error of Escale's own; please report it with the address of this page", {}


def _invalid(error: RequestValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:]) or "request"
    return f"{place}: {str(first['msg']).lower()}"[:_MOST]
