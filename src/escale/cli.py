"""The command line: what can be asked, and how a run ends.

Standard output holds data alone; every message is one line on standard error. Nothing heavy is imported
before the command line is known to be right, so that an error or ``--help`` comes at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import NoReturn, cast

from escale.commands.add_options import add_add
from escale.commands.arguments import probability
from escale.commands.column_options import add_column_options, add_places, columns_of
from escale.commands.console import Console
from escale.commands.ledger_options import LEDGER_COMMANDS, add_ledger_commands
from escale.commands.read import FORMATS, ReadOptions, read
from escale.commands.readers import add_reader_options, chosen_reader
from escale.commands.serve import add_serve
from escale.commands.watch import add_watch
from escale.engine.article_reader import ArticleReader, MakeReader
from escale.errors import EscaleError, UsageError

__all__ = ["build_parser", "main", "shipped_reader"]

_EXIT_USAGE = 2
_EXIT_INTERRUPTED = 130
_EXIT_BROKEN_PIPE = 141


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like every other message."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options, as ``docs/cli.md`` describes them."""
    parser = _Parser(
        prog="escale",
        description="Reads news articles into claims of defence diplomacy: who does what with whom, where, "
        "when, according to whom, how certain.",
    )
    parser.add_argument("--version", action="version", version=f"escale {version('escale')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _add_read(commands.add_parser("read", help="read articles and write their claims"))
    add_add(commands.add_parser("add", help="read articles into the ledger"))
    add_watch(commands.add_parser("watch", help="read what is new in feeds into the ledger"))
    add_serve(commands.add_parser("serve", help="show the ledger in the browser, and serve it to programs"))
    add_ledger_commands(commands)
    register = commands.add_parser("register", help="look after the register of office holders")
    actions = register.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    _add_import(actions.add_parser("import", help="add the office holders of a CSV file"))
    return parser


def _add_read(command: argparse.ArgumentParser) -> None:
    command.description = "Reads articles and writes their claims."
    add_places(command)
    command.add_argument("--format", choices=FORMATS, help="if not given: table on a terminal, else jsonl")
    command.add_argument("--explain", action="store_true", help="show why each claim was taken")
    command.add_argument(
        "--min-confidence", metavar="P", type=probability, help="leave out claims less sure than P, 0 to 1"
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write there; the suffix gives the format")
    add_reader_options(command)
    add_column_options(command)


def _add_import(command: argparse.ArgumentParser) -> None:
    command.description = "Adds the office holders of a CSV file to your register."
    command.add_argument("file", metavar="FILE.csv", help="the file to add")
    command.add_argument("--state", metavar="XXX", help="the state they serve, ISO 3166-1 alpha-3")


def main(arguments: Sequence[str] | None = None, *, make_reader: MakeReader | None = None) -> int:
    """Runs the command line and gives the exit code.

    Args:
        arguments: the command line without its first word; that of the process if not given.
        make_reader: gives the reader of a language; Escale's own if not given.
    """
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        # The same bytes whatever the locale of the machine.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    console = Console(sys.stderr)
    try:
        return _run(build_parser().parse_args(arguments), make_reader or shipped_reader, console)
    except BrokenPipeError:
        # Whoever read the output has enough; the interpreter must not flush to it again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _EXIT_BROKEN_PIPE
    except KeyboardInterrupt:
        console.say("interrupted")
        return _EXIT_INTERRUPTED
    except EscaleError as error:
        console.say(str(error))
        return _EXIT_USAGE
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        console.say(f"the output cannot be written ({told}); make room, or give another place")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _EXIT_USAGE


def _check_words(options: argparse.Namespace) -> None:
    """Raises UsageError for bytes that are no text: a ledger can be asked nothing of them, nor keep them."""
    for value in vars(options).values():
        for word in value if isinstance(value, list) else [value]:
            try:
                str(word).encode("utf-8")
            except UnicodeEncodeError:
                raise UsageError(f"{ascii(word)[:80]}: not UTF-8; write it anew") from None


def _run(options: argparse.Namespace, make_reader: MakeReader, console: Console) -> int:
    if options.command == "register":
        from escale.commands.register import import_file

        return import_file(options.file, options.state, console)
    stdin = cast(io.BufferedIOBase, sys.stdin.buffer)
    if options.command == "add":
        from escale.commands.add import add_to_ledger

        with chosen_reader(options, make_reader, console) as make:
            return add_to_ledger(options, make, stdin, console)
    if options.command == "watch":
        from escale.commands.watching import watch_into_ledger

        return watch_into_ledger(options, make_reader, console)
    if options.command == "serve":
        from escale.commands.serve import serve

        return serve(options, make_reader, console)
    if options.command in LEDGER_COMMANDS:
        from escale.commands.ledger_run import run_on_ledger

        _check_words(options)
        return run_on_ledger(options, stdin, console)
    given = ReadOptions(
        places=options.places,
        format=options.format,
        published=options.published,
        lang=options.lang,
        explain=options.explain,
        output=options.output,
        min_confidence=options.min_confidence,
        columns=columns_of(options),
    )
    if options.reader == "llm" and given.min_confidence is not None:
        raise UsageError("--min-confidence: a large language model gives no confidence; leave it out")
    with chosen_reader(options, make_reader, console) as make:
        return read(given, make, stdin, console)


def shipped_reader(code: str, triage: bool) -> ArticleReader:
    """The reader of a language, with the user's own office holders beside the shipped ones."""
    from escale.commands.register import combined_register
    from escale.reader.reader import Reader

    return Reader(code, register=combined_register(), triage=triage)
