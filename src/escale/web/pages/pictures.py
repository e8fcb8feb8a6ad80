"""The style of the pictures that pages hold: the same rules that a downloaded picture brings with it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from escale.export.map_look import map_css
from escale.export.picture import picture_css
from escale.export.timeline_look import timeline_css

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/static/pictures.css")
async def pictures() -> Response:
    """The style sheet."""
    return Response(timeline_css() + picture_css() + map_css(), media_type="text/css; charset=utf-8")
