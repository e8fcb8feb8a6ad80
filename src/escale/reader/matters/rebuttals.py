"""Sentences that deny what was said before them without naming it: "which Moscow denies", "Bangkok denies".

The matter denied is the one named last. Whoever denies is found as its source, because the word of denial is
the trigger; here it is only settled that a word denies such a matter, and how far off the matter may stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Token

__all__ = ["Rebuttals", "is_told"]

_NOMINAL = frozenset({"NOUN", "PROPN"})
_COMPLETED = frozenset({"ccomp", "xcomp", "obl:arg"})
_SENTENCES = 2  # that of the denial and those before it in which the matter may stand


class Rebuttals:
    """Tells the words that deny or refuse a matter named before.

    Args:
        table: the ``rebuttal`` part of the language's ``continuations`` table.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._verbs = frozenset(table["verbs"])
        self._alone = frozenset(table["alone"])
        self._said = frozenset(table["said"])
        self._which = frozenset(table["which"])
        self._that = frozenset(table["that"])
        self._words = frozenset(table["words"])

    def __call__(self, token: Token) -> bool:
        """True if a token denies or refuses what was said before it."""
        lemma = token.lemma_.lower()
        if lemma in self._verbs:
            return token.pos_ == "VERB" and _is_main(token) and is_told(token) and self._rebuts(token, lemma)
        return lemma in self._words and self._calls_untrue(token)

    def reaches(self, token: Token, named: int) -> bool:
        """True if a matter named at a token stands near enough before a denial."""
        sentence = token.sent
        for _ in range(_SENTENCES - 1):
            if sentence.start > 0:
                sentence = token.doc[sentence.start - 1].sent
        return named >= sentence.start

    def _rebuts(self, verb: Token, lemma: str) -> bool:
        subject: Token | None = None
        governed: Token | None = None
        for child in verb.children:
            if child.dep_ in _COMPLETED and child.pos_ not in ("PRON", "ADP"):
                return False
            if child.dep_.startswith("nsubj"):
                subject = child
            elif child.dep_ == "obj":
                governed = child
        if subject is None or subject.pos_ == "PRON":
            # Who denies by a pronoun is a person charged with something far more often than a state.
            return False
        if subject.dep_ == "nsubj:pass":
            return self._names_said(subject)
        if governed is None:
            return lemma in self._alone and verb.dep_ in ("ROOT", "conj", "parataxis") and not _goes_on(verb)
        if governed.lower_ in self._which:
            # «ce que Moscou dément»: the relative on a bare demonstrative takes up the clause before.
            return verb.dep_ == "acl:relcl" and verb.head.lower_ in self._that and verb.head.i < verb.i
        return self._names_said(governed)

    def _names_said(self, noun: Token) -> bool:
        """True for a noun that sums up what was said: these accusations, the offer."""
        if noun.pos_ not in _NOMINAL or noun.lemma_.lower() not in self._said:
            return False
        determined = any(
            child.dep_ == "det"
            and ("Dem" in child.morph.get("PronType", []) or "Def" in child.morph.get("Definite", []))
            for child in noun.children
        )
        return determined and not any(child.dep_ in ("nmod", "acl", "acl:relcl") for child in noun.rights)

    def _calls_untrue(self, word: Token) -> bool:
        if any("Neg" in child.morph.get("Polarity", []) for child in word.children):
            return False
        subject = next((child for child in word.children if child.dep_.startswith("nsubj")), None)
        if subject is not None:
            return subject.lower_ in self._that or self._names_said(subject)
        # «Une fable», said of all that came before, is a sentence of its own.
        return word.dep_ == "ROOT" and not any(child.pos_ in ("ADP", "NOUN") for child in word.rights)


def _goes_on(verb: Token) -> bool:
    """True for a verb after which the clause has more than an adverb or a remark set off by a comma."""
    after = next((word for word in verb.rights if word.pos_ != "ADV"), None)
    return after is not None and after.dep_ not in ("punct", "cc", "conj", "parataxis", "advcl", "obl:mod")


def _is_main(verb: Token) -> bool:
    """True for a verb that no conjunction makes subordinate."""
    return not any(child.dep_ == "mark" for child in verb.children)


def is_told(verb: Token) -> bool:
    """True for a predicate said outright: finite or a participle, not negated, not in the conditional."""
    forms = [verb.morph, *(child.morph for child in verb.children if child.dep_.startswith("aux"))]
    if "Inf" in verb.morph.get("VerbForm", []) or any("Cnd" in form.get("Mood", []) for form in forms):
        return False
    return not any("Neg" in child.morph.get("Polarity", []) for child in verb.children)
