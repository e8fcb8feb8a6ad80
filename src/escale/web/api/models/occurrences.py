"""Events, ties, rows of a timeline and sources as the API gives them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from escale.ledger.ties.points import Status
from escale.model import ClaimType, Modality, Phase, SourceKind
from escale.web.api.models.envelope import Model

__all__ = ["Event", "Source", "Tie", "TimelineRow"]


class Event(Model):
    """An occurrence that claims speak of."""

    id: str
    type: ClaimType
    phase: Phase
    modality: Modality
    actors: list[str]
    recipients: list[str]
    time: str | None
    first: date | None
    last: date | None
    place: str | None
    country: str | None
    facet: str | None
    vessels: list[str]
    participants: list[str]
    origins: int
    reports: int
    contested: bool
    claims: list[str]


class _Plan(Model):
    phase: Phase
    modality: Modality
    time: str | None
    published: date | None
    origin: str
    claim: str


class Tie(Model):
    """How a tie stands on a day, as known on a day."""

    tie: str
    type: ClaimType
    parties: tuple[str, str]
    directed: bool
    facet: str | None
    on: date
    known: date | None
    status: Status
    standing: Status
    since: str | None
    since_day: date | None
    certain: bool
    partial: bool
    origins: int
    reports: int
    origins_against: int
    last_seen: date | None
    supporters: list[str]
    against: list[str]
    outlook: list[_Plan]
    lapsed: list[_Plan]
    denied: list[str]


class TimelineRow(Model):
    """A stretch of time through which a tie stands alike, or an event."""

    kind: Literal["tie", "event"]
    id: str
    type: ClaimType
    status: Status | None
    standing: Status | None
    phase: Phase | None
    modality: Modality | None
    first: date | None
    last: date | None
    certain: bool
    origins: int
    reports: int
    contested: bool
    claims: list[str]


class Source(Model):
    """What an origin claims, and how it fares."""

    key: str
    name: str
    kind: SourceKind | None
    claims: int
    articles: int
    events: int
    confirmed: int
    contradicted: int
