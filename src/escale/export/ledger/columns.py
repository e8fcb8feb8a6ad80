"""A claim as flat columns: the one list of columns that CSV and Parquet share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from escale.export.ledger.untrusted import writable
from escale.ledger.rows import StoredClaim
from escale.model import Confidence, Item, Party

__all__ = ["COLUMNS", "Cell", "Column", "Kind", "UrlOf", "claim_columns"]

Cell = str | int | float | bool | date | tuple[str, ...] | None

UrlOf = Callable[[str], str | None]
"""Gives the address of an article by its id in the ledger."""


class Kind(StrEnum):
    """What a column holds. A ``LIST`` is one of words, a ``CHAIN`` one whose order says who cites whom."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    LIST = "list"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and what that means."""

    name: str
    kind: Kind
    meaning: str


def _confidence_column(field: str) -> str:
    return "confidence" if field == "claim" else f"{field}_confidence"


COLUMNS: tuple[Column, ...] = (
    Column("claim", Kind.TEXT, "id of the claim, stable under re-reading"),
    Column("article", Kind.TEXT, "id of the article"),
    Column("reading", Kind.TEXT, "id of the reading that took it"),
    Column("published", Kind.TEXT, "date of publication as given: YYYY[-MM[-DD]]"),
    Column("known", Kind.DAY, "day by which the article was public"),
    Column("outlet", Kind.TEXT, "publisher of the article"),
    Column("lang", Kind.TEXT, "language it was read as, ISO 639-1"),
    Column("type", Kind.TEXT, "what the matter is (docs/claims.md, Types)"),
    Column("phase", Kind.TEXT, "the point of the matter's life"),
    Column("modality", Kind.TEXT, "asserted, planned, possible or denied"),
    Column("actors", Kind.LIST, "parties that act, as CODE:SECTOR"),
    Column("recipients", Kind.LIST, "parties acted on, as CODE:SECTOR; none in symmetric types"),
    Column("participants", Kind.LIST, "names of the people who take part"),
    Column("place", Kind.TEXT, "where, in the words of the article"),
    Column("country", Kind.TEXT, "its country, ISO 3166-1 alpha-3"),
    Column("facet", Kind.TEXT, "port, equipment or title that tells its ties apart (docs/ties.md)"),
    Column("time_text", Kind.TEXT, "when, in the words of the article"),
    Column("edtf", Kind.TEXT, "when, as EDTF (ISO 8601-2)"),
    Column("first", Kind.DAY, "first day of that time, or of what stands in for it; empty is open"),
    Column("last", Kind.DAY, "its last day; empty is open"),
    Column("dated", Kind.FLAG, "false where the day of publication stands in"),
    Column("throughout", Kind.FLAG, "true if the matter fills that time, false if it lies within"),
    Column("sources", Kind.CHAIN, "who says so: each cites the next, the last is the origin"),
    Column("source_kinds", Kind.CHAIN, "the kind of each of them"),
    Column("origin", Kind.TEXT, "who is behind the claim in the end; empty is the article itself"),
    Column("origin_kind", Kind.TEXT, "its kind; empty is the article's own voice"),
    Column("origin_key", Kind.TEXT, "equal for equal origins: what support is counted in"),
    Column("anonymous", Kind.FLAG, "true where nobody is named and a medium vouches"),
    Column("items", Kind.LIST, "equipment, each with its quantity before it"),
    Column("value", Kind.NUMBER, "amount of money"),
    Column("currency", Kind.TEXT, "its currency, ISO 4217"),
    Column("vessels", Kind.LIST, "ships, named or classed"),
    *(
        Column(_confidence_column(field.name), Kind.NUMBER, f"calibrated probability: {field.name}")
        for field in fields(Confidence)
    ),
    Column("quote", Kind.TEXT, "the evidence, word for word"),
    Column("evidence_start", Kind.WHOLE, "where it begins in the article, in code points"),
    Column("evidence_end", Kind.WHOLE, "where it ends"),
    Column("url", Kind.TEXT, "address of the article"),
    Column("corrected", Kind.FLAG, "true where an analyst has changed the claim"),
)


def claim_columns(claim: StoredClaim, url: str | None = None) -> dict[str, Cell]:
    """The claim's cells by the names of `COLUMNS`, in their order; what is not known is None or empty."""
    told, extent, origin = claim.claim, claim.extent, claim.origin
    confidence = told.confidence
    return {
        "claim": claim.id,
        "article": claim.article_id,
        "reading": claim.reading_id,
        "published": claim.published,
        "known": claim.known,
        "outlet": _text(claim.outlet),
        "lang": _text(claim.lang),
        "type": told.type.value,
        "phase": told.phase.value,
        "modality": told.modality.value,
        "actors": _parties(told.actors),
        "recipients": _parties(told.recipients),
        "participants": tuple(writable(person.name) for person in told.participants),
        "place": _text(told.place.text) if told.place else None,
        "country": _text(told.place.country) if told.place else None,
        "facet": _text(claim.facet),
        "time_text": _text(told.time.text) if told.time else None,
        "edtf": _text(told.time.edtf) if told.time else None,
        "first": extent.first,
        "last": extent.last,
        "dated": extent.dated,
        "throughout": extent.throughout,
        "sources": tuple(writable(source.text) for source in told.sources),
        "source_kinds": tuple(source.kind.value for source in told.sources),
        "origin": _text(origin.name),
        "origin_kind": origin.kind.value if origin.kind else None,
        "origin_key": _text(origin.key),
        "anonymous": origin.anonymous,
        "items": tuple(_item(item) for item in told.items),
        "value": told.value.amount if told.value else None,
        "currency": _text(told.value.currency) if told.value else None,
        "vessels": tuple(writable(vessel) for vessel in told.vessels),
        **{
            _confidence_column(field.name): getattr(confidence, field.name) if confidence else None
            for field in fields(Confidence)
        },
        "quote": writable(claim.quote),
        "evidence_start": told.evidence.start,
        "evidence_end": told.evidence.end,
        "url": _text(url),
        "corrected": claim.corrected,
    }


def _text(text: str | None) -> str | None:
    return writable(text) if text else None


def _parties(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(f"{writable(party.code)}:{party.sector}" for party in parties)


def _item(item: Item) -> str:
    return writable(item.text if item.quantity is None else f"{item.quantity} {item.text}")
