"""Expressions that stand for states named before: "the two countries", "his counterpart", "its ships".

The antecedents are the distinct states named last; the state in focus is the one that is the subject nearest
before. Where an expression stands for several states, each gets a mention of the same span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token

from escale.lang import Language
from escale.model import Sector
from escale.reader.columns import words as column
from escale.reader.layers import PartyForm, PartyMention

__all__ = ["AnaphorFinder"]

_WINDOW = 40
_AHEAD = 60
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
_NUMBERS = 3


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
        self._prepositions = frozenset(table["places"]["prepositions"])
        classes = (self._one, self._other, self._own, self._body)
        self._determiners = frozenset(d for c in classes for d in c.determiners)

    def __call__(self, doc: Doc, parties: Sequence[PartyMention]) -> list[PartyMention]:
        """The mentions, by where they start; ``parties`` are those named in the text, by where they start."""
        if not parties:
            return []
        context = _Context(doc, parties, self._prepositions, self._states)
        words = column(doc, "LOWER", str)
        found: list[PartyMention] = []
        for at, word in enumerate(words):
            if word in self._both:
                if at + 1 == len(words) or words[at + 1] not in self._named:
                    found += context.mentions(at, at + 1, at, context.last(at, 2), Sector.GOV)
            elif word in self._numbers and at > 0 and words[at - 1] in self._several.determiners:
                found += self._counted(context, words, at)
            elif word in self._determiners:
                found += self._single(context, words, self._noun(doc, words, at), at)
        return found

    def _counted(self, context: _Context, words: list[str], at: int) -> list[PartyMention]:
        """Determiner, number word at ``at``, perhaps an adjective, noun."""
        for noun in range(at + 1, min(at + 3, len(words))):
            sector = self._several.nouns.get(words[noun])
            if sector is not None:
                if context.covered(noun):
                    return []
                codes = context.last(at - 1, self._numbers[words[at]], bodies=words[noun] in self._sides)
                return context.mentions(at - 1, noun + 1, noun, codes, sector)
        return []

    def _noun(self, doc: Doc, words: list[str], at: int) -> int:
        """The noun of the determiner at ``at``, past a number and the like."""
        noun = at + 1
        end = min(at + 1 + _NUMBERS, len(words) - 1)
        while noun < end and (words[noun] in self._between or doc[noun].like_num):
            noun += 1
        return noun

    def _single(self, context: _Context, words: list[str], noun: int, at: int) -> list[PartyMention]:
        """Determiner at ``at`` and noun."""
        if noun >= len(words) or context.covered(noun):
            return []
        word, name = words[at], words[noun]
        for kind, antecedent in (
            (self._own, context.focus),
            (self._other, context.opposite),
            (self._one, context.inside if self._is_inner(words, at) else context.focus),
            (self._body, context.body),
        ):
            sector = kind.nouns.get(name) if word in kind.determiners else None
            if sector is not None:
                return context.mentions(at, noun + 1, noun, antecedent(at), sector)
        return []

    def _is_inner(self, words: list[str], at: int) -> bool:
        """True if the expression says where, not who."""
        return words[at] in self._prepositions or (at > 0 and words[at - 1] in self._prepositions)


class _Context:
    """What is named around a place of the text."""

    def __init__(
        self, doc: Doc, parties: Sequence[PartyMention], prepositions: frozenset[str], states: frozenset[str]
    ) -> None:
        self._doc = doc
        self._parties = parties
        self._starts = [p.start for p in parties]
        self._places = [_is_place(doc, p, prepositions) for p in parties]
        self._subjects = [_is_subject(doc[p.head]) for p in parties]
        self._is_state = [p.code in states for p in parties]
        self._inside = {i for p in parties for i in range(p.start, p.end)}

    def covered(self, index: int) -> bool:
        """True if the token is part of a mention that names its party."""
        return index in self._inside

    def last(self, at: int, count: int, *, bodies: bool = False) -> list[str]:
        """The ``count`` distinct states named last before ``at``, in the order of the text.

        Those named as places come after the others. Where too few stand before, those that follow in the same
        sentence fill up; without enough there is none. With ``bodies`` others than states count too.
        """
        upto = bisect_left(self._starts, at)
        low = max(upto - _WINDOW, 0)
        codes: list[str] = []
        for places in (False, True):
            for i in range(upto - 1, low - 1, -1):
                code = self._parties[i].code
                wanted = self._places[i] is places and (bodies or self._is_state[i])
                if wanted and code not in codes:
                    codes.append(code)
                    if len(codes) == count:
                        return codes[::-1]
        end = self._sentence_end(at)
        for i in range(upto, min(upto + _WINDOW, len(self._parties))):
            if self._starts[i] >= end:
                break
            if self._parties[i].code not in codes and (bodies or self._is_state[i]):
                codes.append(self._parties[i].code)
                if len(codes) == count:
                    return codes
        return []

    def _sentence_end(self, at: int) -> int:
        end = min(at + _AHEAD, len(self._doc))
        return next((i for i in range(at + 1, end) if self._doc[i].is_sent_start), end)

    def focus(self, at: int) -> list[str]:
        """The party that is the nearest subject before ``at``, else the one named last."""
        upto = bisect_left(self._starts, at)
        low = max(upto - _WINDOW, 0)
        for i in range(upto - 1, low - 1, -1):
            if self._subjects[i] and self._is_state[i]:
                return [self._parties[i].code]
        return self.last(at, 1)

    def inside(self, at: int) -> list[str]:
        """The state named last as a place, else the one named last."""
        upto = bisect_left(self._starts, at)
        for i in range(upto - 1, max(upto - _WINDOW, 0) - 1, -1):
            if self._places[i] and self._is_state[i]:
                return [self._parties[i].code]
        return self.last(at, 1)

    def body(self, at: int) -> list[str]:
        """The intergovernmental body named last."""
        upto = bisect_left(self._starts, at)
        for i in range(upto - 1, max(upto - _WINDOW, 0) - 1, -1):
            if self._parties[i].sector is Sector.IGO:
                return [self._parties[i].code]
        return []

    def opposite(self, at: int) -> list[str]:
        """The party named last that is not the one in focus."""
        focus = self.focus(at)
        upto = bisect_left(self._starts, at)
        for i in range(upto - 1, max(upto - _WINDOW, 0) - 1, -1):
            code = self._parties[i].code
            if code not in focus and self._is_state[i] and not self._places[i]:
                return [code]
        return []

    def mentions(
        self, start: int, end: int, head: int, codes: Sequence[str], sector: Sector
    ) -> list[PartyMention]:
        """One mention of the span for each party."""
        text = self._doc[start:end].text
        return [PartyMention(start, end, head, code, sector, PartyForm.ANAPHOR, text) for code in codes]


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS or (
        token.dep_ in ("nmod", "appos", "flat:name") and token.head.dep_ in _SUBJECTS
    )


def _is_place(doc: Doc, party: PartyMention, prepositions: frozenset[str]) -> bool:
    if party.form not in (PartyForm.NAME, PartyForm.CAPITAL) or party.start == 0:
        return False
    return doc[party.start - 1].lower_ in prepositions
