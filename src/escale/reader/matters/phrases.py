"""Where the words of a lexicon entry stand together: side by side, a few words apart, or verb and object.

Quotation marks and blanks do not part words (``un comportement "agressif"``), nor do numbers count between
a verb and what it governs; a conjunction that opens a clause ends the phrase. A verb that stands too far from
its object still meets it in the tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc

from escale.reader.matters.lexicon import Entry
from escale.reader.text.columns import offsets

__all__ = ["Phrases"]

_WIDE = 3
"""Phrases with so wide a gap are constructions, not set expressions: numbers in them are skipped."""

_NUMBER = get_string_id("NUM")
_CLAUSE = get_string_id("SCONJ")
_OBJECTS = frozenset(map(get_string_id, ("obj", "nsubj:pass")))


class Phrases:
    """Finds the tokens of a document that fill an entry's slots."""

    __slots__ = ("_keys", "_marks", "_numbers", "_objects", "_opens")

    def __init__(self, doc: Doc, keys: Sequence[tuple[int, int]]) -> None:
        """Lay out a document whose tokens have `keys`, the hashes of their form and lemma."""
        self._keys = keys
        self._marks: list[bool] = []
        self._numbers: list[bool] = []
        self._opens: list[bool] = []
        self._objects: dict[int, list[int]] = {}
        rows = doc.to_array(["IS_QUOTE", "IS_SPACE", "POS", "DEP"]).tolist()
        for index, ((quote, space, pos, dep), head) in enumerate(
            zip(rows, offsets(doc, "HEAD"), strict=True)
        ):
            self._marks.append(bool(quote or space))
            self._numbers.append(pos == _NUMBER)
            self._opens.append(pos == _CLAUSE)
            if dep in _OBJECTS:
                self._objects.setdefault(index + head, []).append(index)

    def match(self, entry: Entry, start: int, first: int, last: int) -> tuple[int, ...] | None:
        """The tokens of the sentence ``[first, last)`` that fill the slots from `start` on, or None."""
        tokens = [start]
        for slot in entry.slots[1:]:
            found = self._walk(slot, tokens, entry.gap, tokens[-1] + 1, last, 1)
            if found is None and entry.free:
                found = self._walk(slot, tokens, entry.gap, start - 1, first - 1, -1)
            if found is None and entry.verbal and entry.gap >= _WIDE:
                found = self._object(slot, start)
            if found is None:
                return None
            tokens.append(found)
        return tuple(tokens)

    def _walk(
        self, slot: frozenset[int], tokens: list[int], gap: int, start: int, stop: int, step: int
    ) -> int | None:
        left = gap
        for index in range(start, stop, step):
            lower, lemma = self._keys[index]
            if (lower in slot or lemma in slot) and index not in tokens:
                return index
            if self._marks[index] or (gap >= _WIDE and self._numbers[index]):
                continue
            if left == 0 or self._opens[index]:
                return None
            left -= 1
        return None

    def _object(self, slot: frozenset[int], verb: int) -> int | None:
        for index in self._objects.get(verb, ()):
            if not slot.isdisjoint(self._keys[index]):
                return index
        return None
