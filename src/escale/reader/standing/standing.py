"""Phase and modality of a matter: read from its own words and from what stands above and beneath them.

From the matter's word the walk goes up the tree: nouns that only chain (a series of), light verbs (hold),
aspects (resumption, suspend), embeddings (wish, refuse). Each adds its part, and the walk stops where the
clause no longer speaks of the matter. An aspect found above becomes what the claim is about: where a visit
planned for Tuesday has been called off, it is the calling off that is asserted.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from escale.lang import Language
from escale.model import Modality, Phase, Step
from escale.reader.layers import Matter, Standing, TimeMention
from escale.reader.standing.ascent import Ascent
from escale.reader.standing.clause import PAST_TENSES, Tense, article, is_verbal, look, plain
from escale.reader.standing.operators import Operators
from escale.reader.standing.signs import infinitive
from escale.reader.times.dating import lies_ahead, lies_behind

__all__ = ["StandingReader"]

_MAX_TIME_CLIMB = 4
_MAX_TOP = 4
_QUESTION = 12
_TAKEN_UP = 16
_MAIN = frozenset({"xcomp", "ccomp", "csubj", "nsubj", "nsubj:pass", "obj"})
_BENEATH = frozenset({"obj", "obl:arg", "obl:mod", "nmod", "xcomp", "conj"})
_CLAUSES = frozenset(
    {"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "parataxis:insert", "appos", "csubj"}
)
# Their date is where the matter was or goes.
_MOVED = frozenset({Phase.POSTPONE, Phase.CANCEL, Phase.SUSPEND})
_OPEN = frozenset({Tense.NONE, Tense.PRESENT, Tense.INFINITIVE, Tense.PARTICIPLE, Tense.SUBJUNCTIVE})


class StandingReader:
    """Reads phase and modality of matters in parsed articles of one language."""

    def __init__(self, language: Language) -> None:
        """Compile the language's table of operators."""
        self._operators = Operators.of(language)

    def __call__(
        self, doc: Doc, matter: Matter, times: Sequence[TimeMention], published: str | None
    ) -> Standing:
        """Phase and modality of `matter` where the text speaks of it, and the words that say so."""
        walk = _Walk(doc, matter, self._operators)
        walk.own_words()
        if matter.settled:
            return walk.standing()
        if not walk.settled:
            walk.climb(doc[matter.head])
        walk.relative_clause(doc[matter.head])
        walk.bare_infinitive(doc[matter.head])
        walk.question(doc[matter.head])
        walk.date(times, published)
        walk.prior()
        walk.known()
        return walk.standing()


class _Walk(Ascent):
    """The whole reading: after the way up, what lies beneath, beside and in the calendar."""

    def relative_clause(self, head: Token) -> None:
        """What a relative clause says of the matter, where nothing above has said more."""
        self._taken_up(head)
        if is_verbal(head) or (self._rank > 0 and self._modality is not None):
            return
        for child in head.rights:
            if child.dep_ != "acl:relcl":
                continue
            if self._of_object(child, head):
                continue
            if not any(
                plain(c) in self._ops.closed.relative and c.dep_.startswith("nsubj") for c in child.lefts
            ):
                continue
            predicate = self._predicate(child)
            clause = look(predicate, self._ops.closed)
            aspect = None if clause.transitive else self._aspect(predicate.i, clause)
            absorbs = False
            if aspect is not None:
                absorbs = self._take(aspect, predicate, clause)
            elif not self._ops.carries(self._doc, predicate.i, subject=not clause.passive):
                continue
            if self._modality is None and (aspect is None or aspect.rank > 0):
                self._apply_clause(predicate, absorbs=absorbs)
                self.climb(predicate)

    def _of_object(self, clause: Token, head: Token) -> bool:
        """True for a relative clause whose object the matter is: the talks that Rome tried to revive."""
        if not any(plain(c) in self._ops.closed.which for c in clause.lefts if c.dep_ in {"obj", "mark"}):
            return False
        verb = clause
        for _ in range(3):
            below = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and infinitive(c)), None)
            if below is None:
                break
            verb = below
        said = look(verb, self._ops.closed)
        full = any(c.dep_ == "obj" and plain(c) not in self._ops.closed.which for c in verb.children)
        aspect = None if full else self._aspect(verb.i, said)
        outer = self._ops.embedding(self._doc, verb.i, self._kind, "noun")
        if full or (aspect is None and outer is None):
            return True
        if aspect is not None:
            absorbs = self._take(aspect, verb, said)
            if self._modality is None and aspect.rank > 0:
                self._apply_clause(verb, absorbs=absorbs)
                self.climb(verb)
        elif outer is not None and self._modality is None and not outer.presupposes:
            self._embed(outer, verb, said)
            if article(head) == "Def" and self._modality is Modality.POSSIBLE and not said.finite:
                self._modality = None
        return True

    def _taken_up(self, head: Token) -> None:
        """What a pronoun for the whole says of it: a review of the treaty, which Quito refuses."""
        closed = self._ops.closed
        for word in self._doc[head.i + 1 : min(head.i + _TAKEN_UP, head.sent.end)]:
            if plain(word) not in closed.that or not word.nbor(-1).is_punct:
                continue
            above = {word.head.i, word.head.head.i, word.head.head.head.i}
            clause = next((child for child in word.rights if child.dep_ == "acl:relcl"), None)
            if clause is None or not above & {head.i, head.head.i}:
                return
            outer = self._ops.embedding(self._doc, clause.i, self._kind, "noun")
            if outer is not None and outer.modality is Modality.DENIED:
                self._embed(outer, clause, look(clause, closed))
            return

    def question(self, head: Token) -> None:
        """The main predicate of a question is not said to be so."""
        if self._settled or (self._modality not in {None, Modality.PLANNED} and not self._mild):
            return
        if (
            not is_verbal(head)
            and article(head) != "Ind"
            and head.head.i != head.i
            and (self._decided < 0 or self._modality is not Modality.PLANNED)
        ):
            return
        sentence = head.sent
        last = self._doc[max(sentence.start, sentence.end - 3) : sentence.end]
        near = self._doc[head.i : min(sentence.end, head.i + _QUESTION)]
        if any(plain(token) in self._ops.closed.question for token in (*last, *near)):
            top = head
            while top.dep_ in _MAIN and top.head.i != top.i:
                top = top.head
            if top.head.i == top.i or (top.dep_ == "parataxis" and top.head.head.i == top.head.i):
                if self._modality is Modality.PLANNED:
                    self._modality = None
                self._set_modality(Modality.POSSIBLE, "question", head)

    def bare_infinitive(self, head: Token) -> None:
        """An infinitive that heads its sentence says what to do, not what is done."""
        if self._settled or self._embedded or self._modality is not None:
            return
        top = head
        for _ in range(_MAX_TOP):
            if top.dep_ not in _BENEATH:
                break
            top = top.head
        if top.head.i == top.i and infinitive(top) and not look(top, self._ops.closed).finite:
            self._set_modality(Modality.POSSIBLE, "bare infinitive", top)

    def prior(self) -> None:
        """What the matter's word is by itself, where nothing said more."""
        prior = self._ops.prior(self._doc, self._matter.head, self._kind)
        if prior is not None and self._modality is None and self._clause not in PAST_TENSES:
            self._set_modality(prior.modality, prior.name, self._doc[self._matter.head])

    def known(self) -> None:
        """What is named as known, and of which no word says that it begins, is in being."""
        head = self._doc[self._matter.head]
        phase = self._ops.known.get(self._kind)
        if phase is None or self._rank >= 0 or self._modality is not None:
            return
        if article(head) == "Def" or any(
            child.dep_ == "case" and "Def" in child.morph.get("Definite", []) for child in head.lefts
        ):
            self._set_phase(phase, 0, "known", head)

    def date(self, times: Sequence[TimeMention], published: str | None) -> None:
        """A date to come plans what nothing else places; one gone by carries out what was planned."""
        head = self._doc[self._matter.head]
        sentence = head.sent
        here = [time for time in times if sentence.start <= time.head < sentence.end]
        if self._undated and not here:
            self._set_modality(Modality.POSSIBLE, "undated", head)
        if published is None:
            return
        # Told in the historical present, even what is done for a purpose has been reached by now.
        purposed = self._modality is Modality.POSSIBLE and self._steps[-1].rule == "purpose"
        if not purposed and self._modality not in {None, Modality.PLANNED}:
            return
        dates = [time for time in here if self._reaches(time)]
        if purposed or self._modality is Modality.PLANNED:
            if dates and all(lies_behind(time.edtf, published) for time in dates):
                self._carry_out(dates[0])
            elif not purposed and self._decided >= 0:
                self._done_since(here, published)
        elif self._clause in _OPEN and self._phase not in _MOVED:
            ahead = next(
                (
                    time
                    for time in dates
                    if (lies_ahead(time.edtf, published) or self._late(time, published))
                    and not self._runs_to(time)
                ),
                None,
            )
            if ahead is not None:
                self._set_modality(Modality.PLANNED, "date to come", self._doc[ahead.head])

    def _done_since(self, times: Sequence[TimeMention], published: str) -> None:
        """What was decided in an earlier year has been done."""
        for time in times:
            of_decision = self._doc[time.head].head.i == self._decided
            year = time.edtf[:4]
            if of_decision and "/" not in time.edtf and year.isdecimal() and year < published[:4]:
                self._carry_out(time)
                return

    def _carry_out(self, time: TimeMention) -> None:
        """What was to be is so: its date has gone by."""
        self._modality = None
        self._steps.append(Step("modality", "date gone by", time.text))

    def _late(self, time: TimeMention, published: str) -> bool:
        """True for the end of the running month or year, in a clause that tells the present."""
        return (
            self._clause is Tense.PRESENT
            and 4 <= len(time.edtf) <= 7
            and published.startswith(time.edtf)
            and any(plain(word) in self._ops.closed.late for word in self._doc[time.start : time.end])
        )

    def _runs_to(self, time: TimeMention) -> bool:
        """True for the end of what runs already."""
        words = self._doc[max(0, time.start - 2) : time.end]
        return any(plain(word) in self._ops.closed.until for word in words)

    def _reaches(self, time: TimeMention) -> bool:
        """True if a date of the sentence hangs on a word that the walk has passed, no clause between."""
        token = self._doc[time.head]
        for _ in range(_MAX_TIME_CLIMB):
            if token.i in self._visited:
                return True
            if token.dep_ in _CLAUSES and token.i != time.head:
                return False
            if token.head.pos_ == "NOUN" and token.head.i not in self._visited:
                return False
            token = token.head
        return False
