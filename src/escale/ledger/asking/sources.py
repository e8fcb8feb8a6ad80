"""Who claims what, and how often others confirm or contradict it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from escale.ledger.answers import SourceRecord
from escale.ledger.events import Event
from escale.ledger.rows import Origin
from escale.model import Modality

__all__ = ["source_records"]


@dataclass(slots=True)
class _Tally:
    origin: Origin
    claims: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    events: int = 0
    confirmed: int = 0
    contradicted: int = 0


def source_records(events: Iterable[Event]) -> list[SourceRecord]:
    """One record an origin of the events' claims, those with the most claims first."""
    tallies: dict[str, _Tally] = {}
    for event in events:
        said: dict[str, set[Modality]] = {}
        for link in event.links:
            tally = tallies.setdefault(link.origin.key, _Tally(link.origin))
            tally.claims.add(link.claim_id)
            tally.articles.add(link.article_id)
            said.setdefault(link.origin.key, set()).add(link.modality)
        for key, modalities in said.items():
            others = [theirs for other, theirs in said.items() if other != key]
            tally = tallies[key]
            tally.events += 1
            tally.confirmed += _confirmed(modalities, others)
            tally.contradicted += _contradicted(modalities, others)
    records = [
        SourceRecord(
            key,
            tally.origin.name,
            tally.origin.kind,
            len(tally.claims),
            len(tally.articles),
            tally.events,
            tally.confirmed,
            tally.contradicted,
        )
        for key, tally in tallies.items()
    ]
    return sorted(records, key=lambda record: (-record.claims, record.key))


def _confirmed(own: set[Modality], others: Iterable[set[Modality]]) -> bool:
    return bool(own & {Modality.ASSERTED, Modality.PLANNED}) and any(
        Modality.ASSERTED in theirs for theirs in others
    )


def _contradicted(own: set[Modality], others: Iterable[set[Modality]]) -> bool:
    others = list(others)
    denied = Modality.ASSERTED in own and any(Modality.DENIED in theirs for theirs in others)
    return denied or (Modality.DENIED in own and any(Modality.ASSERTED in theirs for theirs in others))
