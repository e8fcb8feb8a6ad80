"""What all requests share, and the language that one of them asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import Environment
from starlette.requests import HTTPConnection

from escale.export.phrases import LANGUAGES, Phrases
from escale.geo.gazetteer import Gazetteer
from escale.geo.states import StateNames
from escale.web.cache import Cache
from escale.web.desks import Desks
from escale.web.overview import Overview
from escale.web.settings import Settings

__all__ = ["LANG_COOKIE", "Site", "language_of", "site_of"]

LANG_COOKIE = "escale_lang"
_MOST_CHOICES = 20  # languages of a header Accept-Language


@dataclass(frozen=True, slots=True)
class Site:
    """What all requests share.

    Attributes:
        door: tells which version is asked, so that what is kept of it waits for no desk.
        desks: work out what is not.
    """

    settings: Settings
    door: Desks
    desks: Desks
    overview: Overview
    cache: Cache
    phrases: Mapping[str, Phrases]
    templates: Environment
    names: StateNames
    gazetteer: Gazetteer


def site_of(request: HTTPConnection) -> Site:
    """What all requests share."""
    site: Site = request.app.state.site
    return site


def language_of(request: HTTPConnection) -> str:
    """The language asked: by the address, the cookie, the browser; else the first that we have."""
    accepted = request.headers.get("accept-language", "").split(",", _MOST_CHOICES)[:_MOST_CHOICES]
    wished = [choice.split(";")[0].split("-")[0].strip().lower() for choice in accepted]
    for choice in (request.query_params.get("lang"), request.cookies.get(LANG_COOKIE), *wished):
        if choice in LANGUAGES:
            return choice
    return LANGUAGES[0]
