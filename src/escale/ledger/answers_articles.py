"""What a ledger answers of its articles: a list of them, and all of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from escale.ledger.answers import Family
from escale.ledger.editions import Edition
from escale.ledger.rows import Correction, StoredArticle, StoredClaim, StoredReading

__all__ = ["ArticleEntry", "ArticleFilter", "ArticlePlace", "ArticleSheet"]


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are meant: those that meet everything given.

    Attributes:
        outlet, title, url: words that occur there; case and accents do not matter.
        after, before: published on the days from the one to the other, both included.
        known: published by that day, and holding then of the texts of their address.
    """

    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    after: date | None = None
    before: date | None = None
    known: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article in a list.

    Attributes:
        published: EDTF, as the article has it.
        known: day by which it was public; None if unknown.
        claims: how many of its claims hold.
    """

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    known: date | None
    lang: str | None
    claims: int


class ArticlePlace(NamedTuple):
    """Where an article stands among all: the newest first, without a date last, then in order of id."""

    known: date | None
    id: str

    @classmethod
    def of(cls, entry: ArticleEntry) -> Self:
        """The place of an entry."""
        return cls(entry.known, entry.id)


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """An article with all that the ledger says of it.

    Attributes:
        reading: the current one; None if it has none.
        claims: those that hold in it, as corrected, in order of their trigger.
        rejected: those that an analyst set aside, as read, in the same order.
        as_read: the claims that a correction changed, as they were read.
        corrections: those of its claims, in order.
        edition: which text of its address it is; None if it is alone there.
        family: the near-identical articles; None if there are none, or it holds no more.
    """

    stored: StoredArticle
    reading: StoredReading | None
    claims: tuple[StoredClaim, ...]
    rejected: tuple[StoredClaim, ...]
    as_read: tuple[StoredClaim, ...]
    corrections: tuple[Correction, ...]
    edition: Edition | None
    family: Family | None
