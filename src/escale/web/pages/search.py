"""Search: states and bodies by name or code, claims by words, articles by title."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.geo.states import StateNames
from escale.ledger.answers_articles import ArticleFilter
from escale.ledger.filters import Filter
from escale.web.answering import answered
from escale.web.asked import Asked, Words
from escale.web.page import Page
from escale.web.site import site_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_CLAIMS = 20
_ARTICLES = 10
_LONGEST = 8  # words of a name
_TIED = 2  # parties that claims are looked for of


class _Asked(Asked):
    q: Words | None = None


class _Meant(NamedTuple):
    """What somebody looks for: parties by code, and the words that name none."""

    codes: tuple[str, ...]
    words: str


@router.get("/search")
async def search(request: Request, asked: Annotated[_Asked, Query()]) -> Response:
    """The form, and what was found."""
    names = site_of(request).names

    def make(page: Page) -> str:
        if asked.q is None:
            return page.render("search.html", q="", meant=None, claims=[], articles=[])
        meant = _meant(asked.q, names)
        wanted = Filter(states=meant.codes[:_TIED], words=meant.words or None)
        titled = ArticleFilter(title=asked.q)
        return page.render(
            "search.html",
            q=asked.q,
            meant=meant,
            states=wanted.states,
            claims=page.ledger.claims(wanted, newest=True, limit=_CLAIMS, version=page.version),
            articles=page.ledger.articles(titled, limit=_ARTICLES, version=page.version),
        )

    return await answered(request, make, version=asked.version)


def _meant(asked: str, names: StateNames) -> _Meant:
    """The parties named, the longest name first, and the other words in order."""
    codes: list[str] = []
    others: list[str] = []
    words = asked.split()
    start = 0
    while start < len(words):
        length, found = _name(words, start, names)
        codes += found
        if not found:
            others.append(words[start])
        start += length
    return _Meant(tuple(dict.fromkeys(codes)), " ".join(others))


def _name(words: list[str], start: int, names: StateNames) -> tuple[int, tuple[str, ...]]:
    """How many words from ``start`` on name parties, and which; one word that names none."""
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        given = " ".join(words[start : start + length])
        found = names.codes_of(given)
        # Among other words "che" is no Switzerland.
        if found and (length == len(words) or given == given.upper() or found != (given.upper(),)):
            return length, found
    return 1, ()
