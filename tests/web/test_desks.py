"""Questions are answered in threads, each with its own ledger, so many at a time and for so long."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import cast

import pytest

from escale.ledger.ledger import Ledger
from escale.web.desks import BusyError, Desks, SlowError


class _Opened:
    """Stands in for a ledger; knows the thread that opened it."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()


def _desks(count: int = 2, waiting: int = 5, seconds: float = 5.0) -> Desks:
    return Desks(cast("Callable[[], Ledger]", _Opened), count, waiting, seconds)


def test_each_thread_opens_the_ledger_once_and_keeps_it_to_itself() -> None:
    opened: list[_Opened] = []

    def question(ledger: Ledger) -> int:
        mine = cast("_Opened", ledger)
        assert mine.thread == threading.get_ident()
        opened.append(mine)
        return len(opened)

    async def ask() -> None:
        desks = _desks()
        await asyncio.gather(*(desks.ask(question) for _ in range(6)))
        desks.close()

    asyncio.run(ask())
    assert len(opened) == 6
    assert len({id(one) for one in opened}) <= 2


def test_an_error_of_the_question_is_the_askers() -> None:
    def question(_ledger: Ledger) -> None:
        raise KeyError("x")

    desks = _desks()
    with pytest.raises(KeyError):
        asyncio.run(desks.ask(question))
    desks.close()


def test_one_too_many_is_refused_and_the_next_is_not() -> None:
    go_on = threading.Event()

    async def ask() -> None:
        desks = _desks(count=1, waiting=1)
        held = [asyncio.create_task(desks.ask(lambda _: go_on.wait(5))) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await desks.ask(lambda _: True)
        go_on.set()
        assert await asyncio.gather(*held) == [True, True]
        assert await desks.ask(lambda _: "again") == "again"
        desks.close()

    asyncio.run(ask())


def test_a_slow_answer_is_given_up_and_its_thread_comes_back() -> None:
    go_on = threading.Event()

    async def ask() -> None:
        desks = _desks(count=1, waiting=0, seconds=0.05)
        with pytest.raises(SlowError):
            await desks.ask(lambda _: go_on.wait(5))
        with pytest.raises(BusyError):
            await desks.ask(lambda _: True)
        go_on.set()
        for _ in range(100):
            await asyncio.sleep(0.01)
            try:
                assert await desks.ask(lambda _: True)
                break
            except BusyError:
                continue
        else:
            pytest.fail("the thread never came back")
        desks.close()

    asyncio.run(ask())
