"""Listed names in running text: a trie over folded words that finds the longest listed name at each place.

Words are folded (case, accents, apostrophes) and cut at hyphens, so that one entry of a table covers the
spellings of the press and whatever cuts the tokenizer makes; hits are always whole tokens of the tree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from spacy.tokens import Doc

from escale.reader.text.columns import words

__all__ = ["Hit", "NameTrie", "Words", "fold", "pieces"]

T = TypeVar("T")

_CUT = re.compile(r"[^-‐‑'’/]+")
_SHORT = 3


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join([c for c in spread if not unicodedata.combining(c)])


def pieces(name: str) -> list[str]:
    """The words of a name, cut at blanks, hyphens, slashes and apostrophes, case and accents kept."""
    return [piece for word in name.split() for piece in _CUT.findall(word)]


class Words:
    """The pieces of a text's tokens, folded, with the token each comes from.

    Hyphens that the tokenizer has cut off leave no piece; a line break leaves one that no name holds.
    """

    __slots__ = ("folded", "raw", "token")

    def __init__(self, tokens: Iterable[str]) -> None:
        raw: list[str] = []
        folded: list[str] = []
        token: list[int] = []
        for index, text in enumerate(tokens):
            if text.isalpha():
                raw.append(text)
                folded.append(fold(text))
                token.append(index)
            elif text.isspace():
                if "\n" in text:
                    raw.append(text)
                    folded.append("\n")
                    token.append(index)
            else:
                for piece in _CUT.findall(text):
                    raw.append(piece)
                    folded.append(fold(piece))
                    token.append(index)
        self.raw, self.folded, self.token = raw, folded, token

    @classmethod
    def of(cls, doc: Doc) -> Self:
        """The words of a document."""
        return cls(words(doc, "ORTH", str))

    def __len__(self) -> int:
        return len(self.token)

    def closes(self, at: int) -> bool:
        """True if the piece is the last of its token."""
        return at + 1 == len(self.token) or self.token[at + 1] != self.token[at]

    def token_end(self, at: int) -> int:
        """The first piece after the token that the piece belongs to."""
        end = at + 1
        while end < len(self.token) and self.token[end] == self.token[at]:
            end += 1
        return end


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A name found: the pieces ``[first, last)`` and the values of the entries of that name."""

    first: int
    last: int
    values: tuple[T, ...]


@dataclass(slots=True)
class _Node(Generic[T]):
    after: dict[str, _Node[T]] = field(default_factory=dict)
    entries: list[tuple[int, bool, T]] = field(default_factory=list)


class NameTrie(Generic[T]):
    """Names and what each stands for."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, name: str, value: T) -> None:
        """Enters a name.

        The first capital of the entry must be a capital in the text too; an acronym of up to three letters
        must stand in capitals throughout. An entry without a capital is found in either case.
        """
        words = pieces(name)
        node = self._root
        for word in words:
            node = node.after.setdefault(fold(word), _Node())
        capital = next((i for i, word in enumerate(words) if word[0].isupper()), -1)
        upper = len(words) == 1 and len(name) <= _SHORT and name.isupper()
        node.entries.append((capital, upper, value))

    def add_all(self, names: Iterable[str], value: T) -> None:
        """Enters several names of one thing."""
        for name in names:
            self.add(name, value)

    def begins(self, piece: str) -> bool:
        """True if a name may begin with that folded piece."""
        return piece in self._root.after

    def following(self, opening: Sequence[str]) -> Iterable[str]:
        """The folded pieces with which a name goes on that begins with these."""
        node: _Node[T] | None = self._root
        for piece in opening:
            node = node.after.get(piece) if node is not None else None
        return node.after if node is not None else ()

    def openings(self, *, small: bool) -> frozenset[str]:
        """The folded pieces that names may begin with; with ``small``, where these begin with no capital."""
        return frozenset(
            piece for piece, node in self._root.after.items() if not small or _has_small_opening(node)
        )

    def longest(self, words: Words, first: int, *, inside: bool = False) -> Hit[T] | None:
        """The longest name that begins at a piece.

        It ends where a token ends; with ``inside`` it ends anywhere within the token it begins in.
        """
        folded = words.folded
        node = self._root.after.get(folded[first])
        best: Hit[T] | None = None
        at = first
        end = words.token_end(first) if inside else len(folded)
        while node is not None:
            if node.entries and (inside or words.closes(at)):
                values = self._passing(node, words, first)
                if values:
                    best = Hit(first, at + 1, values)
            at += 1
            if at >= end:
                break
            node = node.after.get(folded[at])
        return best

    def _passing(self, node: _Node[T], words: Words, first: int) -> tuple[T, ...]:
        raw = words.raw
        return tuple(
            value
            for capital, upper, value in node.entries
            if (capital < 0 or raw[first + capital][0].isupper()) and (not upper or raw[first].isupper())
        )


def _has_small_opening(node: _Node[T]) -> bool:
    """True if some name of a branch needs no capital at its beginning."""
    return any(capital != 0 for capital, _, _ in node.entries) or any(
        map(_has_small_opening, node.after.values())
    )
