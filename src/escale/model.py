"""The vocabulary of the product: what an article is and what a claim holds.

Everything here is a frozen value. The fields, their meaning and their missing values follow the contract of a
claim (``docs/claims.md``): PLOVER's actor and recipient, FactBank's modality for a source, PARC's chain of
sources, EDTF (ISO 8601-2) for time and ISO 3166-1 alpha-3 for states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self

__all__ = [
    "SYMMETRIC",
    "Article",
    "Claim",
    "ClaimType",
    "Confidence",
    "Item",
    "Modality",
    "Money",
    "Participant",
    "Party",
    "Phase",
    "Place",
    "Sector",
    "Source",
    "SourceKind",
    "Span",
    "Step",
    "When",
]


class ClaimType(StrEnum):
    """What the matter is. Symmetric types (see `SYMMETRIC`) hold all parties as actors."""

    PORT_VISIT = "port_visit"
    TALKS = "talks"
    EXERCISE = "exercise"
    EXCHANGE = "exchange"
    INTELLIGENCE_SHARING = "intelligence_sharing"
    ARMS_TRANSFER = "arms_transfer"
    AGREEMENT = "agreement"
    DEPLOYMENT = "deployment"
    ASSISTANCE = "assistance"
    SANCTION = "sanction"
    DIPLOMATIC_STATUS = "diplomatic_status"
    INCIDENT = "incident"
    COOPERATION = "cooperation"


SYMMETRIC = frozenset(
    {
        ClaimType.TALKS,
        ClaimType.EXERCISE,
        ClaimType.EXCHANGE,
        ClaimType.INTELLIGENCE_SHARING,
        ClaimType.AGREEMENT,
        ClaimType.COOPERATION,
    }
)


class Phase(StrEnum):
    """The point of the matter's life that a claim speaks of."""

    START = "start"
    OCCUR = "occur"
    POSTPONE = "postpone"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"
    CANCEL = "cancel"


class Modality(StrEnum):
    """How certain the matter is for its source (FactBank)."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Sector(StrEnum):
    """PLOVER's sectors of a party."""

    GOV = "GOV"
    MIL = "MIL"
    SPY = "SPY"
    LEG = "LEG"
    JUD = "JUD"
    COP = "COP"
    PTY = "PTY"
    IGO = "IGO"


class SourceKind(StrEnum):
    """What kind of voice a source is."""

    MEDIA = "media"
    OFFICIAL = "official"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch ``[start, end)`` of an article's text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Party:
    """A state or body: ISO 3166-1 alpha-3 code or acronym, PLOVER sector, and the words that name it."""

    code: str
    sector: Sector = Sector.GOV
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A named person who takes part: fullest name in the text, state served, role as in the text."""

    name: str
    code: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words of the text and the code of the country, if it lies in one."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """When: the words of the text and their EDTF value."""

    text: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Source:
    """One voice in a chain of sources, by its canonical name in the article."""

    text: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Item:
    """Equipment, with its quantity where one is given."""

    text: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units of an ISO 4217 currency."""

    amount: int | float
    currency: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning behind a claim: which field, by which rule, from which words."""

    field: str
    rule: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probabilities in [0, 1], calibrated on articles that the reader was not trained on.

    Attributes:
        claim: that a careful annotator takes the claim too.
        phase, modality, parties, date, origin: that the field is right, given that the claim is one;
            ``parties`` all together, ``origin`` the last of the sources.
    """

    claim: float
    phase: float
    modality: float
    parties: float
    date: float
    origin: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One type × one phase × one set of parties × one time × one modality × one chain of sources."""

    id: str
    type: ClaimType
    phase: Phase
    modality: Modality
    trigger: Span
    evidence: Span
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    time: When | None = None
    sources: tuple[Source, ...] = ()
    items: tuple[Item, ...] = ()
    value: Money | None = None
    vessels: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    trace: tuple[Step, ...] = ()
    confidence: Confidence | None = None

    def __post_init__(self) -> None:
        if self.type in SYMMETRIC and self.recipients:
            raise ValueError(f"{self.type} is symmetric: every party is an actor")

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The claim as the contract's JSON object; with ``explain`` the trace too."""
        record: dict[str, Any] = {
            "id": self.id,
            "type": self.type.value,
            "phase": self.phase.value,
            "modality": self.modality.value,
            "actors": [_party(p) for p in self.actors],
            "recipients": [_party(p) for p in self.recipients],
            "participants": [{"name": p.name, "code": p.code, "role": p.role} for p in self.participants],
            "place": {"text": self.place.text, "country": self.place.country} if self.place else None,
            "time": {"text": self.time.text, "edtf": self.time.edtf} if self.time else None,
            "sources": [{"text": s.text, "kind": s.kind.value} for s in self.sources],
            "items": [{"text": i.text, "quantity": i.quantity} for i in self.items],
            "value": {"amount": self.value.amount, "currency": self.value.currency} if self.value else None,
            "vessels": list(self.vessels),
            "trigger": [self.trigger.start, self.trigger.end],
            "evidence": [self.evidence.start, self.evidence.end],
            "mentions": [[m.start, m.end] for m in self.mentions],
        }
        if self.confidence is not None:
            sure = self.confidence
            record["confidence"] = {name: getattr(sure, name) for name in _SURE_OF}
        if explain:
            record["trace"] = [{"field": s.field, "rule": s.rule, "words": s.words} for s in self.trace]
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """The claim that `to_dict` wrote.

        Raises:
            KeyError, TypeError, ValueError: the record is no claim of the contract.
        """
        place, time, value = record["place"], record["time"], record["value"]
        confidence = record.get("confidence")
        return cls(
            id=record["id"],
            type=ClaimType(record["type"]),
            phase=Phase(record["phase"]),
            modality=Modality(record["modality"]),
            trigger=Span(*record["trigger"]),
            evidence=Span(*record["evidence"]),
            actors=tuple(_party_of(p) for p in record["actors"]),
            recipients=tuple(_party_of(p) for p in record["recipients"]),
            participants=tuple(Participant(**p) for p in record["participants"]),
            place=Place(**place) if place else None,
            time=When(**time) if time else None,
            sources=tuple(Source(s["text"], SourceKind(s["kind"])) for s in record["sources"]),
            items=tuple(Item(**i) for i in record["items"]),
            value=Money(**value) if value else None,
            vessels=tuple(record["vessels"]),
            mentions=tuple(Span(*m) for m in record["mentions"]),
            trace=tuple(Step(**s) for s in record.get("trace", ())),
            confidence=Confidence(**confidence) if confidence else None,
        )


_SURE_OF = tuple(field.name for field in fields(Confidence))


def _party(party: Party) -> dict[str, str | None]:
    return {"code": party.code, "sector": party.sector.value, "text": party.text}


def _party_of(record: Mapping[str, Any]) -> Party:
    return Party(record["code"], Sector(record["sector"]), record["text"])


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it came in.

    Attributes:
        text: the text that offsets count in; never altered.
        published: date of publication as EDTF ``YYYY[-MM[-DD]]``, or None if unknown.
        body: offset at which the article proper begins (after a header line, if any).
        as_of: day or instant in UTC (ISO 8601) of this version of the text: when it was last changed, or
            found at its address; None if unknown. Of several texts at one address the latest holds.
    """

    id: str
    text: str
    published: str | None = None
    lang: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    body: int = 0
    as_of: str | None = None
