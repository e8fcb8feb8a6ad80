"""How a long run is told: on standard error, and rejected inputs in a file as well."""

from __future__ import annotations

from pathlib import Path

from escale.commands.console import Console
from escale.engine.tally import Tally
from escale.errors import InputError
from escale.ingest.rejects import Rejects

__all__ = ["RunListener", "rejects_of"]

_REJECTS = "rejects.jsonl"


class RunListener:
    """Tells a console, and notes what is rejected.

    Args:
        console: the messages.
        rejects: the file of rejects.
    """

    def __init__(self, console: Console, rejects: Rejects) -> None:
        self._console = console
        self._rejects = rejects

    def rejected(self, error: InputError) -> None:
        """See `escale.engine.keeping.Listener`; raises UsageError if it cannot be noted."""
        self._console.reject(error)
        self._rejects.add(error)

    def noticed(self, article: str, notice: str) -> None:
        """See `escale.engine.keeping.Listener`."""
        self._console.notice(article, notice)

    def advanced(self, tally: Tally, share: float | None) -> None:
        """See `escale.engine.keeping.Listener`."""
        self._console.advance(tally.documents, tally.added.claims, share)


def rejects_of(named: str | None, ledger: Path) -> Rejects:
    """The file of rejects of that name; else one in the ledger's folder, of which it takes no notice."""
    return Rejects(Path(named) if named else ledger / _REJECTS)
