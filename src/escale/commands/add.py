"""``escale add``: articles in, their claims in the ledger, each article whole and once."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from datetime import UTC, datetime
from functools import partial
from io import BufferedIOBase

from escale.commands.column_options import columns_of
from escale.commands.console import Console
from escale.commands.ledger_options import ledger_folder
from escale.commands.opening import opened, opened_or_made
from escale.commands.output import output_width
from escale.commands.read import DEFAULT_LANGUAGE, overrides_of
from escale.commands.run_listener import RunListener, rejects_of
from escale.engine.article_reader import MakeReader
from escale.engine.files import add_files
from escale.engine.local import LocalEngine
from escale.engine.tally import Tally
from escale.errors import UsageError
from escale.export.answers.holdings import TAKEN_SHEET
from escale.export.answers.tabular import Form, written
from escale.ingest.inputs import STDIN
from escale.ingest.terms import Terms
from escale.ledger.answers import Taken
from escale.reading import Aside

__all__ = ["add_to_ledger"]


def add_to_ledger(
    options: Namespace, make_reader: MakeReader, stdin: BufferedIOBase, console: Console
) -> int:
    """Reads the articles that the options name into their ledger; the exit code is 2 if any was rejected.

    What was added stays, however the run ends; the same command goes on where it stopped.

    Raises:
        EscaleError: the options are wrong, or the ledger cannot be written.
    """
    _check(options)
    began = time.monotonic()
    overrides = overrides_of(options.published, options.lang)
    terms = Terms(overrides, datetime.now(UTC).date(), columns_of(options))
    folder = ledger_folder(options.ledger)
    make = partial(make_reader, options.lang or DEFAULT_LANGUAGE, options.triage)
    if options.engine == "ray":
        from escale.engine.ray.driving import require_ray

        require_ray()
    ledger = opened_or_made(folder, console)
    listener = RunListener(console, rejects_of(options.rejects, folder))
    if options.engine == "ray":
        from escale.engine.ray.driving import Cluster
        from escale.engine.ray.running import add_files_in_cluster
        from escale.engine.ray.stages import Work

        work = Work(make, partial(opened, folder.resolve()), terms)
        cluster = Cluster(options.address, options.jobs)
        tally, version = add_files_in_cluster(work, options.places, listener, cluster)
    else:
        with LocalEngine(ledger, make, options.jobs or 1, listener) as engine:
            version = add_files(engine, ledger, options.places, stdin, terms)
            tally = engine.tally
    taken = _taken(tally, time.monotonic() - began, version)
    form = Form(options.format or ("table" if sys.stdout.isatty() else "jsonl"))
    sys.stdout.writelines(written(TAKEN_SHEET, [taken], form, output_width(sys.stdout)))
    console.set_aside(tally.aside)
    console.close(taken.read + taken.superseded)
    return 2 if console.rejected else 0


def _check(options: Namespace) -> None:
    """Raises UsageError for options that do not go together."""
    jobs = 1 if options.jobs is None else options.jobs
    if jobs < 1 or (jobs > 1 and options.reader == "llm"):
        raise UsageError(f"--jobs {jobs}: 1 or more processes; a large language model has one")
    if options.engine == "ray" and options.reader == "llm":
        raise UsageError("--engine ray: a large language model is asked from this machine; leave it out")
    if options.engine == "ray" and STDIN in options.places:
        raise UsageError("-: standard input cannot be shared out; give files to --engine ray")
    if options.address and options.engine != "ray":
        raise UsageError(f"--address {options.address}: of a Ray cluster; add --engine ray")


def _taken(tally: Tally, seconds: float, version: int) -> Taken:
    return Taken(
        read=tally.added.new,
        superseded=tally.added.superseded,
        unchanged=tally.added.unchanged,
        other_matters=tally.aside[Aside.MATTER],
        other_languages=tally.aside[Aside.LANGUAGE],
        rejected=tally.rejected,
        claims=tally.added.claims,
        seconds=seconds,
        version=version,
    )
