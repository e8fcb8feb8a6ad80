"""The fields of a claim in words, safe to show on a terminal."""

from __future__ import annotations

import re

from escale.edtf import AUTUMN, HALF, QUARTER, SPRING, SUMMER, WINTER
from escale.export.phrases import Phrases, english
from escale.export.terminal import plain
from escale.model import Claim, Money, Party

__all__ = [
    "chain_words",
    "parties_words",
    "place_words",
    "time_words",
    "type_words",
    "what_words",
    "when_words",
]

_PARTS = (SPRING, SUMMER, AUTUMN, WINTER, *range(QUARTER, QUARTER + 4), HALF, HALF + 1)
_PART = re.compile(rf"(?<!\d)(\d{{4}})-({'|'.join(map(str, _PARTS))})(?![\d-])")


def type_words(value: str) -> str:
    """A type as words: ``port visit``."""
    return value.replace("_", " ")


def time_words(edtf: str, phrases: Phrases | None = None) -> str:
    """EDTF, but ``autumn 2021/..``, ``winter 2021–22``, ``Q1 2019`` and ``H1 2019`` for its codes."""
    words = phrases or english()

    def part(match: re.Match[str]) -> str:
        year, code = match.groups()
        return words.say(f"time.part_{code}", year=year, next=f"{(int(year) + 1) % 100:02d}")

    return _PART.sub(part, edtf)


def when_words(claim: Claim, phrases: Phrases | None = None) -> str:
    """The claim's time as `time_words` writes it; empty without one."""
    return time_words(claim.time.edtf, phrases) if claim.time else ""


def parties_words(claim: Claim) -> str:
    """``FRA·MIL → RUS``; a sector is named where it is not the government."""
    actors = ", ".join(_party(party) for party in claim.actors)
    recipients = ", ".join(_party(party) for party in claim.recipients)
    return plain(f"{actors or '?'} → {recipients}" if recipients else actors)


def place_words(claim: Claim) -> str:
    """``Brest (FRA)``; empty without a place."""
    if claim.place is None:
        return ""
    return plain(claim.place.text + (f" ({claim.place.country})" if claim.place.country else ""))


def what_words(claim: Claim) -> str:
    """Equipment with its quantity, ships and money."""
    what = [f"{item.quantity} × {item.text}" if item.quantity else item.text for item in claim.items]
    what += claim.vessels
    if claim.value:
        what.append(_money(claim.value))
    return plain(", ".join(what))


def chain_words(claim: Claim, outlet: str | None = None) -> str:
    """The chain of sources, who cites before who is cited: ``La Vigie ← Le Phare ← un officier``."""
    names = [source.text for source in claim.sources]
    return plain(" ← ".join([outlet, *names] if outlet else names))


def _party(party: Party) -> str:
    if party.code == "NSA" and party.text:
        return party.text
    return party.code if party.sector.value == "GOV" else f"{party.code}·{party.sector.value}"


def _money(value: Money) -> str:
    return f"{value.amount:,.0f} {value.currency}".replace(",", " ")
