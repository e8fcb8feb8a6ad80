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
from escale.model import Modality, Step
from escale.reader.ascent import Ascent
from escale.reader.clause import PAST_TENSES, Tense, article, is_verbal, look, plain
from escale.reader.dating import lies_ahead, lies_behind
from escale.reader.layers import Matter, Standing, TimeMention
from escale.reader.operators import Operators

__all__ = ["StandingReader"]

_MAX_TIME_CLIMB = 4
_QUESTION = 12
_MAIN = frozenset({"xcomp", "ccomp", "csubj", "nsubj", "nsubj:pass", "obj"})
_CLAUSES = frozenset(
    {"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "parataxis:insert", "appos", "csubj"}
)
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
        walk.climb(doc[matter.head])
        walk.relative_clause(doc[matter.head])
        walk.question(doc[matter.head])
        walk.date(times, published)
        walk.prior()
        walk.known()
        return walk.standing()


class _Walk(Ascent):
    """The whole reading: after the way up, what lies beneath, beside and in the calendar."""

    def relative_clause(self, head: Token) -> None:
        """What a relative clause says of the matter, where nothing above has said more."""
        if is_verbal(head) or (self._rank > 0 and self._modality is not None):
            return
        for child in head.rights:
            if child.dep_ != "acl:relcl":
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

    def question(self, head: Token) -> None:
        """The main predicate of a question is not said to be so."""
        if self._modality not in {None, Modality.PLANNED} and not self._mild:
            return
        if not is_verbal(head) and article(head) != "Ind" and head.head.i != head.i:
            return
        sentence = head.sent
        last = self._doc[max(sentence.start, sentence.end - 3) : sentence.end]
        near = self._doc[head.i : min(sentence.end, head.i + _QUESTION)]
        if any(plain(token) in self._ops.closed.question for token in (*last, *near)):
            top = head
            while top.dep_ in _MAIN and top.head.i != top.i:
                top = top.head
            if top.head.i == top.i:
                self._modality = None if self._modality is Modality.PLANNED else self._modality
                self._set_modality(Modality.POSSIBLE, "question", head)

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
        if article(head) == "Def":
            self._set_phase(phase, 0, "known", head)

    def date(self, times: Sequence[TimeMention], published: str | None) -> None:
        """A date to come plans what nothing else places; one gone by carries out what was planned."""
        sentence = self._doc[self._matter.head].sent
        if self._undated and not any(sentence.start <= time.head < sentence.end for time in times):
            self._set_modality(Modality.POSSIBLE, "undated", self._doc[self._matter.head])
        if published is None or self._modality not in {None, Modality.PLANNED}:
            return
        dates = [time for time in times if self._reaches(time)]
        if self._modality is Modality.PLANNED:
            if dates and all(lies_behind(time.edtf, published) for time in dates):
                self._modality = None
                self._steps.append(Step("modality", "date gone by", dates[0].text))
        elif self._clause in _OPEN:
            ahead = next(
                (time for time in dates if lies_ahead(time.edtf, published) and not self._runs_to(time)), None
            )
            if ahead is not None:
                self._set_modality(Modality.PLANNED, "date to come", self._doc[ahead.head])

    def _runs_to(self, time: TimeMention) -> bool:
        """True for the end of what runs already."""
        words = self._doc[max(0, time.start - 2) : time.end]
        return any(plain(word) in self._ops.closed.until for word in words)

    def _reaches(self, time: TimeMention) -> bool:
        """True if the date hangs on a word that the walk has passed, with no clause of its own between."""
        token = self._doc[time.head]
        if token.sent.start != self._doc[self._matter.head].sent.start:
            return False
        for _ in range(_MAX_TIME_CLIMB):
            if token.i in self._visited:
                return True
            if token.dep_ in _CLAUSES and token.i != time.head:
                return False
            if token.head.pos_ == "NOUN" and token.head.i not in self._visited:
                return False
            token = token.head
        return False
