"""Finds the words that name a matter, with their senses told apart.

An entry of the lexicon fires where its words stand close together and the company they keep says that states
deal with one another there: context classes looked for in the sentence, near the words, in their subject or
object, or in the whole article. Where two entries want the same word the longer phrase wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from escale.lang import Language
from escale.reader.layers import (
    About,
    ItemMention,
    Matter,
    PartyForm,
    PartyMention,
    PlaceMention,
    TimeMention,
    VesselMention,
)
from escale.reader.matters.lexicon import Condition, Entry, Lexicon, Scope, load_lexicon
from escale.reader.matters.lifepoints import LifePoints
from escale.reader.matters.phrases import Phrases

__all__ = ["MatterFinder"]

# How far the scopes of a condition reach, in tokens: around the words; after them, in a subject or its place;
# in an object.
_NEAR = 5
_REACH = 8
_FAR = 12
_CACHE = 200_000  # lemmas whose lower-cased forms are kept from one article to the next
_REFLEXIVE = 8  # tokens before a verb in which its reflexive pronoun stands
_VERB = get_string_id("VERB")
_BEFORE = 2  # sentences that "said" looks back
_DOERS = frozenset({"obj", "iobj", "obl:arg"})
_CLASSES = {PartyForm.GROUP: "group", PartyForm.PERSON: "person", PartyForm.ANAPHOR: "pair"}
_PROOFS = 2
_DENSITY = 0.02
"""So many matters, and so many for each token, show that the article deals with dealings of states."""


class MatterFinder:
    """Finds candidate matters by the lexicon of a language."""

    def __init__(self, language: Language, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load_lexicon(language)
        self._lowered: dict[int, int] = {}

    def __call__(
        self,
        doc: Doc,
        parties: Sequence[PartyMention] | None = None,
        *,
        vessels: Sequence[VesselMention] = (),
        items: Sequence[ItemMention] = (),
        places: Sequence[PlaceMention] = (),
        times: Sequence[TimeMention] = (),
        about: About | None = None,
    ) -> list[Matter]:
        """Candidate matters of a document, sorted by where they start.

        Args:
            doc: the parsed article.
            parties: the states and bodies it names; where none are given, conditions on them count as met.
            vessels: the ships it names.
            items: the equipment it names.
            places: the places it names.
            times: its dates.
            about: what the article is about, if the document is but a part of it.
        """
        lexicon = self._lexicon
        if len(self._lowered) > _CACHE:
            self._lowered.clear()
        page = _Page(doc, lexicon, parties, self._lowered, about)
        page.lay(vessels, items, places)
        page.mark()
        chosen = _settle(page.readings())
        if any(reading.entry.type for reading in chosen):
            if parties and len(chosen) >= max(_PROOFS, len(doc) * _DENSITY):
                page.widen()
            page.tell(chosen)
            page.mark()
            chosen = _settle(page.readings())
        points = LifePoints(doc, lexicon, times)
        found = [
            matter
            for reading in chosen
            if (whole := _whole(reading)) is not None
            for matter in points.matters(whole, reading.tokens, nominal=reading.entry.nominal)
        ]
        found.sort(key=_place)
        return sorted([*found, *lexicon.continuations(doc, found)], key=_place)


@dataclass(frozen=True, slots=True)
class _Reading:
    """An entry found at some tokens, in the order of its slots."""

    entry: Entry
    tokens: tuple[int, ...]
    joined: bool

    @property
    def head(self) -> int:
        return self.tokens[self.entry.head]

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Longer phrases first, then those that the tree joins, then tighter ones, then the first."""
        return (-len(self.tokens), not self.joined, max(self.tokens) - min(self.tokens), self.head)


class _Page:
    """A document as hashes and bits, so that looking an entry up costs no strings."""

    def __init__(
        self,
        doc: Doc,
        lexicon: Lexicon,
        parties: Sequence[PartyMention] | None,
        lowered: dict[int, int],
        about: About | None,
    ) -> None:
        self._whole = about.classes if about else 0
        self._doc = doc
        self._lexicon = lexicon
        rows = doc.to_array(["LOWER", "LEMMA", "POS"])
        self._keys: list[tuple[int, int]] = []
        self._pos: list[int] = []
        self._bits: list[int] = []
        classes = lexicon.classes
        for lower, lemma, pos in rows.tolist():
            if lemma not in lowered:
                lowered[lemma] = _lowered(doc, lemma)
            lemma = lowered[lemma]
            self._keys.append((lower, lemma))
            self._pos.append(pos)
            bits = classes.get(lower, 0) | classes.get(lemma, 0)
            self._bits.append(bits & ~lexicon.nominal if pos == _VERB else bits)
        self._phrases = Phrases(doc, self._keys)
        self._bounds = [(0, 0)] * len(doc)
        self._number = [0] * len(doc)
        self._present: list[int] = []
        self._article = 0
        self._codes: dict[int, set[str]] = {}
        self._countries: dict[int, str] = {}
        names = lexicon.bits
        self._unknown = (
            names["state"] | names["states2"] | names["abroad"] | names["group"] if parties is None else 0
        )
        for party in parties or ():
            self._codes.setdefault(party.head, set()).add(party.code)
            bit = names[_CLASSES.get(party.form, "state")]
            if party.form is PartyForm.PERSON:
                bit |= lexicon.persons
            self._set(party.start, party.end, bit)
        codes = set().union(*self._codes.values()) if self._codes else set()
        self._many = len(codes) > 1 if codes else parties is None
        if about is not None:
            self._many = self._many or about.several

    def lay(
        self, vessels: Sequence[VesselMention], items: Sequence[ItemMention], places: Sequence[PlaceMention]
    ) -> None:
        """Lay the classes of ships, equipment and places over their tokens."""
        for vessel in vessels:
            self._set(vessel.start, vessel.end, self._lexicon.vessels)
        for item in items:
            self._bits[item.head] |= self._lexicon.items
        for place in places:
            if place.country is not None:
                self._countries[place.head] = place.country
                self._bits[place.head] |= self._lexicon.bits["place"]

    def tell(self, readings: Sequence[_Reading]) -> None:
        """Lay the types of the matters found over their heads, for what the article says of them next."""
        for reading in readings:
            if reading.entry.type is not None:
                self._bits[reading.head] |= self._lexicon.types[reading.entry.type]

    def widen(self) -> None:
        """Lend a sentence that names no state those of its article, known to deal with states."""
        self._unknown |= self._lexicon.bits["state"] | self._lexicon.bits["abroad"]

    def mark(self) -> None:
        """Work out which classes each sentence holds, and which are the article's own subjects."""
        names = self._lexicon.bits
        counts: dict[int, int] = {}
        self._present.clear()
        for sentence in self._doc.sents:
            present, here, lands = self._unknown, set[str](), set[str]()
            for index in range(sentence.start, sentence.end):
                self._bounds[index] = (sentence.start, sentence.end)
                self._number[index] = len(self._present)
                here |= self._codes.get(index, set())
                if index in self._countries:
                    lands.add(self._countries[index])
                rest = self._bits[index]
                present |= rest
                while rest:
                    bit = rest & -rest
                    counts[bit] = counts.get(bit, 0) + 1
                    rest ^= bit
            if here and self._many:
                present |= names["abroad"]
            if len(here) > 1:
                present |= names["states2"]
            if len(here | lands) > 1:
                present |= names["lands2"]
            self._present.append(present)
        needed = self._lexicon.thresholds
        found = (bit for bit, count in counts.items() if count >= needed.get(bit, 1))
        self._article = self._whole | sum(found)
        if self._many:
            self._article |= names["abroad"]

    def _set(self, start: int, end: int, bit: int) -> None:
        for index in range(start, end):
            self._bits[index] |= bit

    def readings(self) -> Iterator[_Reading]:
        """Every entry found whose conditions hold."""
        index = self._lexicon.index
        for token, (lower, lemma) in enumerate(self._keys):
            entries = index.get(lower, ())
            if lemma != lower:
                entries += tuple(entry for entry in index.get(lemma, ()) if entry not in entries)
            for entry in entries:
                tokens = self._match(entry, token)
                if tokens is not None and self._fits(entry, tokens):
                    yield _Reading(entry, tokens, entry.type is None or self._joined(tokens))

    def _match(self, entry: Entry, start: int) -> tuple[int, ...] | None:
        """The tokens that fill an entry's slots from `start` on, or None."""
        tokens = self._phrases.match(entry, start, *self._bounds[start])
        if tokens is None or (entry.pos and self._pos[tokens[entry.head]] not in entry.pos):
            return None
        return tokens

    def _fits(self, entry: Entry, tokens: tuple[int, ...]) -> bool:
        if entry.reflexive and not self._reflexive(tokens[entry.head]):
            return False
        if entry.needs and not any(self._holds(condition, entry, tokens) for condition in entry.needs):
            return False
        vetoes = [condition for condition in entry.unless if self._holds(condition, entry, tokens)]
        return not vetoes or (
            entry.type in self._lexicon.between
            and all(condition.of_article for condition in vetoes)
            and self._between(entry, tokens)
        )

    def _between(self, entry: Entry, tokens: tuple[int, ...]) -> bool:
        """True where the sentence puts two states beside the words, whatever else the article is about."""
        names = self._lexicon.bits
        return bool(
            self._present[self._number[tokens[0]]] & names["states2"]
            and self._seen(Scope.NEAR, entry, tokens) & names["state"]
        )

    def _joined(self, tokens: tuple[int, ...]) -> bool:
        """True if all words of a phrase but one hang on another of them."""
        heads = ((index, self._doc[index].head.i) for index in tokens)
        return sum(head == index or head not in tokens for index, head in heads) < 2

    def _reflexive(self, head: int) -> bool:
        """True for a verb with a reflexive pronoun of its own, or one shared with the verb before it."""
        verb = self._doc[head]
        first = max(self._bounds[head][0], head - _REFLEXIVE)
        for index in range(head - 1, first - 1, -1):
            word = self._doc[index]
            if self._lexicon.reflexives.isdisjoint(self._keys[index]):
                continue
            if word.dep_.startswith("nsubj"):
                continue
            if (
                word.head.i == head
                or word.head.head.i == head
                or (verb.dep_ == "conj" and word.head == verb.head)
            ):
                return True
            if not any(self._doc[between].pos_ == "VERB" for between in range(index + 1, head)):
                return True
        return False

    def _holds(self, condition: Condition, entry: Entry, tokens: tuple[int, ...]) -> bool:
        return all(self._seen(scope, entry, tokens) & bit for scope, bit in condition.parts)

    def _seen(self, scope: str, entry: Entry, tokens: tuple[int, ...]) -> int:
        """Bits of the classes present in a scope around the tokens of an entry."""
        number = self._number[tokens[0]]
        if scope == Scope.SENTENCE:
            return self._present[number]
        if scope == Scope.SAID:
            seen = 0
            for present in self._present[max(0, number - _BEFORE) : number + 1]:
                seen |= present
            return seen
        if scope == Scope.ARTICLE:
            return self._article
        first, last = self._bounds[tokens[0]]
        low, high = min(tokens), max(tokens) + 1
        if scope == Scope.NEAR:
            return self._unknown | self._over(max(first, low - _NEAR), min(last, high + _NEAR), set(tokens))
        if scope == Scope.AFTER:
            return self._unknown | self._over(high, min(last, high + _REACH))
        head = self._doc[tokens[entry.head]]
        if scope == Scope.SUBJECT:
            return self._unknown | self._subject(head, first)
        return self._unknown | self._object(head, first, last)

    def _over(self, start: int, end: int, skip: set[int] | None = None) -> int:
        bits = 0
        for index in range(start, end):
            if not skip or index not in skip:
                bits |= self._bits[index]
        return bits

    def _subject(self, head: Token, first: int) -> int:
        """Classes in the subject: by the tree, by surface order where it shows none."""
        bearer = _bearer(head, self._lexicon.control)
        if bearer.dep_ in _DOERS and bearer.i != head.i:
            return self._over(bearer.left_edge.i, min(bearer.right_edge.i + 1, bearer.i + _REACH))
        for child in bearer.children:
            if child.dep_.startswith("nsubj"):
                return self._over(child.left_edge.i, min(child.right_edge.i + 1, child.i + _REACH))
        if bearer.dep_.startswith("acl") and bearer.head.i < bearer.i:
            noun = bearer.head
            return self._over(max(first, noun.i - 2), min(bearer.i, noun.i + _NEAR))
        return self._over(max(first, head.i - _REACH), head.i)

    def _object(self, head: Token, first: int, last: int) -> int:
        """Classes in the object, or in what a passive or a participle is said of."""
        bits = self._over(head.i + 1, min(last, head.i + _FAR))
        if "Part" in head.morph.get("VerbForm", []):
            bits |= self._over(max(first, head.i - _REACH), head.i)
        for child in head.children:
            if child.dep_ in ("nsubj:pass", "obj"):
                bits |= self._over(child.left_edge.i, min(child.right_edge.i + 1, child.i + _NEAR))
        if head.dep_ in ("acl", "amod", "acl:relcl"):
            bits |= self._over(head.head.i, min(last, head.head.i + 3))
        return bits


def _place(matter: Matter) -> tuple[int, int, str]:
    return matter.start, matter.end, matter.type


def _lowered(doc: Doc, key: int) -> int:
    """Hash of a lemma's lower-cased form."""
    text = doc.vocab.strings[key] if key else ""
    low = text.lower()
    return key if low == text else doc.vocab.strings.add(low)


def _bearer(verb: Token, control: frozenset[int]) -> Token:
    """What carries the subject of `verb`: itself, what it completes or is coordinated with, or its doer.

    Args:
        verb: the verb.
        control: verbs whose object does what the infinitive after them says.
    """
    for _ in range(3):
        own = any(child.dep_.startswith("nsubj") for child in verb.children)
        led = verb.dep_ in ("conj", "xcomp") or (
            verb.dep_ == "advcl" and "Part" in verb.morph.get("VerbForm", [])
        )
        if own or not led or verb.head.i == verb.i:
            break
        if verb.dep_ == "xcomp" and _lowered(verb.doc, verb.head.lemma) in control:
            doer = next((child for child in verb.head.children if child.dep_ in _DOERS), None)
            if doer is not None:
                return doer
        verb = verb.head
    return verb


def _settle(readings: Iterator[_Reading]) -> list[_Reading]:
    """Of readings that share a word keep the best; one word heads one matter."""
    taken: set[int] = set()
    chosen: list[_Reading] = []
    for reading in sorted(readings, key=lambda reading: reading.rank):
        if taken.isdisjoint(reading.tokens):
            taken.update(reading.tokens)
            chosen.append(reading)
    return chosen


def _whole(reading: _Reading) -> Matter | None:
    """The matter that a reading names, as long as nothing parts its points of life."""
    entry = reading.entry
    if entry.type is None:
        return None
    start, end = min(reading.tokens), max(reading.tokens) + 1
    return Matter(
        start,
        end,
        reading.head,
        entry.type,
        entry.phase,
        entry.modality,
        entry.frame,
        entry.name,
        turns=entry.turns,
    )
