"""The application: its pages, its API, its static files, and the layers that keep them safe."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from escale.engine.article_reader import MakeReader
from escale.geo.gazetteer import Gazetteer
from escale.geo.states import StateNames
from escale.ledger.ledger import Ledger
from escale.web.api.docs import router as api_docs
from escale.web.api.operations import OPERATIONS
from escale.web.cache import Cache
from escale.web.desks import Desks
from escale.web.downloads.pictures import router as pictures
from escale.web.downloads.tables import router as tables
from escale.web.heads import Heads
from escale.web.overview import Overview
from escale.web.pages import ROUTERS
from escale.web.problems import add_problems
from escale.web.readers import Readers
from escale.web.rendering import environment, phrases
from escale.web.security.bodies import BoundedBodies
from escale.web.security.gate import Gate
from escale.web.security.headers import SafeHeaders
from escale.web.security.hosts import KnownHosts, hosts_of
from escale.web.security.sessions import Sessions
from escale.web.settings import Settings
from escale.web.site import Site

__all__ = ["create_app"]

_STATIC = Path(__file__).parent / "static"
_WORTH_PACKING = 1_000  # bytes
_PACKING = 5  # of 9: a third of the time, for a few hundredths more bytes


def create_app(settings: Settings, open_ledger: Callable[[], Ledger], make_reader: MakeReader) -> FastAPI:
    """The application over a ledger.

    Args:
        settings: what it is told.
        open_ledger: opens the ledger, for each thread that answers.
        make_reader: gives the reader of a language, for articles that are pasted or uploaded.
    """
    limits = settings.limits
    desks = Desks(open_ledger, limits.desks, limits.waiting, limits.seconds)
    door = Desks(open_ledger, 1, limits.waiting, limits.seconds)
    overview = Overview(open_ledger)
    readers = Readers(make_reader)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        door.close()
        desks.close()
        overview.close()
        readers.close()

    app = FastAPI(title="Escale", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    sessions = Sessions(settings.token, settings.port)
    app.state.sessions = sessions
    names = StateNames()
    cache = Cache(limits.cached)
    app.state.site = Site(
        settings, door, desks, overview, cache, phrases(), environment(names), names, Gazetteer()
    )
    app.state.readers = readers
    for router in (*ROUTERS, OPERATIONS, api_docs, pictures, tables):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    add_problems(app)
    # The last one added is the outermost.
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=_PACKING)
    app.add_middleware(Heads)
    app.add_middleware(BoundedBodies, size=limits.body, seconds=limits.body_seconds)
    app.add_middleware(Gate, sessions=sessions, closed=settings.closed)
    app.add_middleware(KnownHosts, hosts=hosts_of(settings))
    app.add_middleware(SafeHeaders)
    return app
