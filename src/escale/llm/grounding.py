"""From a model's claims to claims of the article: every quote is found in the text, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from escale.llm.account import Account
from escale.llm.quotes import QuoteFinder
from escale.llm.resolving import Resolver
from escale.llm.schema import RawClaim, RawParty
from escale.model import SYMMETRIC, Claim, Party, Span, Step
from escale.reader.claims.merging import merge
from escale.reader.scene import Scene
from escale.reader.text.canonical import Canonical

__all__ = ["ground"]

A = TypeVar("A")
B = TypeVar("B")

_RULE = "language model"


def ground(
    raw: Iterable[RawClaim],
    scene: Scene,
    text: Canonical,
    codes: frozenset[str],
    outlet: str | None,
    account: Account,
) -> list[Claim]:
    """The claims whose quotes are in the text, numbered in the order of their triggers.

    Args:
        raw: the model's claims.
        scene: what the reader's steps found in the text.
        text: the text as it was parsed, and the way back to the article's own.
        codes: the codes that a party may have.
        outlet: the article's publisher, which is none of its sources.
        account: counts what is refused.
    """
    quotes = QuoteFinder(scene.doc.text)
    resolver = Resolver(scene, quotes, codes, outlet, account)
    grounder = _Grounder(scene, quotes, resolver, account)
    drafts = [claim for one in raw if (claim := grounder.claim(one)) is not None]
    drafts.sort(key=lambda claim: (claim.trigger, claim.type))
    # The model was asked which passages say the same; none is taken for an echo merely because it leads.
    merged = merge(drafts, None)
    return [replace(text.restored(claim), id=f"c{number}") for number, claim in enumerate(merged, 1)]


class _Grounder:
    """Grounds the claims of one article."""

    def __init__(self, scene: Scene, quotes: QuoteFinder, resolver: Resolver, account: Account) -> None:
        self._text = scene.doc.text
        self._quotes, self._resolver, self._account = quotes, resolver, account

    def claim(self, raw: RawClaim) -> Claim | None:
        """The claim, or None where its evidence, trigger, parties or sources are not in the text."""
        evidence = self._quotes.first(raw.evidence)
        trigger = self._quotes.first(raw.trigger, evidence) if evidence else None
        if evidence is None or trigger is None:
            self._account.refused_quotes += 1
            return None
        resolve = self._resolver
        actors, recipients = self._parties(raw.actors, evidence), self._parties(raw.recipients, evidence)
        if raw.type in SYMMETRIC:
            actors, recipients = _once((*actors, *recipients)), ()
        sources = resolve.chain(raw.sources, evidence)
        if sources is None or not (actors or recipients):
            return None
        place, time = resolve.place(raw.place, evidence), resolve.time(raw.time, raw.until, evidence)
        parties = ", ".join(party.text or party.code for party in (*actors, *recipients))
        steps = [
            Step("type", _RULE, trigger.of(self._text)),
            Step("phase", _RULE),
            Step("modality", _RULE),
            Step("parties", f"{_RULE}, codes by tables", parties),
        ]
        if place:
            steps.append(Step("place", _RULE, place.text))
        if time:
            steps.append(Step("time", f"{_RULE}, value by rules", time.text))
        if sources:
            steps.append(Step("sources", _RULE, sources[-1].text))
        return Claim(
            id="",
            type=raw.type,
            phase=raw.phase,
            modality=raw.modality,
            trigger=trigger,
            evidence=evidence,
            actors=actors,
            recipients=recipients,
            participants=_each(raw.participants, lambda one: resolve.participant(one, evidence)),
            place=place,
            time=time,
            sources=sources,
            items=_each(raw.items, lambda one: resolve.item(one, evidence)),
            value=resolve.value(raw.value, evidence),
            vessels=_each(raw.vessels, lambda one: resolve.vessel(one, evidence)),
            mentions=self._mentions(raw.mentions, evidence),
            trace=tuple(steps),
        )

    def _parties(self, raw: Iterable[RawParty], near: Span) -> tuple[Party, ...]:
        return _once(_each(raw, lambda one: self._resolver.party(one, near)))

    def _mentions(self, quotes: Iterable[str], evidence: Span) -> tuple[Span, ...]:
        """The other passages that say the same."""
        found: set[Span] = set()
        for quote in quotes:
            place = self._quotes.first(quote)
            if place is None:
                self._account.refused_quotes += 1
            elif not place.overlaps(evidence):
                found.add(place)
        return tuple(sorted(found))


def _each(raw: Iterable[A], resolve: Callable[[A], B | None]) -> tuple[B, ...]:
    """What the entries resolve to, each once, without those that are refused."""
    found = [value for one in raw if (value := resolve(one)) is not None]
    return tuple(dict.fromkeys(found))


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties, each code once."""
    by_code: dict[str, Party] = {}
    for party in parties:
        by_code.setdefault(party.code, party)
    return tuple(by_code.values())
