"""What a reading of one matter has found so far, innermost first, and how each new word changes it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from escale.model import Modality, Phase, Step
from escale.reader.layers import Matter, Standing
from escale.reader.standing.clause import PAST_TENSES, Clause, Tense, look, plain
from escale.reader.standing.operators import Aspect, Embedding, Operators

__all__ = ["UNREAL", "Finding"]

_REPORT = 20
_NEGATIONS = frozenset({"negation", "negated noun"})
_BROKEN = frozenset({Phase.END, Phase.SUSPEND})  # what is to cease has been going on
_LASTING = frozenset({Tense.PRESENT, Tense.IMPERFECT})
UNREAL = frozenset({Tense.CONDITIONAL, Tense.CONDITIONAL_PAST})
"""Tenses of hearsay and hypothesis."""


class Finding:
    """The state of one reading: phase and modality so far, and the steps that led there."""

    __slots__ = (
        "_ahead",
        "_clause",
        "_decided",
        "_denies",
        "_doc",
        "_embedded",
        "_kind",
        "_loose",
        "_matter",
        "_mild",
        "_modality",
        "_ops",
        "_phase",
        "_rank",
        "_settled",
        "_steps",
        "_undated",
        "_unwished",
        "_visited",
        "_wish",
    )

    def __init__(self, doc: Doc, matter: Matter, operators: Operators) -> None:
        self._doc = doc
        self._matter = matter
        self._ops = operators
        self._kind = matter.type
        self._phase = operators.default.get(matter.type, Phase.OCCUR)
        self._rank = -1
        self._modality: Modality | None = None
        self._clause = Tense.NONE
        self._embedded = False
        self._ahead = False  # the phase holds only for what is not yet
        self._denies = False  # the negation is part of the matter's own words
        self._decided = -1  # the word under which the matter is planned
        self._loose = False  # the walk passed a verb that is no mere carrier
        self._mild = False  # a denial that a wish may still govern: to ask not to leave
        self._settled = False  # a word above takes the matter for granted
        self._undated = False  # a plan only if the sentence gives a date
        self._steps: list[Step] = []
        self._visited: set[int] = set()
        self._wish = -1  # the noun of wish, plan or need that the walk has just passed
        self._unwished = Modality.DENIED  # what its negation gives

    @property
    def settled(self) -> bool:
        """True if some word takes the matter for granted."""
        return self._settled

    def standing(self) -> Standing:
        """The outcome, with the default for what nothing set."""
        phase = Phase.OCCUR if self._ahead and self._modality is None else self._phase
        return Standing(phase, self._modality or Modality.ASSERTED, tuple(self._steps))

    def _aspect(self, index: int, clause: Clause, *, own: bool = False) -> Aspect | None:
        if clause.ceaseless:
            return None
        bare = clause.tense in {Tense.PARTICIPLE, Tense.NONE}
        lasting = clause.tense in _LASTING and (
            clause.passive or self._doc[index].lemma_ in self._ops.closed.stative
        )
        aspect = self._ops.aspect(self._doc, index, self._kind, own=own, bare=bare, lasting=lasting)
        only = self._ops.only.get(self._kind)
        if aspect is None or only is None or aspect.phase in only:
            return aspect
        self._settled = self._settled or (aspect.phase in _BROKEN and not own)
        return None

    def _prevails(self, aspect: Aspect) -> bool:
        if self._rank < 0:
            return True
        if aspect.rank == 3:
            return self._rank < 3
        if aspect.state:
            return self._rank < 2
        if aspect.rank == 2:
            return self._phase in {Phase.START, Phase.OCCUR}
        return aspect.rank == 1 and self._phase is Phase.OCCUR and self._rank < 1

    def _take(self, aspect: Aspect, token: Token, clause: Clause, *, reset: bool = False) -> bool:
        """Let an aspect act; True if it takes its own negation with it."""
        gone = aspect.negated if clause.negated or clause.no_longer else None
        if gone is not None:
            self._set_phase(gone, 2, aspect.name, token)
        elif self._prevails(aspect):
            self._set_phase(aspect.phase, aspect.rank, aspect.name, token)
            self._ahead = aspect.ahead
        elif aspect.phase is self._phase:
            self._ahead = self._ahead and aspect.ahead
        if reset and aspect.rank > 0:
            self._modality = None
            self._embedded = False
        return aspect.absorbs or gone is not None

    def _set_phase(self, phase: Phase, rank: int, rule: str, token: Token) -> None:
        self._phase, self._rank, self._ahead = phase, rank, False
        self._steps.append(Step("phase", rule, token.text))

    def _embed(self, embedding: Embedding, token: Token, clause: Clause) -> None:
        if clause.passive or not clause.finite or clause.tense not in PAST_TENSES:
            self._visited.add(token.i)  # else its date is that of the decision, not of what was decided
        self._embedded = True
        before = self._modality
        modality = embedding.tenses.get(clause.tense.value, embedding.modality)
        if clause.negated or clause.no_longer:
            modality = embedding.negated
            if modality is Modality.ASSERTED and clause.tense is Tense.FUTURE:
                modality = Modality.PLANNED
        elif clause.first_person and "first_person" in embedding.tenses:
            modality = embedding.tenses["first_person"]
        elif modality is Modality.PLANNED and clause.tense in UNREAL and not embedding.subject:
            modality = Modality.PLANNED if self._told_in_past(token) else Modality.POSSIBLE
        elif embedding.lifts and modality is not Modality.DENIED and self._proposed():
            self._modality, modality = None, Modality.PLANNED
        noun = token.pos_ == "NOUN"
        self._wish, self._unwished = (token.i, embedding.negated) if noun else (-1, Modality.DENIED)
        self._decided = token.i if modality is Modality.PLANNED else -1
        self._undated = self._kind in embedding.dated and modality is Modality.PLANNED
        self._set_modality(modality, embedding.name, token)
        if before is None and self._modality is Modality.DENIED:
            self._mild = clause.tense is Tense.INFINITIVE  # to refrain is what someone else may ask for

    def _proposed(self) -> bool:
        """True for a matter that is so far only what someone proposes."""
        return self._modality is Modality.POSSIBLE and (self._wish >= 0 or self._matter.modality is not None)

    def _grant(self, embedding: Embedding, token: Token) -> None:
        """A word that takes the matter for granted: nothing above it says more of the matter."""
        self._settled = True
        self._visited.add(token.i)
        self._steps.append(Step("modality", embedding.name, token.text))

    def _set_modality(self, modality: Modality, rule: str, token: Token) -> None:
        """An outer denial or possibility prevails over what it governs; nothing takes a denial back."""
        current = self._modality
        if modality is Modality.DENIED and self._denies and rule in _NEGATIONS:
            return
        if modality is Modality.ASSERTED and current is None:
            self._steps.append(Step("modality", rule, token.text))
        if (
            modality is Modality.ASSERTED
            or (current is Modality.DENIED and not (self._mild and modality is Modality.POSSIBLE))
            or (current is Modality.POSSIBLE and modality is Modality.PLANNED)
        ):
            return
        if modality is not current:
            self._modality = modality
            self._steps.append(Step("modality", rule, token.text))

    def _told_in_past(self, token: Token) -> bool:
        """True if a past verb reports the clause: its conditional is then a future seen from the past."""
        for _ in range(3):
            if token.dep_ == "ccomp":
                if any(word.is_quote for word in self._doc[token.head.i + 1 : token.i]):
                    return False
                return look(token.head, self._ops.closed).tense in PAST_TENSES
            if token.dep_ not in {"conj", "xcomp"}:
                return token.dep_ == "acl:relcl" and self._reported(token)
            token = token.head
        return False

    def _reported(self, token: Token) -> bool:
        """True if a past verb reports a clause that the parser took for a relative one."""
        closed = self._ops.closed
        mark = next((child.i for child in token.lefts if plain(child) in closed.than), None)
        if mark is None:
            return False
        for word in reversed(self._doc[max(token.sent.start, mark - _REPORT) : mark]):
            if word.is_quote:
                return False
            if word.pos_ == "VERB":
                clause = look(word, closed)
                if clause.finite:
                    return clause.tense in PAST_TENSES
        return False
