"""Whose voice an article's own is: its outlet's, or that of the news agency whose dispatch it prints."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from escale.register.names import fold

__all__ = ["name_key", "publisher_key"]

_TABLE = Path(__file__).with_name("agencies.toml")


def publisher_key(outlet: str | None, article: str) -> str:
    """The key of the origin of what an article says in its own voice (``docs/ties.md``, Independence).

    Without an outlet, the article with that id is its own publisher.
    """
    if not outlet:
        return f"article:{article}"
    key = fold(outlet)
    words = f" {key} "
    agency = next((agency for name, agency in _agencies() if f" {name} " in words), None)
    return name_key(agency or key)


def name_key(name: str) -> str:
    """The key of what goes by a name, be it an outlet or a source of whatever kind."""
    return f"name:{fold(name)}"


@cache
def _agencies() -> tuple[tuple[str, str], ...]:
    """Folded name → agency."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple((name, agency) for agency, entry in table.items() for name in entry["names"])
