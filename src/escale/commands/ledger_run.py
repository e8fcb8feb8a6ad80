"""Which function does what a command of the ledger asks."""

from __future__ import annotations

from argparse import Namespace
from io import BufferedIOBase

from escale.commands.console import Console

__all__ = ["run_on_ledger"]


def run_on_ledger(options: Namespace, stdin: BufferedIOBase, console: Console) -> int:
    """Runs a command of `escale.commands.ledger_options.LEDGER_COMMANDS` and gives the exit code.

    Raises:
        EscaleError: the command is wrong, or the ledger or a file cannot be read or written.
    """
    if options.command == "ledger":
        from escale.commands.keeping import keep

        return keep(options, console)
    if options.command in ("export", "import"):
        from escale.commands.exchange import export, take

        if options.command == "export":
            export(options)
        else:
            take(options, stdin, console)
        return 0
    if options.command in ("correct", "accept", "reject", "restore", "merge", "split"):
        from escale.commands.correcting import correct

        correct(options, console)
        return 0
    from escale.commands.questions import answer

    answer(options, console)
    return 0
