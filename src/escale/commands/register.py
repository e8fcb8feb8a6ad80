"""``escale register``: office holders of one's own, beside those that are shipped."""

from __future__ import annotations

import os
from pathlib import Path

from escale.commands.console import Console
from escale.errors import UsageError
from escale.register import Register, import_into, read_holders

__all__ = ["combined_register", "import_file", "own_register"]


def own_register() -> Path:
    """The file that a user's own office holders are kept in.

    ``ESCALE_REGISTER`` names it; without that it lies in the user's data folder (XDG Base Directory).
    """
    named = os.environ.get("ESCALE_REGISTER")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "escale" / "register.csv"


def combined_register() -> Register:
    """The shipped office holders and, where there are any, the user's own.

    Raises:
        InputError: the user's file is damaged.
    """
    own = own_register()
    return Register.default().with_rows(read_holders(own, None) if own.exists() else [])


def import_file(file: str, state: str | None, console: Console) -> int:
    """Adds the rows of a CSV file to the user's register; the exit code is 2 if any was rejected.

    Raises:
        InputError: the file as a whole cannot be read.
        UsageError: the register cannot be written.
    """
    register = own_register()
    try:
        summary = import_into(Path(file), register, state)
    except OSError as error:
        reason = (error.strerror or "failed").lower()
        raise UsageError(f"{register}: cannot be written ({reason}); set ESCALE_REGISTER") from None
    for rejected in summary.rejected:
        console.reject(rejected)
    console.say(f"{register}: {summary.added} added, {summary.unchanged} there already")
    return 2 if summary.rejected else 0
