"""The values that the status of a tie is worked out from, and what it comes to (``docs/ties.md``)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from escale.model import ClaimType, Modality, Phase

__all__ = ["Point", "Status", "TieKey", "TieState"]


class Status(StrEnum):
    """How a tie stands on a date."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONTESTED = "contested"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class TieKey:
    """What makes a tie one: type, the two codes, whether directed from the first to the second, facet."""

    type: ClaimType
    first: str
    second: str
    directed: bool
    facet: str = ""

    def __str__(self) -> str:
        arrow = ">" if self.directed else "-"
        return f"{self.type}:{self.first}{arrow}{self.second}" + (f"#{self.facet}" if self.facet else "")

    @property
    def general(self) -> TieKey:
        """The tie of the same type and pair without facet."""
        return TieKey(self.type, self.first, self.second, self.directed)

    @classmethod
    def parse(cls, text: str) -> TieKey:
        """The key that `str` wrote.

        Raises:
            ValueError: the text is no key of a tie.
        """
        type_, colon, rest = text.partition(":")
        pair, _, facet = rest.partition("#")
        directed = ">" in pair
        first, _, second = pair.partition(">" if directed else "-")
        if not (colon and first and second):
            raise ValueError(f"not a tie: {text!r}")
        return cls(ClaimType(type_), first, second, directed, facet)


class Point(NamedTuple):
    """What one claim says of a tie; a tuple, since a pair can have tens of thousands.

    Days are ordinals (`date.toordinal`).

    Attributes:
        first, last: of the time that the claim gives (or that stands in for it), as in the table *Time* but
            before any cut at the day of publication; None is open.
        throughout: True if the matter fills that time, False if it lies somewhere within.
        dated: True if the claim has a time of its own.
        known: day of publication.
        origin: key of the origin.
        edtf: the claim's time as written, if it has one.
    """

    claim: str
    phase: Phase
    modality: Modality
    first: int | None
    last: int | None
    throughout: bool
    dated: bool
    known: int
    origin: str
    anonymous: bool = False
    article: str = ""
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class TieState:
    """How a tie stands on one date as known on another.

    Attributes:
        since: first day of the status (ordinal); None if open or if there is no status.
        certain: False while the day asked lies within an imprecise time of what decides.
        supporters: the points that make the status, in order of publication, origin and claim.
        against: the points that contradict some of them, in the same order; only where each is contradicted
            is the status contested.
        standing: the status that the supporters say; equal to ``status`` unless contested.
        outlook: live plans and possibilities, in order of their first day, then as above.
        lapsed: plans never confirmed, in the same order.
        denied: what is denied of the tie and not taken back, in order of publication, origin and claim.
        last_seen: last day of the last opening, if nothing vouches for the tie any more.
        partial: True for a general tie of which a facet stands otherwise.
    """

    status: Status
    since: int | None = None
    certain: bool = True
    supporters: tuple[Point, ...] = ()
    against: tuple[Point, ...] = ()
    standing: Status = Status.NONE
    outlook: tuple[Point, ...] = ()
    lapsed: tuple[Point, ...] = ()
    denied: tuple[Point, ...] = ()
    last_seen: int | None = None
    partial: bool = False

    @property
    def origins(self) -> int:
        """How many independent origins support the status."""
        return len({point.origin for point in self.supporters})

    @property
    def reports(self) -> int:
        """How many articles support it."""
        return len({point.article for point in self.supporters})
