"""How far apart claims of one occurrence may lie (``windows.toml``), and which types are occasions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from escale.model import ClaimType

__all__ = ["Windows", "occasions", "windows"]


@dataclass(frozen=True, slots=True)
class Windows:
    """Days, each as ``windows.toml`` gives it with its reason and an example."""

    fine: int
    exact: int
    month: int
    longer: int
    background: int
    recent: int
    ahead: int
    rebuttal: int
    withdrawal: int
    beside: int
    told: int
    running: int
    open: int


@cache
def windows() -> Windows:
    """The table as shipped."""
    table = tomllib.loads((resources.files(__package__) / "windows.toml").read_text(encoding="utf-8"))
    return Windows(**{field.name: int(table[field.name]["days"]) for field in fields(Windows)})


@cache
def occasions() -> frozenset[ClaimType]:
    """The types whose matters take place and are over (``ties/memory.toml``); the others stand."""
    text = (resources.files("escale.ledger.ties") / "memory.toml").read_text(encoding="utf-8")
    return frozenset(ClaimType(type_) for type_, entry in tomllib.loads(text).items() if entry["occasion"])
