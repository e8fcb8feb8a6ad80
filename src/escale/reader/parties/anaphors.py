"""Expressions that stand for states named before: "the two countries", "his counterpart", "its ships".

What they may stand for is settled by what the text has named before (`escale.reader.parties.mentioned`).
Where an expression stands for several states, each gets a mention of the same span.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyMention, PersonMention, as_party
from escale.reader.parties.mentioned import Mentioned
from escale.reader.text.columns import words as column

__all__ = ["AnaphorFinder"]

_NUMBERS = 3
_UNKNOWN = ("",)


@dataclass(frozen=True, slots=True)
class _Class:
    """One kind of expression: its determiners and the sector of each of its nouns."""

    determiners: frozenset[str]
    nouns: Mapping[str, Sector]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> _Class:
        nouns = {noun: sector for sector in Sector if sector in table for noun in table[sector]}
        return cls(frozenset(table["determiners"]), nouns)


class AnaphorFinder:
    """Finds expressions that stand for states named before, and names the states."""

    def __init__(self, language: Language) -> None:
        table = language.table("anaphors")
        self._states = frozenset(language.table("states"))
        makers = language.table("companies")["makers"]
        self._makers = tuple(name for code in makers if code != "example" for name in makers[code])
        self._sides = frozenset(table["several"]["sides"])
        self._numbers: Mapping[str, int] = table["numbers"]["words"]
        self._several = _Class.read(table["several"])
        self._one = _Class.read(table["one"])
        self._other = _Class.read(table["other"])
        self._own = _Class.read(table["own"])
        self._body = _Class.read(table["body"])
        self._between = frozenset(table["own"]["between"])
        self._both = frozenset(table["both"]["words"])
        self._named = frozenset(table["both"]["named"])
        self._again = _Class.read(table["again"])
        self._each = (_Class.read(table["each"]), _Class.read(table["foes"]))
        self._whose = frozenset(table["whose"]["words"])
        self._speaker = frozenset(table["speaker"]["words"])
        self._prepositions = frozenset(table["places"]["prepositions"])
        classes = (self._one, self._other, self._own, self._body, self._again, *self._each)
        self._determiners = frozenset(d for c in classes for d in c.determiners)

    def __call__(
        self, doc: Doc, parties: Sequence[PartyMention], people: Sequence[PersonMention] = ()
    ) -> list[PartyMention]:
        """The mentions, by where they start.

        Args:
            doc: the tree.
            parties: those named in the text, by where they start.
            people: those named in the text, who count for the states they serve where several are meant.
        """
        served = [as_party(person) for person in people if person.code]
        if not parties and not served:
            return []
        context = Mentioned(doc, parties, self._prepositions, self._states, self._makers)
        several = context
        if served:
            everyone = sorted([*parties, *served], key=lambda mention: mention.start)
            several = Mentioned(doc, everyone, self._prepositions, self._states, self._makers)
        words = column(doc, "LOWER", str)
        found: list[PartyMention] = []
        for at, word in enumerate(words):
            if word in self._both:
                if at + 1 == len(words) or words[at + 1] not in self._named:
                    found += context.mentions(at, at + 1, at, several.last(at, 2), Sector.GOV)
            elif word in self._numbers and at > 0 and words[at - 1] in self._several.determiners:
                found += self._counted(several, words, at)
            elif word in self._speaker:
                found += self._spoken(context, doc, words, at)
            elif word in self._determiners:
                found += self._both_of(several, words, at) or self._single(
                    context, words, self._noun(doc, words, at), at
                )
        return found

    def _counted(self, context: Mentioned, words: list[str], at: int) -> list[PartyMention]:
        """Determiner, number word at ``at``, perhaps an adjective, noun."""
        for noun in range(at + 1, min(at + 3, len(words))):
            sector = self._several.nouns.get(words[noun])
            if sector is not None:
                if context.covered(noun):
                    return []
                count = self._numbers[words[at]]
                sides = words[noun] in self._sides
                codes = context.listed(noun + 1, count) or context.last(at - 1, count, bodies=sides)
                return context.mentions(at - 1, noun + 1, noun, codes, sector)
        return []

    def _both_of(self, context: Mentioned, words: list[str], at: int) -> list[PartyMention]:
        """Determiner at ``at`` and a noun that stands for both sides without a number."""
        for kind in self._each:
            sector = kind.nouns.get(words[at + 1]) if at + 1 < len(words) else None
            if sector is not None and words[at] in kind.determiners:
                return context.mentions(at, at + 2, at + 1, context.last(at, 2), sector)
        return []

    def _spoken(self, context: Mentioned, doc: Doc, words: list[str], at: int) -> list[PartyMention]:
        """The speaker's state, which only the scene knows: a mention without a code."""
        noun = self._noun(doc, words, at)
        sector = self._own.nouns.get(words[noun]) if noun < len(words) else None
        if sector is None or context.covered(noun):
            return context.mentions(at, at + 1, at, _UNKNOWN, Sector.GOV)
        return context.mentions(at, noun + 1, noun, _UNKNOWN, sector)

    def _noun(self, doc: Doc, words: list[str], at: int) -> int:
        """The noun of the determiner at ``at``, past a number and the like."""
        noun = at + 1
        end = min(at + 1 + _NUMBERS, len(words) - 1)
        while noun < end and (words[noun] in self._between or doc[noun].like_num):
            noun += 1
        return noun

    def _single(self, context: Mentioned, words: list[str], noun: int, at: int) -> list[PartyMention]:
        """Determiner at ``at`` and noun."""
        if noun >= len(words) or context.covered(noun):
            return []
        word, name = words[at], words[noun]
        if at > 0 and words[at - 1] in self._whose and name in self._one.nouns:
            return context.mentions(at, noun + 1, noun, context.beside(at - 1), self._one.nouns[name])
        for kind, antecedent in (
            (self._own, context.focus),
            (self._other, context.opposite),
            (self._one, context.inside if self._is_inner(words, at) else context.focus),
            (self._body, context.body),
            (self._again, lambda at: context.again(at, name)),
        ):
            sector = kind.nouns.get(name) if word in kind.determiners else None
            if sector is not None and not (kind is self._other and context.named_after(noun)):
                return context.mentions(at, noun + 1, noun, antecedent(at), sector)
        return []

    def _is_inner(self, words: list[str], at: int) -> bool:
        """True if the expression says where, not who."""
        return words[at] in self._prepositions or (at > 0 and words[at - 1] in self._prepositions)
