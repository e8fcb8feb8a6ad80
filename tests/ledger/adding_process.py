"""A process that adds invented articles, for tests that kill it or run several of them.

    python tests/ledger/adding_process.py FOLDER FIRST COUNT [BATCH]

Prints ``ready`` when it has seen what there is to add, and adds once it is sent a line. Then it prints the id
of each article once the commit that holds it is done: what is printed must be in the ledger from then on.
"""

from __future__ import annotations

import sys

from invented_news import READER, invented

from escale.ledger.deriving import reader_name
from escale.ledger.ledger import Ledger

__all__ = ["main"]

_FILES = 24  # of one kind, beyond which they are put together, so that a kill can fall into that too


def main(folder: str, first: int, count: int, batch: int = 4) -> None:
    """Adds what the ledger has not, in batches, as ``escale add`` does."""
    ledger = Ledger.open(folder)
    readings = {reading.article.id: reading for reading in map(invented, range(first, first + count))}
    unread = ledger.unread([reading.article for reading in readings.values()], reader_name(READER))
    print("ready", flush=True)
    sys.stdin.readline()
    for start in range(0, len(unread), batch):
        articles = unread[start : start + batch]
        ledger.add([readings[article.id] for article in articles])
        print(*(article.id for article in articles), sep="\n", flush=True)
        ledger.tidy(_FILES)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
