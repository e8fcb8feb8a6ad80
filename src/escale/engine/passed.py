"""Where articles lie that were set aside, to find them again if another version of one is taken."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Self

__all__ = ["Passed", "PassedOver", "Wanted"]

_TOGETHER = 50_000  # addresses that are asked for together

Wanted = dict[int, frozenset[int]]
"""Files by their number in a run, each with the numbers of the inputs wanted of it."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An article that was set aside.

    Attributes:
        url: its address.
        file: the number of its file in the run.
        number: its own in the file.
    """

    url: str
    file: int
    number: int


class Passed:
    """What was set aside, packed on disk: a year of it would not fit in memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="escale-passed-")  # noqa: SIM115  # this is its context
        self._packed = gzip.open(self._file, "wt", compresslevel=1, encoding="utf-8")  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._packed.close()
        self._file.close()

    def add(self, passed: Iterable[PassedOver]) -> None:
        """Keeps where articles lie."""
        self._packed.writelines(json.dumps([one.url, one.file, one.number]) + "\n" for one in passed)

    def at(self, held: Callable[[Collection[str]], Collection[str]]) -> Wanted:
        """Where those lie whose address is held by now; nothing can be added after that.

        Args:
            held: gives those of some addresses that are.
        """
        self._packed.close()
        self._file.seek(0)
        found: dict[int, set[int]] = defaultdict(set)
        with gzip.open(self._file, "rt", encoding="utf-8") as lines:
            while some := [json.loads(line) for line in islice(lines, _TOGETHER)]:
                there = held({url for url, _, _ in some})
                for url, file, number in some:
                    if url in there:
                        found[file].add(number)
        return {file: frozenset(numbers) for file, numbers in sorted(found.items())}
