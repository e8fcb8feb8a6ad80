"""From a request to its answer: of which version, known already or to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from importlib.metadata import version as version_of

from starlette.requests import Request
from starlette.responses import Response

from escale.export.phrases import LANGUAGES
from escale.ledger.ledger import Ledger
from escale.web.page import Page
from escale.web.problems import HTML
from escale.web.security.gate import session_of
from escale.web.site import LANG_COOKIE, language_of, site_of

__all__ = ["Answer", "Attachment", "Provisional", "answered"]

_APART = ("version", "lang")  # of the query, told apart from what a page asks


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

    # What is known already must not wait for what has to be worked out.
    number, day = await site.door.ask(lambda ledger: _state(ledger, version))
    path = request.url.path
    key = (number, day, version is not None, path, asked, lang, media, session and session.secret)
    etag = _etag(key)

    if version is None:
        site.overview.expect(number)

    def work(ledger: Ledger) -> Answer:
        page = Page(
            ledger=ledger,
            version=number,
            pinned=version is not None,
            path=path,
            query=asked,
            say=site.phrases[lang],
            session=session,
            limits=site.settings.limits,
            templates=site.templates,
        )
        made = make(page)
        if isinstance(made, Provisional):
            return Answer(made.body.encode("utf-8", "replace"), None)
        if isinstance(made, Attachment):
            return Answer(made.body, etag, made.headers)
        body = made.encode("utf-8", "replace") if isinstance(made, str) else made
        if not (fresh or session):
            site.cache.put(key, body)
        return Answer(body, etag)

    if not fresh and etag in request.headers.get("if-none-match", ""):
        answer = Answer(None, etag)
    elif not (fresh or session) and (known := site.cache.get(key)) is not None:
        answer = Answer(known, etag)
    else:
        answer = await site.desks.ask(work)
    given = {"Vary": "Accept-Language, Cookie", **(headers or {}), **answer.headers}
    if not fresh and answer.etag is not None:
        given["ETag"] = answer.etag
    if answer.body is None:
        response = Response(status_code=304, headers=given)
    else:
        response = Response(answer.body, headers=given, media_type=media)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANG_COOKIE, lang, samesite="strict", httponly=True)
    return response


def _state(ledger: Ledger, version: int | None) -> tuple[int, date]:
    """The version asked, and the day that its pages are of: today's where no article has a date."""
    number = ledger.view(version).version
    return number, ledger.day(None, None, number)


def _etag(key: object) -> str:
    # Weak: the bytes may be packed on their way.
    return f'W/"{sha256(repr((version_of("escale"), key)).encode()).hexdigest()[:24]}"'
