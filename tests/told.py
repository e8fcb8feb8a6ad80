"""Links for the tests of events: what a claim of an article says, in few words."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from escale.ledger.extent import extent_of
from escale.ledger.links import pair_of
from escale.ledger.rows import Link, Origin
from escale.model import SYMMETRIC, ClaimType, Modality, Phase

__all__ = ["day", "links", "told"]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def told(
    claim: str,
    known: str | None,
    when: str | None = None,
    type_: ClaimType = ClaimType.TALKS,
    parties: str = "FRA RUS",
    phase: Phase = Phase.OCCUR,
    modality: Modality = Modality.ASSERTED,
    *,
    place: str | None = None,
    country: str | None = None,
    facet: str | None = None,
    vessels: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    outlet: str | None = None,
    article: str | None = None,
    says: str | None = None,
) -> Link:
    """A link of one claim, the first of its pairs.

    Args:
        claim: what follows the letter in its id.
        parties: actors, and in other than symmetric types ``>`` and recipients.
        outlet: by default one of its own.
        says: the one behind it, if not the outlet.
    """
    return links(
        claim,
        known,
        when,
        type_,
        parties,
        phase,
        modality,
        place=place,
        country=country,
        facet=facet,
        vessels=vessels,
        people=people,
        outlet=outlet,
        article=article,
        says=says,
    )[0]


def links(
    claim: str,
    known: str | None,
    when: str | None = None,
    type_: ClaimType = ClaimType.TALKS,
    parties: str = "FRA RUS",
    phase: Phase = Phase.OCCUR,
    modality: Modality = Modality.ASSERTED,
    *,
    place: str | None = None,
    country: str | None = None,
    facet: str | None = None,
    vessels: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    outlet: str | None = None,
    article: str | None = None,
    says: str | None = None,
) -> list[Link]:
    """All links of one claim; the arguments are those of `told`."""
    left, _, right = parties.partition(">")
    actors, recipients = tuple(sorted(left.split())), tuple(sorted(right.split()))
    if type_ in SYMMETRIC or not recipients:
        pairs = sorted(pair_of(*two) for two in combinations(actors, 2))
    else:
        pairs = sorted({pair_of(one, other) for one in actors for other in recipients if one != other})
    outlet = outlet or f"gazette {claim}"
    key = f"official:{says}" if says else f"media:{outlet}"
    return [
        Link(
            pair=pair,
            tie=None,
            claim_id=f"c{claim}",
            article_id=article or f"a{claim}",
            reading_id="r",
            type=type_,
            phase=phase,
            modality=modality,
            actors=actors,
            recipients=recipients,
            place=place,
            country=country,
            facet=facet,
            vessels=vessels,
            participants=people,
            edtf=when,
            extent=extent_of(when, modality, day(known)),
            known=day(known),
            outlet=outlet,
            origin=Origin(key, says or outlet, None, anonymous=False, own=says is None),
            words=None,
        )
        for pair in pairs or [pair_of((*actors, *recipients)[0])]
    ]
