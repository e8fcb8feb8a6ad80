"""Who claims what, and how often others confirm or contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from escale.ledger.among import among
from escale.ledger.answers import SourceRecord
from escale.ledger.asking.events import events
from escale.ledger.events import Event
from escale.ledger.filters import Filter
from escale.ledger.rows import Origin
from escale.ledger.support import keys_of
from escale.ledger.view import View
from escale.model import Modality, SourceKind

__all__ = ["sources"]

_ARTICLE = "article:"
_AFFIRMED = frozenset({Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE})


@dataclass(slots=True)
class _Tally:
    key: str
    origin: Origin | None = None
    claims: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    events: int = 0
    confirmed: int = 0
    contradicted: int = 0

    def name_after(self, origin: Origin) -> None:
        """Names the origin counted after that one if it is the same, and best if it has a name of its own."""
        if origin.key == self.key and (self.origin is None or self.origin.anonymous > origin.anonymous):
            self.origin = origin

    @property
    def name(self) -> str:
        """As printed; of an origin that is met in echoes alone, as in its key."""
        return self.origin.name if self.origin else self.key.partition(":")[2]

    @property
    def kind(self) -> SourceKind | None:
        """None for the own voice of articles."""
        return self.origin.kind if self.origin else None


def sources(view: View, wanted: Filter) -> list[SourceRecord]:
    """One record an origin of the events' claims, those with the most claims first.

    ``wanted`` is as in `escale.ledger.asking.events.events`. An article without outlet goes by its title.
    """
    records = _records(events(view, wanted), view.reprints(wanted.known))
    articles = [_article(record) for record in records if _has_no_outlet(record)]
    if not articles:
        return records
    about = view.articles(among("article_id", articles))
    names = {stored.id: stored.article.title or stored.article.id for stored in about}
    return [
        replace(record, name=names.get(_article(record), record.name)) if _has_no_outlet(record) else record
        for record in records
    ]


def _records(found: Iterable[Event], reprints: Mapping[str, str]) -> list[SourceRecord]:
    """As `sources`; an echo is its origin's, by whose name it goes."""
    tallies: dict[str, _Tally] = {}
    for event in found:
        said: dict[str, set[Modality]] = {}
        for key, link in zip(keys_of(event.links, reprints), event.links, strict=True):
            tally = tallies.setdefault(key, _Tally(key))
            tally.name_after(link.origin)
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
            tally.name,
            tally.kind,
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
