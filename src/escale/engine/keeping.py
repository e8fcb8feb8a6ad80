"""What came of reading goes into the ledger, a commit at a time; what did not is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from escale.engine.tally import Tally
from escale.errors import InputError
from escale.ledger.ledger import Ledger
from escale.reading import Reading

__all__ = ["Listener", "Tidier", "keep"]

_FILES = 64  # of one kind, beyond which they are put together: each commit reads the list of files


class Listener(Protocol):
    """Hears of a run as it goes."""

    def rejected(self, error: InputError) -> None:
        """An input is no article, or cannot be read."""
        ...

    def noticed(self, article: str, notice: str) -> None:
        """Something is to be known about an article, given by the id it came with."""
        ...

    def advanced(self, tally: Tally, share: float | None) -> None:
        """The run has come so far; ``share`` of its input from 0 to 1, None if that is not known."""
        ...


def keep(ledger: Ledger, outcomes: Iterable[Reading | InputError], listener: Listener) -> Tally:
    """Adds readings in one commit, and tells what there is to tell of them.

    Raises:
        LedgerError: the ledger cannot be written; nothing was added.
    """
    tally = Tally()
    readings = []
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            listener.rejected(outcome)
            tally.rejected += 1
            continue
        for notice in outcome.notices:
            listener.noticed(outcome.article.id, notice)
        readings.append(outcome)
    if readings:
        tally.added = ledger.add(readings)
    return tally


class Tidier:
    """Puts the files together that many commits make.

    Args:
        ledger: the ledger.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._commits = 0

    def committed(self) -> None:
        """Takes note of a commit; now and then it is time to tidy up.

        Raises:
            LedgerError: the ledger cannot be written; what was added stays.
        """
        self._commits += 1
        if self._commits % _FILES == 0:
            self.tidy()

    def tidy(self) -> int:
        """Puts files together where there are many, and gives the ledger's version.

        Raises:
            LedgerError: the ledger cannot be written; what was added stays.
        """
        return self._ledger.tidy(_FILES)
