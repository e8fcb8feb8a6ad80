"""The words of reporting of one language: the verbs, prepositions and nouns that lay content to a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from escale.lang import Language
from escale.model import SourceKind

__all__ = ["Phrases", "SpeechWords", "Verb", "VerbClass", "fold", "speech_words"]

T = TypeVar("T")


class VerbClass(StrEnum):
    """What a verb does with its content."""

    SAY = "say"
    FEEL = "feel"
    HOPE = "hope"
    WANT = "want"
    DENY = "deny"
    ACCUSE = "accuse"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb.

    Attributes:
        lemma: the infinitive.
        kind: its class.
        object: whether a noun it governs is content.
        clause: whether a clause or infinitive it governs is content.
        via: prepositions that lead to content.
        next: the word that must follow for the verb to report, if any.
        quoted: whether it reports quotations only.
    """

    lemma: str
    kind: VerbClass
    object: bool
    clause: bool
    via: frozenset[str]
    next: str | None
    quoted: bool


class Phrases(Generic[T]):
    """A set of phrases of several words, each with a value; looked up at a position of a list of words."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, value in entries:
            self._by_first.setdefault(words[0], []).append((words, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def at(self, words: list[str], i: int) -> tuple[int, T] | None:
        """Length and value of the longest phrase that begins at ``i``, or None."""
        for phrase, value in self._by_first.get(words[i], ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                return len(phrase), value
        return None


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """All the words of reporting of a language, ready for look-up by folded form."""

    verbs: Mapping[str, tuple[Verb, ...]]
    prepositions: Phrases[None]
    opinions: frozenset[str]
    chains: Phrases[None]
    carried: Phrases[None]
    voiced: Phrases[None]
    reports: Mapping[str, frozenset[str]]
    media: Phrases[str]
    quoted_names: Phrases[None]
    nouns: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    home: str
    not_sources: frozenset[str]
    wordings: frozenset[str]

    def kind_of(self, noun: str) -> SourceKind | None:
        """The kind of voice a noun names by itself, or None."""
        for name, kind in _NOUN_KINDS:
            if noun in self.nouns[name]:
                return kind
        return None


_NOUN_KINDS = (
    ("media", SourceKind.MEDIA),
    ("office", SourceKind.OFFICIAL),
    ("anonymous", SourceKind.ANONYMOUS),
    ("organisation", SourceKind.ORGANISATION),
    ("person", SourceKind.PERSON),
    ("issued", SourceKind.DOCUMENT),
    ("document", SourceKind.DOCUMENT),
)


def fold(word: str) -> str:
    """A word as the tables have it: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


def speech_words(language: Language) -> SpeechWords:
    """The words of reporting of a language, read from its table ``sources``."""
    table = language.table("sources")
    articles = frozenset(table["words"]["definite"])
    verbs: dict[str, tuple[Verb, ...]] = {}
    for entry in table["verbs"]:
        verb = Verb(
            lemma=entry["lemma"],
            kind=VerbClass(entry["class"]),
            object=entry.get("object", False),
            clause=entry.get("que", True),
            via=frozenset(form for p in entry.get("via", ()) for form in table["contractions"].get(p, (p,))),
            next=entry.get("next"),
            quoted=entry.get("quote_only", False),
        )
        for form in (verb.lemma, *(entry.get("forms") or _forms(verb.lemma, table["conjugation"]))):
            # A verb that needs a word after it is tried before the bare verb.
            verbs[form] = tuple(
                sorted({*verbs.get(form, ()), verb}, key=lambda v: (v.next is None, v.lemma, v.next or ""))
            )
    return SpeechWords(
        verbs=verbs,
        prepositions=Phrases((_split(entry["words"]), None) for entry in table["prepositions"]),
        opinions=frozenset(entry["words"] for entry in table["opinion_prepositions"]),
        chains=Phrases((_split(entry["words"]), None) for entry in table["chain_verbs"]),
        carried=Phrases((_split(entry["words"]), None) for entry in table["carried_by"]),
        voiced=Phrases((_split(entry["words"]), None) for entry in table["voiced_by"]),
        reports={
            form: frozenset(f for lead in entry["leads"] for f in table["contractions"].get(lead, (lead,)))
            for entry in table["reports"]
            for form in entry["forms"]
        },
        media=Phrases((_split(fold(name)), name) for name in table["media_names"]),
        quoted_names=Phrases(
            (words, None) for name in table["media_names"] for words in _with_and_without(name, articles)
        ),
        nouns={name: frozenset(entry["words"] for entry in rows) for name, rows in table["nouns"].items()},
        words={name: frozenset(words) for name, words in table["words"].items()},
        home=table["home"],
        not_sources=frozenset(table["not_sources"]),
        wordings=frozenset(table["wordings"]),
    )


def _split(words: str) -> tuple[str, ...]:
    """The words of a phrase as the tokenizer cuts them: at blanks and after an apostrophe, unless doubled."""
    return tuple(words.replace("''", "\0").replace("'", "' ").replace("\0", "'").split())


def _with_and_without(name: str, articles: frozenset[str]) -> list[tuple[str, ...]]:
    """The words of a name, and those after its article."""
    words = _split(fold(name))
    return [words, words[1:]] if len(words) > 1 and words[0] in articles else [words]


def _forms(infinitive: str, conjugation: Mapping[str, Any]) -> set[str]:
    """The forms of a regular verb, by the longest ending of its infinitive that the table has."""
    stem = max(
        (s for s in conjugation["stems"] if infinitive.endswith(s["infinitive"])),
        key=lambda s: len(s["infinitive"]),
    )
    base = infinitive.removesuffix(stem["infinitive"])
    return {
        base + stem[strength] + ending
        for strength in ("mute", "soft", "full")
        for ending in conjugation[f"{strength}_endings"]
    }
