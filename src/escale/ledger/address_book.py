"""Which addresses a ledger has articles of: eight bytes each, kept up as the ledger grows."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from escale.ledger.addresses import address_number
from escale.ledger.schema import Kind
from escale.ledger.store.contract import Snapshot, Store

__all__ = ["AddressBook"]


class AddressBook:
    """Follows a ledger.

    Args:
        store: the ledger.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parts: frozenset[str] = frozenset()
        # Ascending, each twice as long as the next at least: so none is merged often, and there are few.
        self._runs: list[NDArray[np.int64]] = []

    def held(self, urls: Iterable[str]) -> set[str]:
        """Those of the URLs that lead to the address of an article of the ledger's latest version.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        numbers = {url: number for url in urls if (number := address_number(url)) is not None}
        if not numbers:
            return set()
        self._follow(self._store.snapshot())
        there = self._holds(np.fromiter(numbers.values(), np.int64, len(numbers)))
        return {url for url, here in zip(numbers, there.tolist(), strict=True) if here}

    def _follow(self, snapshot: Snapshot) -> None:
        there = frozenset(snapshot.parts(Kind.ARTICLE))
        if fresh := there - self._parts:
            column = snapshot.scan(Kind.ARTICLE, ["address"], parts=fresh).column("address")
            numbers = np.unique(column.drop_null().to_numpy())
            # Files that were put together hold what was there before.
            self._take(numbers[~self._holds(numbers)])
        self._parts = there

    def _take(self, run: NDArray[np.int64]) -> None:
        while self._runs and len(self._runs[-1]) < 2 * len(run):
            run = np.union1d(self._runs.pop(), run)
        if len(run):
            self._runs.append(run)

    def _holds(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        found = np.zeros(len(numbers), np.bool_)
        for run in self._runs:
            places = np.minimum(np.searchsorted(run, numbers), len(run) - 1)
            found |= run[places] == numbers
        return found
