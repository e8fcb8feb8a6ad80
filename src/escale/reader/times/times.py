"""Finds time expressions in a text and gives each its value in EDTF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token

from escale.edtf import Moment, Stretch
from escale.lang import Language
from escale.reader.layers import TimeMention
from escale.reader.text.grammar import Expression, Grammar, Symbols
from escale.reader.text.lexemes import Lexeme, Lexer
from escale.reader.text.textmap import TextMap
from escale.reader.times.moments import evaluate
from escale.reader.times.setting import ImpossibleDateError, NoPublicationError, Setting
from escale.reader.times.tense import Lean, Tenses
from escale.reader.times.time_guards import FIRST_YEAR, GUARDS, LAST_YEAR

__all__ = ["TimeFinder", "Times"]

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_REACH = 9  # tokens from a preposition to the date of the noun it governs


@dataclass(frozen=True, slots=True)
class Times:
    """What the finder made of a text.

    Attributes:
        mentions: resolved expressions, in order, apart from one another.
        unresolved: how many could not be told for want of a (finer) publication date.
        impossible: the words of dates that the calendar does not have.
    """

    mentions: tuple[TimeMention, ...]
    unresolved: int
    impossible: tuple[str, ...]


class TimeFinder:
    """Finds the time expressions of a language."""

    def __init__(self, language: Language) -> None:
        table, numbers = language.table("times"), language.table("numbers")
        self._lexer = Lexer(numbers)
        self._tenses = Tenses(table["lean"])
        self._grammar = Grammar(
            table["rules"], table["macros"], lambda text: [x.norm or "" for x in self._lexer.plain(text)]
        )
        self._cues = {name: frozenset(words) for name, words in table["cues"].items()}
        self._known = _dictionary(table["words"], numbers["about"], self._grammar.words)

    def __call__(self, doc: Doc, published: str | None) -> list[TimeMention]:
        """The resolved time expressions of a text, in order."""
        return list(self.read(doc, published).mentions)

    def read(self, doc: Doc, published: str | None) -> Times:
        """The time expressions of a text, and what could not be resolved."""
        lexemes = self._lexer(doc.text)
        symbols = [self._symbols(lexeme) for lexeme in lexemes]
        scene = TextMap(doc, lexemes)
        expressions = self._grammar.parse(symbols, lambda found: self._allowed(found, scene))
        return _Reading(self, scene, Moment.parse(published) if published else None).run(expressions)

    def lean(self, token: Token) -> Lean:
        """Which way the clause around a word lies in time."""
        return self._tenses.lean(token)

    def cues(self, name: str) -> frozenset[str]:
        """A list of context words of the language."""
        return self._cues[name]

    def _symbols(self, lexeme: Lexeme) -> Symbols:
        known = self._known.get(lexeme.norm, ()) if lexeme.norm is not None else ()
        number = lexeme.number
        if number is None:
            roman = _roman(lexeme.norm) if lexeme.capital and lexeme.norm else None
            return (*known, ("{roman}", roman)) if roman else known
        symbols: list[tuple[str, Any]] = list(known)
        if lexeme.ordinal:
            symbols.append(("{ord}", number))
            symbols.append(("{ordinal}", number))
            if number == 1:
                symbols.append(("{day}", 1))
            return symbols
        symbols.append(("{num}", number))
        if isinstance(number, int):
            if 1 <= number <= 31 and lexeme.digits in (1, 2):
                symbols.append(("{day}", number))
            if FIRST_YEAR <= number < LAST_YEAR and (
                lexeme.digits == 4 or (lexeme.norm is None and number > 1900)
            ):
                symbols.append(("{year}", number))
            if lexeme.digits == 2:
                symbols.append(("{yy}", number))
        return symbols

    def _allowed(self, found: Expression, scene: TextMap) -> bool:
        guard = GUARDS.get(found.rule.name)
        return guard is None or guard(self._cues, found, scene)


class _Reading:
    """One pass over the expressions of a text, which remembers what was spoken of."""

    def __init__(self, finder: TimeFinder, scene: TextMap, published: Moment | None) -> None:
        self._finder, self._scene, self._published = finder, scene, published
        self._mentions: list[TimeMention] = []
        self._impossible: list[str] = []
        self._unresolved = 0
        self._anchor: tuple[int, Moment] | None = None
        self._day: Moment | None = None
        self._month: Moment | None = None

    def run(self, expressions: Sequence[Expression]) -> Times:
        for expression in expressions:
            self._read(expression)
        return Times(tuple(self._mentions), self._unresolved, tuple(self._impossible))

    def _read(self, expression: Expression) -> None:
        scene = self._scene
        start, end = scene.tokens(expression.start, expression.end)
        if self._mentions and start < self._mentions[-1].end:
            return
        head, sentence = scene.head(start, end), scene.sentence(start)
        near = self._anchor[1] if self._anchor and self._anchor[0] == sentence else None
        rule = _plainest(expression).rule.name
        text = scene.text(expression.start, expression.end)
        last = self._anchor[1] if self._anchor else None
        setting = Setting(
            self._published, lambda: self._finder.lean(head), last, self._day, self._month, near
        )
        try:
            value = evaluate(expression, setting)
        except ImpossibleDateError:
            self._impossible.append(text)
            return
        except NoPublicationError:
            self._unresolved += 1
            return
        if value is None:
            return
        if _in_dateline(scene, expression):
            rule = "dateline"
        else:
            self._remember(value, sentence)
            self._since_event(start, value, text)
        self._mentions.append(TimeMention(start, end, head.i, text, str(value), rule))

    def _remember(self, value: Moment | Stretch, sentence: int) -> None:
        moment = value if isinstance(value, Moment) else value.start or value.end
        if moment is None:
            return
        self._anchor = (sentence, moment)
        self._day = moment if moment.day is not None else self._day
        self._month = moment if moment.month is not None else self._month

    def _since_event(self, start: int, value: Moment | Stretch, text: str) -> None:
        """A mention on "since the X" before the date of X: for what goes on since, not for X itself."""
        doc = self._scene.doc
        if not isinstance(value, Moment):
            return
        if doc[start].is_sent_start:
            return
        first = self._mentions[-1].end if self._mentions else 0
        for i in range(start - 1, max(first, start - _REACH) - 1, -1):
            token = doc[i]
            if token.lower_ in self._finder.cues("since") | self._finder.cues("until"):
                break
            if (
                "Fin" in token.morph.get("VerbForm", [])
                or token.is_sent_start
                or (token.is_punct and i < start - 1)
            ):
                return
        else:
            return
        if doc[i + 1].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "NUM"):
            return
        noun = next((other for other in doc[i:start] if other.pos_ in ("NOUN", "PROPN")), None)
        if noun is None:
            return
        since = token.lower_ in self._finder.cues("since")
        stretch = Stretch(value, None) if since else Stretch(None, value)
        words = doc[i:start].text + " " + text
        rule = "since-event" if since else "until-event"
        self._mentions.append(TimeMention(i, noun.i + 1, noun.i, words, str(stretch), rule))


def _plainest(expression: Expression) -> Expression:
    """The expression inside words that leave its value as it is."""
    while expression.rule.operation == "same":
        expression = expression.slots["when"]
    return expression


def _dictionary(
    classes: Mapping[str, Mapping[str, Any]], about: Mapping[str, int], words: set[str]
) -> dict[str, Symbols]:
    known: dict[str, list[tuple[str, Any]]] = {word: [(word, None)] for word in words}
    for name, members in {**classes, "about": about}.items():
        for word, value in members.items():
            known.setdefault(word, []).append((f"{{{name}}}", value))
    return {word: tuple(symbols) for word, symbols in known.items()}


def _roman(norm: str) -> int | None:
    digits = [_ROMAN.get(c) for c in norm.rstrip("e")]
    if not 0 < len(digits) <= 6 or not norm.endswith("e"):
        return None
    values = [digit for digit in digits if digit is not None]
    if len(values) < len(digits):
        return None
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def _in_dateline(scene: TextMap, found: Expression) -> bool:
    """True for the date after a place in capitals at the head of a paragraph, before a dash."""
    if scene.norm(found.end) not in ("-", ")"):
        return False
    for i in range(found.start - 1, max(-1, found.start - 8), -1):
        lexeme = scene.lexemes[i]
        if lexeme.norm in (",", "(", "-"):
            continue
        if not (lexeme.norm or "").isalpha() or not lexeme.capital:
            return False
        if i == 0 or "\n" in scene.source[scene.lexemes[i - 1].end : lexeme.start] + scene.norm(i - 1):
            return scene.source[lexeme.start : lexeme.end].isupper()
    return False
