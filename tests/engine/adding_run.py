"""``escale add`` in a process of its own, with a reader that takes its time, for tests that stop it.

    python tests/engine/adding_run.py SECONDS ARGUMENT...

SECONDS is what an article takes to read.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial

from support import FakeReader

from escale.cli import main
from escale.model import Article
from escale.reading import Reading

__all__ = ["DEADLY", "SlowReader", "slow_reader"]

DEADLY = "escale mortelle"


class SlowReader(FakeReader):
    """Takes its time, and dies of the text that says so."""

    def __init__(self, seconds: float, code: str, triage: bool) -> None:
        super().__init__(code, triage)
        self._seconds = seconds

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for reading in super().pipe(articles):
            time.sleep(self._seconds)
            if DEADLY in reading.article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield reading


def slow_reader(seconds: float, code: str, triage: bool) -> SlowReader:
    """A reader that takes so long for an article."""
    return SlowReader(seconds, code, triage)


if __name__ == "__main__":
    import adding_run  # under the name by which other processes know it

    sys.exit(main(sys.argv[2:], make_reader=partial(adding_run.slow_reader, float(sys.argv[1]))))
