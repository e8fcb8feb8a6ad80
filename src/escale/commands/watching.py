"""``escale watch`` with the ledger behind it: each round's articles are read and added."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial

from escale.commands.console import Console
from escale.commands.ledger_options import ledger_folder
from escale.commands.opening import opened_or_made
from escale.commands.read import DEFAULT_LANGUAGE
from escale.commands.run_listener import RunListener, rejects_of
from escale.commands.watch import watch
from escale.engine.article_reader import MakeReader
from escale.engine.chunks import chunked, found_in
from escale.engine.local import LocalEngine
from escale.engine.tally import Tally
from escale.errors import InputError, UsageError
from escale.ingest.columns import Columns
from escale.ingest.meter import Meter
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["watch_into_ledger"]


def watch_into_ledger(options: Namespace, make_reader: MakeReader, console: Console) -> int:
    """Goes round the feeds that the options name, and reads what is new into their ledger.

    Raises:
        EscaleError: the options or the file of feeds are wrong, or the ledger cannot be written.
    """
    if options.jobs < 1:
        raise UsageError(f"--jobs {options.jobs}: 1 or more processes")
    with ExitStack() as stack:
        return watch(options, _Rounds(options, make_reader, console, stack), console)


class _Rounds:
    """Takes in round after round; the reader is loaded with the first, once the feeds are known right."""

    def __init__(
        self, options: Namespace, make_reader: MakeReader, console: Console, stack: ExitStack
    ) -> None:
        self._options = options
        self._make_reader = make_reader
        self._console = console
        self._stack = stack
        self._engine: LocalEngine | None = None

    def __call__(self, items: Iterable[Article | InputError]) -> None:
        engine = self._engine = self._engine or self._started()
        terms = Terms({}, datetime.now(UTC).date(), Columns())
        engine.run(chunked(found_in(0, items), Meter()), terms)
        self._say(engine.tally)
        engine.tally = Tally()

    def _started(self) -> LocalEngine:
        options, console = self._options, self._console
        folder = ledger_folder(options.ledger)
        ledger = opened_or_made(folder, console)
        listener = RunListener(console, rejects_of(options.rejects, folder))
        make = partial(self._make_reader, DEFAULT_LANGUAGE, options.triage)
        return self._stack.enter_context(LocalEngine(ledger, make, options.jobs, listener))

    def _say(self, tally: Tally) -> None:
        added = tally.added
        if new := added.new + added.superseded:
            self._console.say(f"{new:,} read, {added.claims:,} claims")
        self._console.set_aside(tally.aside)
