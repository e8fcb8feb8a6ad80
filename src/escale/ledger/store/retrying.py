"""Trying a commit again where another writer was first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from escale.errors import ConflictError

__all__ = ["retried"]

T = TypeVar("T")

_TRIES = 100  # each failed try means that another writer got a commit in


def retried(attempt: Callable[[], T]) -> T:
    """What an attempt gives that looks at the latest version, makes its rows from it, and appends them.

    Raises:
        ConflictError: other writers never left a gap.
    """
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except ConflictError:
            continue
    return attempt()
