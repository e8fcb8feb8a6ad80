"""A claim as the API gives it: the contract's fields (``docs/claims.md``) and what the ledger knows."""

from __future__ import annotations

from datetime import date

from escale.model import ClaimType, Modality, Phase, Sector, SourceKind
from escale.web.api.models.envelope import Model

__all__ = ["Claim", "ReadClaim", "Reading", "TracedClaim"]


class _Party(Model):
    code: str
    sector: Sector
    text: str | None


class _Participant(Model):
    name: str
    code: str | None
    role: str | None


class _Place(Model):
    text: str
    country: str | None


class _Time(Model):
    text: str
    edtf: str


class _Source(Model):
    text: str
    kind: SourceKind


class _Item(Model):
    text: str
    quantity: int | None


class _Money(Model):
    amount: float
    currency: str


class _Confidence(Model):
    claim: float
    phase: float
    modality: float
    parties: float
    date: float
    origin: float


class _Step(Model):
    field: str
    rule: str
    words: str


class _Origin(Model):
    key: str
    name: str
    kind: SourceKind | None
    anonymous: bool


class _Told(Model):
    """The contract's fields. Spans are pairs of code points in the article's text."""

    id: str
    type: ClaimType
    phase: Phase
    modality: Modality
    actors: list[_Party]
    recipients: list[_Party]
    participants: list[_Participant]
    place: _Place | None
    time: _Time | None
    sources: list[_Source]
    items: list[_Item]
    value: _Money | None
    vessels: list[str]
    trigger: tuple[int, int]
    evidence: tuple[int, int]
    mentions: list[tuple[int, int]]
    confidence: _Confidence | None = None


class Claim(_Told):
    """A claim of the ledger."""

    article: str
    reading: str
    published: str | None
    known: date | None
    outlet: str | None
    lang: str | None
    facet: str | None
    first: date | None
    last: date | None
    throughout: bool
    dated: bool
    origin: _Origin
    corrected: bool
    quote: str


class TracedClaim(Claim):
    """A claim with the rules that it follows from."""

    trace: list[_Step]


class ReadClaim(_Told):
    """A claim of an article that is in no ledger."""

    trace: list[_Step]


class _Reader(Model):
    name: str
    version: str
    model: str


class Reading(Model):
    """An article's particulars and its claims."""

    id: str
    lang: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    claims: list[ReadClaim]
    reader: _Reader
