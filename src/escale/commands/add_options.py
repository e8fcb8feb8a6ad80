"""The options of ``escale add``."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction

from escale.commands.arguments import number
from escale.commands.column_options import add_column_options, add_places
from escale.commands.ledger_options import add_format, add_ledger_option
from escale.commands.readers import add_reader_options

__all__ = ["add_add", "add_taking_options"]

_ENGINES = ("local", "ray")


def add_add(command: ArgumentParser) -> None:
    """``add``."""
    command.description = "Reads articles into the ledger, each once; goes on where an earlier run stopped."
    add_places(command)
    add_ledger_option(command)
    command.add_argument("--jobs", metavar="N", type=number, help="processes that read (1; Ray: all cores)")
    command.add_argument("--engine", choices=_ENGINES, default=_ENGINES[0], help="where they run (local)")
    command.add_argument("--address", metavar="ADDRESS", help="of the Ray cluster; else one on this machine")
    add_taking_options(command)
    add_reader_options(command)
    add_column_options(command)
    add_format(command)


def add_taking_options(command: ArgumentParser) -> None:
    """``--triage`` and ``--rejects``."""
    command.add_argument(
        "--triage",
        action=BooleanOptionalAction,
        default=True,
        help="set aside unread what tells of nothing between states",
    )
    command.add_argument(
        "--rejects", metavar="FILE", help="where rejected inputs are listed (rejects.jsonl in the ledger)"
    )
