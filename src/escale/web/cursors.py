"""Cursors: where a page of a list ends, in words that addresses carry.

A cursor holds the version of the ledger, so that the pages of one list fit together while the ledger grows,
and the place of the last row: a day and an id in a list that is asked from a place on (`Cursor`), how many
rows there were in a list that is made whole (`CountCursor`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar, final

import orjson
from pydantic import BeforeValidator, WithJsonSchema

__all__ = [
    "COUNT_FORMAT",
    "CURSOR_FORMAT",
    "CountCursor",
    "Cursor",
    "Place",
    "next_count",
    "next_cursor",
    "version_of",
]

P = TypeVar("P")
Place = tuple[date | None, str]
"""The day of a row, None without one, and its id."""

CURSOR_FORMAT = "cursor"
"""The format that the schema of the API names for a cursor by day and id."""

COUNT_FORMAT = "count-cursor"
"""The format that it names for a cursor by number."""

_MOST = 400  # characters of one
_ID = 100
_LARGEST = 2**53  # the whole numbers that JSON is sure to keep


@final
@dataclass(frozen=True, slots=True)
class _Cursor(Generic[P]):
    """A cursor.

    Attributes:
        version: of the ledger.
        place: of the last row.
    """

    version: int
    place: P


def next_cursor(version: int, place: Place) -> str:
    """The cursor of the page after the row at ``place``."""
    day, identity = place
    return _written(version, day.isoformat() if day else None, identity)


def next_count(version: int, count: int) -> str:
    """The cursor of the page after the first ``count`` rows."""
    return _written(version, count)


def version_of(version: int | None, cursor: _Cursor[Any] | None) -> int | None:
    """The version asked: that of the cursor, else the one given."""
    return cursor.version if cursor else version


def _written(*parts: int | str | None) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def _parsed(word: Any, place_of: Callable[..., P]) -> _Cursor[P]:
    if not isinstance(word, str) or len(word) > _MOST:
        raise ValueError("no cursor of this list")
    try:
        version, *rest = orjson.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        return _Cursor(_number(version), place_of(*rest))
    except (ValueError, TypeError, binascii.Error):
        raise ValueError("no cursor of this list") from None


def _place(day: object, identity: object) -> Place:
    if not (isinstance(identity, str) and len(identity) <= _ID and identity.isascii()):
        raise ValueError
    if not identity.isprintable() or not isinstance(day, str | None):
        raise ValueError
    return (None if day is None else date.fromisoformat(day), identity)


def _number(count: object) -> int:
    if type(count) is not int or not 0 <= count < _LARGEST:
        raise ValueError
    return count


def _schema(form: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "maxLength": _MOST, "format": form})


Cursor = Annotated[
    _Cursor[Place], BeforeValidator(lambda word: _parsed(word, _place)), _schema(CURSOR_FORMAT)
]
"""A cursor by day and id as a parameter: text in the address, parsed here."""

CountCursor = Annotated[
    _Cursor[int], BeforeValidator(lambda word: _parsed(word, _number)), _schema(COUNT_FORMAT)
]
"""A cursor by number as a parameter: text in the address, parsed here."""
