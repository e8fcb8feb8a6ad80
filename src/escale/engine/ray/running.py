"""A run in a cluster: files are handed out, what comes back is counted, some are looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from escale.engine.keeping import Listener, Tidier
from escale.engine.passed import Passed
from escale.engine.ray.driving import Cluster, Driver
from escale.engine.ray.shares import Outcome, shares
from escale.engine.ray.stages import Work
from escale.engine.tally import Tally
from escale.ingest.meter import sized_files

__all__ = ["add_files_in_cluster"]


def add_files_in_cluster(
    work: Work, places: Sequence[str], listener: Listener, cluster: Cluster
) -> tuple[Tally, int]:
    """Reads what the ledger has not of some places; gives what it came to, and the ledger's version.

    As `escale.engine.files.add_files`, but in no certain order; what the ledger holds in the end is the same.

    Args:
        work: what there is to do.
        places: files, folders, URIs of these.
        listener: hears how it goes.
        cluster: where it is done.

    Raises:
        EscaleError: the options are wrong, the ledger cannot be read or written, or the run broke off.
    """
    files = list(sized_files(places))
    total = sum(size or 0 for _, size in files)
    ledger = work.open_ledger()
    run = _Run(listener, Tidier(ledger))
    with Driver(cluster) as driver, Passed() as passed:
        done = 0
        for outcome in driver.outcomes(list(shares(files)), work):
            done += outcome.bytes
            run.take(outcome, done / total if total else None)
            passed.add(outcome.passed)
        if wanted := passed.at(ledger.holds):
            for outcome in driver.outcomes(list(shares(files, wanted)), replace(work, again=True)):
                run.take(outcome, None)
    return run.tally, run.tidier.tidy()


class _Run:
    """What a run has come to."""

    def __init__(self, listener: Listener, tidier: Tidier) -> None:
        self.tally = Tally()
        self.tidier = tidier
        self._listener = listener

    def take(self, outcome: Outcome, share: float | None) -> None:
        """Counts and tells what came of a chunk; raises EscaleError if the run cannot go on."""
        for error in outcome.rejects:
            self._listener.rejected(error)
        for article, notice in outcome.notices:
            self._listener.noticed(article, notice)
        if outcome.failure is not None:
            raise outcome.failure
        self.tally.take(outcome.tally)
        self._listener.advanced(self.tally, share)
        if outcome.tally.added.new or outcome.tally.added.superseded:
            self.tidier.committed()
