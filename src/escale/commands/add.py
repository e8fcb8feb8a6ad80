"""``escale add``: articles in, their claims in the ledger, each article whole and once."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import TypeVar

from escale.commands.console import Console
from escale.commands.ledger_options import ledger_folder
from escale.commands.output import output_width
from escale.commands.read import DEFAULT_LANGUAGE, ArticleReader, overrides_of
from escale.commands.register import combined_register
from escale.commands.workers import Workers
from escale.errors import InputError, LedgerError, UsageError
from escale.export.answers.holdings import TAKEN_SHEET
from escale.export.answers.tabular import Form, written
from escale.ingest.inputs import STDIN, read_inputs
from escale.ledger.adding import Added
from escale.ledger.answers import Taken
from escale.ledger.deriving import reader_name
from escale.ledger.ledger import Ledger
from escale.model import Article
from escale.reading import Reading

__all__ = ["add", "add_to_ledger"]

_BATCH = 32  # articles of a commit: what a kill can cost, against the number of files
_FILES = 64  # of one kind, beyond which they are put together: each commit reads the list of files

Outcome = Reading | InputError
T = TypeVar("T")


@dataclass(slots=True)
class _Run:
    """One run: where readings go, and how far it is."""

    ledger: Ledger
    console: Console
    total: int | None
    added: Added = field(default_factory=Added)

    def took(self, added: Added) -> None:
        self.added += added
        done = self.added.new + self.added.superseded + self.added.unchanged + self.console.rejected
        self.console.advance(done, self.total, self.added.claims)

    def keep(self, outcomes: Iterable[Outcome]) -> None:
        readings = []
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.console.reject(outcome)
                continue
            for notice in outcome.notices:
                self.console.notice(outcome.article.id, notice)
            readings.append(outcome)
        if readings:
            self.took(self.ledger.add(readings))


def add_to_ledger(
    options: Namespace, make_reader: Callable[[str], ArticleReader], stdin: BufferedIOBase, console: Console
) -> int:
    """Reads the articles that the options name into their ledger; the exit code is 2 if any was rejected.

    Raises:
        EscaleError: the options are wrong, or the ledger cannot be written.
    """
    if options.jobs < 1 or (options.jobs > 1 and options.reader == "llm"):
        raise UsageError(f"--jobs {options.jobs}: 1 or more processes; a large language model has one")
    overrides = overrides_of(options.published, options.lang)
    ledger = _opened_or_made(ledger_folder(options.ledger), console)
    make = partial(make_reader, options.lang or DEFAULT_LANGUAGE)
    taken = add(ledger, options.places, overrides, make, options.jobs, stdin, console)
    form = Form(options.format or ("table" if sys.stdout.isatty() else "jsonl"))
    sys.stdout.writelines(written(TAKEN_SHEET, [taken], form, output_width(sys.stdout)))
    console.close(taken.read + taken.superseded)
    return 2 if console.rejected else 0


def _opened_or_made(folder: Path, console: Console) -> Ledger:
    if folder.is_dir() and any(folder.iterdir()):
        return Ledger.open(folder, combined_register())
    try:
        made = Ledger.create(folder, combined_register())
    except LedgerError:
        return Ledger.open(folder, combined_register())  # another run has just made it, or it cannot be made
    console.say(f"{folder}: a new ledger")
    return made


def add(
    ledger: Ledger,
    places: Sequence[str],
    overrides: Mapping[str, str],
    make_reader: Callable[[], ArticleReader],
    jobs: int,
    stdin: BufferedIOBase,
    console: Console,
) -> Taken:
    """Reads the articles of all places that the ledger has not, and adds them batch by batch.

    What was added stays, however the run ends; the same command goes on where it stopped.

    Args:
        ledger: the ledger.
        places: files, folders, ``-``.
        overrides: fields that take the place of the articles' own.
        make_reader: gives a reader; with several jobs it is called in each process, so it must be picklable.
        jobs: how many processes read.
        stdin: standard input.
        console: the messages.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    began = time.monotonic()
    run = _Run(ledger, console, None if STDIN in places else _count(places, stdin, overrides))
    with Workers(make_reader, jobs) as workers:
        unread = _unread(read_inputs(places, stdin, overrides), run, reader_name(workers.info))
        for number, outcomes in enumerate(workers.read(_batches(unread)), 1):
            run.keep(outcomes)
            if number % _FILES == 0:
                ledger.tidy(_FILES)
    version = ledger.tidy(_FILES)
    made = run.added
    return Taken(
        read=made.new,
        unchanged=made.unchanged,
        superseded=made.superseded,
        rejected=console.rejected,
        claims=made.claims,
        seconds=time.monotonic() - began,
        version=version,
    )


def _count(places: Sequence[str], stdin: BufferedIOBase, overrides: Mapping[str, str]) -> int:
    # Opening articles takes a thousandth of reading them.
    return sum(1 for _ in read_inputs(places, stdin, overrides))


def _unread(inputs: Iterable[Article | InputError], run: _Run, reader: str) -> Iterator[Article]:
    """The articles that need reading, each once; those there already are counted, those rejected told."""
    for batch in _batches(inputs):
        articles = [item for item in batch if isinstance(item, Article)]
        for item in batch:
            if isinstance(item, InputError):
                run.console.reject(item)
        unread = run.ledger.unread(articles, reader)
        run.took(Added(unchanged=len(articles) - len(unread)))
        yield from unread


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    items = iter(items)
    while batch := list(islice(items, _BATCH)):
        yield batch
