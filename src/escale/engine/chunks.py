"""Inputs in chunks: enough of them to be worth handing on, few enough to be held by the dozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from escale.errors import InputError
from escale.ingest.inputs import Input
from escale.ingest.meter import Meter
from escale.ingest.page import Page

__all__ = ["Chunk", "Found", "chunked", "found_in"]

_WEIGHT = 1 << 20  # characters, or bytes of pages
_ITEMS = 256
_LEAST = 100  # what an input weighs at least: a message, or the particulars of an article


@dataclass(frozen=True, slots=True)
class Found:
    """An input and where it was found.

    Attributes:
        file: number of its file in the run.
        number: its own in the file.
        item: the input.
    """

    file: int
    number: int
    item: Input


@dataclass(frozen=True, slots=True)
class Chunk:
    """Inputs that go together.

    Attributes:
        found: the inputs.
        begin, end: bytes of all files that were taken in before it, and with it.
    """

    found: tuple[Found, ...]
    begin: int
    end: int

    @property
    def items(self) -> tuple[Input, ...]:
        """The inputs alone."""
        return tuple(one.item for one in self.found)


def found_in(file: int, items: Iterable[Input], wanted: frozenset[int] | None = None) -> Iterator[Found]:
    """The inputs of a file, or those wanted of them."""
    for number, item in enumerate(items):
        if wanted is None or number in wanted:
            yield Found(file, number, item)


def chunked(found: Iterable[Found], meter: Meter) -> Iterator[Chunk]:
    """The inputs in chunks, in their order.

    Args:
        found: the inputs.
        meter: told how much is taken in as they come.
    """
    held: list[Found] = []
    weight, begin = 0, meter.done
    for one in found:
        held.append(one)
        weight += _weight(one.item)
        if weight >= _WEIGHT or len(held) >= _ITEMS:
            yield Chunk(tuple(held), begin, meter.done)
            held, weight, begin = [], 0, meter.done
    if held:
        yield Chunk(tuple(held), begin, meter.done)


def _weight(item: Input) -> int:
    if isinstance(item, InputError):
        return _LEAST
    return _LEAST + len(item.body if isinstance(item, Page) else item.text)
