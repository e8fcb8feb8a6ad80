"""What a ledger answers of whom its claims are about, and where: counts over all that meet a filter.

A day is one of publication; it is None where no article that counts has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from escale.model import ClaimType

__all__ = ["PairActivity", "PartyActivity", "PlaceActivity"]


@dataclass(frozen=True, slots=True)
class PairActivity:
    """What is told of two parties, whose codes are in alphabetical order.

    Attributes:
        claims, articles: those that speak of both, as ties are made of them.
        last: day of the newest of them.
    """

    first: str
    second: str
    claims: int
    articles: int
    last: date | None


@dataclass(frozen=True, slots=True)
class PartyActivity:
    """What is told of a party, alone or with others.

    Attributes:
        claims, articles: those in which it takes part.
        last: day of the newest of them.
    """

    code: str
    claims: int
    articles: int
    last: date | None


@dataclass(frozen=True, slots=True)
class PlaceActivity:
    """What of one type is told of a place.

    Attributes:
        place: as most of the claims print it; case, accents and punctuation make no other place.
        country: its country, ISO 3166-1 alpha-3.
        claims, articles: those that name it.
        first, last: days of the oldest and the newest of them.
        parties: codes of those that take part, the most frequent six, the most frequent first.
    """

    place: str
    country: str | None
    type: ClaimType
    claims: int
    articles: int
    first: date | None
    last: date | None
    parties: tuple[str, ...]
