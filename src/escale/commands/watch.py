"""``escale watch``: what is new in feeds, into the ledger; once, or round after round."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from escale.commands.add_options import add_taking_options
from escale.commands.arguments import number
from escale.commands.console import Console
from escale.commands.ledger_options import add_ledger_option, ledger_folder
from escale.errors import InputError, MissingLibraryError
from escale.model import Article

if TYPE_CHECKING:
    from escale.ingest.feeds.clock import Clock
    from escale.ingest.feeds.watching import ReadPage

__all__ = ["Keep", "add_watch", "watch"]

Keep = Callable[[Iterable[Article | InputError]], None]

_LIBRARIES = ("feedparser", "httpx", "httpcore", "protego")


def add_watch(command: ArgumentParser) -> None:
    """``watch``."""
    command.description = "Fetches what is new in feeds and reads it into the ledger, round after round."
    command.add_argument("feeds", metavar="feeds.toml", help="the file that names the feeds")
    add_ledger_option(command)
    command.add_argument("--once", action="store_true", help="one round, then the end: for cron")
    command.add_argument("--jobs", metavar="N", type=number, default=1, help="processes that read (1)")
    add_taking_options(command)


def watch(
    options: Namespace,
    keep: Keep,
    console: Console,
    *,
    read_page: ReadPage | None = None,
    clock: Clock | None = None,
) -> int:
    """Goes round the feeds that the options name; with ``--once`` the exit code is 2 if any was rejected.

    What a round learnt of feeds is remembered once all its articles are kept: after an interruption they are
    fetched again, and the ledger knows those that it has. What it learnt of hosts is remembered however it
    ends.

    Args:
        options: the options of `add_watch`.
        keep: takes in the articles of one round, and tells the console of each error among them.
        console: the messages.
        read_page: takes the article from a page; Escale's own if not given.
        clock: tells the time; the system's if not given.

    Raises:
        EscaleError: a library is missing, the file of feeds is wrong, or nothing can be kept.
    """
    _require(_LIBRARIES)
    from escale.ingest.feeds.clock import SYSTEM
    from escale.ingest.feeds.fetching import Fetcher
    from escale.ingest.feeds.plan import plan_of
    from escale.ingest.feeds.state import WatchState, state_path
    from escale.ingest.feeds.watching import Watcher

    clock = clock or SYSTEM
    plan = plan_of(Path(options.feeds))
    place = state_path(ledger_folder(options.ledger))
    state, damage = WatchState.load(place)
    if damage:
        console.say(damage)
    fetcher = Fetcher(plan.fetching, state, clock)
    watcher = Watcher(plan.feeds, fetcher, state, clock, read_page or _own_read_page(), console.say)
    while True:
        began = clock.monotonic()
        try:
            keep(watcher.round())
            state.settle()
        finally:
            state.save(place, clock.now())
        if options.once:
            return 2 if console.rejected else 0
        clock.sleep(max(0.0, began + 60 * plan.fetching.every_minutes - clock.monotonic()))


def _own_read_page() -> ReadPage:
    from escale.ingest.article_page import article_of_page

    return article_of_page


def _require(libraries: Sequence[str]) -> None:
    for library in libraries:
        try:
            import_module(library)
        except ImportError:
            raise MissingLibraryError(library, "watch") from None
