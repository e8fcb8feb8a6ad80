"""What the matter's own words and their companions say: tense, negation, adjectives, participles."""

from __future__ import annotations

from spacy.tokens import Token

from escale.model import Modality, Phase
from escale.reader.standing.clause import Clause, Tense, is_verbal, look, plain
from escale.reader.standing.finding import UNREAL, Finding

__all__ = ["Signs", "infinitive"]

_RANK = {Phase.OCCUR: 0, Phase.START: 1, Phase.END: 2}


def infinitive(token: Token) -> bool:
    """True for an infinitive."""
    return "Inf" in token.morph.get("VerbForm", [])


def _agrees(participle: Token) -> bool:
    """False for a participle in another number than the noun it hangs on: it is said of a nearer noun."""
    ours, theirs = participle.morph.get("Number", []), participle.head.morph.get("Number", [])
    return ours == theirs or not ours or not theirs or participle.i < participle.head.i + 2


class Signs(Finding):
    """Reads the signs that a word carries on itself, whether it names the matter or only carries it."""

    def own_words(self) -> None:
        """Read the trigger: the phase and modality that its words imply, and its own clause."""
        matter = self._matter
        head = self._doc[matter.head]
        if matter.phase is not None:
            self._set_phase(matter.phase, _RANK.get(matter.phase, 3), matter.rule, head)
        if matter.modality is not None:
            self._set_modality(matter.modality, matter.rule, head)
        absorbs = modal = False
        self._denies = matter.phase is not None and any(
            plain(self._doc[i]) in self._ops.closed.no_longer for i in range(matter.start, matter.end)
        )
        for index in (matter.head, *(i for i in range(matter.start, matter.end) if i != matter.head)):
            token = self._doc[index]
            clause = look(token, self._ops.closed)
            aspect = self._aspect(index, clause, own=True)
            if aspect is not None and not aspect.types and matter.phase is Phase.OCCUR:
                aspect = None  # who ends a tour has been on it
            if aspect is not None:
                absorbs = self._take(aspect, token, clause) or absorbs
            if aspect is None or not aspect.trigger:
                consumed, of_modal = self._own_embedding(token, clause)
                absorbs, modal = absorbs or consumed, modal or of_modal
                if index != matter.head:
                    self._apply_quality(token)
        self._visited.add(matter.head)
        self._features(head, absorbs=absorbs, modal=modal)

    def _own_embedding(self, token: Token, clause: Clause) -> tuple[bool, bool]:
        """Whether the token, if the head, takes its own negation with it, and whether it is a modal verb."""
        governs = any(child.dep_ in {"xcomp", "acl"} and infinitive(child) for child in token.rights)
        form = "infinitive" if governs else "noun"
        embedding = self._ops.embedding(self._doc, token.i, self._kind, form)
        if embedding is None or not (embedding.own or governs) or self._kind in embedding.act:
            return False, False
        self._embed(embedding, token, clause)
        head = token.i == self._matter.head
        return head and clause.negated, head and embedding.subject

    def _features(self, token: Token, *, absorbs: bool = False, modal: bool = False) -> None:
        if is_verbal(token) or any(child.dep_ == "cop" for child in token.lefts):
            self._apply_clause(token, absorbs=absorbs, modal=modal)
        if not is_verbal(token):
            self._apply_nominal(token)

    def _apply_clause(self, token: Token, *, absorbs: bool = False, modal: bool = False) -> None:
        """Tense, negation, adverbs and subordinator of a predicate that carries the matter.

        With `absorbs` its negation belongs to the phrase; with `modal` its tense is the modal verb's own.
        """
        closed = self._ops.closed
        clause = look(token, closed)
        self._clause = clause.tense
        self._visited.add(token.i)
        if modal:
            pass
        elif clause.tense is Tense.FUTURE and not clause.since:
            self._set_modality(*self._future(token), token)
        elif clause.tense is Tense.INFINITIVE and self._conditional(token):
            self._set_modality(Modality.POSSIBLE, "condition", token)
        elif clause.tense in UNREAL:
            ahead = clause.tense is Tense.CONDITIONAL and self._told_in_past(token)
            self._set_modality(
                Modality.PLANNED if ahead else Modality.POSSIBLE,
                "future in the past" if ahead else "conditional",
                token,
            )
        if clause.marks & closed.condition:
            self._set_modality(Modality.POSSIBLE, "condition", token)
            return
        if clause.marks & closed.without:
            self._set_modality(Modality.DENIED, "without", token)
        for child in token.children:
            if child.dep_ in {"advmod", "amod", "obl:mod"}:
                self._apply_quality(child)
        if absorbs:
            return
        if self._again(token):
            self._set_phase(Phase.RESUME, 3, "again", token)
        if clause.no_longer and self._rank < 2 and self._modality is not Modality.DENIED:
            self._set_phase(Phase.END, 2, "no longer", token)
        elif clause.negated or clause.no_longer:
            self._mild = clause.tense is Tense.INFINITIVE and self._modality is None
            self._set_modality(Modality.DENIED, "negation", token)

    def _again(self, token: Token) -> bool:
        """True if the predicate's adverb tells that the matter is taken up again."""
        closed = self._ops.closed
        if self._rank > 1 or self._embedded or self._kind in self._ops.only:
            return False
        doc = self._doc
        for index in range(max(token.sent.start + 1, token.i - 1), min(token.i + 4, token.sent.end)):
            if plain(doc[index]) in closed.anew and plain(doc[index - 1]) in closed.again:
                return True
        return False

    def _future(self, token: Token) -> tuple[Modality, str]:
        """What the future tense tells: a plan, unless an if-clause hangs on the predicate."""
        return (
            (Modality.POSSIBLE, "condition")
            if self._conditional(token)
            else (Modality.PLANNED, "future tense")
        )

    def _conditional(self, token: Token) -> bool:
        """True if an if-clause hangs on the predicate."""
        closed = self._ops.closed
        for child in token.children:
            if child.dep_.startswith("obl") and plain(child) in closed.proviso:
                return True
            if child.dep_ != "advcl":
                continue
            for mark in child.lefts:
                if mark.dep_ == "mark" and plain(mark) in closed.condition:
                    return mark.i == 0 or plain(mark.nbor(-1)) not in closed.even
        return False

    def _apply_nominal(self, token: Token) -> None:
        """Determiners, prepositions, adjectives and participles on a noun of the matter."""
        self._visited.add(token.i)
        if self._nominal_negation(token) and not self._refusal_denied(token):
            self._set_modality(Modality.DENIED, "negated noun", token)
        if token.i > 0 and self._doc[token.i - 1].pos_ == "ADJ":  # the parser may take it for the noun's head
            self._apply_quality(self._doc[token.i - 1])
        for child in token.children:
            dep = child.dep_
            if dep == "nmod":
                self._state(child)
            if dep in {"amod", "acl", "advmod", "case", "fixed", "dep"}:
                if self._matter.start <= child.i < self._matter.end and dep != "case":
                    continue
                self._apply_modifier(child, dep)
                if dep == "case":
                    for part in child.rights:
                        self._apply_quality(part)

    def _state(self, noun: Token) -> None:
        """What a matter is said to be in: talks at a standstill."""
        if any(c.dep_ == "case" and plain(c) in self._ops.closed.state for c in noun.lefts):
            clause = look(noun, self._ops.closed)
            aspect = self._aspect(noun.i, clause)
            if aspect is not None and aspect.rank == 3:
                self._take(aspect, noun, clause)
            elif aspect is not None and aspect.phase is Phase.OCCUR:
                self._take(aspect, noun, clause)
                self._settled = True

    def _apply_modifier(self, child: Token, dep: str) -> None:
        """A participle or adjective on the noun; a present participle acts, it is not acted on."""
        form = child.morph.get("VerbForm", [])
        if (
            dep in {"amod", "acl"}
            and "Inf" not in form
            and not ("Part" in form and "Pres" in child.morph.get("Tense", []))
        ):
            clause = look(child, self._ops.closed)
            if not _agrees(child):
                return
            aspect = None if clause.transitive else self._aspect(child.i, clause)
            if aspect is not None:
                if not self._take(aspect, child, clause) and clause.negated:
                    self._set_modality(Modality.DENIED, "negation", child)
                return
            embedding = self._ops.embedding(self._doc, child.i, self._kind, "noun")
            if embedding is not None and embedding.participle and not clause.transitive:
                self._embed(embedding, child, clause)
                return
        self._apply_quality(child)

    def _apply_quality(self, token: Token) -> None:
        quality = self._ops.quality(self._doc, token.i)
        if quality is not None:
            self._set_modality(quality.modality, quality.name, token)

    def _refusal_denied(self, noun: Token) -> bool:
        """True if the negation before a noun is that of a verb that refuses: not to rule out any talks."""
        if noun.dep_ not in {"obj", "obl:arg"}:
            return False
        verb = noun.head
        embedding = self._ops.embedding(self._doc, verb.i, self._kind, "noun")
        return (
            embedding is not None
            and embedding.modality is Modality.DENIED
            and look(verb, self._ops.closed).negated
        )

    def _nominal_negation(self, token: Token) -> bool:
        closed = self._ops.closed
        for index in range(token.i - 1, max(token.i - 5, token.sent.start) - 1, -1):
            form = plain(self._doc[index])
            if form in closed.before_noun:
                if form in closed.adverbs and self._doc[index].pos_ == "NOUN":
                    return False  # a step is no negation
                return (
                    form not in closed.adverbs
                    or form in closed.neither
                    or plain(self._doc[index + 1]) in closed.indefinite
                )
            word = self._doc[index]
            if form not in closed.skip and word.dep_ not in {"amod", "det"} and not word.is_quote:
                return False
        return False
