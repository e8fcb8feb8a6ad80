"""Codes of parties, as far as their letters tell."""

from __future__ import annotations

import re

__all__ = ["is_code"]

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,15}")


def is_code(word: str) -> bool:
    """True if a word may be the code of a state (``FRA``) or body (``NATO``)."""
    return _CODE.fullmatch(word) is not None
