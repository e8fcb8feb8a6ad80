"""Words, numbers and signs of a text as rules see them: in lower case, with one apostrophe and one hyphen.

The rules for time and equipment run over these lexemes and not over the tokens of the tree, so that they hold
whatever the tokenizer makes of ``mi-juin``, ``11-12`` or ``1993–1995``; offsets lead back to the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["Lexeme", "Lexer", "Numbers"]

_SPACE = "   "
_PATTERN = re.compile(
    rf"(?P<grouped>\d{{1,3}}(?:[{_SPACE}.]\d{{3}}){{1,6}}(?!\d))|(?P<decimal>\d{{1,9}},\d{{1,9}}(?!\d))"
    r"|(?P<ordinal>\d{1,4}[^\W\d_]{0,2}[er](?!\w))|(?P<digits>\d+)"
    r"|(?P<word>[^\W\d_]+)|\n[ \t]*\n|[^\w\s]"
)
_SIGNS = str.maketrans(
    {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "«": '"', "»": '"', "“": '"', "”": '"'}
)
_LONGEST = 15  # digits of a number that is read; anything longer is an identifier


class Lexeme(NamedTuple):
    """A word, number or sign ``[start, end)`` of the text.

    Attributes:
        norm: its form in lower case; None for a number written in several words.
        number: its value, if it is a number.
        ordinal: True for a number that ranks.
        digits: how many digits, if it is written as plain digits, else 0.
        capital: True if it begins with a capital.
    """

    start: int
    end: int
    norm: str | None
    number: int | float | None = None
    ordinal: bool = False
    digits: int = 0
    capital: bool = False


class Numbers:
    """Numbers in words: a language's own, from its table ``numbers``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.cardinals: Mapping[str, int] = table["cardinals"]
        self.scores: Mapping[str, int] = table["scores"]
        self.joiner: str = table["joiner"]["word"]
        self.joined = frozenset(table["joiner"]["before"])

    def read(self, norms: list[str | None], at: int) -> tuple[int, int] | None:
        """The number that begins at ``at``: its value and the index after it."""
        total, i, last = 0, at, at
        group: int | None = None
        while i < len(norms):
            norm = norms[i]
            if norm in ("-", self.joiner) and i > at:
                following = norms[i + 1] if i + 1 < len(norms) else None
                fits = group is not None and group % 100 >= 20
                if following is None or (norm == self.joiner and not (fits and following in self.joined)):
                    break
                i += 1
                norm = following
            score = self.scores.get(norm) if norm and group is not None else None
            value = self.cardinals.get(norm) if norm else None
            if score is not None and group == score // 20:
                group = score
            elif value is None:
                break
            elif value >= 1000:
                total, group = total + (group or 1) * value, 0
            elif value == 100 and (group or 0) < 10:
                group = (group or 1) * 100
            elif group is None or value < _room(group):
                group = (group or 0) + value
            else:
                break
            i += 1
            last = i
        return None if group is None else (total + group, last)


def _room(number: int) -> int:
    """What may still be added to a number being read: ``vingt`` takes units, ``soixante`` up to nineteen."""
    if number == 0:
        return 1000
    if number % 100 == 0:
        return 100
    if number % 100 in (60, 80):
        return 20
    return 10 if (number % 10 == 0 and number % 100 >= 20) or number % 100 == 10 else 0


class Lexer:
    """Splits text into lexemes in one pass."""

    def __init__(self, numbers: Mapping[str, Any]) -> None:
        self._numbers = Numbers(numbers)
        self._first = frozenset(self._numbers.cardinals)

    def __call__(self, text: str) -> list[Lexeme]:
        """The lexemes of a text, in order."""
        plain = self.plain(text)
        if not any(lexeme.norm in self._first for lexeme in plain):
            return plain
        return self._join(plain)

    @staticmethod
    def plain(text: str) -> list[Lexeme]:
        """The lexemes of a text, with numbers in several words left apart."""
        return [_read(match) for match in _PATTERN.finditer(text)]

    def _join(self, plain: list[Lexeme]) -> list[Lexeme]:
        norms = [lexeme.norm for lexeme in plain]
        joined: list[Lexeme] = []
        i = 0
        while i < len(plain):
            read = self._numbers.read(norms, i) if norms[i] in self._first else None
            if read is None:
                joined.append(plain[i])
                i += 1
                continue
            value, after = read
            first, last = plain[i], plain[after - 1]
            norm = first.norm if after == i + 1 else None
            joined.append(Lexeme(first.start, last.end, norm, value, capital=first.capital))
            i = after
        return joined


def _read(match: re.Match[str]) -> Lexeme:
    form = match.group()
    start, end = match.span()
    kind = match.lastgroup
    if kind == "word":
        return Lexeme(start, end, form.lower(), capital=form[0].isupper())
    if kind is None:
        return Lexeme(start, end, form.translate(_SIGNS))
    digits = "".join(c for c in form if c.isdecimal())
    if len(digits) > _LONGEST:
        return Lexeme(start, end, form)
    if kind == "decimal":
        return Lexeme(start, end, form, float(form.replace(",", ".")))
    return Lexeme(
        start, end, form, int(digits), ordinal=kind == "ordinal", digits=len(form) if kind == "digits" else 0
    )
