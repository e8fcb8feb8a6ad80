"""Who reads: Escale's own reader, or a large language model that the user runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from escale.commands.console import Console
from escale.commands.read import DEFAULT_LANGUAGE
from escale.engine.article_reader import MakeReader
from escale.errors import UsageError

__all__ = ["add_reader_options", "chosen_reader"]

_READERS = ("escale", "llm")
_OF_MODEL = ("base_url", "model", "cache", "timeout")


def add_reader_options(command: ArgumentParser) -> None:
    """The options that say what is read as what, and by whom."""
    command.add_argument(
        "--published", metavar="DATE", help="publication date of all articles, YYYY[-MM[-DD]]"
    )
    command.add_argument("--lang", metavar="CODE", help=f"language of all articles ({DEFAULT_LANGUAGE})")
    command.add_argument("--reader", choices=_READERS, default=_READERS[0], help="who reads (escale)")
    model = command.add_argument_group("with --reader llm, a large language model that you run")
    model.add_argument("--base-url", metavar="URL", help="its server, such as http://localhost:8000/v1")
    model.add_argument("--model", metavar="NAME", help="its name there")
    model.add_argument("--cache", metavar="DIR", help="where its answers are kept")
    model.add_argument("--timeout", metavar="SECONDS", type=float, help="how long an answer may take (300)")


@contextmanager
def chosen_reader(options: Namespace, own: MakeReader, console: Console) -> Iterator[MakeReader]:
    """What gives the reader that the options choose; ``own`` gives Escale's.

    Raises:
        UsageError: an option of the model is missing, or there without it.
    """
    of_model = {name: getattr(options, name) for name in _OF_MODEL}
    if options.reader == "llm":
        from escale.commands.llm import LlmOptions, llm_reader

        with llm_reader(LlmOptions(**of_model), options.lang or DEFAULT_LANGUAGE, console) as reader:
            yield lambda _code, _triage: reader
        return
    stray = next((name for name, value in of_model.items() if value is not None), None)
    if stray is not None:
        raise UsageError(f"--{stray.replace('_', '-')} is for --reader llm only")
    yield own
