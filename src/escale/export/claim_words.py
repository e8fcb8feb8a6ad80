"""The fields of a claim in words, safe to show on a terminal."""

from __future__ import annotations

from escale.export.terminal import plain
from escale.model import Claim, Money, Party

__all__ = ["chain_words", "parties_words", "place_words", "type_words", "what_words"]


def type_words(value: str) -> str:
    """A type as words: ``port visit``."""
    return value.replace("_", " ")


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
