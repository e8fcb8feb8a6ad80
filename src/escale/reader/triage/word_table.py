"""What each word of a text may be to the lexicon, whatever its part of speech: looked up once, then kept.

A word may fill slots of entries, belong to classes of context, begin the name of a state or place, be the
surname of an office holder. Only what no word around it could change is *sure*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from spacy.lookups import Lookups
from spacy.strings import get_string_id

from escale.lang import Language
from escale.model import ClaimType
from escale.reader.matters.lexicon import Entry, Lexicon
from escale.reader.parties.party_index import PartyIndex
from escale.reader.text.gazetteer import NameTrie, fold, pieces
from escale.reader.triage.lemmas import Lemmas
from escale.register import Register

__all__ = ["Slots", "Word", "WordTable"]

_CACHE = 300_000  # words that are kept; a crawl has ever new ones
_HYPHENS = str.maketrans("‑‐", "--")


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of the lexicon's entries that name a type, as bits.

    Attributes:
        of: hash of a form or lemma to the bits of the slots it fills.
        first: the bits of all first slots.
        entries: bit of a first slot to the entries that it opens: type, entry, the bits of its slots in
            order, and together.
    """

    of: Mapping[int, int]
    first: int
    entries: Mapping[int, tuple[tuple[ClaimType, Entry, tuple[int, ...], int], ...]]

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> Slots:
        """The slots of those entries that name a type."""
        bits: dict[frozenset[int], int] = {}
        opened: dict[int, list[tuple[ClaimType, Entry, tuple[int, ...], int]]] = {}
        of: dict[int, int] = {}
        for entry in entries:
            if entry.type is None:
                continue
            needed = tuple(bits.setdefault(slot, 1 << len(bits)) for slot in entry.slots)
            opened.setdefault(needed[0], []).append((entry.type, entry, needed, reduce(or_, needed)))
        for slot, bit in bits.items():
            for key in slot:
                of[key] = of.get(key, 0) | bit
        return cls(of, sum(opened), {bit: tuple(found) for bit, found in opened.items()})


@dataclass(frozen=True, slots=True)
class _Gear:
    """Words for equipment and ships, in lower case, singular and plural."""

    pieces: frozenset[str]
    models: frozenset[str]
    ships: frozenset[str]
    before_ships: frozenset[str]

    @classmethod
    def of(cls, language: Language) -> _Gear:
        """Those of a language's table ``equipment``: of a term in several words, the first."""
        table = language.table("equipment")

        def firsts(records: Iterable[Mapping[str, Iterable[str]]]) -> set[str]:
            words = {term.split()[0].lower() for record in records for term in record["words"]}
            return words | {word + ending for word in words for ending in ("s", "x")}

        return cls(
            pieces=frozenset(firsts(table["gear"])),
            models=frozenset(firsts(table["models"])),
            ships=frozenset(firsts(table["vessels"])),
            before_ships=frozenset(
                word.lower() for kind in ("prefixes", "classes") for word in table[kind]["words"]
            ),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A word of interest.

    Attributes:
        low: in lower case.
        slots: bits of the slots it may fill.
        classes: bits of the context classes it may belong to.
        sure: bits of those it belongs to wherever it stands.
        opens: True if a name of a party or place may begin with it, or in it.
        serves: the states or bodies that office holders of this surname serve.
        gear, model, ship, number: kinds of equipment, and words for a number.
    """

    low: str
    slots: int
    classes: int
    sure: int
    opens: bool
    serves: tuple[str, ...]
    gear: bool
    model: bool
    ship: bool
    number: bool


class WordTable(dict[str, Word | None]):
    """Words as written, with what each may be; None for one that means nothing to the lexicon.

    Args:
        language: the language.
        lexicon: its matters.
        slots: the slots of these.
        tables: the lemmatizer's tables; None if there are none, then forms alone count.
        register: office holders.
    """

    def __init__(
        self, language: Language, lexicon: Lexicon, slots: Slots, tables: Lookups | None, register: Register
    ) -> None:
        super().__init__()
        self._classes = lexicon.classes
        self._nominal = lexicon.nominal
        self._persons = lexicon.persons | lexicon.bits["person"] | lexicon.bits["state"]
        self._pair = lexicon.bits["pair"]
        self._slots = slots.of
        self._lemmas = Lemmas(tables) if tables is not None else None
        index = PartyIndex(language)
        self.parties = index.trie
        self.prefixes = index.prefixes
        self.places = _places(language)
        self._openings, self._small_openings = (
            frozenset(self.prefixes) | self.parties.openings(small=small) | self.places.openings(small=small)
            for small in (False, True)
        )
        self._gear = _Gear.of(language)
        self._numbers = frozenset(language.table("triage")["numbers"]["words"])
        self._pairs = _pair_words(language)
        self._surnames = _surnames(register)

    def __missing__(self, word: str) -> Word | None:
        if len(self) >= _CACHE:
            self.clear()
        found = self[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> Word | None:
        low = word.lower().translate(_HYPHENS)
        parts = pieces(word)
        folded = [fold(part) for part in parts]
        slots, classes = self._keys({low, *low.split("-")} if "-" in low else {low})
        serves = self._served(folded[-1:]) if word[0].isupper() else ()
        if serves:
            classes |= self._persons
        if low in self._pairs:
            classes |= self._pair
        opens = any(
            key in (self._openings if part[0].isupper() else self._small_openings)
            for part, key in zip(parts, folded, strict=True)
        )
        model = low in self._gear.models or (word[0].isupper() and word[-1].isdigit())
        gear = model or low in self._gear.pieces
        ship = low in self._gear.ships or low in self._gear.before_ships
        number = low in self._numbers or low.isdigit()
        if not (slots or classes or opens or gear or ship or number):
            return None
        sure = self._classes.get(get_string_id(low), 0)
        if self._may_be_verb(low):
            sure &= ~self._nominal
        return Word(low, slots, classes, sure, opens, serves, gear, model, ship, number)

    def _keys(self, forms: Iterable[str]) -> tuple[int, int]:
        slots = classes = 0
        for form in forms:
            for key in map(get_string_id, {form, *(self._lemmas(form) if self._lemmas else ())}):
                slots |= self._slots.get(key, 0)
                classes |= self._classes.get(key, 0)
        return slots, classes

    def _may_be_verb(self, form: str) -> bool:
        return self._lemmas is None or self._lemmas.may_be_verb(form)

    def _served(self, surname: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({code for name in surname for code in self._surnames.get(name, ())}))


def _places(language: Language) -> NameTrie[str]:
    trie: NameTrie[str] = NameTrie()
    for code, names in language.table("places")["state"].items():
        trie.add_all(names, code)
    return trie


def _pair_words(language: Language) -> frozenset[str]:
    """The nouns that stand for states named before."""
    table = language.table("anaphors")
    nouns: set[str] = set(table["both"]["words"]) | set(table["speaker"]["words"])
    for kind in ("several", "each", "foes", "again", "one", "body", "other", "own"):
        for field, words in table[kind].items():
            if field.isupper() or field == "sides":
                nouns.update(words)
    return frozenset(word.lower() for word in nouns)


def _surnames(register: Register) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for holder in register.holders:
        for name in (*holder.names, holder.family):
            for surname in pieces(name)[-1:]:
                found.setdefault(fold(surname), set()).add(holder.code)
    return found
