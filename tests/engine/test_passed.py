"""Where articles lie that were set aside."""

from __future__ import annotations

import random
from collections.abc import Collection

from escale.engine.passed import Passed, PassedOver


def url(number: int) -> str:
    return f"https://vigie.example/{number}"


def test_those_whose_address_is_held_are_found_again() -> None:
    with Passed() as passed:
        passed.add([PassedOver(url(1), 0, 4), PassedOver(url(2), 0, 5)])
        passed.add([])
        passed.add([PassedOver(url(1), 3, 0), PassedOver(url(1), 0, 9)])
        assert passed.at(lambda urls: {url(1)} & set(urls)) == {0: {4, 9}, 3: {0}}


def test_nothing_passed_is_nothing_wanted() -> None:
    with Passed() as passed:
        assert passed.at(lambda urls: urls) == {}


def test_many_are_asked_for_some_at_a_time() -> None:
    chance = random.Random("many")
    numbers = [chance.randrange(1_000_000) for _ in range(120_000)]
    asked: list[int] = []

    def held(urls: Collection[str]) -> set[str]:
        asked.append(len(urls))
        return {one for one in urls if one.endswith("77")}

    with Passed() as passed:
        passed.add(PassedOver(url(number), number % 3, place) for place, number in enumerate(numbers))
        wanted = passed.at(held)
    assert max(asked) <= 50_000
    expected = {(number % 3, place) for place, number in enumerate(numbers) if str(number).endswith("77")}
    assert {(file, place) for file, places in wanted.items() for place in places} == expected
