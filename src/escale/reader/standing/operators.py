"""The words that set the phase and the modality of a matter: the table ``standing`` of a language, compiled.

An operator is a word (or phrase) that acts on a matter: an aspect gives its phase, an embedding its modality,
a quality colours the word it stands on. Which of them acts, and in what order, is the business of `standing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from spacy.tokens import Doc

from escale.lang import Language
from escale.model import ClaimType, Modality, Phase

__all__ = ["Aspect", "Closed", "Embedding", "Operators", "PhraseTable", "Quality"]

_WINDOW = 5


@dataclass(frozen=True, slots=True)
class Aspect:
    """A word that tells a point of the matter's life.

    Attributes:
        rank: over which inner phases it prevails: 3 any, 2 start and occur, 1 occur, 0 the type's default.
        types: the types it holds for; empty for all.
        trigger: True if it counts only among the matter's own words.
        absorbs: True if a negation is part of the phrase (not to honour) and denies nothing.
        negated: the phase that its negation tells (was not renewed), if any: nothing is then denied.
        adjectival: True if it counts only as a bare participle (the soldiers engaged there).
        state: True if it counts only where it tells a state: as such a participle or in a passive present.
        subject: True if it takes the matter as subject though it has an object (come to an end).
        ahead: True if it counts only where the matter is not said to be (what is under way occurs).
    """

    name: str
    phase: Phase
    rank: int
    types: frozenset[ClaimType]
    trigger: bool
    absorbs: bool
    negated: Phase | None
    adjectival: bool
    state: bool
    subject: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class Embedding:
    """A word under which a matter is planned, possible or denied.

    Attributes:
        negated: what its negation gives.
        subject: True if it also acts on its subject (modal verbs), not only on its object.
        forms: of the matter it governs: ``infinitive``, ``noun`` or ``clause``; empty for all.
        own: False if the word says nothing as part of the matter's own name (diplomatic efforts).
        participle: False if its participle on a noun says nothing (a negotiated accord is one).
        act: the types whose matter the word itself names, where it heads it (to agree is an agreement).
        dated: the types of which it tells a plan only where a date is given, else what someone wants (must).
        tenses: what it gives in a tense of its own, where that differs.
        presupposes: True if it takes for granted what it speaks of: whatever it says, the matter is so.
        lifts: True if it decides what was only proposed: to accept an invitation.
    """

    name: str
    modality: Modality
    negated: Modality
    types: frozenset[ClaimType]
    subject: bool
    forms: frozenset[str]
    own: bool
    participle: bool
    act: frozenset[ClaimType]
    dated: frozenset[ClaimType]
    tenses: Mapping[str, Modality]
    presupposes: bool
    lifts: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """An adjective, adverb or preposition that colours the word it stands on."""

    name: str
    modality: Modality


Entry = TypeVar("Entry", Aspect, Embedding, Quality, str)


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Entry]):
    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[Entry]):
    """Words and phrases by the forms and lemmas of their anchor."""

    phrases: dict[str, list[_Phrase[Entry]]] = field(default_factory=dict)

    def add(self, words: Iterable[str], entry: Entry, inflect: _Inflection) -> None:
        """File `entry` under each of its words."""
        for phrase in words:
            parts = phrase.split()
            anchor = next((n for n, part in enumerate(parts) if part.startswith("*")), 0)
            sets = [frozenset(_alternatives(part)) for part in parts]
            made = _Phrase(tuple(sets[:anchor]), tuple(sets[anchor + 1 :]), entry)
            for form in {form for word in sets[anchor] for form in inflect.forms(word)}:
                self.phrases.setdefault(form, []).append(made)

    def at(self, doc: Doc, index: int) -> Iterator[Entry]:
        """The entries whose phrase is anchored at that token, in the table's order."""
        token = doc[index]
        form = _plain(token.lower_)
        lemma = token.lemma_
        found = self.phrases.get(form, ())
        for phrase in found:
            if _fits(doc, index, phrase.before, phrase.after):
                yield phrase.entry
        if lemma != form:
            for phrase in self.phrases.get(lemma, ()):
                if phrase not in found and _fits(doc, index, phrase.before, phrase.after):
                    yield phrase.entry


@dataclass(frozen=True, slots=True)
class _Inflection:
    """Makes the forms a lemmatiser tends to miss: participles read as adjectives."""

    endings: tuple[str, ...]
    suffixes: Mapping[str, str]
    participles: Mapping[str, str]

    def forms(self, word: str) -> set[str]:
        forms = {word}
        stem = self.participles.get(word)
        if stem is None:
            for suffix, participle in self.suffixes.items():
                if word.endswith(suffix):
                    stem = word[: -len(suffix)] + participle
        if stem is not None:
            forms.update(stem + ending for ending in self.endings)
        return forms


@dataclass(frozen=True, slots=True)
class Closed:
    """The closed classes: negation, subordinators, prepositions (see the table's comments)."""

    adverbs: frozenset[str]
    particles: frozenset[str]
    no_longer: frozenset[str]
    nothing: frozenset[str]
    before_noun: frozenset[str]
    indefinite: frozenset[str]
    only: frozenset[str]
    skip: frozenset[str]
    condition: frozenset[str]
    purpose: frozenset[str]
    without: frozenset[str]
    before: frozenset[str]
    circumstance: frozenset[str]
    relative: frozenset[str]
    past: frozenset[str]
    bare: frozenset[str]
    ceaseless: frozenset[str]
    future: frozenset[str]
    soon: frozenset[str]
    complement: frozenset[str]
    conditional: frozenset[str]
    ahead: frozenset[str]
    until: frozenset[str]
    state: frozenset[str]
    than: frozenset[str]
    relation: frozenset[str]
    question: frozenset[str]
    next: frozenset[str]
    copula: frozenset[str]
    even: frozenset[str]
    neither: frozenset[str]
    auxiliary: frozenset[str]
    since: frozenset[str]
    that: frozenset[str]
    which: frozenset[str]
    like: frozenset[str]
    have: frozenset[str]
    see: frozenset[str]
    keep: frozenset[str]
    towards: frozenset[str]
    proviso: frozenset[str]
    moment: frozenset[str]
    means: frozenset[str]
    again: frozenset[str]
    anew: frozenset[str]
    other: frozenset[str]
    late: frozenset[str]
    stative: frozenset[str]


@dataclass(frozen=True, slots=True)
class Operators:
    """All operators of a language."""

    aspects: PhraseTable[Aspect]
    embeddings: PhraseTable[Embedding]
    qualities: PhraseTable[Quality]
    carriers: PhraseTable[str]
    priors: PhraseTable[Embedding]
    closed: Closed
    default: Mapping[ClaimType, Phase]
    known: Mapping[ClaimType, Phase]
    only: Mapping[ClaimType, frozenset[Phase]]

    @classmethod
    def of(cls, language: Language) -> Operators:
        """Compile the language's tables ``standing``."""
        table = language.table("standing/words")
        inflection = table["inflection"]
        inflect = _Inflection(
            tuple(inflection["endings"]),
            inflection["suffixes"],
            dict(pair.split() for pair in inflection["participles"]),
        )
        aspects: PhraseTable[Aspect] = PhraseTable()
        embeddings: PhraseTable[Embedding] = PhraseTable()
        qualities: PhraseTable[Quality] = PhraseTable()
        carriers: PhraseTable[str] = PhraseTable()
        for record in language.table("standing/aspects")["aspect"]:
            aspects.add(record["words"], _aspect(record), inflect)
        for record in language.table("standing/embeddings")["embedding"]:
            embeddings.add(record["words"], _embedding(record), inflect)
        for record in table["quality"]:
            qualities.add(record["words"], Quality(record["name"], Modality(record["modality"])), inflect)
        priors: PhraseTable[Embedding] = PhraseTable()
        for record in table["prior"]:
            priors.add(record["words"], _embedding(record), inflect)
        for record in table["carrier"]:
            carriers.add(record["words"], record["slot"], inflect)
        return cls(
            aspects=aspects,
            embeddings=embeddings,
            qualities=qualities,
            carriers=carriers,
            priors=priors,
            closed=Closed(**{name: frozenset(words) for name, words in table["closed"].items()}),
            default={ClaimType(k): Phase(v) for k, v in table["default"].items()},
            known={ClaimType(k): Phase(v) for k, v in table["known"].items()},
            only={ClaimType(k): frozenset(map(Phase, v)) for k, v in table["only"].items()},
        )

    def aspect(
        self, doc: Doc, index: int, kind: ClaimType, *, own: bool, bare: bool, lasting: bool = False
    ) -> Aspect | None:
        """The aspect that the token gives to a matter of that type.

        `own` says that it is one of the matter's words, `bare` that it is a participle without auxiliary,
        `lasting` that it is a passive that tells a state.
        """
        general = None
        for entry in self.aspects.at(doc, index):
            if (
                (entry.trigger and not own)
                or (entry.adjectival and not bare)
                or (entry.state and not (bare or lasting))
            ):
                continue
            if kind in entry.types:
                return entry
            if not entry.types and general is None:
                general = entry
        return general

    def embedding(self, doc: Doc, index: int, kind: ClaimType, form: str) -> Embedding | None:
        """The embedding that the token is for a matter of that type and form (see `Embedding.forms`)."""
        for entry in self.embeddings.at(doc, index):
            if (not entry.types or kind in entry.types) and (not entry.forms or form in entry.forms):
                return entry
        return None

    def prior(self, doc: Doc, index: int, kind: ClaimType) -> Embedding | None:
        """What the token is by itself where nothing says more."""
        return next((e for e in self.priors.at(doc, index) if kind in e.types), None)

    def quality(self, doc: Doc, index: int) -> Quality | None:
        """The quality that the token is."""
        return next(self.qualities.at(doc, index), None)

    def carries(self, doc: Doc, index: int, *, subject: bool) -> bool:
        """True if the token only carries a matter in that slot (take place, series) and adds nothing."""
        return any(entry == "subject" or not subject for entry in self.carriers.at(doc, index))


def _alternatives(part: str) -> list[str]:
    if part.startswith("+"):
        return ["+", *part[1:].split("|")]
    return part.lstrip("*").split("|")


def _aspect(record: Mapping[str, Any]) -> Aspect:
    return Aspect(
        name=record["name"],
        phase=Phase(record["phase"]),
        rank=record["rank"],
        types=frozenset(map(ClaimType, record.get("types", ()))),
        trigger=record.get("trigger", False),
        absorbs=record.get("absorbs", False),
        negated=Phase(record["negated"]) if "negated" in record else None,
        adjectival=record.get("adjectival", False),
        state=record.get("state", False),
        subject=record.get("subject", False),
        ahead=record.get("ahead", False),
    )


def _embedding(record: Mapping[str, Any]) -> Embedding:
    return Embedding(
        name=record["name"],
        modality=Modality(record["modality"]),
        negated=Modality(record.get("negated", "denied")),
        types=frozenset(map(ClaimType, record.get("types", ()))),
        subject=record.get("subject", False),
        forms=frozenset(record.get("forms", ())),
        own=record.get("own", True),
        participle=record.get("participle", True),
        dated=frozenset(map(ClaimType, record.get("dated", ()))),
        act=frozenset(map(ClaimType, record.get("act", ()))),
        tenses={tense: Modality(value) for tense, value in record.get("tenses", {}).items()},
        presupposes=record.get("presupposes", False),
        lifts=record.get("lifts", False),
    )


def _fits(
    doc: Doc, index: int, before: tuple[frozenset[str], ...], after: tuple[frozenset[str], ...]
) -> bool:
    start = index - len(before)
    if start < 0 or any(not _is(doc, start + n, words) for n, words in enumerate(before)):
        return False
    place = index + 1
    for words in after:
        end = min(place + (1 if "+" in words else _WINDOW), len(doc))
        while place < end and not _is(doc, place, words):
            place += 1
        if place >= end:
            return False
        place += 1
    return True


def _is(doc: Doc, index: int, words: frozenset[str]) -> bool:
    token = doc[index]
    return _plain(token.lower_) in words or token.lemma_ in words


def _plain(form: str) -> str:
    return form.replace("’", "'")
