"""Claims coded as PLOVER events by the table ``plover.toml``: what PLOVER and POLECAT share."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Self

from escale import lang
from escale.lang import Language
from escale.ledger.rows import StoredClaim
from escale.model import ClaimType, Modality, Party, Phase, Sector, Span

__all__ = ["Codebook", "Coded", "Rule", "trigger_words"]

_STATE = re.compile("[A-Z]{3}")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table; None, or nothing, is a condition that every claim meets.

    Attributes:
        trigger, quote: a set of words, of which one is in what names the matter, or in the evidence.
    """

    name: str
    types: frozenset[ClaimType]
    phases: frozenset[Phase]
    modalities: frozenset[Modality]
    alone: bool | None
    recipient: bool | None
    many: bool
    hosted: bool
    trigger: str | None
    quote: str | None
    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A claim as PLOVER codes it.

    Attributes:
        rule: the rule that says so.
        quad: 1 to 4: verbal and material cooperation, verbal and material conflict.
        score: conflict-cooperation score; None if the manual has none for the event, or if it is denied.
        sources, recipients: the parties in PLOVER's roles; in reciprocal events all are sources.
        day, end: first and last day of the event, or of the time within which it lies; None is not known.
    """

    rule: str
    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    score: float | None
    sources: tuple[Party, ...]
    recipients: tuple[Party, ...]
    day: date | None
    end: date | None


class Codebook:
    """The table, ready to code claims with.

    Args:
        table: the mapping, as in ``plover.toml``.
        words: by language, the words of each set that rules name; ``*`` stands for any ending.

    Attributes:
        name: the codebook that events follow.
        rules: in the order in which they are tried.
        quads: the name of each quad.
        events: quad, score and modes of each event.
    """

    def __init__(self, table: Mapping[str, Any], words: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self.name: str = table["codebook"]
        self.quads = {int(number): str(name) for number, name in table["quads"].items()}
        self.rules = tuple(_rule(entry) for entry in table["rule"])
        self.events: Mapping[str, Mapping[str, Any]] = table["events"]
        self._contexts: Mapping[str, Any] = table["contexts"]
        self._actors: Mapping[str, Any] = table["actors"]
        self._sectors = frozenset(Sector(sector) for sector in self._actors["sectors"])
        self._patterns = {
            (code, name): _pattern(stems) for code, sets in words.items() for name, stems in sets.items()
        }
        self._by_type = {type_: [rule for rule in self.rules if type_ in rule.types] for type_ in ClaimType}

    @classmethod
    def load(cls) -> Self:
        """The table that comes with Escale, with the words of each of its languages that has some."""
        text = files("escale.export.ledger").joinpath("plover.toml").read_text(encoding="utf-8")
        return cls(tomllib.loads(text), {code: _words_of(lang.load(code)) for code in lang.available()})

    def code(self, stored: StoredClaim) -> Coded:
        """The claim as an event.

        Raises:
            LookupError: no rule fits, which the table of Escale leaves to none.
        """
        claim = stored.claim
        rule = next((rule for rule in self._by_type[claim.type] if self._fits(rule, stored)), None)
        if rule is None:
            raise LookupError(f"no rule for {claim.type} {claim.phase} {claim.modality}")
        event = self.events[rule.event]
        sources, recipients = claim.actors, claim.recipients
        if rule.hosted and claim.place:
            host = claim.place.country
            sources = tuple(party for party in claim.actors if party.code != host)
            recipients = tuple(party for party in claim.actors if party.code == host)
        first, last = stored.extent.first, stored.extent.last
        day = first or last or stored.known
        return Coded(
            rule=rule.name,
            event=rule.event,
            modes=rule.modes,
            contexts=self._contexts_of(rule, stored),
            quad=event["quad"],
            score=None if claim.modality is Modality.DENIED else event.get("score"),
            sources=sources,
            recipients=recipients,
            day=day,
            end=last if last != day else None,
        )

    def actor(self, party: Party) -> tuple[str, str | None, str | None]:
        """PLOVER's code, sector and identifying name of a party: a body is an ``IGO`` by that name."""
        sector = party.sector.value if party.sector in self._sectors else None
        if party.code in self._actors["groups"]:
            return self._actors["group_code"], sector, party.text
        if self._is_state(party):
            return party.code, sector, None
        return self._actors["body_code"], sector, party.code

    def _is_state(self, party: Party) -> bool:
        return (
            party.sector is not Sector.IGO
            and _STATE.fullmatch(party.code) is not None
            and party.code not in self._actors["bodies"]
        )

    def _fits(self, rule: Rule, stored: StoredClaim) -> bool:
        claim = stored.claim
        if rule.phases and claim.phase not in rule.phases:
            return False
        if rule.modalities and claim.modality not in rule.modalities:
            return False
        codes = {party.code for party in (*claim.actors, *claim.recipients)}
        if rule.alone is not None and rule.alone != (len(codes) < 2):
            return False
        if rule.recipient is not None and rule.recipient != bool(claim.recipients):
            return False
        if rule.many and not (
            len(codes) >= _MANY
            or any(not self._is_state(party) for party in (*claim.actors, *claim.recipients))
        ):
            return False
        if rule.hosted and not (claim.place and claim.place.country in codes and len(codes) > 1):
            return False
        return self._has(rule.trigger, trigger_words(stored), stored.lang) and self._has(
            rule.quote, stored.quote, stored.lang
        )

    def _has(self, name: str | None, words: str, language: str | None) -> bool:
        """Whether one of the set of that name is among the words; a rule that names none asks for nothing."""
        if name is None:
            return True
        pattern = self._patterns.get((language or "", name))
        return pattern is not None and pattern.search(_folded(words)) is not None

    def _contexts_of(self, rule: Rule, stored: StoredClaim) -> tuple[str, ...]:
        claim = stored.claim
        named = [*self._contexts["type"].get(claim.type, ()), *rule.contexts]
        for party in (*claim.actors, *claim.recipients):
            named += self._contexts["sector"].get(party.sector, ())
        named += self._contexts["modality"].get(claim.modality, ())
        return tuple(dict.fromkeys(named))


def trigger_words(stored: StoredClaim) -> str:
    """The words that name the matter, cut from the evidence; empty if they stand outside it."""
    trigger, evidence = stored.claim.trigger, stored.claim.evidence
    if not (evidence.start <= trigger.start and trigger.end <= evidence.start + len(stored.quote)):
        return ""
    return Span(trigger.start - evidence.start, trigger.end - evidence.start).of(stored.quote)


def _rule(entry: Mapping[str, Any]) -> Rule:
    parties = entry.get("parties")
    return Rule(
        name=entry["name"],
        types=frozenset(ClaimType(name) for name in entry["type"]),
        phases=frozenset(Phase(name) for name in entry.get("phase", ())),
        modalities=frozenset(Modality(name) for name in entry.get("modality", ())),
        alone=None if parties is None else parties == "one",
        recipient=entry.get("recipient"),
        many=entry.get("many", False),
        hosted=entry.get("hosted", False),
        trigger=entry.get("trigger"),
        quote=entry.get("quote"),
        event=entry["event"],
        modes=tuple(entry.get("mode", ())),
        contexts=tuple(entry.get("context", ())),
    )


def _words_of(language: Language) -> dict[str, tuple[str, ...]]:
    try:
        table = language.table("plover")
    except FileNotFoundError:
        return {}
    return {name: tuple(entry["words"]) for name, entry in table["words"].items()}


def _pattern(stems: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(stem).replace(r"\*", r"\w*") for stem in stems)
    return re.compile(rf"\b(?:{either})\b")


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c)).split())
