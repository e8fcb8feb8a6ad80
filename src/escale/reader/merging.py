"""One claim for each thing claimed: repeats inside the article become mentions of the fullest statement.

Two drafts are one claim when type, phase, modality and parties agree, times and places do not contradict, and
the sources are the same, or one of the two is a headline or lead in the article's own voice that echoes the
other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from escale.model import Claim, Span

__all__ = ["merge"]


def merge(claims: Sequence[Claim], lead: Span | None) -> list[Claim]:
    """Fold repeats together, in the order of the text.

    Args:
        claims: drafts in the order of their triggers.
        lead: the title and lead, whose own statements may echo attributed ones.
    """
    kept: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(kept):
            if _same(other, claim, lead):
                kept[index] = _fold(other, claim)
                break
        else:
            kept.append(claim)
    return kept


def _same(a: Claim, b: Claim, lead: Span | None) -> bool:
    if (a.type, a.phase, a.modality) != (b.type, b.phase, b.modality):
        return False
    if _parties(a) != _parties(b):
        return False
    if a.time and b.time and a.time.edtf != b.time.edtf:
        return False
    if a.place and b.place and a.place.country != b.place.country:
        return False
    if a.sources == b.sources:
        return True
    return any(not c.sources and lead is not None and c.evidence.overlaps(lead) for c in (a, b))


def _parties(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in claim.actors), frozenset(p.code for p in claim.recipients)


def _fold(a: Claim, b: Claim) -> Claim:
    full, echo = (a, b) if _fullness(a) >= _fullness(b) else (b, a)
    spans = {span for span in (*a.mentions, *b.mentions, echo.evidence) if not span.overlaps(full.evidence)}
    return replace(
        full,
        mentions=tuple(sorted(spans)),
        time=full.time or echo.time,
        place=full.place or echo.place,
        participants=full.participants or echo.participants,
        items=full.items or echo.items,
        value=full.value or echo.value,
        vessels=full.vessels or echo.vessels,
        sources=full.sources or echo.sources,
    )


def _fullness(claim: Claim) -> int:
    return (
        2 * bool(claim.time)
        + bool(claim.place)
        + 2 * bool(claim.sources)
        + len(claim.participants)
        + bool(claim.items)
        + bool(claim.value)
    )
