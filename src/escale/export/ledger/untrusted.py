"""Words of articles on their way into files: nothing that a file cannot hold or that a program would obey."""

from __future__ import annotations

import re

__all__ = ["guarded", "one_line", "writable"]

# What UTF-8, XML or a reader of tables cannot hold: controls other than tab and line ends, halves of a
# surrogate pair, and the two characters that are none.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Spreadsheets take a cell that begins with one of these, or with its full-width form, for a formula.
_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def writable(text: str) -> str:
    """``text``, each character that a file cannot hold replaced by one that stands for it."""
    return _UNWRITABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """``text`` writable and on one line: every run of spaces, tabs and line ends is one space."""
    return " ".join(writable(text).split())


def guarded(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet sees a formula (OWASP, CSV injection)."""
    return f"'{text}" if _FORMULA.match(text) else text
