"""Answers on the ledger as a whole while it grows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Semaphore

import pytest

from escale.export.phrases import english
from escale.geo.states import StateNames
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.web.overview import Overview, Told
from escale.web.page import Page
from escale.web.rendering import environment
from escale.web.settings import Limits


def page_of(ledger: Ledger, version: int | None = None) -> Page:
    return Page(
        ledger=ledger,
        version=ledger.view(version).version,
        pinned=version is not None,
        path="/",
        query=(),
        say=english(),
        session=None,
        limits=Limits(),
        templates=environment(StateNames()),
    )


def count(ledger: Ledger, version: int) -> int:
    return len(ledger.claims(version=version))


class Gate:
    """Opens a ledger as often as it is let."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.let = Semaphore(0)
        self.opened = Event()

    def __call__(self) -> Ledger:
        assert self.let.acquire(timeout=20)
        self.opened.set()
        return Ledger.open(self._folder)


@pytest.fixture
def gate(copied: Path) -> Gate:
    return Gate(copied)


@pytest.fixture
def overview(gate: Gate) -> Iterator[Overview]:
    made = Overview(gate, patience=0.01, first=0.01)
    yield made
    gate.let.release(9)
    made.close()


def awaited(overview: Overview, page: Page, version: int) -> Told[int]:
    """The answer of a version, when it has come."""
    for _ in range(2_000):
        time.sleep(0.005)
        told = overview.ask(page, "count", count)
        if told is not None and told.version == version:
            return told
    raise AssertionError(f"never told of version {version}")


def grown(folder: Path) -> Ledger:
    ledger = Ledger.open(folder)
    ledger.correct(CorrectionKind.REJECT, [ledger.claims()[0].id], by="N.", note="no")
    return ledger


def test_there_is_nothing_to_tell_until_the_first_version_is_ready(
    overview: Overview, gate: Gate, copied: Path
) -> None:
    ledger = Ledger.open(copied)
    page = page_of(ledger)
    assert overview.ask(page, "count", count) is None
    assert overview.digest(page) is None
    gate.let.release()
    assert awaited(overview, page, page.version).value == len(ledger.claims())


def test_the_earlier_version_is_told_of_while_the_new_one_is_worked_out(
    overview: Overview, gate: Gate, copied: Path
) -> None:
    gate.let.release()
    before = page_of(Ledger.open(copied))
    first = awaited(overview, before, before.version)
    page = page_of(grown(copied))
    assert page.version > before.version
    assert overview.ask(page, "count", count) == first
    gate.let.release()
    assert awaited(overview, page, page.version).value == first.value - 1


def test_an_address_that_names_a_version_is_told_of_that_one(
    overview: Overview, gate: Gate, copied: Path
) -> None:
    first = page_of(Ledger.open(copied)).version
    gate.let.release()
    page = page_of(grown(copied))
    awaited(overview, page, page.version)
    assert overview.ask(page_of(Ledger.open(copied), first), "count", count) == Told(
        first, len(Ledger.open(copied).claims(version=first))
    )


def test_what_was_asked_once_is_not_worked_out_again(overview: Overview, gate: Gate, copied: Path) -> None:
    asked: list[int] = []

    def question(_ledger: Ledger, version: int) -> int:
        asked.append(version)
        return version

    gate.let.release()
    page = page_of(Ledger.open(copied))
    awaited(overview, page, page.version)
    told = [overview.ask(page, "question", question) for _ in range(3)]
    assert told == [Told(page.version, page.version)] * 3
    assert asked == [page.version]


def test_all_who_ask_of_a_new_version_wait_for_it_but_once(gate: Gate, copied: Path) -> None:
    overview = Overview(gate, patience=0.2, first=0.2)
    page = page_of(Ledger.open(copied))
    start = time.monotonic()
    for _ in range(20):
        assert overview.digest(page) is None
    assert time.monotonic() - start < 2
    gate.let.release()
    overview.close()


def test_it_gets_ready_for_a_version_that_is_expected(overview: Overview, gate: Gate, copied: Path) -> None:
    ledger = Ledger.open(copied)
    overview.expect(ledger.view().version)
    gate.let.release()
    assert gate.opened.wait(20)
    page = page_of(ledger)
    assert awaited(overview, page, page.version).value == len(ledger.claims())
    gate.opened.clear()
    gate.let.release()
    overview.expect(page.version)
    assert not gate.opened.wait(0.1)
