"""The way up the tree from a matter's word, as long as the words above still speak of the matter."""

from __future__ import annotations

from spacy.tokens import Token

from escale.model import Modality, Phase
from escale.reader.standing.clause import PAST_TENSES, Clause, Tense, article, is_verbal, look, plain
from escale.reader.standing.detours import Detours
from escale.reader.standing.finding import UNREAL
from escale.reader.standing.signs import infinitive

__all__ = ["Ascent"]

_MAX_CLIMB = 12
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "obj", "obl:arg", "obl", "advcl:cleft"})
_NOUN_SLOTS = frozenset(
    {
        "nsubj",
        "nsubj:pass",
        "obj",
        "iobj",
        "obl",
        "obl:arg",
        "obl:mod",
        "nmod",
        "xcomp",
        "ccomp",
        "csubj",
        "advmod",
    }
)
_ROLES = frozenset({"appos", "nsubj", "nsubj:pass", "obj", "obl:mod", "obl:agent", "nmod"})
_QUANTIFIED = frozenset({"obl:arg", "obl:mod", "nmod"})
_COUNTED = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "advmod"})
_BOUNDS = frozenset({Phase.START, Phase.END})
_POSITION = frozenset({"conj", "appos", "flat", "flat:name", "flat:foreign", "fixed", "compound"})


class Ascent(Detours):
    """Climbs from noun to noun and verb to verb: chains, light verbs, aspects, embeddings."""

    def climb(self, token: Token) -> None:
        """Follow the matter upwards for as long as the words above speak of it."""
        closed = self._ops.closed
        if (
            token.lemma_ in closed.relation
            and token.dep_ in _ROLES
            and token.head.lemma_ not in closed.copula
        ):
            return
        start = token
        for _ in range(_MAX_CLIMB):
            above = token.head
            if above.i == token.i:
                break
            if token.dep_ in _POSITION or (token.dep_ == "amod" and above.pos_ == "ADJ"):
                if is_verbal(token) and not look(token, self._ops.closed).finite:
                    self._shared(above)
                token = above
                continue
            step = self._from_verb(token, above) if is_verbal(token) else self._from_noun(token, above)
            if step is None or self._settled:
                break
            token = step
        token = token if infinitive(token) else start
        if infinitive(token) and not self._settled:
            self._equated(token)
        if not self._embedded and not self._settled and self._modality is None and infinitive(token):
            self._left_of(token)

    def _from_noun(self, token: Token, above: Token) -> Token | None:
        closed = self._ops.closed
        if token.dep_ == "obl:agent":
            return self._drawn(above)
        if token.dep_ not in _NOUN_SLOTS:
            return None
        if token.dep_ == "advmod" and plain(token) in closed.circumstance:
            return self._under_circumstance(token, above)  # "lors de la visite", read as an adverb's phrase
        if token.dep_ == "nmod" and self._addressed(token, above):
            above = above.head
        elif (
            (above.pos_ == "PROPN" or above.is_title)
            and token.dep_ == "nmod"
            and above.dep_ in {"nmod", "obl:arg", "obl:mod"}
        ):
            above = self._past_place(above)
        if above.pos_ == "ADV" and token.dep_ in _QUANTIFIED and above.dep_ in _COUNTED:
            self._quantity(token, above)
            return above
        if token.dep_ == "nmod" and above.dep_ == "obl:mod" and self._aside(token, above):
            above = above.head
        if self._supposed(token, above):
            self._set_modality(Modality.POSSIBLE, "condition", above)
            return None
        if token.dep_ == "nmod" and above.dep_ == "obl:mod" and self._rank < 0 and self._moment(above):
            aspect = self._aspect(above.i, look(above, closed))
            if aspect is not None and aspect.phase in _BOUNDS:
                return self._under_circumstance(above, above.head)
        verbal = is_verbal(above) or any(child.dep_ == "cop" for child in above.lefts)
        subject = (token.dep_ == "nsubj" and not self._governed(token, above)) or self._likened(token)
        predicate = self._predicate(above) if subject or token.dep_ == "nsubj:pass" else above
        clause = look(predicate, closed)
        subject = subject and not (clause.passive or look(above, closed).passive or self._to_be(predicate))
        if not verbal and above.lemma_ in closed.soon:
            if any(child.dep_ == "case" and child.lemma_ in closed.ahead for child in above.lefts):
                self._set_modality(Modality.PLANNED, "close ahead", above)
            return None
        if not verbal and plain(above) in closed.circumstance:
            return self._under_circumstance(above, above.head)
        if not subject and (
            (token.dep_ == "obl:mod" and token.i < predicate.i)
            or any(child.dep_ == "case" and plain(child) in closed.circumstance for child in token.lefts)
        ):
            return self._under_circumstance(token, above)
        aspect = self._aspect(predicate.i, clause)
        if aspect is not None and subject and clause.transitive and not aspect.subject:
            aspect = None
        embedding = self._ops.embedding(self._doc, predicate.i, self._kind, "noun")
        oblique = embedding is not None and token.dep_ == "obl:arg"
        weak = aspect is None or aspect.rank < 3
        if (
            verbal
            and weak
            and embedding is None
            and token.dep_ == "obl:arg"
            and self._nominal_verb(above, clause)
        ):
            return predicate
        if aspect is not None and not oblique and (aspect.rank == 3 or not self._embedded):
            absorbs = self._take(aspect, predicate, clause, reset=True)
            if embedding is not None and embedding.presupposes:
                self._grant(embedding, predicate)
                return None
            self._features(predicate, absorbs=absorbs)
            if embedding is not None and not subject and aspect.rank == 0:
                self._embed(embedding, predicate, clause)
            return predicate
        state = predicate.pos_ == "NOUN" and any(child.dep_ == "case" for child in predicate.lefts)
        if subject and predicate.pos_ == "ADJ" and article(token) == "Def":
            embedding = None  # what is said to be needed may well be there
        if embedding is not None and (embedding.subject or not subject or not verbal or state):
            if embedding.presupposes:
                self._grant(embedding, predicate)
                return None
            if not verbal and self._nominal_negation(predicate):
                self._set_modality(embedding.negated, embedding.name, predicate)
            else:
                self._embed(embedding, predicate, clause)
            return predicate
        if self._ops.carries(self._doc, predicate.i, subject=subject):
            if verbal:
                if subject and clause.tense in PAST_TENSES and self._modality is Modality.PLANNED:
                    self._modality = None
                unwished = token.i == self._wish and clause.negated
                self._apply_clause(predicate, absorbs=unwished)
                if unwished:
                    self._set_modality(self._unwished, "negation", predicate)
            else:
                self._apply_nominal(predicate)
            return predicate
        return self._weak(token, predicate, clause, subject=subject, verbal=verbal)

    def _weak(
        self, token: Token, predicate: Token, clause: Clause, *, subject: bool, verbal: bool
    ) -> Token | None:
        """A verb that says something else of the matter still tells when, and that there is none."""
        self._visited.add(predicate.i)
        self._judged(predicate)
        if (
            token.i == self._wish
            and verbal
            and clause.negated
            and predicate.lemma_ not in self._ops.closed.keep
        ):
            self._set_modality(Modality.DENIED, "negation", predicate)  # to see no need of it
        if subject and predicate.pos_ == "ADJ" and self._ops.quality(self._doc, predicate.i) is not None:
            self._apply_quality(predicate)
            self._apply_clause(predicate)
            return None
        governed = token.dep_ == "obj" and not (self._kind in self._ops.known and article(token) == "Def")
        if clause.tense is Tense.INFINITIVE and not subject and (governed or article(token) == "Ind"):
            self._loose = True
            return predicate
        if token.dep_ == "nmod" and predicate.dep_ != "obl:mod" and not verbal and self._unnamed(token):
            return predicate
        self._clause = clause.tense
        if clause.tense is Tense.FUTURE:
            self._set_modality(*self._future(predicate), predicate)
        elif clause.tense in UNREAL and (
            (not subject and token.dep_ == "obj")
            or (token.dep_ in {"nsubj", "nsubj:pass"} and article(token) == "Ind")
        ):
            self._set_modality(Modality.POSSIBLE, "conditional", predicate)
        determiners = [plain(child) for child in token.lefts if child.dep_ in {"det", "case"}]
        if (
            clause.negated
            and determiners
            and all(word in self._ops.closed.indefinite for word in determiners)
        ):
            self._set_modality(Modality.DENIED, "negation", predicate)
        return None

    def _under_circumstance(self, token: Token, above: Token) -> Token | None:
        """The matter is where or when something else happens: it lies ahead only if that does.

        What is wished to happen in, with or by something new makes that something as open as itself.
        """
        closed = self._ops.closed
        clause = look(above, closed)
        self._visited.add(above.i)
        words = {plain(child) for child in token.lefts if child.dep_ == "case"}
        behind = bool(words & closed.past) or plain(token) in closed.past
        if words & closed.before:
            if clause.tense not in PAST_TENSES or article(token) == "Ind":
                self._set_modality(Modality.PLANNED, "before", token)
        elif clause.tense is Tense.FUTURE and (not behind or article(token) == "Ind"):
            self._set_modality(Modality.PLANNED, "future tense", above)
        elif (
            clause.tense is Tense.INFINITIVE
            and not behind
            and ((plain(token) not in closed.circumstance and self._unnamed(token)) or words & closed.means)
            and self._modality is not Modality.PLANNED
        ):
            self._loose = True
            return above
        return None

    def _from_verb(self, token: Token, above: Token) -> Token | None:
        closed = self._ops.closed
        own = look(token, closed)
        dep = token.dep_
        if plain(above) in closed.purpose:
            self._purpose(token, above.head, own)
            return None
        if plain(above) in closed.before and above.pos_ == "ADV":
            return self._next(above.head)
        if dep in _COMPLEMENTS or (dep == "acl" and own.tense is Tense.INFINITIVE) or self._complement(token):
            clause = look(above, closed)
            if self._aspect(above.i, clause) is None and self._settled:
                return None
            form = "infinitive" if own.tense is Tense.INFINITIVE else "clause"
            embedding = self._ops.embedding(self._doc, above.i, self._kind, form)
            if embedding is not None:
                if embedding.presupposes:
                    self._grant(embedding, above)
                    return None
                if not is_verbal(above) and self._nominal_negation(above):
                    self._set_modality(embedding.negated, embedding.name, above)
                else:
                    self._embed(embedding, above, clause)
                if self._modality is Modality.PLANNED and (
                    self._conditional(above) or self._conditional(token)
                ):
                    self._modality = None
                    self._set_modality(Modality.POSSIBLE, "condition", above)
                return above
            self._judged(above)
            if dep == "xcomp" and own.tense is not Tense.PAST:
                aspect = self._aspect(above.i, clause)
                absorbs = aspect is not None and self._take(aspect, above, clause, reset=True)
                self._features(above, absorbs=absorbs)
                return above
            return self._seen(above) if dep == "acl" else None
        if dep == "advcl" and own.marks & closed.purpose:
            self._purpose(token, above, own)
        return None

    def _next(self, verb: Token) -> Token | None:
        """What is done before the matter: the matter lies ahead as far as that does."""
        tense = look(verb, self._ops.closed).tense
        if tense is Tense.FUTURE:
            self._set_modality(*self._future(verb), verb)
        return verb if tense is Tense.INFINITIVE else None

    def _complement(self, token: Token) -> bool:
        """An infinitive that the parser hangs as an adverbial, though its preposition marks a complement."""
        if token.dep_ != "advcl" or not infinitive(token):
            return False
        marks = [child for child in token.lefts if child.dep_ in {"mark", "case"}]
        return not marks or any(
            child.dep_ == "mark" and plain(child) in self._ops.closed.complement for child in marks
        )

    def _purpose(self, token: Token, above: Token, own: Clause) -> None:
        """What is done for a purpose leaves the purpose open, unless both are past."""
        if self._loose:
            return
        tense = look(above, self._ops.closed).tense
        self._visited.add(above.i)
        if tense is Tense.FUTURE:
            self._set_modality(Modality.PLANNED, "purpose", token)
        elif own.finite or tense not in PAST_TENSES:
            self._set_modality(Modality.POSSIBLE, "purpose", token)
