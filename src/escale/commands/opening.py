"""The ledger that a command adds to."""

from __future__ import annotations

from pathlib import Path

from escale.commands.console import Console
from escale.commands.register import combined_register
from escale.errors import LedgerError
from escale.ledger.ledger import Ledger

__all__ = ["opened", "opened_or_made"]


def opened(folder: Path) -> Ledger:
    """The ledger in a folder, which knows the user's own office holders too.

    Raises:
        LedgerError: there is none.
    """
    return Ledger.open(folder, combined_register())


def opened_or_made(folder: Path, console: Console) -> Ledger:
    """The ledger in a folder; a new one if there is nothing.

    Raises:
        LedgerError: the folder holds something else, or cannot be written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        return opened(folder)
    try:
        made = Ledger.create(folder, combined_register())
    except LedgerError:
        return opened(folder)  # another run has just made it, or it cannot be made
    console.say(f"{folder}: a new ledger")
    return made
