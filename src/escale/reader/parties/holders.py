"""The nouns that act for a state: from an adjective or a name to the head of its group, and its sector.

A navy that an adjective gives to a state is that state acting through its navy; the mention then covers the
noun too, so that a later step sees it where the tree has it. Parses err about what such an adjective hangs
on, hence the look back along the surface where the tree gives no such noun.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from escale.lang import Language
from escale.model import Sector

__all__ = ["Holder", "Holders"]

_REACH = 5
_CLIMB = 3
_MODIFIERS = frozenset({"amod", "acl", "nmod", "conj", "appos", "flat:name", "flat", "nmod:appos"})
_COMPLEMENTS = frozenset({"nmod", "obl", "obl:arg", "obl:mod"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A noun found: its token and the sector it gives."""

    index: int
    sector: Sector


class Holders:
    """Finds the noun through which a state acts."""

    def __init__(self, language: Language) -> None:
        table = language.table("sectors")
        self._sectors: dict[str, Sector] = {
            noun.lower(): sector
            for sector in reversed(Sector)
            if sector in table
            for noun in table[sector]["nouns"]
        }
        self._of = frozenset(table["links"]["of"])
        self._links = frozenset(table["links"]["words"])
        self._articles = frozenset(table["links"]["articles"])
        self._and = frozenset(table["links"]["and"])

    def of_adjective(self, doc: Doc, index: int, taken: frozenset[int]) -> Holder | None:
        """The noun that the adjective at ``index`` qualifies, if it is one that acts for a state.

        Args:
            doc: the tree.
            index: the adjective's token.
            taken: tokens that adjectives of states are made of, which coordination may pass over.
        """
        direct = self._in_tree(doc[index], taken)
        if direct is None:
            direct = self._before(doc, index, taken)
        if direct is None:
            return None
        if direct.sector is Sector.GOV:
            direct = self._specified(doc, direct, index)
        return self._top(doc, direct)

    def of_name(self, doc: Doc, start: int, taken: frozenset[int]) -> Holder | None:
        """The noun whose complement is the name that starts at ``start``, or which it is apposed to.

        A noun further off counts only if it is an office and no adjective of a state has it already.
        """
        at = start - 1
        if at >= 0 and self.sector(doc[at]) is not None and doc[at].lower_ not in self._of:
            return Holder(at, self._sectors[doc[at].lower_])
        if at >= 0 and doc[at].lower_ in self._articles:
            at -= 1
        if at < 1 or doc[at].lower_ not in self._links:
            return None
        sector = self.sector(doc[at - 1])
        if sector is not None:
            return self._top(doc, Holder(at - 1, sector))
        token = doc[start]
        for _ in range(_CLIMB):
            if token.dep_ not in _COMPLEMENTS or token.head.i >= token.i:
                return None
            token = token.head
            sector = self.sector(token)
            if sector is Sector.GOV and start - token.i <= 2 * _REACH:
                if not taken.isdisjoint(range(token.i, start)):
                    return None
                return self._top(doc, Holder(token.i, sector))
        return None

    def sector(self, token: Token) -> Sector | None:
        """The sector of a noun that acts for a state, or None."""
        return self._sectors.get(token.lower_)

    def _in_tree(self, token: Token, taken: frozenset[int]) -> Holder | None:
        for _ in range(_CLIMB):
            if token.dep_ not in _MODIFIERS or token.head.i >= token.i:
                return None
            token = token.head
            between = token.lower_ in self._of
            sector = self.sector(token)
            if sector is not None and not between:
                return Holder(token.i, sector)
            if not between and token.i not in taken:
                return None
        return None

    def _specified(self, doc: Doc, found: Holder, index: int) -> Holder:
        """The office with the sector of the service it heads."""
        at = found.index + 2
        if at < index and doc[at - 1].lower_ in self._links:
            sector = self.sector(doc[at])
            if sector is not None:
                return Holder(found.index, sector)
        return found

    def _before(self, doc: Doc, index: int, taken: frozenset[int]) -> Holder | None:
        for at in range(index - 1, max(index - 1 - _REACH, -1), -1):
            token = doc[at]
            word = token.lower_
            sector = self._sectors.get(word)
            linked = at > 0 and doc[at - 1].lower_ in self._links
            if sector is not None and not (linked and word in self._of):
                return Holder(at, sector)
            passed = (
                token.pos_ == "ADJ"
                or at in taken
                or word in self._of
                or word in self._links
                or (word in self._and and at - 1 in taken)
            )
            if not passed:
                return None
        return None

    def _top(self, doc: Doc, found: Holder) -> Holder:
        """Up from a service to the one who heads it; the service gives the sector."""
        index, sector = found.index, found.sector
        for _ in range(2):
            at = index - 1
            if at >= 0 and doc[at].lower_ in self._articles:
                at -= 1
            if at < 1 or doc[at].lower_ not in self._links:
                break
            above = self._sectors.get(doc[at - 1].lower_)
            if above is None:
                break
            index = at - 1
            if sector is Sector.GOV:
                sector = above
        return Holder(index, sector)
