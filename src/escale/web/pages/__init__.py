"""The pages, a module each; ``ROUTERS`` are all of them."""

from __future__ import annotations

from escale.web.pages.article import router as article
from escale.web.pages.articles import router as articles
from escale.web.pages.claim import router as claim
from escale.web.pages.claims import router as claims
from escale.web.pages.corrections import router as corrections
from escale.web.pages.event import router as event
from escale.web.pages.events import router as events
from escale.web.pages.home import router as home
from escale.web.pages.map import router as world
from escale.web.pages.pair import router as pair
from escale.web.pages.party import router as party
from escale.web.pages.pictures import router as pictures
from escale.web.pages.read import router as read
from escale.web.pages.search import router as search
from escale.web.pages.session import router as session
from escale.web.pages.sources import router as sources
from escale.web.pages.tie import router as tie

__all__ = ["ROUTERS"]

ROUTERS = (
    article,
    articles,
    claim,
    claims,
    corrections,
    event,
    events,
    home,
    world,
    pair,
    party,
    pictures,
    read,
    search,
    session,
    sources,
    tie,
)
