"""An invented world: states and bodies, how often each pair is in the news, and who speaks.

The measured stream names 143 states and bodies in 501 pairs; a world at large has more. Here all states and
the best-known bodies of the package's tables pair with each other, some 25,000 pairs, and the law measured on
the first ranks (`Proportions.pair_law`) holds for all of them. A pair's rank follows from the weights of its
two parties (1 / rank) and some noise, so that the same states are in most of the large pairs. Names of
people, places, ships and papers are invented.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from random import Random
from typing import Generic, TypeVar

import numpy as np

from escale import lang
from escale.model import Source, SourceKind

__all__ = ["Chance", "State", "World"]

T = TypeVar("T")

_BODIES = 20
_OUTLETS = 200
_AGENCIES = 60
_NOISE = 1.0  # of the logarithm of a pair's weight
_BEGIN = (
    "ba",
    "dor",
    "fe",
    "gal",
    "hu",
    "ka",
    "lin",
    "mo",
    "nar",
    "or",
    "pel",
    "ra",
    "sti",
    "ta",
    "vel",
    "zu",
)
_MIDDLE = ("la", "ri", "no", "ve", "mi", "tu", "sha", "de", "go", "ba", "si", "ke")
_END = ("n", "ra", "lo", "st", "m", "vi", "ne", "k", "ssa", "dor", "th", "ji")


class Chance(Generic[T]):
    """Values with their weights, to be drawn by a number from 0 to 1."""

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        self.values = list(values)
        whole = sum(weights)
        self._bounds = [at / whole for at in accumulate(weights)][:-1]

    def pick(self, number: float) -> T:
        """The value that the number falls to."""
        return self.values[bisect_right(self._bounds, number)]


@dataclass(frozen=True, slots=True)
class State:
    """A state or body: who speaks for it, by kind, and what is named after it, what is named most first."""

    code: str
    voices: dict[SourceKind, Chance[Source]]
    places: Chance[str]
    ships: Chance[str]
    titles: Chance[str]


class World:
    """States, pairs and voices.

    Args:
        law: exponent and shift of the frequency of pairs by rank.
        seed: of all that is invented.
    """

    def __init__(self, law: tuple[float, float], seed: int) -> None:
        self._random = Random(f"world {seed}")
        self._taken: set[str] = set()
        tables = lang.load("fr")
        codes = [*sorted(tables.table("states")), *list(tables.table("bodies"))[:_BODIES]]
        self._random.shuffle(codes)
        self.vocabulary = [self.name().lower() for _ in range(4_000)]
        self.outlets = _ranked([f"The {self.name()}" for _ in range(_OUTLETS)])
        agencies = [Source(self.name(), SourceKind.MEDIA) for _ in range(_AGENCIES)]
        self.media = _ranked([*agencies, *(Source(name, SourceKind.MEDIA) for name in self.outlets.values)])
        self.states = [self._state(code) for code in codes]
        self.by_weight = _ranked(self.states)
        self.by_code = {state.code: state for state in self.states}
        weights = 1 / np.arange(1, len(codes) + 1)
        noise = np.random.default_rng(seed).normal(0, _NOISE, len(codes) * (len(codes) - 1) // 2)
        two = list(combinations(range(len(codes)), 2))
        one, other = np.array(two).T
        order = np.argsort(-(np.log(weights[one] * weights[other]) + noise), kind="stable")
        self.pairs = [(self.states[two[at][0]], self.states[two[at][1]]) for at in order]
        exponent, shift = law
        self.pair = Chance(self.pairs, [(rank + shift) ** -exponent for rank in range(1, len(two) + 1)])

    def name(self) -> str:
        """A name that nothing else has."""
        while True:
            middle = "".join(self._random.choices(_MIDDLE, k=self._random.randint(1, 3)))
            made = (self._random.choice(_BEGIN) + middle + self._random.choice(_END)).capitalize()
            if made not in self._taken:
                self._taken.add(made)
                return made

    def _state(self, code: str) -> State:
        def voices(kind: SourceKind, names: Sequence[str]) -> Chance[Source]:
            return _ranked([Source(name, kind) for name in names])

        def people(count: int) -> list[str]:
            return [f"{self.name()} {self.name()}" for _ in range(count)]

        bodies = ["government", "ministry of defence", "foreign ministry", "army", "navy", "parliament"]
        nameless = ["a source close to the matter", "a diplomat", "an officer"]
        spoken = {
            SourceKind.OFFICIAL: voices(SourceKind.OFFICIAL, people(12)),
            SourceKind.PERSON: voices(SourceKind.PERSON, people(12)),
            SourceKind.ORGANISATION: voices(SourceKind.ORGANISATION, [f"{code} {body}" for body in bodies]),
            SourceKind.GROUP: voices(SourceKind.GROUP, [f"{code} {who}" for who in ("sailors", "officials")]),
            SourceKind.ANONYMOUS: voices(SourceKind.ANONYMOUS, [f"{who} of {code}" for who in nameless]),
            SourceKind.DOCUMENT: voices(SourceKind.DOCUMENT, [f"{code} communique", f"{code} report"]),
        }
        places, ships, titles = (_ranked([self.name() for _ in range(6)]) for _ in range(3))
        return State(code, spoken, places, ships, titles)


def _ranked(values: Sequence[T]) -> Chance[T]:
    """The values, each with one over its rank as its weight."""
    return Chance(values, [1 / rank for rank in range(1, len(values) + 1)])
