"""Ships by name, class and hull number, found by the noun before them, a navy's prefix or the number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from escale.reader.layers import VesselMention
from escale.reader.text.grammar import Expression
from escale.reader.text.textmap import TextMap

__all__ = ["VesselReader"]

_HULL = re.compile(r"[A-Z]{1,5}[ -]?\d{1,4}[A-Z]?|\d{2,4}")
_BETWEEN = 5  # words between the noun and the name ("la frégate lance-missiles britannique ...")
_LONGEST = 8  # words of a name
_OPEN, _CLOSE = frozenset('"«“'), frozenset('"»”')


class VesselReader:
    """Reads the names of ships around the nouns for them."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._prefixes = {word.lower(): word for word in table["prefixes"]["words"]}
        self._classes = frozenset(table["classes"]["words"])
        self._numbered_classes = frozenset(table["classes"]["numbered"])
        self._and = frozenset(table["links"]["and"])

    def __call__(self, text: TextMap, terms: Sequence[Expression], taken: bytearray) -> list[VesselMention]:
        """The ships named in a text, in order."""
        found: dict[int, VesselMention] = {}
        for term in terms:
            if term.rule.makes == "ship":
                for named in self._after(text, term, taken):
                    found.setdefault(named.start, named)
        for i, lexeme in enumerate(text.lexemes):
            mention: VesselMention | None
            if lexeme.norm in self._classes or lexeme.norm in self._numbered_classes:
                mention = self._classed(text, i)
            elif lexeme.norm == "(" and i:
                mention = self._numbered(text, i)
            else:
                mention = self._prefixed(text, i) if lexeme.norm in self._prefixes else None
            if mention is not None and (mention.hull or not any(taken[mention.start : mention.end])):
                found.setdefault(mention.start, mention)
        return _apart(found.values())

    def _after(self, text: TextMap, term: Expression, taken: bytearray) -> list[VesselMention]:
        i = term.end
        for _ in range(_BETWEEN):
            name = self._name(text, i)
            if name is not None:
                mentions = [self._mention(text, i, name, text.tokens(term.start, term.end)[0])]
                plural = text.norm(term.end - 1).endswith(("s", "x"))
                while plural and text.norm(_hull(text, _closed(text, name))[1]) in self._and:
                    i = _hull(text, _closed(text, name))[1] + 1
                    name = self._name(text, i)
                    if name is None or text.lexemes[i].norm in self._classes:
                        break
                    mentions.append(self._mention(text, i, name, None))
                return mentions
            token = text.token(i)
            if token is None or (taken[token.i] == 0 and token.pos_ != "ADJ" and text.norm(i) != "-"):
                return []
            i += 1
        return []

    def _name(self, text: TextMap, i: int) -> tuple[int, int] | None:
        """The lexemes of a name that begins at ``i``, without quotation marks."""
        if i >= len(text.lexemes) or text.token(i) is None:
            return None
        first = text.source[text.lexemes[i].start]
        if first in _OPEN:
            for end in range(i + 1, min(i + _LONGEST, len(text.lexemes))):
                if text.source[text.lexemes[end].start] in _CLOSE:
                    return (i + 1, end) if end > i + 1 and text.lexemes[i + 1].capital else None
            return None
        lexeme = text.lexemes[i]
        token = text.token(i)
        if not lexeme.capital or token is None or token.pos_ == "ADJ":
            return None
        return i, _name_end(text, i)

    def _mention(self, text: TextMap, i: int, name: tuple[int, int], noun: int | None) -> VesselMention:
        start, end = name
        hull, after = _hull(text, _closed(text, name))
        first, last = text.tokens(i if noun is None else start, max(after, end))
        words = text.text(start, end)
        begin = first if noun is None else noun
        return VesselMention(begin, last, text.head(begin, last).i, words, hull)

    def _prefixed(self, text: TextMap, i: int) -> VesselMention | None:
        word = text.text(i, i + 1)
        if word != self._prefixes[text.norm(i)] or i + 1 >= len(text.lexemes) or text.gap(i + 1).strip():
            return None
        opened = text.source[text.lexemes[i + 1].start] in _OPEN
        name = self._name(text, i + 1)
        if name is None:
            return None
        return self._mention(text, i, (name[0] if opened else i, name[1]), None)

    def _classed(self, text: TextMap, i: int) -> VesselMention | None:
        """``classe X``, ``type 212``."""
        if i + 1 >= len(text.lexemes):
            return None
        lexeme = text.lexemes[i + 1]
        if text.norm(i) in self._numbered_classes and not lexeme.digits:
            return None
        if not (lexeme.capital or (lexeme.digits and text.gap(i + 1))):
            name = self._name(text, i + 1)
            if name is None:
                return None
            end = name[1]
        else:
            end = _name_end(text, i + 1)
        first, last = text.tokens(i, end)
        return VesselMention(first, last, text.head(first, last).i, text.text(i, end), None)

    def _numbered(self, text: TextMap, i: int) -> VesselMention | None:
        """A name before a hull number in brackets, letters and digits: ``l'Almirante Lynch (FF-07)``."""
        hull, _ = _hull(text, i)
        if hull is None or not hull[0].isalpha():
            return None
        start = i
        while (
            i - start < _LONGEST and start and text.lexemes[start - 1].capital and not text.gap(start).strip()
        ):
            start -= 1
        return self._mention(text, start, (start, i), None) if start < i else None


def _closed(text: TextMap, name: tuple[int, int]) -> int:
    """The lexeme after a name and its closing quotation mark."""
    end = name[1]
    if end < len(text.lexemes) and text.source[text.lexemes[end].start] in _CLOSE:
        end += 1
    return end


def _name_end(text: TextMap, i: int) -> int:
    """Where the capitalised words, numbers and particles from ``i`` end."""
    end = i + 1
    for at in range(i + 1, min(i + _LONGEST, len(text.lexemes))):
        lexeme, gap = text.lexemes[at], text.gap(at)
        if gap.strip() or "\n" in gap:
            break
        if lexeme.capital or (lexeme.digits and lexeme.digits < 4):
            end = at + 1
        elif not (
            lexeme.norm in ("-", "'") or ((lexeme.norm or "").isalpha() and len(lexeme.norm or "") <= 3)
        ) or not (lexeme.norm in ("-", "'") or _particle(text, at)):
            break
    return end


def _particle(text: TextMap, at: int) -> bool:
    token = text.token(at)
    return token is not None and token.pos_ in ("ADP", "DET", "PROPN", "X")


def _hull(text: TextMap, at: int) -> tuple[str | None, int]:
    """A hull number in brackets and the lexeme after it; the lexeme given where there is none."""
    if text.norm(at) != "(":
        return None, at
    start = text.lexemes[at].end
    for end in range(at + 1, min(at + 10, len(text.lexemes))):
        if text.norm(end) in (")", ","):
            hull = text.source[start : text.lexemes[end].start].strip()
            if _HULL.fullmatch(hull) is None:
                return None, at
            close = end
            while close < min(at + 14, len(text.lexemes)) and text.norm(close) != ")":
                close += 1
            return hull, close + 1 if text.norm(close) == ")" else end
    return None, at


def _apart(mentions: Iterable[VesselMention]) -> list[VesselMention]:
    kept: list[VesselMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
