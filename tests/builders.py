"""Claims and readings made by hand, for tests that need a small ledger without a reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from escale.ledger.ledger import Ledger
from escale.model import (
    Article,
    Claim,
    ClaimType,
    Confidence,
    Modality,
    Participant,
    Party,
    Phase,
    Place,
    Sector,
    Source,
    SourceKind,
    Span,
    Step,
    When,
)
from escale.reading import Reading

__all__ = ["Told", "claim", "ledger_of", "reading"]

# A claim before it stands in an article: its fields, and the sentence that carries it.
Told = tuple[str, dict[str, Any]]


def claim(
    type_: str,
    phase: str = "occur",
    modality: str = "asserted",
    actors: Sequence[str] = ("FRA",),
    recipients: Sequence[str] = (),
    *,
    time: str | None = None,
    sources: Sequence[tuple[str, str]] = (),
    place: tuple[str, str | None] | None = None,
    quote: str,
    sure: float | None = None,
    vessels: Sequence[str] = (),
    people: Sequence[str] = (),
) -> Told:
    """A claim to put into a `reading`; parties are ``FRA`` or ``FRA:MIL``, sources (name, kind).

    The trigger is the first word of ``quote``.
    """
    return quote, {
        "type": ClaimType(type_),
        "phase": Phase(phase),
        "modality": Modality(modality),
        "actors": tuple(map(_party, actors)),
        "recipients": tuple(map(_party, recipients)),
        "time": When(time, time) if time else None,
        "sources": tuple(Source(name, SourceKind(kind)) for name, kind in sources),
        "place": Place(*place) if place else None,
        "vessels": tuple(vessels),
        "participants": tuple(map(Participant, people)),
        "trace": (Step("type", f"{type_} words", quote.split()[0]),),
        "confidence": Confidence(*[sure] * 6) if sure is not None else None,
    }


def reading(
    text: str,
    claims: Sequence[Told],
    outlet: str | None = "La Vigie",
    published: str | None = "2019-09-10",
    *,
    title: str | None = None,
    url: str | None = None,
    as_of: str | None = None,
    name: str = "article",
    model: str = "hand",
) -> Reading:
    """The reading of an article; sentences of the claims that ``text`` does not hold are put after it."""
    for quote, _ in claims:
        if quote not in text:
            text = f"{text} {quote}".strip()
    numbers = count(1)
    made = [_claim(f"c{next(numbers)}", text, quote, fields) for quote, fields in claims]
    return Reading.of(
        Article(name, text, published, "fr", outlet, title, url, as_of=as_of),
        made,
        "fr",
        model=model,
        notices=("by hand",),
    )


def ledger_of(folder: Path, *readings: Reading) -> Ledger:
    """A new ledger with the readings, each added by itself, so that it has a version."""
    ledger = Ledger.create(folder)
    for each in readings:
        ledger.add([each])
    return ledger


def _claim(identity: str, text: str, quote: str, fields: dict[str, Any]) -> Claim:
    start = text.index(quote)
    trigger = Span(start, start + len(quote.split()[0]))
    return Claim(id=identity, trigger=trigger, evidence=Span(start, start + len(quote)), **fields)


def _party(code: str) -> Party:
    state, _, sector = code.partition(":")
    return Party(state, Sector(sector or "GOV"))
