"""The optional first words of a text file: ``date YYYY[-MM[-DD]]``, the date of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Header", "read_header"]

_HEADER = re.compile(r"\s{0,16}date[ \t]{1,4}(\d{4}(?:-\d{1,4}){0,2})(?=\s|\Z)\s{0,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a text says.

    Attributes:
        date: the date as it is written there, which may be none of the calendar; None without a header.
        body: offset at which the article proper begins.
    """

    date: str | None
    body: int


def read_header(text: str) -> Header:
    """The header of ``text``, if it begins with one."""
    match = _HEADER.match(text)
    return Header(match[1], match.end()) if match else Header(None, 0)
