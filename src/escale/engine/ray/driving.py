"""The driver of a Ray cluster, in a process of its own.

Ray writes to the standard output and error of its driver whatever it is told, and ours hold data and our own
messages alone. So the driver is another process, whose output goes nowhere (Ray keeps logs of its own), and
what comes of a run is sent from it to this one.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from escale.engine.child_start import child_settings, end_with_parent
from escale.engine.ray.shares import Outcome, Share
from escale.engine.ray.stages import Work
from escale.errors import EscaleError, MissingLibraryError

__all__ = ["Cluster", "Driver", "require_ray"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cluster that a run uses.

    Attributes:
        address: where it is; None: that of ``RAY_ADDRESS``, else one is started on this machine for the run.
        jobs: how many readers are to work there; None: as many as it has cores.
    """

    address: str | None
    jobs: int | None


@dataclass(frozen=True, slots=True)
class _Failed:
    """What the driver sends when it cannot go on: why, in a line."""

    line: str


_DONE = "done"
_PATIENCE = 10.0  # seconds
_START = 300.0  # seconds: a cluster on a busy machine takes half a minute


def require_ray() -> None:
    """Raises MissingLibraryError if Ray is not installed."""
    for library in ("ray", "pandas"):
        if find_spec(library) is None:
            raise MissingLibraryError(library, "ray")


class Driver:
    """Has shares read in a cluster.

    Args:
        cluster: the cluster.

    Raises:
        EscaleError: there is no such cluster.
    """

    def __init__(self, cluster: Cluster) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_drive, args=(theirs, cluster), name="escale-ray-driver")
        with child_settings():
            self._process.start()
        theirs.close()
        try:
            if not self._ours.poll(_START):
                raise EscaleError("the Ray cluster does not answer; what was added stays: run again")
            self._received()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the run, and the cluster if it was started for it."""
        self._ours.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            # It waits for a chunk that nobody wants any more; told so, it ends what it has started.
            self._process.terminate()
            self._process.join(_PATIENCE)
            self._process.kill()

    def outcomes(self, shares: Sequence[Share], work: Work) -> Iterator[Outcome]:
        """What came of each chunk of the shares, as it comes.

        Raises:
            EscaleError: the run broke off.
        """
        self._ours.send((shares, work))
        while (received := self._received()) != _DONE:
            yield received

    def _received(self) -> Any:
        try:
            received = self._ours.recv()
        except (EOFError, OSError):
            raise EscaleError("the Ray driver died; what was added stays: run again") from None
        if isinstance(received, _Failed):
            raise EscaleError(received.line)
        return received


def _drive(theirs: Connection, cluster: Cluster) -> None:
    """The driver's process."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    end_with_parent()
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from escale.engine.ray.cluster import connected
    from escale.engine.ray.pipeline import outcomes

    try:
        with connected(cluster.address, cluster.jobs) as readers:
            theirs.send(_DONE)
            while True:
                shares, work = theirs.recv()
                for outcome in outcomes(shares, work, readers):
                    theirs.send(outcome)
                theirs.send(_DONE)
    except (EOFError, BrokenPipeError):
        pass  # the run is over
    except EscaleError as error:
        theirs.send(_Failed(str(error)))
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        theirs.send(_Failed(f"the Ray driver failed ({told}); what was added stays: run again"))
