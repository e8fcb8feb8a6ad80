"""Patterns over lexemes, written as data: compiled into a trie, matched longest first in one pass a level.

A pattern is a line of words with ``[optional]`` and ``(either|or)`` parts and ``{class}`` slots, where
``{class:name}`` names what it captures: ``"{weekday} {day} {month} [{year}]"`` matches a weekday, a day and
a month, with or without a year. Rules of one level see what lower levels made as slots, so that "from A to
B" is written once for all kinds of A and B.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

__all__ = ["Expression", "Grammar", "Rule", "Symbols"]

Value = Any
Symbols = Sequence[tuple[str, Value]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the rule table: what it matches and which operation gives its value.

    Attributes:
        makes: the class under which rules of higher levels see what it matched.
        fixed: constants for the operation, as if they had been captured.
    """

    name: str
    operation: str
    patterns: tuple[str, ...]
    level: int
    makes: str
    fixed: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """What a rule matched: lexemes ``[start, end)`` and the values of its slots."""

    start: int
    end: int
    rule: Rule
    slots: Mapping[str, Value]


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    end: tuple[int, Rule, tuple[str | None, ...]] | None = None


class Grammar:
    """A set of rules, compiled."""

    def __init__(
        self, table: Iterable[Mapping[str, Any]], macros: Mapping[str, str], split: Callable[[str], list[str]]
    ) -> None:
        self._levels: dict[int, _Node] = {}
        self.words: set[str] = set()
        self.rules: list[Rule] = []
        for order, entry in enumerate(table):
            rule = _rule(entry)
            self.rules.append(rule)
            root = self._levels.setdefault(rule.level, _Node())
            for pattern in rule.patterns:
                for name, text in macros.items():
                    pattern = pattern.replace(f"<{name}>", text)
                for sequence in _expand(pattern, split):
                    self._insert(root, sequence, order, rule)

    def _insert(
        self, root: _Node, sequence: Sequence[tuple[str, str | None]], order: int, rule: Rule
    ) -> None:
        node = root
        for symbol, _ in sequence:
            node = node.next.setdefault(symbol, _Node())
            if symbol[0] != "{":
                self.words.add(symbol)
        if sequence and node.end is None:
            node.end = (order, rule, tuple(name for _, name in sequence))

    def parse(self, symbols: Sequence[Symbols], allow: Callable[[Expression], bool]) -> list[Expression]:
        """The longest expressions, level by level; ``allow`` may reject one and leave its words to others."""
        items: list[tuple[int, int, Symbols]] = [(i, i + 1, known) for i, known in enumerate(symbols)]
        found: list[Expression] = []
        for level in sorted(self._levels):
            root, rest = self._levels[level], []
            i = 0
            while i < len(items):
                begins = any(symbol in root.next for symbol, _ in items[i][2])
                best = self._longest(root, items, i, allow) if begins else None
                if best is None:
                    rest.append(items[i])
                    i += 1
                    continue
                expression, i = best
                rest.append(
                    (expression.start, expression.end, ((f"{{{expression.rule.makes}}}", expression),))
                )
            items = rest
        for _, _, known in items:
            if known and isinstance(known[0][1], Expression):
                found.append(known[0][1])
        return found

    @staticmethod
    def _longest(
        root: _Node, items: Sequence[tuple[int, int, Symbols]], at: int, allow: Callable[[Expression], bool]
    ) -> tuple[Expression, int] | None:
        ends: list[tuple[int, int, Rule, Mapping[str, Value]]] = []
        paths: list[tuple[_Node, int, tuple[Value, ...]]] = [(root, at, ())]
        while paths:
            node, i, values = paths.pop()
            if node.end is not None:
                order, rule, names = node.end
                captured = {name: value for name, value in zip(names, values, strict=True) if name}
                ends.append((i, -order, rule, captured))
            if i < len(items):
                for symbol, value in items[i][2]:
                    following = node.next.get(symbol)
                    if following is not None:
                        paths.append((following, i + 1, (*values, value)))
        for after, _, rule, slots in sorted(ends, key=lambda end: end[:2], reverse=True):
            expression = Expression(items[at][0], items[after - 1][1], rule, {**rule.fixed, **slots})
            if allow(expression):
                return expression, after
        return None


def _rule(entry: Mapping[str, Any]) -> Rule:
    known = {"name", "operation", "patterns", "level", "makes", "example", "value", "published"}
    return Rule(
        entry["name"],
        entry["operation"],
        tuple(entry["patterns"]),
        entry.get("level", 1),
        entry.get("makes", "when"),
        {key: value for key, value in entry.items() if key not in known},
    )


def _expand(pattern: str, split: Callable[[str], list[str]]) -> list[list[tuple[str, str | None]]]:
    """Every plain sequence of (symbol, name of its slot) that a pattern stands for."""
    parts = re.findall(r"\{[^}]*\}|[\[\]()|]|[^\[\](){}|\s]+", pattern)
    sequences, after = _alternatives(parts, 0, split)
    if after != len(parts):
        raise ValueError(f"unbalanced pattern: {pattern}")
    return sequences


def _alternatives(
    parts: Sequence[str], i: int, split: Callable[[str], list[str]]
) -> tuple[list[list[tuple[str, str | None]]], int]:
    branches: list[list[list[tuple[str, str | None]]]] = []
    steps: list[list[list[tuple[str, str | None]]]] = []
    while i < len(parts) and parts[i] not in ("]", ")"):
        part = parts[i]
        i += 1
        if part == "|":
            branches.append(_joined(steps))
            steps = []
        elif part in ("[", "("):
            inner, i = _alternatives(parts, i, split)
            i += 1
            steps.append([[], *inner] if part == "[" else inner)
        elif part[0] == "{":
            name = part[1:-1].split(":")
            steps.append([[(f"{{{name[0]}}}", name[-1])]])
        else:
            steps.append([[(word, None) for word in split(part)]])
    branches.append(_joined(steps))
    return [sequence for branch in branches for sequence in branch], i


def _joined(steps: Sequence[list[list[tuple[str, str | None]]]]) -> list[list[tuple[str, str | None]]]:
    return [[symbol for step in choice for symbol in step] for choice in product(*steps)]
