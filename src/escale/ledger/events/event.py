"""An event: one occurrence, with the claims of one or many articles that speak of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from escale.ledger.events.windows import occasions
from escale.ledger.links import each_once
from escale.ledger.rows import Link
from escale.ledger.support import keys_of
from escale.model import ClaimType, Modality, Phase

__all__ = ["Event", "event_from"]

_OFF = frozenset({Phase.POSTPONE, Phase.SUSPEND, Phase.CANCEL})
_STRENGTH = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.DENIED)
_LIFE = {phase: place for place, phase in enumerate(Phase)}
_claim = attrgetter("claim_id")


class Event(NamedTuple):
    """One occurrence as its claims tell it.

    Attributes:
        id: ``e`` and what follows the letter in the id of its head, the claim that tells most; an event that
            an analyst made is named after the smallest of his claims.
        actors, recipients: codes of all parties.
        place, country: of the most telling claim that names one, as printed.
        first, last, edtf: its time, that of the most telling claim that has one; without any, the day of
            publication stands in and ``edtf`` is None.
        phase, modality: what is said of it in the end (`escale.ledger.events.event.event_from`).
        claims: ids, sorted.
        links: one of each claim, in the order of ``claims``.
        vessels, participants: all that are named, those of the most telling claim first; of those equal once
            folded, the first.
        origins, reports: how many independent origins and how many articles.
        contested: True if one origin asserts it and another denies it.
    """

    id: str
    type: ClaimType
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    country: str | None
    facet: str | None
    first: date | None
    last: date | None
    edtf: str | None
    phase: Phase
    modality: Modality
    claims: tuple[str, ...]
    links: tuple[Link, ...]
    vessels: tuple[str, ...]
    participants: tuple[str, ...]
    origins: int
    reports: int
    contested: bool


def event_from(identity: str, links: Sequence[Link], reprints: Mapping[str, str]) -> Event:
    """The event of some links, one a claim, the most telling first.

    Its modality is the strongest said of it: asserted, else planned, else possible; denied only if nobody
    asserts it and no later plan takes the denial back. Its phase is what the latest articles of that modality
    say; where those of one day differ, what more origins say, else the later phase of life.

    Args:
        identity: the event's id.
        links: its links.
        reprints: as in `escale.ledger.support.counted`.
    """
    head = links[0]
    if len(links) == 1:
        return Event(
            identity,
            head.type,
            head.actors,
            head.recipients,
            head.place,
            head.country,
            head.facet,
            head.extent.first,
            head.extent.last,
            head.edtf,
            head.phase,
            head.modality,
            (head.claim_id,),
            (head,),
            head.vessels,
            head.participants,
            1,
            1,
            False,
        )
    origins = keys_of(links, reprints)
    timed = head if head.edtf else next((link for link in links if link.edtf), head)
    placed = head if head.place or head.country else next((x for x in links if x.place or x.country), head)
    by_id = sorted(links, key=_claim)
    modalities = [link.modality for link in links]
    phase, modality = _verdict(links, modalities, origins)
    return Event(
        identity,
        head.type,
        _codes([link.actors for link in links]),
        _codes([link.recipients for link in links]),
        placed.place,
        placed.country,
        head.facet or next((link.facet for link in links if link.facet), None),
        timed.extent.first,
        timed.extent.last,
        timed.edtf,
        phase,
        modality,
        tuple([link.claim_id for link in by_id]),
        tuple(by_id),
        _names([link.vessels for link in links]),
        _names([link.participants for link in links]),
        len(set(origins)),
        len({link.article_id for link in links}),
        Modality.DENIED in modalities and _contested(links, origins),
    )


def _codes(codes: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first = codes[0]
    if codes.count(first) == len(codes):
        return first
    return tuple(sorted({code for some in codes for code in some}))


def _names(names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    first = names[0]
    if names.count(first) == len(names):
        return first
    return each_once(name for some in names for name in some)


def _day(link: Link) -> date:
    return link.known or date.min


def _verdict(
    links: Sequence[Link], modalities: Sequence[Modality], origins: Sequence[str]
) -> tuple[Phase, Modality]:
    modality = modalities[0]
    alike = modalities.count(modality) == len(links)
    phase = links[0].phase
    if alike and all(link.phase is phase for link in links):
        return phase, modality
    days = [_day(link) for link in links]
    if not alike:
        modality = _prevailing(modalities, days)
    day = max([day for day, said in zip(days, modalities, strict=True) if said is modality])
    backers: dict[Phase, set[str]] = {}
    for link, origin, public in zip(links, origins, days, strict=True):
        if link.modality is modality and public == day:
            backers.setdefault(link.phase, set()).add(origin)
    if len(backers) == 1:
        return next(iter(backers)), modality
    return max(backers, key=lambda phase: (len(backers[phase]), _LIFE[phase])), modality


def _prevailing(modalities: Sequence[Modality], days: Sequence[date]) -> Modality:
    """The strongest modality, but a denial of what is not asserted where it is as late as all else."""
    strongest = next(modality for modality in _STRENGTH if modality in modalities)
    if strongest is not Modality.ASSERTED and Modality.DENIED in modalities:
        denied = max([day for day, said in zip(days, modalities, strict=True) if said is Modality.DENIED])
        if denied == max(days):
            return Modality.DENIED
    return strongest


def _contested(links: Sequence[Link], origins: Sequence[str]) -> bool:
    """True if origins stand on both sides of the same effect, each on the side it took last."""
    stands: dict[bool, dict[str, tuple[date, bool]]] = {}
    for link, origin in zip(links, origins, strict=True):
        if link.modality in (Modality.ASSERTED, Modality.DENIED):
            off = link.phase in _OFF and link.type in occasions()
            side = (_day(link), link.modality is Modality.ASSERTED)
            sides = stands.setdefault(off, {})
            sides[origin] = max(sides.get(origin, side), side)
    return any(len({asserts for _, asserts in sides.values()}) == 2 for sides in stands.values())
