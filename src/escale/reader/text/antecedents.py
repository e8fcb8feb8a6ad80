"""Relative clauses and participles put back where they agree.

A parser hangs «… the calls of ships in the port, which were interrupted» on the nearest noun; the verb's
number and a passive participle's gender say which noun of the phrase is meant. Where the nearest disagrees
and one above it agrees, the clause moves there.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

__all__ = ["mend_antecedents"]

_CLAUSES = frozenset({"acl", "acl:relcl"})
_CHAIN = frozenset({"nmod", "appos", "conj", "flat", "flat:name", "obl:arg", "obl:mod", "obl"})
_MAX_CLIMB = 6


def mend_antecedents(doc: Doc) -> None:
    """Move the clauses of ``doc`` whose verb does not agree with the noun they hang on."""
    for token in doc:
        if token.dep_ not in _CLAUSES or token.head.pos_ not in ("NOUN", "PROPN"):
            continue
        number, gender = _agreement(token)
        if number is None or _agrees(token.head, number, gender):
            continue
        noun = token.head
        for _ in range(_MAX_CLIMB):
            if noun.dep_ not in _CHAIN or noun.head.i >= noun.i or noun.head.pos_ != "NOUN":
                break
            noun = noun.head
            if _agrees(noun, number, gender):
                token.head = noun
                break


def _agreement(verb: Token) -> tuple[str | None, str | None]:
    """The number and gender that the antecedent must have; None where it may vary."""
    participle = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    finite, passive, relative = verb, participle, verb.dep_ == "acl"
    for child in verb.children:
        if child.dep_ == "aux:tense":
            finite, passive = child, False
        elif child.dep_ == "aux:pass":
            passive = True
            finite = child if finite is verb else finite
        elif child.dep_ in ("nsubj", "nsubj:pass"):
            if "Rel" not in child.morph.get("PronType", []):
                return None, None
            relative = True
            passive = passive or child.dep_ == "nsubj:pass"
    if not relative:
        return None, None
    number = _one(verb if passive else finite, "Number")
    return number, _one(verb, "Gender") if passive else None


def _agrees(noun: Token, number: str, gender: str | None) -> bool:
    own = _one(noun, "Number") or ("Sing" if noun.pos_ == "PROPN" else None)
    if own is not None and own != number:
        return False
    theirs = _one(noun, "Gender")
    return gender is None or theirs is None or theirs == gender


def _one(token: Token, feature: str) -> str | None:
    values = token.morph.get(feature, [])
    return values[0] if len(values) == 1 else None
