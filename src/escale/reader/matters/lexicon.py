"""The lexicon of matters: the words that name a claim's type, read from a language's ``matters`` folder.

A folder holds one table per type (``talks.toml``, or several: ``talks.visits.toml``), ``senses.toml``
(phrases that look like a matter and are none), ``contexts.toml`` (classes of words that decide an ambiguous
one), ``frames.toml`` (which slot holds which party), ``turns.toml`` (the sides that other words give the
parties), ``forms.toml`` (endings that a lemmatiser is apt to miss), ``aspect.toml`` (words that name a point
of a matter's life) and ``continuations.toml`` (how a text takes a matter up again). Words are looked up
by the hash of a lower-cased form or lemma, so reading costs no strings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.strings import get_string_id

from escale.lang import Language
from escale.model import ClaimType, Modality, Phase
from escale.reader.layers import Role
from escale.reader.matters.continuations import Continuations

__all__ = ["DERIVED", "Condition", "Entry", "Lexicon", "Scope", "load_lexicon"]

DERIVED = ("state", "states2", "abroad", "group", "person", "pair", "item", "vessel", "place", "lands2")
"""Context classes that come from what other steps found, not from words: parties, equipment, ships, places.

The types of claims are classes too: they stand where the article has spoken of such a matter.
"""

_TABLES = ("senses", "contexts", "frames", "forms", "aspect", "continuations", "turns")
_GAP = 3


class Scope:
    """Where a condition looks for its classes."""

    SENTENCE = "sentence"
    NEAR = "near"
    AFTER = "after"
    SUBJECT = "subject"
    OBJECT = "object"
    SAID = "said"
    ARTICLE = "article"
    ALL = frozenset({SENTENCE, NEAR, AFTER, SUBJECT, OBJECT, SAID, ARTICLE})


@dataclass(frozen=True, slots=True)
class Condition:
    """Classes that must all be present, each in its scope: pairs of scope and bit of the class."""

    parts: tuple[tuple[str, int], ...]

    @property
    def of_article(self) -> bool:
        """True if it looks at nothing but what the whole article is about."""
        return all(scope == Scope.ARTICLE for scope, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon, compiled.

    Attributes:
        type: the type it names, or None for another sense, which keeps its words from being read as one.
        slots: for each word of the phrase the hashes of the forms and lemmas that fill it.
        head: which slot heads the matter.
        gap: how many tokens may stand between two words of the phrase.
        free: the words may come in any order.
        pos: parts of speech the head may have, empty for any.
        reflexive: the head must stand with a reflexive pronoun.
        needs: one of these must hold (none given: nothing is needed).
        unless: none of these may hold.
        nominal: the head may be a noun.
        verbal: the head may be a verb and comes first.
    """

    name: str
    type: ClaimType | None
    slots: tuple[frozenset[int], ...]
    head: int
    gap: int
    free: bool
    pos: frozenset[int]
    reflexive: bool
    phase: Phase | None
    modality: Modality | None
    frame: Mapping[str, Role]
    turns: Mapping[str, Mapping[str, Role]]
    needs: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    example: str
    counter: str | None
    nominal: bool
    verbal: bool


@dataclass(frozen=True, slots=True)
class PointWords:
    """Words that name a point of a matter's life, as hashes.

    Attributes:
        words: all of them.
        put_off: those after which the matter does not take place when it was to.
        hold: those that only say that it takes place.
        named_by_year: the types of which a year in the name tells when it was concluded.
        year_cases: the prepositions before such a year.
        date_cases: the prepositions before the date that a matter is put off to.
    """

    words: frozenset[int]
    put_off: frozenset[int]
    hold: frozenset[int]
    named_by_year: frozenset[ClaimType]
    year_cases: frozenset[int]
    date_cases: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of a language, indexed by the words that can open them.

    Attributes:
        index: hash of a form or lemma to the entries whose first slot it fills.
        classes: hash of a form or lemma to the bits of its context classes.
        nominal: bits of the classes whose words count only where they are no verb.
        bits: name of a context class to its bit.
        points: the words that name a point of a matter's life.
        control: hashes of verbs whose object does what the infinitive after them says.
        continuations: finds where the text takes a matter up again.
        reflexives: hashes of the reflexive pronouns.
        types: type of claim to the bit of its class.
        persons: bits of the classes that a named office holder belongs to.
        items: bits of the classes that equipment belongs to.
        vessels: bits of the classes that a named ship belongs to.
        thresholds: class to the number of its words that make it the article's subject.
        between: types whose words count between two states even in an article about something else.
    """

    entries: tuple[Entry, ...]
    index: Mapping[int, tuple[Entry, ...]]
    classes: Mapping[int, int]
    nominal: int
    bits: Mapping[str, int]
    points: PointWords
    control: frozenset[int]
    continuations: Continuations
    reflexives: frozenset[int]
    types: Mapping[ClaimType, int]
    persons: int
    items: int
    vessels: int
    thresholds: Mapping[int, int]
    between: frozenset[ClaimType]


def load_lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, read from its ``matters`` folder and compiled."""
    folder = language.folder / "matters"
    tables = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))
    }
    forms = _Forms(tables["forms"])
    contexts: Mapping[str, Mapping[str, Any]] = tables["contexts"]["class"]
    bits = {name: 1 << number for number, name in enumerate((*DERIVED, *ClaimType, *contexts))}
    classes: dict[int, int] = {}
    for name, record in contexts.items():
        for word in record["words"]:
            for key in forms.keys(word, verb=False):
                classes[key] = classes.get(key, 0) | bits[name]
    frames = {
        name: {slot: Role(role) for slot, role in table.items()} for name, table in tables["frames"].items()
    }
    turns = _turns(tables["turns"]["turn"])
    entries = tuple(
        _entry(record, None if kind == "senses" else ClaimType(kind), frames, turns, bits, forms)
        for name, table in tables.items()
        if (kind := name.partition(".")[0]) == "senses" or kind not in _TABLES
        for record in table["entry"]
    )
    points = _points(tables["aspect"], forms)
    index: dict[int, list[Entry]] = {}
    for entry in entries:
        for key in entry.slots[0]:
            index.setdefault(key, []).append(entry)
    return Lexicon(
        entries=entries,
        index={key: tuple(found) for key, found in index.items()},
        classes=classes,
        nominal=_flagged("nominal", contexts, bits),
        bits=bits,
        points=points,
        control=_verbs(tables["forms"]["control"]["words"], forms),
        continuations=Continuations(
            tables["continuations"],
            points.words,
            _verbs(tables["continuations"]["life"]["words"], forms),
            _verbs([tables["continuations"]["ellipsis"]["verb"]], forms),
        ),
        reflexives=_words(tables["forms"]["reflexives"], forms),
        types={kind: bits[kind] for kind in ClaimType},
        persons=_flagged("persons", contexts, bits),
        items=bits["item"] | _flagged("items", contexts, bits),
        vessels=bits["vessel"] | _flagged("vessels", contexts, bits),
        thresholds={bits[name]: int(record.get("article", 2)) for name, record in contexts.items()},
        between=frozenset(map(ClaimType, tables["forms"]["between"]["types"])),
    )


def _points(table: Mapping[str, Any], forms: _Forms) -> PointWords:
    return PointWords(
        words=_verbs(table["words"], forms),
        put_off=_verbs(table["put_off"]["words"], forms),
        hold=_verbs(table["hold"]["words"], forms),
        named_by_year=frozenset(map(ClaimType, table["year"]["types"])),
        year_cases=_words(table["year"]["cases"], forms),
        date_cases=_words(table["put_off"]["cases"], forms),
    )


def _words(words: Iterable[str], forms: _Forms) -> frozenset[int]:
    return frozenset(key for word in words for key in forms.keys(word, verb=False))


def _verbs(words: Iterable[str], forms: _Forms) -> frozenset[int]:
    return frozenset(key for word in words for key in forms.keys(word, verb=True))


def _flagged(flag: str, contexts: Mapping[str, Mapping[str, Any]], bits: Mapping[str, int]) -> int:
    """Bits of the classes that a table marks."""
    return sum(bits[name] for name, record in contexts.items() if record.get(flag))


def _entry(
    record: Mapping[str, Any],
    kind: ClaimType | None,
    frames: Mapping[str, Mapping[str, Role]],
    turns: Mapping[ClaimType, Mapping[str, Mapping[str, Role]]],
    bits: Mapping[str, int],
    forms: _Forms,
) -> Entry:
    pos = frozenset(get_string_id(name) for name in record.get("pos", ()))
    verbal = get_string_id("VERB") in pos
    words = record["phrase"].split()
    head = int(record.get("head", 0))
    slots = tuple(
        frozenset(key for word in slot.split("|") for key in forms.keys(word, verb=verbal and number == head))
        for number, slot in enumerate(words)
    )
    return Entry(
        name=record["name"],
        type=kind,
        slots=slots,
        head=head,
        gap=int(record.get("gap", _GAP)),
        free=bool(record.get("free", False)),
        pos=pos | ({get_string_id("ADJ"), get_string_id("AUX")} if verbal else set()),
        reflexive=bool(record.get("reflexive", False)),
        phase=Phase(record["phase"]) if "phase" in record else None,
        modality=Modality(record["modality"]) if "modality" in record else None,
        frame=frames[record["frame"]] if kind else {},
        turns=turns.get(kind, {}) if kind else {},
        needs=tuple(_condition(text, bits) for text in record.get("needs", ())),
        unless=tuple(_condition(text, bits) for text in record.get("unless", ())),
        example=record["example"],
        counter=record.get("not"),
        nominal=get_string_id("NOUN") in pos,
        verbal=verbal and head == 0,
    )


def _turns(records: Iterable[Mapping[str, Any]]) -> dict[ClaimType, dict[str, Mapping[str, Role]]]:
    """By type and lemma, the side that each slot of a word holds."""
    found: dict[ClaimType, dict[str, Mapping[str, Role]]] = {}
    for record in records:
        roles = {slot: Role(role) for slot, role in record["roles"].items()}
        found.setdefault(ClaimType(record["type"]), {}).update(dict.fromkeys(record["words"], roles))
    return found


def _condition(text: str, bits: Mapping[str, int]) -> Condition:
    parts: list[tuple[str, int]] = []
    for part in text.split("+"):
        scope, _, name = part.strip().rpartition(":")
        if scope and scope not in Scope.ALL:
            raise ValueError(f"no such scope: {text!r}")
        parts.append((scope or Scope.SENTENCE, bits[name]))
    return Condition(tuple(parts))


class _Forms:
    """Spellings and inflected forms of a lemma that a lemmatiser may leave as they are."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._endings: Mapping[str, Sequence[str]] = table["endings"]
        self._irregular: Mapping[str, Sequence[str]] = table["irregular"]
        self._plural: Sequence[str] = table["plural"]
        self._respell: Mapping[str, str] = table["respell"]
        self._initials: Mapping[str, str] = table["initials"]

    def keys(self, word: str, *, verb: bool) -> Iterator[int]:
        """Hashes of the word's forms in every spelling."""
        for form in {word, *self._inflected(word, verb=verb)}:
            yield from map(get_string_id, self._spellings(form))

    def _inflected(self, word: str, *, verb: bool) -> Iterable[str]:
        if word in self._irregular:
            return self._irregular[word] if verb else ()
        if not verb:
            return tuple(word + ending for ending in self._plural)
        for ending, forms in self._endings.items():
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                return tuple(stem + form for form in forms)
        return ()

    def _spellings(self, form: str) -> set[str]:
        spellings = {form}
        for old, new in self._respell.items():
            spellings |= {spelling.replace(old, new) for spelling in spellings}
        initial = self._initials.get(form[:1])
        if initial:
            spellings |= {initial + spelling[1:] for spelling in spellings}
        return spellings
