"""How long something takes: the least of several runs, for machines that do other things too."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

__all__ = ["least_seconds"]


def least_seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The least processor time of several runs.

    The collector rests meanwhile: late in a run of all tests one of its rounds takes longer than the work.
    """
    taken = []
    collects = gc.isenabled()
    gc.disable()
    try:
        for _ in range(repeats):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    finally:
        if collects:
            gc.enable()
    return min(taken)
