"""Answers of the API as JSON: a page of a list, or one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from starlette.requests import Request
from starlette.responses import Response

from escale.web.answering import answered
from escale.web.cursors import CountCursor, Place, next_count, next_cursor
from escale.web.page import Page

__all__ = ["JSON", "from_place", "numbered", "sent"]

JSON = "application/json"
T = TypeVar("T")


async def sent(
    request: Request, make: Callable[[Page], Mapping[str, Any]], *, version: int | None
) -> Response:
    """What ``make`` gives, as JSON; see `escale.web.answering.answered`."""
    return await answered(request, lambda page: orjson.dumps(make(page)), version=version, media=JSON)


def from_place(
    page: Page,
    found: Sequence[T],
    limit: int,
    record: Callable[[T], Mapping[str, Any]],
    place_of: Callable[[T], Place],
) -> dict[str, Any]:
    """The page of a list of which ``found`` is what comes next, one more than ``limit`` if there is more."""
    shown = found[:limit]
    more = next_cursor(page.version, place_of(shown[-1])) if len(found) > limit else None
    return _envelope(page, [record(row) for row in shown], more)


def numbered(
    page: Page,
    found: Sequence[T],
    limit: int,
    cursor: CountCursor | None,
    record: Callable[[T], Mapping[str, Any]],
) -> dict[str, Any]:
    """The page of a list of which ``found`` is the whole."""
    start = cursor.place if cursor else 0
    end = start + limit
    more = next_count(page.version, end) if end < len(found) else None
    return _envelope(page, [record(row) for row in found[start:end]], more)


def _envelope(page: Page, items: list[Mapping[str, Any]], more: str | None) -> dict[str, Any]:
    return {"version": page.version, "items": items, "next": more}
