"""From a request to its answer: of which version, in which language, known already or to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version as version_of

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from escale.export.phrases import LANGUAGES, Phrases
from escale.geo.gazetteer import Gazetteer
from escale.geo.states import StateNames
from escale.ledger.ledger import Ledger
from escale.web.cache import Cache
from escale.web.desks import Desks
from escale.web.overview import Overview
from escale.web.page import Page
from escale.web.security.gate import session_of
from escale.web.settings import Settings

__all__ = [
    "HTML",
    "Answer",
    "Attachment",
    "Provisional",
    "Site",
    "answered",
    "error_page",
    "language_of",
    "site_of",
]

HTML = "text/html; charset=utf-8"
_LANG_COOKIE = "escale_lang"
_APART = ("version", "lang")  # of the query, told apart from what a page asks
_MOST_CHOICES = 20  # languages of a header Accept-Language


@dataclass(frozen=True, slots=True)
class Site:
    """What all requests share."""

    settings: Settings
    desks: Desks
    overview: Overview
    cache: Cache
    phrases: Mapping[str, Phrases]
    templates: Environment
    names: StateNames
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True)
class Answer:
    """What was worked out, or that the asker has it (``body`` None)."""

    body: bytes | None
    etag: str | None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provisional:
    """A page that will soon be another though the ledger is the same: neither kept nor compared."""

    body: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: not kept, as it may be large, and with headers that tell of it."""

    body: bytes
    headers: Mapping[str, str]


def site_of(request: Request) -> Site:
    """What all requests share."""
    site: Site = request.app.state.site
    return site


def language_of(request: Request) -> str:
    """The language asked: by the address, the cookie, the browser; else the first that we have."""
    accepted = request.headers.get("accept-language", "").split(",", _MOST_CHOICES)[:_MOST_CHOICES]
    wished = [choice.split(";")[0].split("-")[0].strip().lower() for choice in accepted]
    for choice in (request.query_params.get("lang"), request.cookies.get(_LANG_COOKIE), *wished):
        if choice in LANGUAGES:
            return choice
    return LANGUAGES[0]


async def answered(
    request: Request,
    make: Callable[[Page], str | bytes | Provisional | Attachment],
    *,
    version: int | None = None,
    media: str = HTML,
    headers: Mapping[str, str] | None = None,
    fresh: bool = False,
) -> Response:
    """The response to a request.

    What is made depends on the version, the address, the language and whether there is a session, and on
    nothing else: so it is kept, and its ETag is known before it is made.

    Args:
        request: what is asked.
        make: makes the body, in a thread; its errors are told as `escale.web.problems` says.
        version: of the ledger; the latest if not given.
        media: type of the body.
        headers: more of them.
        fresh: True for an answer to a POST, which is neither kept nor compared.
    """
    site = site_of(request)
    lang = language_of(request)
    session = session_of(request)
    asked = tuple((name, value) for name, value in request.query_params.multi_items() if name not in _APART)

    def work(ledger: Ledger) -> Answer:
        number = ledger.view(version).version
        page = Page(
            ledger=ledger,
            version=number,
            pinned=version is not None,
            path=request.url.path,
            query=asked,
            say=site.phrases[lang],
            session=session,
            limits=site.settings.limits,
            templates=site.templates,
        )
        key = (number, version is not None, request.url.path, asked, lang, media, session and session.csrf)
        etag = _etag(key)
        if not fresh and etag in request.headers.get("if-none-match", ""):
            return Answer(None, etag)
        body = None if fresh or session else site.cache.get(key)
        if body is None:
            made = make(page)
            if isinstance(made, Provisional):
                return Answer(made.body.encode("utf-8", "replace"), None)
            if isinstance(made, Attachment):
                return Answer(made.body, etag, made.headers)
            body = made.encode("utf-8", "replace") if isinstance(made, str) else made
            if not (fresh or session):
                site.cache.put(key, body)
        return Answer(body, etag)

    answer = await site.desks.ask(work)
    given = {"Vary": "Accept-Language, Cookie", **(headers or {}), **answer.headers}
    if not fresh and answer.etag is not None:
        given["ETag"] = answer.etag
    if answer.body is None:
        response = Response(status_code=304, headers=given)
    else:
        response = Response(answer.body, headers=given, media_type=media)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(_LANG_COOKIE, lang, samesite="strict", httponly=True)
    return response


def error_page(request: Request, status: int, detail: str, headers: Mapping[str, str]) -> Response:
    """The page that tells of an error; it asks nothing of the ledger."""
    site = site_of(request)
    say = site.phrases[language_of(request)]
    body = site.templates.get_template("error.html").render(
        status=status, detail=detail, say=say.say, count=say.count, lang=say.lang
    )
    return Response(body, status, dict(headers), HTML)


def _etag(key: object) -> str:
    # Weak: the bytes may be packed on their way.
    return f'W/"{sha256(repr((version_of("escale"), key)).encode()).hexdigest()[:24]}"'
