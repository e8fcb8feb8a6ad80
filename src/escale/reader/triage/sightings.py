"""What the words of a text show at first sight: their classes, the parties and lands of each segment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from escale.reader.layers import PartyForm
from escale.reader.matters.lexicon import Lexicon
from escale.reader.parties.party_index import Known
from escale.reader.text.gazetteer import Words, fold, pieces
from escale.reader.triage.word_table import Word, WordTable

__all__ = ["WORD", "Segment", "Sighter"]

WORD = re.compile(r"[^\W_]+(?:[-‑‐][^\W_]+)*")
_NAME = 8  # words of a name at most; words after a word for a ship in which its name stands
_CACHE = 100_000  # words that open names, kept with what they name
_COUNT = 4  # words before a piece of equipment in which its number stands
_SITES = frozenset({PartyForm.CAPITAL, PartyForm.NAME, PartyForm.SEAT})


@dataclass(slots=True)
class Segment:
    """A segment of a text, word by word; bits are those of the lexicon's classes.

    Attributes:
        start, end: where it stands in the text.
        words: its words as written.
        known: what the table knows of each, None for most.
        bits: classes that each word may belong to.
        codes: the states and bodies it may name; ``lands`` those and the states its places lie in.
    """

    start: int
    end: int
    words: Sequence[str]
    known: Sequence[Word | None]
    bits: list[int] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)

    @property
    def all(self) -> int:
        """The classes that any of its words may belong to."""
        bits = 0
        for one in self.bits:
            bits |= one
        return bits

    @property
    def sure(self) -> int:
        """The classes that some of its words belong to, whatever they are in their sentence."""
        bits = 0
        for word in self.known:
            if word is not None:
                bits |= word.sure
        return bits


@dataclass(frozen=True, slots=True)
class _Alone:
    """What a word names by itself, and the folded pieces with which a longer name would go on."""

    codes: Set[str]
    lands: Set[str]
    bits: int
    goes_on: frozenset[str]


class Sighter:
    """Lays the classes of names and equipment over the words of segments."""

    def __init__(self, table: WordTable, lexicon: Lexicon) -> None:
        self._table = table
        names = lexicon.bits
        self._state, self._group, self._place = names["state"], names["group"], names["place"]
        self._items, self._vessels = lexicon.items, lexicon.vessels
        self._alone: dict[str, _Alone] = {}

    def words(self, text: str, bounds: Iterable[tuple[int, int]]) -> list[Segment]:
        """The segments of a text with their words, and no more."""
        table = self._table
        found = []
        for start, end in bounds:
            words = WORD.findall(text, start, end)
            found.append(Segment(start, end, words, [table[word] for word in words]))
        return found

    def look(self, segment: Segment) -> None:
        """Fills in the bits, codes and lands of a segment."""
        segment.bits = [0 if word is None else word.classes for word in segment.known]
        names = False
        for at, word in enumerate(segment.known):
            if word is None:
                continue
            names = names or word.opens
            if word.serves:
                segment.codes.add(word.serves[0])
            if word.ship:
                for place in range(at, min(len(segment.bits), at + _NAME + 1)):
                    segment.bits[place] |= self._vessels
            if word.model or (word.gear and self._counted(segment, at)):
                for place in range(max(0, at - 1), min(len(segment.bits), at + 2)):
                    segment.bits[place] |= self._items
        if names:
            self._names(segment)
        segment.lands |= segment.codes

    def _counted(self, segment: Segment, at: int) -> bool:
        """True where equipment comes with a number or a model."""
        if any(word is not None and word.number for word in segment.known[max(0, at - _COUNT) : at]):
            return True
        following = segment.words[at + 1 : at + 2]
        return bool(following) and (following[0][0].isupper() or following[0][0].isdigit())

    def _names(self, segment: Segment) -> None:
        done = 0
        for at, word in enumerate(segment.known):
            if at < done or word is None or not word.opens:
                continue
            alone = self._alone.get(segment.words[at]) or self._by_itself(segment.words[at])
            if alone.goes_on and not alone.goes_on.isdisjoint(_opening(segment.words, at + 1)):
                done = at + self._named(segment, at)
            else:
                segment.codes |= alone.codes
                segment.lands |= alone.lands
                segment.bits[at] |= alone.bits

    def _by_itself(self, word: str) -> _Alone:
        if len(self._alone) >= _CACHE:
            self._alone.clear()
        single = Segment(0, len(word), [word], [None], [0])
        self._named(single, 0)
        parts = [fold(piece) for piece in pieces(word)]
        goes_on = frozenset(
            following
            for trie in (self._table.parties, self._table.places)
            for start in range(len(parts))
            for following in trie.following(parts[start:])
        )
        found = self._alone[word] = _Alone(single.codes, single.lands, single.bits[0], goes_on)
        return found

    def _named(self, segment: Segment, at: int) -> int:
        """Lays the names that begin in a word, and gives the number of words that they take."""
        table = self._table
        words = Words(segment.words[at : at + _NAME])
        place = 0
        while place < len(words) and words.token[place] == 0:
            piece = words.folded[place]
            hit = None
            if table.parties.begins(piece):
                hit = table.parties.longest(words, place) or table.parties.longest(words, place, inside=True)
            if hit is not None:
                last = at + words.token[hit.last - 1]
                for known in hit.values:
                    if known.code:
                        self._party(segment, at, last, known)
                place = hit.last
                continue
            if piece in table.prefixes and not words.closes(place):
                segment.codes.add(table.prefixes[piece].code)
                segment.bits[at] |= self._state
            site = table.places.longest(words, place) if table.places.begins(piece) else None
            if site is not None:
                segment.lands.update(site.values)
                segment.bits[at] |= self._place
            place = site.last if site is not None else place + 1
        return words.token[place - 1] + 1 if place else 1

    def _party(self, segment: Segment, first: int, last: int, known: Known) -> None:
        segment.codes.add(known.code)
        bit = self._group if known.form is PartyForm.GROUP else self._state
        for place in range(first, last + 1):
            segment.bits[place] |= bit
        if known.form in _SITES:
            segment.bits[first] |= self._place


def _opening(words: Sequence[str], at: int) -> list[str]:
    """The first piece of a word, folded."""
    return [fold(piece) for piece in pieces(words[at])[:1]] if at < len(words) else []
