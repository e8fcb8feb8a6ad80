"""What a claim says of each two of its parties: the rows that ties and events of a pair are read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import combinations

from escale.ledger.rows import Link, StoredClaim
from escale.ledger.ties.points import TieKey
from escale.model import SYMMETRIC, ClaimType
from escale.register.names import fold

__all__ = ["each_once", "links_of", "pair_of"]

_LONG = 40  # characters; what is shorter two writers may well say in the same words


def pair_of(first: str, second: str = "") -> str:
    """The key of a pair, whatever the order of its codes; with one code, of what is said of it alone."""
    return "|".join(sorted((first, second))) if second else f"{first}|"


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names as printed; of those equal once folded, the first."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return tuple(first.values())


def links_of(stored: StoredClaim) -> Iterator[Link]:
    """The links of a claim, one for each two parties that it ties; one in all if it has a single one."""
    claim, facet = stored.claim, stored.facet
    words = _number_of(stored.quote)
    actors = tuple(sorted({party.code for party in claim.actors}))
    recipients = tuple(sorted({party.code for party in claim.recipients}))
    ties: list[TieKey | None] = list(_ties(claim.type, actors, recipients, facet))
    for tie in ties or [None]:
        alone = (*actors, *recipients, "")[0]
        yield Link(
            pair=pair_of(tie.first, tie.second) if tie else pair_of(alone),
            tie=str(tie) if tie else None,
            claim_id=stored.id,
            article_id=stored.article_id,
            reading_id=stored.reading_id,
            type=claim.type,
            phase=claim.phase,
            modality=claim.modality,
            actors=actors,
            recipients=recipients,
            place=claim.place.text if claim.place else None,
            country=claim.place.country if claim.place else None,
            facet=facet,
            vessels=each_once(claim.vessels),
            participants=each_once(person.name for person in claim.participants),
            edtf=claim.time.edtf if claim.time else None,
            extent=stored.extent,
            known=stored.known,
            outlet=stored.outlet,
            origin=stored.origin,
            words=words,
        )


def _number_of(quote: str) -> int | None:
    """A number that two sentences share if they are the same word for word; None for a short one."""
    flat = " ".join(quote.split()).casefold()
    if len(flat) < _LONG:
        return None
    digest = hashlib.sha256(flat.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _ties(
    type_: ClaimType, actors: tuple[str, ...], recipients: tuple[str, ...], facet: str | None
) -> Iterator[TieKey]:
    if type_ in SYMMETRIC or not recipients:
        for first, second in combinations(actors, 2):
            yield TieKey(type_, first, second, directed=False, facet=facet or "")
    else:
        for actor in actors:
            for recipient in recipients:
                if actor != recipient:
                    yield TieKey(type_, actor, recipient, directed=True, facet=facet or "")
