"""Cursors: what is written is read back, and nothing else is taken for one."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from escale.web.cursors import CountCursor, Cursor, next_count, next_cursor, version_of

_PLACES: TypeAdapter[Any] = TypeAdapter(Cursor)
_COUNTS: TypeAdapter[Any] = TypeAdapter(CountCursor)
_VERSIONS = st.integers(0, 2**53 - 1)


def _written(told: bytes) -> str:
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


@given(_VERSIONS, st.none() | st.dates(), st.from_regex("[ac][0-9a-f]{24}", fullmatch=True))
def test_a_place_is_read_back(version: int, day: date | None, identity: str) -> None:
    read = _PLACES.validate_python(next_cursor(version, (day, identity)))

    assert (read.version, read.place) == (version, (day, identity))
    assert version_of(None, read) == version


@given(_VERSIONS, _VERSIONS)
def test_a_number_is_read_back(version: int, count: int) -> None:
    read = _COUNTS.validate_python(next_count(version, count))

    assert (read.version, read.place) == (version, count)


def test_without_a_cursor_the_version_asked_counts() -> None:
    assert (version_of(7, None), version_of(None, None)) == (7, None)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "é",
        "Zm9v",
        "A" * 401,
        _written(b"[" * 250),
        _written(b'{"0": 1}'),
        _written(b'["1",2]'),
        _written(b"[true,2]"),
        _written(b"[1,-2]"),
        _written(b"[1,1e300]"),
        _written(b'[-1,null,"c0"]'),
        _written(b'[1,"soon","c0"]'),
        _written(b'[1,5,"c0"]'),
        _written('[1,null,"é"]'.encode()),
        _written(b'[1,null,"a\\u0000"]'),
        _written(b'[1,null,["c0"]]'),
        _written(b'[1,null,"c0",2]'),
        "WzEsIlx1ZDgwMCIsImMwIl0",
    ],
)
def test_anything_else_is_refused(word: str) -> None:
    for adapter in (_PLACES, _COUNTS):
        with pytest.raises(ValidationError, match="no cursor of this list"):
            adapter.validate_python(word)


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(ValidationError):
        _COUNTS.validate_python(next_cursor(1, (None, "c0")))
    with pytest.raises(ValidationError):
        _PLACES.validate_python(next_count(1, 3))
