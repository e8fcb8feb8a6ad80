"""Sentences that go on speaking of a matter by a pronoun or an ellipsis.

"It will resume in May" tells of the matter named before, where the pronoun agrees with its noun and the verb
names a point of a matter's life; "twelve others will be" leaves out the verb of the matter before it; "which
Moscow denies" denies the matter before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from spacy.tokens import Doc, Token

from escale.model import Modality
from escale.reader.layers import Matter
from escale.reader.matters.rebuttals import Rebuttals

__all__ = ["Continuations"]

_BACK = 60
"""How many tokens before a pronoun its matter may stand."""

_SUFFIX = "/continued"
_SUPPORT = frozenset({"cop", "aux:pass", "aux:tense"})
_AGREED = ("Gender", "Number")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLAUSES = frozenset({"acl", "acl:relcl"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})


class Continuations:
    """Finds the sentences that take up a matter by a table of words.

    Args:
        table: the language's ``continuations`` table.
        aspect: hashes of words that name a point of a matter's life.
        life: hashes of further words that may be said of a matter taken up.
        forms: hashes of the forms of the verb of an ellipsis.
    """

    def __init__(
        self, table: Mapping[str, Any], aspect: frozenset[int], life: frozenset[int], forms: frozenset[int]
    ) -> None:
        self._words = aspect | life
        self._free = frozenset(table["pronouns"]["free"])
        self._pronouns = self._free | frozenset(table["pronouns"]["words"])
        self._nothing = frozenset(table["nothing"]["pronouns"])
        self._elided = frozenset(table["ellipsis"]["pronouns"])
        self._forms = forms
        self._rebuttals = Rebuttals(table["rebuttal"])

    def __call__(self, doc: Doc, matters: Sequence[Matter]) -> list[Matter]:
        """The further mentions of the matters given, which are in the order of the text."""
        if not matters:
            return []
        taken = {index for matter in matters for index in range(matter.start, matter.end)}
        starts = [matter.start for matter in matters]
        found: list[Matter] = []
        for token in doc:
            word = token.lower_.replace("’", "'")
            if word in self._pronouns:
                found += self._taken_up(token, word, matters, starts, taken)
            elif word in self._nothing:
                found += self._denied(token, matters, starts, taken)
            elif word in self._elided and token.i + 1 < len(doc):
                found += self._elision(token, found, matters, starts)
            elif token.i not in taken and self._rebuttals(token):
                found += self._rebutted(token, matters, starts)
        return found

    def _taken_up(
        self, pronoun: Token, word: str, matters: Sequence[Matter], starts: Sequence[int], taken: set[int]
    ) -> Iterator[Matter]:
        subject = pronoun.dep_.startswith("nsubj") and pronoun.i < pronoun.head.i
        verbs = [child for child in pronoun.rights if child.dep_ in _CLAUSES] if word in self._free else []
        verbs += _chain(pronoun.head) if subject else ()
        verb = next((verb for verb in verbs if self._tells(verb)), None)
        if verb is None or verb.i in taken:
            return
        agreed = _AGREED[:1] if word in self._free else _AGREED
        for matter in _before(pronoun, matters, starts):
            noun = pronoun.doc[matter.head]
            if noun.pos_ in _NOMINAL and all(_agree(noun, pronoun, feature) for feature in agreed):
                yield _again(matter, verb)
                return

    def _denied(
        self, pronoun: Token, matters: Sequence[Matter], starts: Sequence[int], taken: set[int]
    ) -> Iterator[Matter]:
        verb = pronoun.head
        if not pronoun.dep_.startswith(("nsubj", "obj")) or verb.i in taken or not self._tells(verb):
            return
        matter = next(_before(pronoun, matters, starts), None)
        if matter is not None:
            yield _again(matter, verb)

    def _rebutted(self, word: Token, matters: Sequence[Matter], starts: Sequence[int]) -> Iterator[Matter]:
        matter = next(_before(word, matters, starts), None)
        if matter is not None and self._rebuttals.reaches(word, matter.head):
            yield replace(_again(matter, word), phase=matter.phase, modality=Modality.DENIED, settled=True)

    def _tells(self, verb: Token) -> bool:
        keys = (verb.lower, verb.doc.vocab.strings[verb.lemma_.lower()])
        if verb.pos_ not in _VERBAL or self._words.isdisjoint(keys):
            return False
        return not any(child.dep_ == "obj" and child.pos_ != "PRON" for child in verb.children)

    def _elision(
        self, pronoun: Token, found: Sequence[Matter], matters: Sequence[Matter], starts: Sequence[int]
    ) -> Iterator[Matter]:
        verb = pronoun.nbor()
        if verb.lower not in self._forms or verb.pos_ in _NOMINAL or verb.dep_ in _SUPPORT:
            return
        meant = _participle(pronoun)
        # No more than one mention a token is found, so that the participle is among the last of them.
        for matter in chain(islice(reversed(found), _BACK), _before(pronoun, matters, starts)):
            if matter.head == meant:
                yield _again(matter, verb)
                return


def _chain(verb: Token) -> Iterator[Token]:
    """A verb and the infinitives that complete it."""
    yield verb
    for child in verb.children:
        if child.dep_ == "xcomp":
            yield child


def _participle(pronoun: Token) -> int | None:
    """The participle last used before a pronoun, which is what it stands for."""
    for index in range(pronoun.i - 1, max(-1, pronoun.i - _BACK), -1):
        word = pronoun.doc[index]
        if word.pos_ in ("VERB", "ADJ") and "Part" in word.morph.get("VerbForm", []):
            return index
    return None


def _before(token: Token, matters: Sequence[Matter], starts: Sequence[int]) -> Iterator[Matter]:
    """The matters named before a token, the nearest first."""
    for at in range(bisect_left(starts, token.i) - 1, -1, -1):
        if token.i - matters[at].start > _BACK:
            return
        yield matters[at]


def _agree(noun: Token, pronoun: Token, feature: str) -> bool:
    ours, theirs = pronoun.morph.get(feature, []), noun.morph.get(feature, [])
    return not ours or not theirs or ours == theirs


def _again(matter: Matter, verb: Token) -> Matter:
    return replace(
        matter,
        start=verb.i,
        end=verb.i + 1,
        head=verb.i,
        phase=None,
        modality=None,
        rule=f"{matter.rule.removesuffix(_SUFFIX)}{_SUFFIX}",
    )
