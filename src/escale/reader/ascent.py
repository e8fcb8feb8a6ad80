"""The way up the tree from a matter's word, as long as the words above still speak of the matter."""

from __future__ import annotations

from spacy.tokens import Token

from escale.model import Modality
from escale.reader.clause import PAST_TENSES, Clause, Tense, article, is_verbal, look, plain
from escale.reader.finding import UNREAL
from escale.reader.signs import Signs, infinitive

__all__ = ["Ascent"]

_MAX_CLIMB = 12
_MAX_LEFT = 8
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
_ADDRESSEES = frozenset({"obj", "iobj", "obl:arg", "obl", "obl:mod"})
_ROLES = frozenset({"appos", "nsubj", "nsubj:pass", "obj", "obl:mod", "obl:agent", "nmod"})
_POSITION = frozenset({"conj", "appos", "flat", "flat:name", "flat:foreign", "fixed", "compound"})


class Ascent(Signs):
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
            if step is None:
                break
            token = step
        token = token if infinitive(token) else start
        if not self._embedded and self._modality is None and infinitive(token):
            self._left_of(token)

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

    def _from_noun(self, token: Token, above: Token) -> Token | None:
        closed = self._ops.closed
        if token.dep_ not in _NOUN_SLOTS:
            return None
        if above.pos_ == "PROPN" and token.dep_ == "nmod" and self._addressed(above):
            above = above.head
        elif above.pos_ == "PROPN" and token.dep_ == "nmod" and above.dep_ in {"nmod", "obl:arg", "obl:mod"}:
            above = self._past_place(above)
        verbal = is_verbal(above) or any(child.dep_ == "cop" for child in above.lefts)
        subject = token.dep_ == "nsubj"
        predicate = self._predicate(above) if subject or token.dep_ == "nsubj:pass" else above
        clause = look(predicate, closed)
        subject = subject and not (clause.passive or look(above, closed).passive)
        if not verbal and above.lemma_ in closed.soon:
            if any(child.dep_ == "case" and child.lemma_ in closed.ahead for child in above.lefts):
                self._set_modality(Modality.PLANNED, "close ahead", above)
            return None
        if not verbal and plain(above) in closed.circumstance:
            self._under_circumstance(above, above.head)
            return None
        if (token.dep_ == "obl:mod" and token.i < predicate.i) or any(
            child.dep_ == "case" and plain(child) in closed.circumstance for child in token.lefts
        ):
            self._under_circumstance(token, above)
            return None
        aspect = self._aspect(predicate.i, clause)
        if aspect is not None and subject and clause.transitive and not aspect.subject:
            aspect = None
        embedding = self._ops.embedding(self._doc, predicate.i, self._kind, "noun")
        oblique = embedding is not None and token.dep_ == "obl:arg"
        if aspect is not None and not oblique and (aspect.rank == 3 or not self._embedded):
            absorbs = self._take(aspect, predicate, clause, reset=True)
            self._features(predicate, absorbs=absorbs)
            if embedding is not None and not subject and aspect.rank == 0:
                self._embed(embedding, predicate, clause)
            return predicate
        if embedding is not None and (embedding.subject or not subject or not verbal):
            if not verbal and self._nominal_negation(predicate):
                self._set_modality(embedding.negated, embedding.name, predicate)
            else:
                self._embed(embedding, predicate, clause)
            return predicate
        if verbal and token.dep_ == "obl:arg" and self._nominal_verb(predicate, clause):
            return predicate
        if self._ops.carries(self._doc, predicate.i, subject=subject):
            if verbal:
                if subject and clause.tense in PAST_TENSES and self._modality is Modality.PLANNED:
                    self._modality = None
                self._apply_clause(predicate)
            else:
                self._apply_nominal(predicate)
            return predicate
        return self._weak(token, predicate, clause, subject=subject, verbal=verbal)

    def _predicate(self, predicate: Token) -> Token:
        """What is said of a subject: the end of a chain of modal verbs, or the complement of a copula."""
        for _ in range(3):
            below = next((c for c in predicate.rights if c.dep_ == "xcomp"), None)
            if below is None:
                break
            predicate = below
        if (
            predicate.lemma_ in self._ops.closed.copula
            or predicate.pos_ == "ADV"
            or any(child.dep_ == "cop" for child in predicate.lefts)
        ):
            clause = look(predicate, self._ops.closed)
            for child in predicate.children:
                if child.dep_.startswith("obl") and self._aspect(child.i, clause) is not None:
                    return child
        return predicate

    def _nominal_verb(self, verb: Token, clause: Clause) -> bool:
        """True if the verb's object embeds the matter: to put one's veto to it."""
        for child in verb.rights:
            if child.dep_.startswith("obj") and child.pos_ == "NOUN" and child.i not in self._visited:
                embedding = self._ops.embedding(self._doc, child.i, self._kind, "noun")
                if embedding is not None and embedding.modality is not Modality.PLANNED:
                    self._embed(embedding, child, clause)
                    return True
        return False

    def _past_place(self, name: Token) -> Token:
        """The noun before a place, where the matter hangs on it: the resumption in Oslo of the talks."""
        noun = name.head
        if noun.pos_ != "NOUN":
            return name
        known = self._ops.aspect(self._doc, noun.i, self._kind, own=False, bare=True)
        return noun if known or self._ops.embedding(self._doc, noun.i, self._kind, "noun") else name

    def _addressed(self, name: Token) -> bool:
        """True if a name is rather who a wish is addressed to than what the matter belongs to."""
        if name.dep_ not in _ADDRESSEES or not is_verbal(name.head):
            return False
        return self._ops.embedding(self._doc, name.head.i, self._kind, "noun") is not None

    def _weak(
        self, token: Token, predicate: Token, clause: Clause, *, subject: bool, verbal: bool
    ) -> Token | None:
        """A verb that says something else of the matter still tells when, and that there is none."""
        self._visited.add(predicate.i)
        self._judged(predicate)
        governed = token.dep_ == "obj" and not (self._kind in self._ops.known and article(token) == "Def")
        if clause.tense is Tense.INFINITIVE and not subject and (governed or article(token) == "Ind"):
            self._loose = True
            return predicate
        if token.dep_ == "nmod" and predicate.dep_ != "obl:mod" and not verbal and article(token) == "Ind":
            return predicate
        self._clause = clause.tense
        if clause.tense is Tense.FUTURE:
            self._set_modality(*self._future(predicate), predicate)
        elif clause.tense in UNREAL and not subject and token.dep_ == "obj":
            self._set_modality(Modality.POSSIBLE, "conditional", predicate)
        if clause.negated and any(plain(child) in self._ops.closed.indefinite for child in token.lefts):
            self._set_modality(Modality.DENIED, "negation", predicate)
        return None

    def _judged(self, predicate: Token) -> None:
        """An adjective that the verb lends the matter: to deem an intervention necessary."""
        for child in predicate.children:
            if child.dep_ == "xcomp" and child.pos_ == "ADJ":
                embedding = self._ops.embedding(self._doc, child.i, self._kind, "noun")
                if embedding is not None:
                    self._embed(embedding, child, look(child, self._ops.closed))

    def _under_circumstance(self, token: Token, above: Token) -> None:
        """The matter is where or when something else happens: it lies ahead only if that does."""
        closed = self._ops.closed
        tense = look(above, closed).tense
        self._visited.add(above.i)
        words = {plain(child) for child in token.lefts if child.dep_ == "case"}
        if words & closed.before:
            self._set_modality(Modality.PLANNED, "before", token)
        elif tense is Tense.FUTURE and not words & closed.past and plain(token) not in closed.past:
            self._set_modality(Modality.PLANNED, "future tense", above)

    def _from_verb(self, token: Token, above: Token) -> Token | None:
        closed = self._ops.closed
        own = look(token, closed)
        dep = token.dep_
        if plain(above) in closed.purpose:
            self._purpose(token, above.head, own)
            return None
        if dep in _COMPLEMENTS or (dep == "acl" and own.tense is Tense.INFINITIVE) or self._complement(token):
            clause = look(above, closed)
            form = "infinitive" if own.tense is Tense.INFINITIVE else "clause"
            embedding = self._ops.embedding(self._doc, above.i, self._kind, form)
            if embedding is not None:
                if not is_verbal(above) and self._nominal_negation(above):
                    self._set_modality(embedding.negated, embedding.name, above)
                else:
                    self._embed(embedding, above, clause)
                return above
            self._judged(above)
            if dep == "xcomp" and own.tense is not Tense.PAST:
                aspect = self._aspect(above.i, clause)
                absorbs = aspect is not None and self._take(aspect, above, clause, reset=True)
                self._features(above, absorbs=absorbs)
                return above
            return above if dep == "acl" else None
        if dep == "advcl" and own.marks & closed.purpose:
            self._purpose(token, above, own)
        return None

    def _complement(self, token: Token) -> bool:
        """An infinitive that the parser hangs as an adverbial, though its preposition marks a complement."""
        if token.dep_ != "advcl" or not infinitive(token):
            return False
        return any(
            child.dep_ == "mark" and plain(child) in self._ops.closed.complement for child in token.lefts
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
