"""What a ledger answers with, beside claims, events and timelines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Self

from escale.ledger.editions import Edition
from escale.ledger.events import Event
from escale.ledger.rows import Correction, StoredArticle, StoredClaim
from escale.ledger.ties.points import Point, TieKey, TieState
from escale.model import SourceKind

__all__ = ["Change", "ClaimPlace", "Family", "Info", "Member", "SourceRecord", "Taken", "Tie", "Why"]


class ClaimPlace(NamedTuple):
    """Where a claim stands among all in order of publication, without a date last, then of id."""

    known: date | None
    id: str

    @classmethod
    def of(cls, stored: StoredClaim) -> Self:
        """The place of a claim."""
        return cls(stored.known, stored.id)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as it stands on the day ``on``, as known on the day ``known`` (None: by all that is known)."""

    key: TieKey
    state: TieState
    on: date
    known: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in what is known of a tie on a day, from one day of knowledge to another."""

    before: Tie
    after: Tie

    @property
    def news(self) -> tuple[str, ...]:
        """The claims that speak for, against or of the future now, or deny it, and did not before."""
        heard = {point.claim for point in _heard(self.before.state)}
        return tuple(point.claim for point in _heard(self.after.state) if point.claim not in heard)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What one origin claims, and how it fares.

    Attributes:
        key: of the origin.
        confirmed: events that it asserts or announces and that another origin asserts.
        contradicted: events that it asserts, announces or holds possible and another origin denies, or the
            other way about.
    """

    key: str
    name: str
    kind: SourceKind | None
    claims: int
    articles: int
    events: int
    confirmed: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a family of near-identical ones.

    Attributes:
        published: EDTF, as the article has it.
        known: day by which it was public; None if unknown.
    """

    article_id: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    known: date | None


@dataclass(frozen=True, slots=True)
class Family:
    """Near-identical articles: a text with its reprints and versions, the earliest first.

    Attributes:
        id: the smallest of their ids.
    """

    id: str
    members: tuple[Member, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Those that printed it, each once, the first first."""
        return tuple(dict.fromkeys(member.outlet for member in self.members if member.outlet))

    @property
    def first(self) -> date | None:
        """The day by which the first was public; None if no day is known."""
        return self.members[0].known

    @property
    def last(self) -> date | None:
        """The day by which the last was public; None if no day is known."""
        return max((member.known for member in self.members if member.known), default=None)


@dataclass(frozen=True, slots=True)
class Why:
    """Why the ledger says something: the claims behind it, with their articles and corrections.

    Attributes:
        subject: the claim, event or tie asked about.
        claims: the claims behind it; those that were rejected too, where they were asked about themselves;
            of a tie, what else is said of it too.
        also: of a tie, the ids of the claims that do nothing for how it stands, oldest first.
        as_read: the claims that a correction changed, as they were read.
        articles: article id → article of the claims.
        earlier: article id → what took the place of those of them that hold no more, as known on the
            day asked.
        corrections: the corrections of those claims, in order.
    """

    subject: StoredClaim | Event | Tie
    claims: tuple[StoredClaim, ...]
    as_read: tuple[StoredClaim, ...]
    articles: dict[str, StoredArticle]
    corrections: tuple[Correction, ...]
    also: tuple[str, ...] = ()
    earlier: Mapping[str, Edition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Info:
    """What a version of a ledger holds.

    Attributes:
        articles, claims: those that hold.
        rejected: claims that an analyst set aside.
        superseded: readings that newer ones replaced.
        earlier: articles that a later text of their address took the place of.
    """

    version: int
    articles: int
    claims: int
    corrections: int
    rejected: int
    superseded: int
    earlier: int
    first_day: date | None
    last_day: date | None
    bytes: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run of adding came to.

    Attributes:
        read, superseded, unchanged: articles new to the ledger, read anew, and there already.
        other_matters, other_languages: articles set aside unread.
        rejected: inputs that are no article.
        claims: taken in.
        seconds: that it took.
        version: of the ledger after it.
    """

    read: int
    superseded: int
    unchanged: int
    other_matters: int
    other_languages: int
    rejected: int
    claims: int
    seconds: float
    version: int


def _heard(state: TieState) -> tuple[Point, ...]:
    return (*state.supporters, *state.against, *state.outlook, *state.denied)
