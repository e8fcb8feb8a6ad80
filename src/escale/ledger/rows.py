"""The typed rows of a ledger: what is stored, one class for each kind of row.

Days are `datetime.date`; an open or unknown one is None. Ids are strings that begin with the letter of their
kind (`escale.ledger.ids`). What is made by the hundred thousand when a question is answered, a link with its
extent and origin, is a named tuple: as frozen as a dataclass, and six times cheaper to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from escale.model import Article, Claim, ClaimType, Modality, Phase, SourceKind

__all__ = [
    "Correction",
    "CorrectionKind",
    "Extent",
    "Kinship",
    "Link",
    "Origin",
    "Record",
    "StoredArticle",
    "StoredClaim",
    "StoredReading",
]


class Extent(NamedTuple):
    """When a claim's matter lies, in days.

    Attributes:
        first, last: first and last day; None is open.
        throughout: True for an interval or an open time, which the matter fills; False for a time *within*
            which it lies.
        dated: False where the claim has no time and its publication stands in.
    """

    first: date | None
    last: date | None
    throughout: bool
    dated: bool


class Origin(NamedTuple):
    """Who is behind a claim in the end (``docs/ties.md``, Independence).

    Attributes:
        key: equal for equal origins.
        name: as the article writes it.
        kind: kind of the last source; None for the article's own voice.
        anonymous: True where nobody is named and a medium vouches.
        own: True where the article's own publisher is the origin, so that reprints of the article are it too.
    """

    key: str
    name: str
    kind: SourceKind | None
    anonymous: bool
    own: bool


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it was added.

    Attributes:
        id: the ledger's id.
        article: the article; its own ``id`` is the one it came with.
        known: day by which it was public; None if unknown.
        sketch: fingerprint of its text, for finding reprints (`escale.ledger.kin.sketch`).
    """

    id: str
    article: Article
    known: date | None
    sketch: bytes


@dataclass(frozen=True, slots=True)
class StoredReading:
    """One reading of an article by one reader.

    Attributes:
        reader: name, version and model of the reader.
        lang: language that the article was read as.
        claims: how many claims it took.
        replaces: the reading of the same article that this one supersedes.
    """

    id: str
    article_id: str
    reader: str
    lang: str | None
    notices: tuple[str, ...]
    claims: int
    replaces: str | None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim in the ledger, with what its article says of it.

    Attributes:
        id: the ledger's id, stable under re-reading; ``claim.id`` is the reading's own.
        published: EDTF, as the article has it.
        known: day by which it was public; None if unknown.
        quote: the evidence, word for word.
        facet: what tells its ties from others of the same type and pair (`escale.ledger.facets`).
        corrected: True where a correction has changed it.
    """

    id: str
    article_id: str
    reading_id: str
    claim: Claim
    published: str | None
    known: date | None
    outlet: str | None
    lang: str | None
    quote: str
    facet: str | None
    origin: Origin
    extent: Extent
    corrected: bool = False


class Link(NamedTuple):
    """What a claim says of two of its parties: the row that ties and events of a pair are made of.

    A claim with one party alone has one link, whose second code is empty.

    Attributes:
        pair: the two codes in alphabetical order, ``FRA|RUS``.
        tie: key of the tie, ``port_visit:FRA>RUS#vladivostok``; None for a claim with one party.
        actors, recipients: codes of all parties of the claim.
        words: a number that stands for the evidence word for word; None if that is short.
        place, vessels, participants: as printed; of names equal once folded (`escale.register.names.fold`),
            the first.
    """

    pair: str
    tie: str | None
    claim_id: str
    article_id: str
    reading_id: str
    type: ClaimType
    phase: Phase
    modality: Modality
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    country: str | None
    facet: str | None
    vessels: tuple[str, ...]
    participants: tuple[str, ...]
    edtf: str | None
    extent: Extent
    known: date | None
    outlet: str | None
    origin: Origin
    words: int | None


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two articles of near-identical text; ``known`` is the day by which both were public."""

    first: str
    second: str
    known: date | None


class CorrectionKind(StrEnum):
    """What an analyst does."""

    SET = "set"
    ACCEPT = "accept"
    REJECT = "reject"
    RESTORE = "restore"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, appended and never changed.

    Attributes:
        order: its place among all corrections; the latest of a claim holds.
        claims: those it is about; of a merge, all claims of the events; of a split, those set apart.
        fields: of SET, the new values by field, as in the contract's JSON.
        by, note: who and why.
        at: when, ISO 8601 in UTC.
    """

    id: str
    order: int
    kind: CorrectionKind
    claims: tuple[str, ...]
    fields: str
    by: str
    note: str
    at: str


Record = StoredArticle | tuple[StoredReading, tuple[StoredClaim, ...]] | Correction
"""What ledgers exchange: an article, a reading of it with its claims, or a correction."""
