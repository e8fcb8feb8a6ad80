"""The ways round what stands between a matter's word and the word that governs it.

The parser hangs a noun on an aside, an addressee or a place, an auxiliary takes the subject of its predicate,
a noun of aim stands as subject before the infinitive: here the walk finds where to go on.
"""

from __future__ import annotations

from spacy.tokens import Token

from escale.model import Modality, Phase
from escale.reader.standing.clause import Clause, Tense, article, is_verbal, look, plain
from escale.reader.standing.finding import UNREAL
from escale.reader.standing.signs import Signs, infinitive

__all__ = ["Detours"]

_MAX_LEFT = 8
_ADDRESSEES = frozenset({"obj", "iobj", "obl:arg", "obl", "obl:mod"})


class Detours(Signs):
    """Finds the governor of a word where the tree does not give it at once."""

    def _equated(self, token: Token) -> None:
        """An infinitive that a noun of aim or wish is said to be: the aim is to meet."""
        if self._embedded or not any(child.dep_ == "cop" for child in token.lefts):
            return
        for subject in token.lefts:
            if subject.dep_ == "nsubj":
                for noun in (subject, *(part for part in subject.rights if part.dep_ == "nmod")):
                    embedding = self._ops.embedding(self._doc, noun.i, self._kind, "infinitive")
                    if embedding is not None and not embedding.presupposes:
                        self._embed(embedding, noun, look(token, self._ops.closed))
                        return

    def _left_of(self, token: Token) -> None:
        """An infinitive that quotation marks or an aside tear from the word that governs it."""
        closed = self._ops.closed
        mark = False
        for index in range(token.i - 1, max(token.i - _MAX_LEFT, token.sent.start) - 1, -1):
            word = self._doc[index]
            if plain(word) in closed.complement:
                mark = True
            elif mark and not word.is_punct and not word.is_space and word.pos_ != "ADV":
                embedding = self._ops.embedding(self._doc, index, self._kind, "infinitive")
                if embedding is not None:
                    self._embed(embedding, word, look(word, closed))
                return
            elif not mark and word.pos_ in {"VERB", "NOUN", "ADJ", "PROPN"}:
                return

    def _shared(self, above: Token) -> None:
        """A coordinated verb without auxiliary shares that of the first."""
        tense = look(above, self._ops.closed).tense
        if tense is Tense.FUTURE:
            self._set_modality(Modality.PLANNED, "future tense", above)
        elif tense in UNREAL:
            self._set_modality(Modality.POSSIBLE, "conditional", above)

    def _predicate(self, predicate: Token) -> Token:
        """What is said of a subject: the end of a chain of modal verbs, or the complement of a copula."""
        for _ in range(3):
            below = next((c for c in predicate.rights if c.dep_ == "xcomp"), None)
            if below is None:
                break
            predicate = below
        if predicate.dep_ == "cop":
            predicate = predicate.head
        if (
            predicate.lemma_ in self._ops.closed.copula
            or predicate.pos_ == "ADV"
            or any(child.dep_ == "cop" for child in predicate.lefts)
        ):
            clause = look(predicate, self._ops.closed)
            for child in predicate.children:
                if child.dep_.startswith("obl") and (
                    self._aspect(child.i, clause) is not None
                    or self._ops.embedding(self._doc, child.i, self._kind, "noun") is not None
                ):
                    return child
        return predicate

    def _quantity(self, token: Token, adverb: Token) -> None:
        """An adverb that counts the matter; there may be no more of it: no soldiers are there any more."""
        closed = self._ops.closed
        verb = adverb.head
        no_more = plain(adverb) in closed.no_longer and verb.lemma_ in closed.have
        if no_more and any(plain(child) in closed.particles for child in verb.lefts):
            self._set_modality(Modality.DENIED, "negated noun", token)

    def _aside(self, token: Token, above: Token) -> bool:
        """True if the noun above stands between commas: the matter hangs on what the aside interrupts."""
        return above.i > above.head.i and all(self._set_off(noun.left_edge.i) for noun in (token, above))

    def _set_off(self, start: int) -> bool:
        """True if a comma or dash stands before a phrase, whether or not the parser hangs it there."""
        return self._doc[start].is_punct or (start > 0 and self._doc[start - 1].is_punct)

    def _drawn(self, verb: Token) -> Token | None:
        """What someone is drawn or threatened by, where the parser takes it for a passive's agent."""
        clause = look(verb, self._ops.closed)
        if self._kind in self._ops.known:
            aspect = self._aspect(verb.i, clause)
            if aspect is not None and aspect.phase is Phase.OCCUR:
                self._take(aspect, verb, clause)
            return None
        embedding = self._ops.embedding(self._doc, verb.i, self._kind, "noun")
        if embedding is None or embedding.modality is not Modality.POSSIBLE or self._kind in self._ops.only:
            return None
        self._embed(embedding, verb, clause)
        return verb

    def _governed(self, noun: Token, verb: Token) -> bool:
        """True for an object that the parser takes for a subject, though its verb is not of its number."""
        if noun.i < verb.i or any(child.dep_ == "conj" for child in noun.rights):
            return False
        ours, theirs = noun.morph.get("Number", []), verb.morph.get("Number", [])
        return bool(ours and theirs) and ours != theirs

    def _likened(self, token: Token) -> bool:
        """True for what is compared to the subject: the talks are frozen, just like the aid."""
        if token.dep_ != "obl:mod" or token.i < token.head.i:
            return False
        return any(child.dep_ == "case" and plain(child) in self._ops.closed.like for child in token.lefts)

    def _to_be(self, predicate: Token) -> bool:
        """True for an infinitive that is said of what it acts on: talks are to be ruled out."""
        return infinitive(predicate) and any(child.dep_ == "cop" for child in predicate.lefts)

    def _nominal_verb(self, verb: Token, clause: Clause) -> bool:
        """True if the verb's object embeds the matter: to put one's veto to it."""
        for child in verb.rights:
            if child.dep_.startswith("obj") and child.pos_ == "NOUN" and child.i not in self._visited:
                embedding = self._ops.embedding(self._doc, child.i, self._kind, "noun")
                if embedding is not None and not embedding.presupposes:
                    self._embed(embedding, child, clause)
                    return True
        return False

    def _past_place(self, name: Token) -> Token:
        """The noun before a name, where the matter hangs on it: the resumption in Oslo of the talks."""
        noun = name.head
        if noun.pos_ != "NOUN" or noun.i > name.i:
            return name
        known = self._ops.aspect(self._doc, noun.i, self._kind, own=False, bare=True)
        return noun if known or self._ops.embedding(self._doc, noun.i, self._kind, "noun") else name

    def _addressed(self, token: Token, name: Token) -> bool:
        """True if a name is rather who a wish is addressed to than what the matter belongs to."""
        if name.dep_ not in _ADDRESSEES or not is_verbal(name.head):
            return False
        if name.pos_ != "PROPN" and not (
            name.dep_ == "obj"
            and any(c.dep_ == "case" and plain(c) in self._ops.closed.towards for c in token.lefts)
        ):
            return False
        return self._ops.embedding(self._doc, name.head.i, self._kind, "noun") is not None

    def _supposed(self, token: Token, above: Token) -> bool:
        """True for what a noun of condition makes a hypothesis: in case of a withdrawal."""
        return (
            token.dep_ == "nmod"
            and plain(above) in self._ops.closed.proviso
            and any(child.dep_ == "case" for child in above.lefts)
        )

    def _moment(self, noun: Token) -> bool:
        """True for a point of a matter at which something else happens: at the start of the talks."""
        return noun.pos_ == "NOUN" and any(
            child.dep_ == "case" and plain(child) in self._ops.closed.moment for child in noun.lefts
        )

    def _unnamed(self, noun: Token) -> bool:
        """True for a noun with an indefinite article or none: it is as real as what it hangs on."""
        return article(noun) == "Ind" or not any(
            child.dep_ == "det" or "Def" in child.morph.get("Definite", []) for child in noun.lefts
        )

    def _judged(self, predicate: Token) -> None:
        """An adjective that the verb lends the matter: to deem an intervention necessary."""
        for child in predicate.children:
            if child.pos_ == "ADJ" and (
                child.dep_ == "xcomp" or (child.dep_ == "amod" and is_verbal(predicate))
            ):
                embedding = self._ops.embedding(self._doc, child.i, self._kind, "noun")
                if embedding is not None:
                    self._embed(embedding, child, look(child, self._ops.closed))

    def _seen(self, noun: Token) -> Token:
        """The verb of seeing that governs a noun and its infinitive, where the parser has lost it."""
        before = noun.left_edge.i - 1
        verb = self._doc[before] if before >= 0 else noun
        return verb if verb.lemma_ in self._ops.closed.see and infinitive(verb) else noun
