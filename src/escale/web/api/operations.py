"""What programs can ask, all together; ``OPERATIONS`` is their router."""

from __future__ import annotations

from fastapi import APIRouter

from escale.web.api.articles import router as articles
from escale.web.api.claims import router as claims
from escale.web.api.events import router as events
from escale.web.api.read import router as read
from escale.web.api.sources import router as sources
from escale.web.api.ties import router as ties
from escale.web.api.timeline import router as timeline

__all__ = ["OPERATIONS"]

OPERATIONS = APIRouter(prefix="/api/v1", generate_unique_id_function=lambda route: route.name)
for _router in (claims, events, ties, timeline, articles, sources, read):
    OPERATIONS.include_router(_router)
