"""Finds ships, equipment with its quantity, and amounts of money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from escale.lang import Language
from escale.reader.equipment.items import ItemReader
from escale.reader.equipment.money import MoneyFinder
from escale.reader.equipment.vessels import VesselReader
from escale.reader.layers import ItemMention, MoneyMention, PartyMention, PlaceMention, VesselMention
from escale.reader.text.grammar import Expression, Grammar, Symbols
from escale.reader.text.lexemes import Lexer
from escale.reader.text.textmap import TextMap

__all__ = ["Equipment", "EquipmentFinder"]


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a text names in ships, equipment and money, each in order."""

    vessels: tuple[VesselMention, ...]
    items: tuple[ItemMention, ...]
    money: tuple[MoneyMention, ...]


class EquipmentFinder:
    """Finds the ships, equipment and money that a language's table describes."""

    def __init__(self, language: Language) -> None:
        table, numbers = language.table("equipment"), language.table("numbers")
        self._lexer = Lexer(numbers)
        plural = _pluraliser(table["plural"])
        self._grammar = Grammar(
            [
                *_terms(table["vessels"], "ship", plural),
                *_terms(table["gear"], "gear", plural),
                *_terms(table["ranks"], "rank", plural),
                *_terms(table["models"], "model", lambda term: term),
            ],
            {},
            lambda text: [lexeme.norm or "" for lexeme in Lexer.plain(text)],
        )
        self._symbols: Mapping[str, Symbols] = {word: ((word, None),) for word in self._grammar.words}
        self._money = MoneyFinder(table, numbers["about"])
        self._vessels = VesselReader(table)
        self._items = ItemReader(table, numbers["about"])

    def __call__(
        self, doc: Doc, parties: Iterable[PartyMention], places: Iterable[PlaceMention]
    ) -> Equipment:
        """The ships, equipment and money of a text.

        Args:
            doc: the text and its tree.
            parties: states and bodies found in it; the name of one is no name of a model.
            places: places found in it, likewise.
        """
        text = TextMap(doc, self._lexer(doc.text))
        terms = self._terms(text)
        taken = bytearray(len(doc))
        names = [(m.start, m.end) for m in parties] + [(m.start, m.end) for m in places]
        for start, end in names:
            taken[start:end] = b"\1" * (end - start)
        vessels = self._vessels(text, terms, taken)
        items = self._items(text, terms, taken, vessels)
        return Equipment(tuple(vessels), tuple(items), tuple(self._money(text)))

    def _terms(self, text: TextMap) -> Sequence[Expression]:
        known = self._symbols
        symbols = [known.get(x.norm, ()) if x.norm is not None else () for x in text.lexemes]
        return self._grammar.parse(symbols, lambda found: _cased(found, text))


def _cased(found: Expression, text: TextMap) -> bool:
    """A model is a name: it has a capital or a digit."""
    if found.rule.makes != "model":
        return True
    words = text.text(found.start, found.end)
    return any(c.isupper() for c in words)


def _terms(
    table: Iterable[Mapping[str, Any]], makes: str, plural: Callable[[str], str]
) -> list[Mapping[str, Any]]:
    words = dict.fromkeys(word for entry in table for word in entry["words"])
    return [
        {"name": word, "operation": makes, "patterns": [plural(word)], "makes": makes, "term": word}
        for word in words
    ]


def _pluraliser(table: Mapping[str, Any]) -> Callable[[str], str]:
    """A pattern for a term in the singular and the plural, as far as the words that take its mark."""
    endings, mark, heads = table["endings"], table["mark"], frozenset(table["head"])

    def plural(term: str) -> str:
        pattern, bare = [], False
        for lexeme in Lexer.plain(term):
            norm = lexeme.norm or ""
            bare = bare or norm in heads
            if bare or not norm.isalpha() or norm.endswith(mark):
                pattern.append(norm)
                continue
            other = next(
                (norm[: -len(e)] + ending for e, ending in endings.items() if norm.endswith(e)), norm + mark
            )
            pattern.append(f"({norm}|{other})")
        return " ".join(pattern)

    return plural
