"""Equipment with its quantity: a noun or the name of a model, and the words that say which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escale.reader.layers import ItemMention, VesselMention
from escale.reader.text.grammar import Expression
from escale.reader.text.textmap import TextMap

__all__ = ["ItemReader"]

_REACH = 8  # lexemes after the noun that may still say which equipment it is


class ItemReader:
    """Reads equipment around the terms for it."""

    def __init__(self, table: Mapping[str, Any], about: Mapping[str, int]) -> None:
        self._about = about
        self._between = frozenset(table["between"]["words"])
        self._ambiguous = frozenset(word.lower() for word in table["ambiguous"]["words"])
        self._generic = frozenset(table["generic"]["words"])
        self._classes = frozenset(table["classes"]["words"] + table["classes"]["numbered"])
        self._of = frozenset(table["links"]["of"])
        self._the = frozenset(table["links"]["the"])

    def __call__(
        self,
        text: TextMap,
        terms: Sequence[Expression],
        taken: bytearray,
        vessels: Sequence[VesselMention],
    ) -> list[ItemMention]:
        """The equipment of a text, in order."""
        named = {vessel.start for vessel in vessels}
        models = {term.start: term.end for term in terms if term.rule.makes == "model"}
        mentions: list[ItemMention] = []
        done = 0
        for term in terms:
            first = text.tokens(term.start, term.end)[0]
            quantity = self._quantity(text, term.start)
            if term.rule.makes == "rank" or first < done or (first in named and quantity in (None, 1)):
                continue
            end = self._end(text, term, models, taken)
            if not self._fits(term, end, quantity):
                continue
            start, stop = text.tokens(term.start, end)
            mentions.append(
                ItemMention(start, stop, text.head(start, stop).i, text.text(term.start, end), quantity)
            )
            done = stop
        return mentions

    def _fits(self, term: Expression, end: int, quantity: int | None) -> bool:
        word = str(term.slots["term"])
        if term.rule.makes == "model" and word.lower() in self._ambiguous:
            return quantity is not None
        return word not in self._generic or quantity is not None or end > term.end

    def _end(self, text: TextMap, term: Expression, models: Mapping[int, int], taken: bytearray) -> int:
        """Where the words that say which equipment it is end."""
        end, i = term.end, term.end
        limit = min(term.end + _REACH, len(text.lexemes))
        while i < limit:
            if text.gap(i).strip() or "\n" in text.gap(i):
                break
            if i in models:
                end = i = models[i]
                continue
            lexeme, token = text.lexemes[i], text.token(i)
            norm = lexeme.norm or ""
            if token is None:
                break
            if norm in self._classes and i + 1 < limit:
                end = i = i + 2
            elif norm in self._of or norm in ("'", *self._the) or taken[token.i]:
                i += 1
            elif (
                (token.pos_ == "ADJ" and not lexeme.capital and norm.isalpha())
                or (token.pos_ == "NOUN" and not lexeme.capital and text.norm(i - 1) in {*self._of, "'"})
                or (
                    (lexeme.capital or lexeme.digits) and text.norm(i - 1) not in {*self._of, *self._the, "'"}
                )
            ):
                end = i = i + 1
            elif norm == "-" and not text.gap(i):
                i += 1
            else:
                break
        return end

    def _quantity(self, text: TextMap, start: int) -> int | None:
        """How many: the number before the term and before the adjectives that may stand between."""
        i = start - 1
        while i > 0 and text.norm(i) in self._between:
            i -= 1
        if i < 0:
            return None
        number = text.lexemes[i].number
        if isinstance(number, int) and not text.lexemes[i].ordinal and number > 0:
            return number
        at = i - 1 if text.norm(i) == "'" else i
        if at > 0 and text.norm(at) in self._of and text.norm(at - 1) in self._about:
            return self._about[text.norm(at - 1)]
        return None
