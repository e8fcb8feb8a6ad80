"""Places and the state each lies in: listed names, states and capitals as places, names that a cue shows.

A city of the tables is a place wherever it stands. A state or a capital is one only where a preposition or a
noun of place governs it; it stays a mention of a party as well, and the assembly chooses. A capitalised name
that no table knows is a place after a noun of place (a port, a base, an island) and its preposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.lang import Language
from escale.reader.layers import PartyForm, PartyMention, PlaceMention
from escale.reader.places.place_uses import PlaceUses
from escale.reader.text.columns import words as column
from escale.reader.text.gazetteer import NameTrie, Words, fold

__all__ = ["PlaceFinder"]

_CITY_OR_STATE = frozenset({PartyForm.CAPITAL, PartyForm.NAME})
_UNKNOWN_WORDS = 4
_OPENING = ("(", ",")


@dataclass(frozen=True, slots=True)
class _Known:
    """A listed place: its state if it lies in one.

    ``weak`` names and capitals need a cue, hidden ones only hide the names inside them.
    """

    country: str | None
    weak: bool = False
    hidden: bool = False
    capital: bool = False


class PlaceFinder:
    """Finds the mentions of places in a document."""

    def __init__(self, language: Language) -> None:
        table = language.table("places")
        cues = table["cues"]
        self._prepositions = frozenset(cues["prepositions"])
        self._links = frozenset(cues["links"])
        self._articles = frozenset(cues["articles"])
        self._nouns = frozenset(cues["nouns"])
        self._direct = frozenset(cues["direct"])
        self._complemented = self._nouns | frozenset(cues["events"])
        self._grounds = frozenset(cues["grounds"])
        self._states = frozenset(language.table("states"))
        self._uses = PlaceUses.of(language)
        self._trie = self._index(language)

    @staticmethod
    def _index(language: Language) -> NameTrie[_Known]:
        table = language.table("places")
        weak = frozenset(table["weak"]["names"])
        trie: NameTrie[_Known] = NameTrie()
        for code, names in table["state"].items():
            for name in names:
                trie.add(name, _Known(code, weak=name in weak))
        for name in table["across"]["names"]:
            trie.add(name, _Known(None, weak=name in weak))
        trie.add_all(table["masks"]["names"], _Known(None, hidden=True))
        for record in language.table("states").values():
            trie.add_all(record.get("names", ()), _Known(None, hidden=True))
        for code, record in language.table("states").items():
            trie.add_all(record.get("capitals", ()), _Known(code, capital=True))
        return trie

    def __call__(self, doc: Doc, parties: Sequence[PartyMention]) -> list[PlaceMention]:
        """The mentions, by where they start.

        ``parties`` may hold anaphors too: the waters that a possessive gives to a state are a place of it.
        """
        found = {m.start: m for m in self._of_parties(doc, parties)}
        words = Words.of(doc)
        for mention in self._listed(doc, words):
            found[mention.start] = mention
        covered = {i for m in found.values() for i in range(m.start, m.end)}
        named = {i for p in parties for i in range(p.start, p.end)}
        for mention in self._unknown(doc, covered | named, parties):
            found.setdefault(mention.start, mention)
        return self._uses(doc, [found[start] for start in sorted(found)])

    def _listed(self, doc: Doc, words: Words) -> Iterable[PlaceMention]:
        token, at, size = words.token, 0, len(words)
        while at < size:
            hit = self._trie.longest(words, at)
            if hit is None:
                at = words.token_end(at)
                continue
            start, end = token[hit.first], token[hit.last - 1] + 1
            at = hit.last
            known = next((k for k in hit.values if not k.hidden), None)
            if known is None or self._is_surname(doc, start, end):
                continue
            if (known.weak or known.capital) and not self._used_as_place(doc, start, end):
                continue
            if known.weak and _goes_on(doc, end):
                continue
            yield _place(doc, start, end, known.country)

    def _of_parties(self, doc: Doc, parties: Sequence[PartyMention]) -> Iterable[PlaceMention]:
        for party in parties:
            if party.code not in self._states:
                continue
            if party.form in _CITY_OR_STATE:
                start = self._name_start(doc, party)
                if self._used_as_place(doc, start, party.end) or self._uses.leaves(doc, start, party.head):
                    yield _place(doc, start, party.end, party.code)
            elif party.form is PartyForm.ANAPHOR:
                if doc[party.head].lower_ in self._grounds:
                    yield _place(doc, party.head, party.end, party.code)
            elif party.form is PartyForm.ADJECTIVE and not self._is_named(doc, party.end):
                noun = party.head if doc[party.head].lower_ in self._grounds else party.end - 2
                if noun >= 0 and doc[noun].lower_ in self._grounds:
                    yield _place(doc, noun, party.end, party.code)

    def _is_named(self, doc: Doc, end: int) -> bool:
        """True if the name of the place follows the adjective."""
        return end + 1 < len(doc) and doc[end].lower_ in self._links and doc[end + 1].text[:1].isupper()

    def _name_start(self, doc: Doc, party: PartyMention) -> int:
        """Where the bare name starts in a mention that takes in its head noun."""
        capitals = (at for at in range(party.start, party.end) if doc[at].text[:1].isupper())
        return next(capitals, party.end - 1)

    def _is_link(self, word: str) -> bool:
        return word in self._links or word in self._articles

    def _used_as_place(self, doc: Doc, start: int, end: int) -> bool:
        if self._governed(doc, start):
            return True
        at = start - 1
        if at >= 0 and doc[at].lower_ in self._articles:
            at -= 1
        if at >= 1 and doc[at].lower_ in self._links:
            noun = doc[at - 1]
            return noun.lower_ in self._complemented or (
                noun.pos_ == "ADJ" and at >= 2 and doc[at - 2].lower_ in self._complemented
            )
        opens = doc[start].is_sent_start is True
        return opens and end < len(doc) and doc[end].text in _OPENING

    def _governed(self, doc: Doc, start: int) -> bool:
        """True if a preposition of place stands right before the name or its article."""
        at = start - 1
        if at >= 0 and doc[at].lower_ in self._prepositions:
            return True
        if at >= 1 and self._is_link(doc[at].lower_):
            return doc[at - 1].lower_ in self._prepositions
        return False

    @staticmethod
    def _is_surname(doc: Doc, start: int, end: int) -> bool:
        """True if the name is a person's, first name or surname."""
        before, first = (doc[start - 1] if start else None), doc[start]
        if before is not None and first.dep_ == "flat:name" and before.pos_ == "PROPN":
            return before.text[:1].isupper()
        after = doc[end] if end < len(doc) else None
        return (
            after is not None
            and after.dep_ == "flat:name"
            and start <= after.head.i < end
            and after.text[:1].isupper()
        )

    def _unknown(
        self, doc: Doc, covered: set[int], parties: Sequence[PartyMention]
    ) -> Iterable[PlaceMention]:
        adjectives = {p.end - 1: p.code for p in parties if p.form is PartyForm.ADJECTIVE}
        names = {p.end - 1: p.code for p in parties if p.form is PartyForm.NAME}
        words = column(doc, "LOWER", str)
        for index, word in enumerate(words):
            if word not in self._nouns:
                continue
            at = index + 1
            country = None
            while at < len(doc) and at <= index + 2 and doc[at].pos_ == "ADJ" and not words[at].istitle():
                country = adjectives.get(at, country)
                at += 1
            linked = at < len(doc) and words[at] in self._links
            if linked:
                at += 1
                if at < len(doc) and words[at] in self._articles:
                    at += 1
            elif word not in self._direct:
                continue
            end = at
            while end < len(doc) and end - at < _UNKNOWN_WORDS and _is_name(doc, end, covered):
                end += 1
            if end > at:
                yield _place(doc, at, end, country or self._country_after(doc, end, names))

    def _country_after(self, doc: Doc, end: int, names: dict[int, str]) -> str | None:
        """The state named right after, behind a comma or in brackets."""
        if end < len(doc) and doc[end].text in _OPENING:
            at = end + 1
            while at < len(doc) and at <= end + 4:
                if at in names:
                    return names[at]
                at += 1
        return None


def _is_name(doc: Doc, index: int, covered: set[int]) -> bool:
    text = doc[index].text
    return index not in covered and text[:1].isupper() and fold(text)[:1].isalpha()


def _goes_on(doc: Doc, end: int) -> bool:
    """True if a capitalised word follows, as a surname does a first name."""
    return end < len(doc) and doc[end].text[:1].isupper()


def _place(doc: Doc, start: int, end: int, country: str | None) -> PlaceMention:
    head = start
    for index in range(start, end):
        governor = doc[index].head.i
        if not start <= governor < end or governor == index:
            head = index
            break
    return PlaceMention(start, end, head, doc[start:end].text, country)
