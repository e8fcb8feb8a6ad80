"""Where the clause around a word lies in time: tense, aspect and modals as the tree gives them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from spacy.tokens import Token

__all__ = ["Lean", "Tenses"]

_CLIMB = 12
_REFLEXIVE = frozenset({"expl:comp", "expl:pass", "expl:pv"})


class Lean(StrEnum):
    """Which way a time without a year or week of its own leans; the two middle ones are weaker."""

    PAST = "past"
    DONE = "done"  # a participle or a noun under a past verb
    UNKNOWN = "unknown"
    SCHEDULED = "scheduled"  # a participle or infinitive that looks ahead, perhaps from a point in the past
    PRESENT = "present"
    FUTURE = "future"


_OPEN = frozenset({Lean.UNKNOWN, Lean.SCHEDULED, Lean.PRESENT})


class Tenses:
    """Reads the lean of a word from its tree, with the language's modal and prospective verbs."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._modals = frozenset(table["modals"])
        self._prospective = frozenset(table["prospective"])
        self._ahead = frozenset(table["ahead"])
        self._moved = frozenset(table["moved"])
        self._to = frozenset(table["to"])
        self._passive: str = table["passive"]
        self._moving = frozenset(table["moving"])
        self._alike = tuple(table["alike"].items())

    def lean(self, token: Token) -> Lean:
        """The lean of the nearest clause above a word, or of the past one that a comma parts it from."""
        lean = self._attached(token)
        if lean in _OPEN and self._set_off(token) and self._told(token):
            return Lean.PAST
        return lean

    def _set_off(self, token: Token) -> bool:
        """True after a comma: the parser hangs what stands there on the nearest clause, not the main one."""
        start = token.left_edge.i
        before = token.doc[start - 1] if start else token
        if token.doc[start].is_punct:  # the comma is often made a part of the phrase
            before = token.doc[start]
        return before.text == "," and not token.doc[before.i].is_sent_start

    def _told(self, token: Token) -> bool:
        """True if the main clause of the sentence stands before the word and in the past."""
        root = token
        for _ in range(_CLIMB):
            if root.head.i == root.i:
                break
            root = root.head
        return root.i < token.i and self._verb(root) is Lean.PAST

    def _attached(self, token: Token) -> Lean:
        if token.head.lemma_ in self._moved and any(child.lower_ in self._to for child in token.lefts):
            return Lean.SCHEDULED
        node = token
        for _ in range(_CLIMB):
            if node.pos_ in ("VERB", "AUX") or node.morph.get("VerbForm", []):
                verdict = self._verb(node)
                if verdict is not None:
                    return verdict
            elif any(child.dep_ == "cop" for child in node.lefts):
                copula = next(child for child in node.lefts if child.dep_ == "cop")
                return self._finite(copula) or Lean.UNKNOWN
            if node.head.i == node.i:
                break
            node = node.head
        return self._nearest(token)

    def _nearest(self, token: Token) -> Lean:
        """The lean of the finite verb that stands nearest in the sentence, before the word if it can be."""
        doc = token.doc
        for step in (-1, 1):
            i = token.i
            for _ in range(_CLIMB):
                if (doc[i].is_sent_start and step < 0) or not 0 <= i + step < len(doc):
                    break
                i += step
                if step > 0 and doc[i].is_sent_start:
                    break
                if "Fin" in doc[i].morph.get("VerbForm", []):
                    verdict = self._verb(doc[i].head if doc[i].dep_.startswith("aux") else doc[i])
                    if verdict is not None:
                        return verdict
        return Lean.UNKNOWN

    def _verb(self, verb: Token) -> Lean | None:
        form = "".join(verb.morph.get("VerbForm", []))
        helpers = [child for child in verb.lefts if child.dep_.startswith("aux") or child.dep_ == "cop"]
        finite = [child for child in helpers if "Fin" in child.morph.get("VerbForm", [])]
        looks_ahead = verb.lemma_ in self._prospective
        if form == "Fin":
            return self._perfect(verb) or self._finite(verb)
        if form == "Part" and "Pres" in verb.morph.get("Tense", []):
            return None
        if form == "Part" and finite:
            return self._compound(verb, finite[0], helpers)
        infinitives = [child for child in helpers if "Inf" in child.morph.get("VerbForm", [])]
        if form == "Part" and infinitives and all(child.dep_ != "aux:tense" for child in infinitives):
            return self._infinitive(verb)
        if form == "Part":
            return Lean.SCHEDULED if looks_ahead else Lean.DONE
        if form == "Inf":
            if any(
                "Part" in child.morph.get("VerbForm", []) or child.dep_ == "aux:tense" for child in helpers
            ):
                return Lean.DONE
            return self._infinitive(verb)
        return None

    def _compound(self, verb: Token, first: Token, helpers: list[Token]) -> Lean:
        tense = self._finite(first)
        looks_ahead = verb.lemma_ in self._prospective
        passive = first.dep_ == "aux:pass" and len(helpers) == 1 and not self._moves(verb)
        if tense is Lean.FUTURE:
            perfect_conditional = "Cnd" in first.morph.get("Mood", []) and not passive
            return Lean.PAST if perfect_conditional else Lean.FUTURE
        if looks_ahead and len(helpers) == 1 and first.lemma_ == self._passive:
            return Lean.SCHEDULED
        return Lean.PRESENT if passive and tense is Lean.PRESENT else Lean.PAST

    def _perfect(self, verb: Token) -> Lean | None:
        """The past for a reflexive auxiliary, whose participle the parser has hung elsewhere."""
        if verb.lemma_ != self._passive or not any(child.dep_ in _REFLEXIVE for child in verb.lefts):
            return None
        return Lean.PAST if "Pres" in verb.morph.get("Tense", []) else None

    def _moves(self, verb: Token) -> bool:
        """True if the auxiliary is that of the past, which the parser often takes for a passive's."""
        reflexive = any("Yes" in child.morph.get("Reflex", []) for child in verb.lefts)
        return reflexive or verb.lemma_ in self._moving

    def _infinitive(self, verb: Token) -> Lean | None:
        head = verb.head
        modal = verb.dep_ in ("xcomp", "ccomp", "advcl", "conj") and head.i != verb.i
        if modal and head.lemma_ in self._modals:
            tense = self._verb(head)
            return Lean.SCHEDULED if tense in (Lean.PAST, Lean.DONE) else Lean.FUTURE
        marks = {child.lower_ for child in verb.lefts if child.dep_ in ("mark", "case")}
        return Lean.SCHEDULED if marks & self._ahead else None

    def _finite(self, verb: Token) -> Lean | None:
        tense = verb.morph.get("Tense", [])
        if "Cnd" in verb.morph.get("Mood", []) or "Fut" in tense:
            return Lean.FUTURE
        if "Past" in tense and any(
            verb.lower_.endswith(form) and verb.lemma_.endswith(lemma) for form, lemma in self._alike
        ):
            return Lean.PRESENT
        if "Past" in tense or "Imp" in tense:
            return Lean.PAST
        return Lean.PRESENT if "Pres" in tense else None
