"""Our frozen values as JSON and back, by the annotations of their fields: strictly, nothing is guessed.

An enumeration is its value, a `Span` the pair of its ends, a day ISO 8601, bytes hexadecimal, a tuple a
list, and a dataclass or named tuple an object with its fields, of which those that have a default may be left
out. So a claim is the JSON of the contract (``docs/claims.md``).
"""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Callable, Hashable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from escale.model import Claim, Span

__all__ = ["Malformed", "decoded", "encoded"]

_T = TypeVar("_T")
_Decoder = Callable[[Any], Any]
_LARGEST = 2**63 - 1
_GREATEST = 1e300


class Malformed(ValueError):  # noqa: N818  # it says what the value is, and is always turned into an InputError
    """A JSON value that is not what it should be: where in the record, and why."""

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(f"{where}: {cause}" if where else cause)
        self.where = where
        self.cause = cause

    def within(self, outer: str) -> Malformed:
        """The same, seen from the record that holds the value under ``outer``."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return Malformed(f"{outer}{joint}{self.where}", self.cause)


def encoded(value: Any) -> Any:
    """The value as `json` writes it; a claim with its trace."""
    if isinstance(value, Claim):
        return value.to_dict(explain=True)
    if _is_record(value):
        return {name: encoded(getattr(value, name)) for name in _defaults(type(value))}
    if isinstance(value, tuple):
        return [encoded(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def decoded(kind: type[_T], value: object) -> _T:
    """The value of that dataclass or named tuple that a JSON value stands for.

    Raises:
        Malformed: it stands for none.
    """
    decode: Callable[[object], _T] = _decoder(typing.cast(Hashable, kind))
    return decode(value)


def _is_record(value: Any) -> bool:
    """True for a dataclass or named tuple, and for a value of one."""
    return dataclasses.is_dataclass(value) or hasattr(value, "_fields")


def _defaults(kind: Any) -> dict[str, Any]:
    """The fields of a record with their defaults; `dataclasses.MISSING` where there is none."""
    if dataclasses.is_dataclass(kind):
        return {field.name: field.default for field in dataclasses.fields(kind)}
    return {name: kind._field_defaults.get(name, dataclasses.MISSING) for name in kind._fields}


@cache
def _decoder(kind: Any) -> _Decoder:
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _any_of(typing.get_args(kind))
    if typing.get_origin(kind) is tuple:
        return _list_of(_decoder(typing.get_args(kind)[0]))
    if kind is Span:
        return _span
    if _is_record(kind):
        return _record_of(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of(kind)
    return {str: _words, bool: _flag, int: _whole, float: _number, date: _day, bytes: _bytes}[kind]


def _any_of(kinds: tuple[Any, ...]) -> _Decoder:
    if kinds == (int, float):
        return lambda value: _whole(value) if isinstance(value, int) else _number(value)
    rest = [kind for kind in kinds if kind is not types.NoneType]
    inner = _decoder(rest[0]) if len(rest) == 1 else _any_of(tuple(rest))
    return lambda value: None if value is None else inner(value)


def _list_of(inner: _Decoder) -> _Decoder:
    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Malformed("", "not a list")
        parts = []
        for place, part in enumerate(value):
            try:
                parts.append(inner(part))
            except Malformed as error:
                raise error.within(f"[{place}]") from None
        return tuple(parts)

    return decode


def _record_of(kind: Any) -> _Decoder:
    hints = typing.get_type_hints(kind)
    defaults = _defaults(kind)
    named = {name: _decoder(hints[name]) for name in defaults}
    needed = [name for name, default in defaults.items() if default is dataclasses.MISSING]

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Malformed("", "not a record")
        if missing := [name for name in needed if name not in value]:
            raise Malformed("", f"no {missing[0]}")
        values = {}
        for name, part in value.items():
            if name not in named:
                raise Malformed("", f"an unknown field {name[:40]!r}")
            try:
                values[name] = named[name](part)
            except Malformed as error:
                raise error.within(name) from None
        try:
            return kind(**values)
        except ValueError as error:
            raise Malformed("", str(error)) from None

    return decode


def _one_of(kind: type[Enum]) -> _Decoder:
    members = {member.value: member for member in kind}

    def decode(value: Any) -> Any:
        if not isinstance(value, str) or value not in members:
            raise Malformed("", f"none of {', '.join(members)}")
        return members[value]

    return decode


def _span(value: Any) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise Malformed("", "not a pair of offsets")
    start, end = _whole(value[0]), _whole(value[1])
    if not 0 <= start < end:
        raise Malformed("", f"[{start}, {end}) is no span")
    return Span(start, end)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise Malformed("", "not a string")
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise Malformed("", "holds half a surrogate pair, no character") from None
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Malformed("", "neither true nor false")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise Malformed("", "not a whole number of 64 bits")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed("", "not a number")
    if isinstance(value, int):
        return float(_whole(value))
    if not math.isfinite(value) or abs(value) > _GREATEST:
        raise Malformed("", "a number out of range")
    return value


def _day(value: Any) -> date:
    if isinstance(value, str) and len(value) == len("YYYY-MM-DD"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Malformed("", "not a day YYYY-MM-DD")


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        try:
            read = bytes.fromhex(value)
        except ValueError:
            read = b""
        if read.hex() == value:
            return read
    raise Malformed("", "not bytes in hexadecimal")
