"""Who claims what, and how often others confirm or contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.answers import SourceRecord
from escale.ledger.asking.events import events
from escale.ledger.events import Event
from escale.ledger.filters import Filter
from escale.ledger.rows import Origin
from escale.ledger.support import heard_in, key_of
from escale.ledger.view import View
from escale.model import Modality

__all__ = ["sources"]

_ARTICLE = "article:"
_AFFIRMED = frozenset({Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE})


@dataclass(slots=True)
class _Tally:
    origin: Origin
    claims: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    events: int = 0
    confirmed: int = 0
    contradicted: int = 0


def sources(view: View, wanted: Filter) -> list[SourceRecord]:
    """One record an origin of the events' claims, those with the most claims first.

    ``wanted`` is as in `escale.ledger.asking.events.events`. An article without outlet goes by its title.
    """
    records = _records(events(view, wanted), view.families(wanted.known))
    articles = [_article(record) for record in records if _has_no_outlet(record)]
    if not articles:
        return records
    about = view.articles(pc.field("article_id").isin(pa.array(articles, pa.string())))
    names = {stored.id: stored.article.title or stored.article.id for stored in about}
    return [
        replace(record, name=names.get(_article(record), record.name)) if _has_no_outlet(record) else record
        for record in records
    ]


def _records(found: Iterable[Event], families: Mapping[str, str]) -> list[SourceRecord]:
    """One record an origin of the events' claims, those with the most claims; an echo is its origin's."""
    tallies: dict[str, _Tally] = {}
    found = list(found)
    heard = heard_in((link for event in found for link in event.links), families)
    for event in found:
        said: dict[str, set[Modality]] = {}
        for link in sorted(event.links, key=lambda link: link.origin.key != key_of(link, heard)):
            key = key_of(link, heard)
            tally = tallies.setdefault(key, _Tally(link.origin))
            if tally.origin.anonymous and not link.origin.anonymous:
                tally.origin = link.origin  # who vouches gives the name, not those who have none
            tally.claims.add(link.claim_id)
            tally.articles.add(link.article_id)
            said.setdefault(key, set()).add(link.modality)
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


def _has_no_outlet(record: SourceRecord) -> bool:
    return record.key.startswith(_ARTICLE)


def _article(record: SourceRecord) -> str:
    return record.key.removeprefix(_ARTICLE)


def _confirmed(own: set[Modality], others: Iterable[set[Modality]]) -> bool:
    return bool(own & {Modality.ASSERTED, Modality.PLANNED}) and any(
        Modality.ASSERTED in theirs for theirs in others
    )


def _contradicted(own: set[Modality], others: Iterable[set[Modality]]) -> bool:
    theirs = set[Modality]().union(*others)
    denied = not own.isdisjoint(_AFFIRMED) and Modality.DENIED in theirs
    return denied or (Modality.DENIED in own and not theirs.isdisjoint(_AFFIRMED))
