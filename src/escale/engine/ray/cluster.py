"""The cluster that a run uses: one that is there, or one on this machine for as long as it runs."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import ray

from escale.errors import UsageError

__all__ = ["connected"]

_HOST_AND_PORT = re.compile(r"(?:ray://)?([^/@]{1,255}):(\d{1,5})")
_PATIENCE = 15.0  # seconds
_OBJECT_STORE = 256 << 20  # bytes: inputs on their way to those who read them, a megabyte each


@contextmanager
def connected(address: str | None, jobs: int | None) -> Iterator[int]:
    """Connects this process to a cluster, and gives how many readers are to work there.

    Args:
        address: of the cluster; None: that of ``RAY_ADDRESS``, else one is started here and ended again.
        jobs: how many readers; None: as many as there are cores.

    Raises:
        UsageError: there is no cluster at the address, or none can be started.
    """
    address = address or os.environ.get("RAY_ADDRESS")
    try:
        if address:
            _knock(address)
            ray.init(address=address, log_to_driver=False)
        else:
            ray.init(
                address="local",
                num_cpus=jobs or len(os.sched_getaffinity(0)),
                include_dashboard=False,
                object_store_memory=_OBJECT_STORE,
                log_to_driver=False,
            )
    except (RuntimeError, ValueError, OverflowError, OSError) as error:
        told = " ".join(str(error).split())[:200]
        where = f"--address {address}" if address else "--engine ray"
        raise UsageError(f"{where}: no Ray cluster to work with ({told})") from None
    try:
        yield jobs or _cores()
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raises OSError if nobody listens at an address ``HOST:PORT``; Ray itself would go on trying."""
    found = _HOST_AND_PORT.fullmatch(address)
    if found:
        socket.create_connection((found[1].strip("[]"), int(found[2])), _PATIENCE).close()


def _cores() -> int:
    resources = cast(Any, ray).cluster_resources()
    return max(1, int(resources.get("CPU", 1)))
