"""Where an answer goes: standard output or a file, and how wide it may be."""

from __future__ import annotations

import shutil
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, TextIO

from escale.errors import UsageError
from escale.export.grid import DEFAULT_WIDTH

__all__ = ["binary_output", "output_width", "text_output", "unwritable"]


def text_output(place: str | None) -> AbstractContextManager[TextIO]:
    """The file of that name, or standard output if there is none or it is ``-``; lines as they come.

    Raises:
        UsageError: it cannot be written.
    """
    if place is None or place == "-":
        return nullcontext(sys.stdout)
    try:
        return Path(place).open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(place, error) from None


def binary_output(place: str) -> BinaryIO:
    """The file of that name.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        return Path(place).open("wb")
    except OSError as error:
        raise unwritable(place, error) from None


def output_width(out: TextIO) -> int:
    """How many cells a line may take: those of the terminal, if it is one."""
    return shutil.get_terminal_size().columns if out.isatty() else DEFAULT_WIDTH


def unwritable(place: str, error: OSError) -> UsageError:
    """The error to raise where a place cannot be written."""
    return UsageError(f"{place}: cannot be written ({(error.strerror or '').lower()}); give another -o")
