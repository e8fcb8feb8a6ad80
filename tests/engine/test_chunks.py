"""Inputs are put together by what they weigh."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from invented import article

from escale.engine.chunks import chunked, found_in
from escale.errors import InputError
from escale.ingest.inputs import Input
from escale.ingest.meter import Meter
from escale.ingest.page import Page

MEGABYTE = 1 << 20


def made(kind: str, size: int) -> Input:
    if kind == "error":
        return InputError("here", "wrong", "mend it")
    return Page("here", "a", b"x" * size) if kind == "page" else article("x" * size)


def items(*inputs: Input) -> list[list[Input]]:
    return [list(chunk.items) for chunk in chunked(found_in(0, inputs), Meter())]


KINDS = st.tuples(st.sampled_from(["error", "page", "article"]), st.integers(1, MEGABYTE))


def weight(item: Input) -> int:
    return len(item.body) if isinstance(item, Page) else len(getattr(item, "text", ""))


@given(st.lists(KINDS, max_size=20))
def test_nothing_is_lost_and_a_chunk_is_closed_once_it_weighs_enough(kinds: list[tuple[str, int]]) -> None:
    inputs = [made(kind, size) for kind, size in kinds]
    chunks = items(*inputs)
    assert [item for chunk in chunks for item in chunk] == inputs
    for chunk in chunks:
        assert sum(map(weight, chunk[:-1])) < MEGABYTE


def test_small_inputs_are_held_by_the_hundred_at_most() -> None:
    assert [len(chunk) for chunk in items(*[article()] * 600)] == [256, 256, 88]


def test_inputs_wanted_keep_their_numbers() -> None:
    inputs = [article(str(number)) for number in range(5)]
    found = list(found_in(7, inputs, frozenset({1, 4})))
    assert [(one.file, one.number, one.item) for one in found] == [(7, 1, inputs[1]), (7, 4, inputs[4])]


def test_a_chunk_knows_how_much_of_the_files_was_taken_in() -> None:
    meter = Meter(1_000)

    def read() -> Iterator[Input]:
        for _ in range(300):
            meter.done += 2
            yield article()

    marks = [(chunk.begin, chunk.end) for chunk in chunked(found_in(0, read()), meter)]
    assert marks == [(0, 512), (512, 600)]
