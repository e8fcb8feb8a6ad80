"""How processes of ours begin and end: they work for one parent, hear no Ctrl-C, and do not outlive it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection

__all__ = ["child_settings", "end_with_parent"]

# Linear algebra in several threads gains nothing on texts, and processes that each have as many threads as
# there are cores get in one another's way.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@contextmanager
def child_settings() -> Iterator[None]:
    """What processes find that are started meanwhile: one thread for linear algebra, no ear for Ctrl-C.

    They inherit the mask of signals; a Ctrl-C that comes to this process meanwhile is heard at the end.
    """
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def end_with_parent() -> None:
    """Ends this process as soon as the one that started it is gone.

    A parent that was killed cannot end its processes; they would wait for work for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
