"""Who deals with whom, cut down to what a page shows of it: of many thousand pairs a table and a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from escale.ledger.answers_activity import PairActivity

__all__ = ["Dealings"]

_LISTED = 100
_DRAWN = 20  # parties that a matrix has room for


@dataclass(frozen=True, slots=True)
class Dealings:
    """Pairs of parties, those with the most claims first.

    Attributes:
        listed: the first of them.
        more: whether there are others.
        codes: all parties, those with the most claims first.
        drawn: the pairs of the first of these parties.
    """

    listed: tuple[PairActivity, ...]
    more: bool
    codes: tuple[str, ...]
    drawn: tuple[PairActivity, ...]

    @classmethod
    def of(cls, pairs: Sequence[PairActivity]) -> Self:
        """Those of all pairs, the most active first."""
        claims: Counter[str] = Counter()
        for pair in pairs:
            claims.update({pair.first: pair.claims, pair.second: pair.claims})
        codes = sorted(claims, key=lambda code: (-claims[code], code))
        first = frozenset(codes[:_DRAWN])
        drawn = tuple(pair for pair in pairs if pair.first in first and pair.second in first)
        return cls(tuple(pairs[:_LISTED]), len(pairs) > _LISTED, tuple(codes), drawn)
