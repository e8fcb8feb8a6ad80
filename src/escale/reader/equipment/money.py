"""Finds amounts of money and reads them: value and ISO 4217 currency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from escale.model import Money
from escale.reader.layers import MoneyMention
from escale.reader.text.grammar import Expression, Grammar, Symbols
from escale.reader.text.lexemes import Lexeme, Lexer
from escale.reader.text.textmap import TextMap

__all__ = ["MoneyFinder"]

_DOLLAR = "$"


class MoneyFinder:
    """Finds the amounts of money that a language's table describes."""

    def __init__(self, table: Mapping[str, Any], about: Mapping[str, int]) -> None:
        currencies = [
            {
                "name": entry["code"],
                "operation": "currency",
                "patterns": [word],
                "makes": "currency",
                "code": entry["code"],
            }
            for entry in table["currencies"]
            for word in entry["words"]
        ]
        amounts = [{**rule, "level": 2, "makes": "money"} for rule in table["money"]]
        self._grammar = Grammar([*currencies, *amounts], {}, _split)
        self._known: dict[str, list[tuple[str, Any]]] = {word: [(word, None)] for word in self._grammar.words}
        classes = {"scale": table["scales"], "short_scale": table["short_scales"], "about": about}
        for name, members in classes.items():
            for word, value in members.items():
                self._known.setdefault(word, []).append((f"{{{name}}}", value))
        self._dollar = next(entry["code"] for entry in table["currencies"] if _DOLLAR in entry["words"])

    def __call__(self, text: TextMap) -> list[MoneyMention]:
        """The amounts in a text, in order."""
        symbols = [self._symbols(lexeme) for lexeme in text.lexemes]
        mentions = []
        for found in self._grammar.parse(symbols, lambda _: True):
            money = self._money(found) if found.rule.makes == "money" else None
            if money is not None:
                start, end = text.tokens(found.start, found.end)
                mentions.append(MoneyMention(start, end, text.head(start, end).i, money))
        return mentions

    def _symbols(self, lexeme: Lexeme) -> Symbols:
        known = self._known.get(lexeme.norm, ()) if lexeme.norm is not None else ()
        if lexeme.number is None or lexeme.ordinal:
            return known
        return (*known, ("{num}", lexeme.number))

    def _money(self, found: Expression) -> Money | None:
        slots = found.slots
        currency = slots["currency"].slots["code"] if "currency" in slots else self._dollar
        amount = slots["num"]
        for name in ("scale", "short_scale", "scale2"):
            amount *= slots.get(name, 1)
        whole = round(amount)
        return Money(whole if abs(whole - amount) < 1e-6 else amount, currency) if amount > 0 else None


def _split(text: str) -> list[str]:
    return [lexeme.norm or "" for lexeme in Lexer.plain(text)]
