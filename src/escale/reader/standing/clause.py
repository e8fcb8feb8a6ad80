"""What one predicate says of its own tense and polarity: the verb, its auxiliaries, particles and mark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from escale.reader.standing.operators import Closed

__all__ = ["PAST_TENSES", "Clause", "Tense", "article", "is_verbal", "look", "plain"]


class Tense(StrEnum):
    """Tense and mood of a predicate, as far as they bear on how certain it is."""

    PRESENT = "present"
    PAST = "past"
    IMPERFECT = "imperfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    CONDITIONAL_PAST = "conditional_past"
    SUBJUNCTIVE = "subjunctive"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    NONE = "none"  # a noun or adjective without copula


_ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass", "obl:arg", "obl", "csubj"})
_EXCEPTION = 7  # tokens from a negated verb to what it excepts
_ASIDE = 12  # tokens of an aside between auxiliary and participle
PAST_TENSES = frozenset({Tense.PAST, Tense.IMPERFECT, Tense.PLUPERFECT})


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate's own tense and polarity.

    Attributes:
        tense: its tense and mood, with its auxiliary's.
        negated: True if it is said not to be so.
        no_longer: True if it is said to be so no more.
        marks: its subordinators, in lower case.
        passive: True if its subject is acted on.
        transitive: True if it has an object of its own.
        finite: True if it or its auxiliary is conjugated.
        ceaseless: True for what never ceases: the particle denies nothing, and nothing ceases.
        first_person: True if whoever speaks is its subject.
        since: True for a future perfect that counts up what has been since some day.
    """

    tense: Tense
    negated: bool
    no_longer: bool
    marks: frozenset[str]
    passive: bool
    transitive: bool
    finite: bool
    ceaseless: bool
    first_person: bool
    since: bool


def is_verbal(token: Token) -> bool:
    """True for verbs and for participles read as adjectives (they keep their auxiliary)."""
    return token.pos_ in {"VERB", "AUX"} or any(c.dep_.startswith("aux") for c in token.lefts)


def plain(token: Token) -> str:
    """The token's form in lower case with a straight apostrophe."""
    return token.lower_.replace("’", "'")


def article(noun: Token) -> str:
    """``Def`` or ``Ind`` as the noun's determiner says; empty without one or for another."""
    values = (child.morph.get("Definite", []) for child in noun.lefts if child.dep_ == "det")
    return next((value[0] for value in values if value), "")


def look(token: Token, closed: Closed) -> Clause:
    """Read tense and polarity off a predicate's own words."""
    finite = token if "Fin" in token.morph.get("VerbForm", []) else None
    perfect = passive = transitive = particle = False
    marks: set[str] = set()
    denial = no_longer = ""
    words: list[Token] = []
    torn = _torn(token, closed)
    if torn is not None:
        finite, perfect = torn, True
        words.extend(torn.children)
    for child in token.children:
        dep = child.dep_
        words.append(child)
        if dep.startswith("aux") or dep == "cop":
            if finite is None and "Fin" in child.morph.get("VerbForm", []):
                finite = child
            perfect = perfect or dep == "aux:tense"
            passive = passive or dep == "aux:pass"
            words.extend(child.children)  # the parser at times hangs the negation on the auxiliary
        elif dep == "mark":
            marks.add(plain(child))
            marks.update(plain(part) for part in child.children)
        elif dep == "nsubj:pass":
            passive = True
        elif dep == "obj" and child.pos_ != "PRON":
            transitive = True
        if dep in _ARGUMENTS:
            denial = denial or _nothing(child, closed)
    for word in words:
        form = plain(word)
        if form in closed.particles:
            particle = True
        elif form in closed.adverbs:
            denial = denial if _only(word, closed) or _than(word, closed) else form
        elif form in closed.next and word.i == token.i - 1:
            denial = form
        elif form in closed.no_longer and word.dep_ == "advmod":
            no_longer = form
    if not particle and not denial and finite is not None:
        particle = _led(finite, closed)
    if particle and not denial and not no_longer and finite is not None:
        denial, no_longer = _beside(finite, closed)
    negated = bool(denial) and (particle or denial not in closed.nothing)
    if negated and finite is not None and _none_but(finite, closed):
        negated = False
    if particle and not denial and not no_longer and token.lemma_ in closed.bare and not _but(token, closed):
        negated = True
    return Clause(
        tense=_tense(token, finite, perfect, closed),
        negated=negated,
        no_longer=bool(no_longer) and particle,
        ceaseless=particle and not denial and token.lemma_ in closed.ceaseless,
        marks=frozenset(marks),
        passive=passive,
        transitive=transitive,
        finite=finite is not None,
        first_person=finite is not None and "1" in finite.morph.get("Person", []),
        since=perfect and finite is not token and _since(token, closed),
    )


def _torn(token: Token, closed: Closed) -> Token | None:
    """The auxiliary from which an aside between commas has torn a participle."""
    helper = token.head
    if (
        token.dep_ in {"advcl", "xcomp", "ccomp", "acl"}
        and 1 < token.i - helper.i <= _ASIDE
        and helper.lemma_ in closed.auxiliary
        and "Fin" in helper.morph.get("VerbForm", [])
        and "Part" in token.morph.get("VerbForm", [])
        and "Past" in token.morph.get("Tense", [])
        and token.nbor(-1).is_punct
        and not any(child.dep_.startswith(("aux", "mark", "nsubj")) for child in token.lefts)
        and not any(child.dep_ in {"obj", "expl:comp"} for child in helper.children)
    ):
        return helper
    return None


def _since(token: Token, closed: Closed) -> bool:
    return any(
        any(part.dep_ == "case" and plain(part) in closed.since for part in child.lefts)
        for child in token.children
        if child.dep_.startswith("obl")
    )


def _only(adverb: Token, closed: Closed) -> bool:
    following = adverb.i + 1
    if following >= len(adverb.doc):
        return False
    word = adverb.doc[following]
    return plain(word) in closed.only and word.dep_ != "mark"


def _than(adverb: Token, closed: Closed) -> bool:
    """True for the end of a comparison: more than ever."""
    return adverb.i > 0 and plain(adverb.nbor(-1)) in closed.than


def _but(verb: Token, closed: Closed) -> bool:
    """True where the particle goes with what is excepted: it can only be signed in May."""
    return any(plain(word) in closed.than for word in verb.doc[verb.i + 1 : verb.i + _EXCEPTION])


def _none_but(verb: Token, closed: Closed) -> bool:
    """True where only what is excepted remains: they have no other choice than to leave."""
    words = verb.doc[verb.i + 1 : verb.i + _EXCEPTION]
    other = next((word.i for word in words if plain(word) in closed.other), -1)
    return other >= 0 and any(plain(word) in closed.than for word in verb.doc[other + 1 : other + 5])


def _led(finite: Token, closed: Closed) -> bool:
    """True if the particle stands before the conjugated verb, though the parser hung it elsewhere."""
    for word in reversed(finite.doc[max(0, finite.i - 3) : finite.i]):
        if plain(word) in closed.particles:
            return True
        if word.pos_ != "PRON":
            return False
    return False


def _beside(finite: Token, closed: Closed) -> tuple[str, str]:
    """The negative adverb right behind the conjugated verb, where the parser hung it elsewhere."""
    for word in finite.doc[finite.i + 1 : finite.i + 3]:
        form = plain(word)
        if form in closed.adverbs and not _only(word, closed):
            return form, ""
        if form in closed.no_longer:
            return "", form
    return "", ""


def _nothing(argument: Token, closed: Closed) -> str:
    if plain(argument) in closed.nothing:
        return plain(argument)
    return next((plain(c) for c in argument.lefts if plain(c) in closed.nothing), "")


def _tense(token: Token, finite: Token | None, perfect: bool, closed: Closed) -> Tense:
    if finite is None:
        form = token.morph.get("VerbForm", [])
        if "Inf" in form or any(c.dep_ == "aux:pass" for c in token.lefts):
            return Tense.PAST if perfect else Tense.INFINITIVE
        if "Part" in form:
            return Tense.PAST if perfect else Tense.PARTICIPLE
        return Tense.NONE
    tense = finite.morph.get("Tense", [])
    perfect = perfect and finite is not token
    tail = _tail(finite, closed)
    if tail is Tense.CONDITIONAL:
        return Tense.CONDITIONAL_PAST if perfect else Tense.CONDITIONAL
    if tail is Tense.FUTURE or "Fut" in tense:
        return Tense.FUTURE
    if "Sub" in finite.morph.get("Mood", []):
        return Tense.SUBJUNCTIVE
    if "Imp" in tense or "Cnd" in finite.morph.get("Mood", []):
        return Tense.PLUPERFECT if perfect else Tense.IMPERFECT
    return Tense.PAST if perfect or "Past" in tense else Tense.PRESENT


def _tail(finite: Token, closed: Closed) -> Tense | None:
    """Future or conditional by the form: their tails are plain where the stem has no r of its own."""
    form = finite.lower_
    future = any(form.endswith(tail) for tail in closed.future)
    if not future and not any(form.endswith(tail) for tail in closed.conditional):
        return None
    told = "Fut" in finite.morph.get("Tense", []) or "Cnd" in finite.morph.get("Mood", [])
    if not told and finite.lemma_[:-2].endswith("r") and not form.startswith(finite.lemma_):
        return None
    return Tense.FUTURE if future else Tense.CONDITIONAL
