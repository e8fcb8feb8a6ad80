"""How long an occurrence speaks for a tie: the table ``memory.toml``, for each type of claim."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from escale.model import ClaimType

__all__ = ["Memories", "Memory", "load_memories", "parse_memories"]

_TABLE = Path(__file__).with_name("memory.toml")
_FOREVER = "forever"


@dataclass(frozen=True, slots=True)
class Memory:
    """How matters of one type last.

    Attributes:
        occasion: True for a type whose matters take place and are over, False for one that stands.
        opened: days after its end for which a `start` or `resume` speaks; None is forever.
        seen: the same of an `occur`.
    """

    occasion: bool
    opened: int | None
    seen: int | None


Memories = Mapping[ClaimType, Memory]


@cache
def load_memories() -> Memories:
    """The memories of the package's own table."""
    return parse_memories(_TABLE.read_text(encoding="utf-8"))


def parse_memories(text: str) -> Memories:
    """The memories of a table like ``memory.toml``; a type needs its entry, and an entry its example.

    Raises:
        ValueError: the text is no TOML, an entry is missing, unknown or incomplete, or a value is none.
    """
    table = tomllib.loads(text)
    if missing := set(ClaimType) - set(table):
        raise ValueError(f"no memory for {', '.join(sorted(missing))}")
    return MappingProxyType({ClaimType(name): _memory(name, entry) for name, entry in table.items()})


def _memory(name: str, entry: dict[str, Any]) -> Memory:
    if set(entry) != {"occasion", "opened", "seen", "example"}:
        raise ValueError(f"{name}: an entry has occasion, opened, seen and example")
    if not isinstance(entry["occasion"], bool):
        raise ValueError(f"{name}: occasion is true or false, not {entry['occasion']!r}")
    if not (isinstance(entry["example"], str) and entry["example"].strip()):
        raise ValueError(f"{name}: the example is missing")
    return Memory(entry["occasion"], _days(name, entry["opened"]), _days(name, entry["seen"]))


def _days(name: str, value: object) -> int | None:
    if value == _FOREVER:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{name}: {value!r} is neither a number of days nor {_FOREVER!r}")
    return value
