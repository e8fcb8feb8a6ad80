"""What is named around a place of the text: which states an expression there may stand for.

Several states are those that the text has dwelt on most of late: each mention before counts, the less the
more mentions lie between, and what the whole text speaks of counts a little. The state in focus is the one
that is the subject nearest before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from escale.model import Sector
from escale.reader.layers import PartyForm, PartyMention

__all__ = ["Mentioned"]

_WINDOW = 40  # mentions to either side that are looked at
_AHEAD = 60  # tokens in which a sentence or a list must end
_NEAR = 8  # tokens between a state and what it is the owner of
# A list of the states meant opens with one of these at most so many words on, and names the first soon.
_LISTING = frozenset({"(", "-", "–", "—", ":"})
_CLOSING = frozenset({")", "-", "–", "—", ";"})
_OPENING = 6
_TO_FIRST = 4
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
# What a mention counts for as antecedent of several: less by this factor for every mention after it, less as
# a place, more as a subject; the share of all the text's mentions adds a little. From the annotated articles.
_FADING = 0.9
_AS_PLACE = 0.2
_AS_SUBJECT = 1.5
_SHARE = 0.5


class Mentioned:
    """What is named around a place of the text."""

    def __init__(
        self,
        doc: Doc,
        parties: Sequence[PartyMention],
        prepositions: frozenset[str],
        states: frozenset[str],
        makers: tuple[str, ...],
    ) -> None:
        self._doc = doc
        self._parties = parties
        self._starts = [p.start for p in parties]
        self._places = [_is_place(doc, p, prepositions) for p in parties]
        self._subjects = [_is_subject(doc[p.head]) for p in parties]
        self._is_state = [p.code in states and not _is_maker(p, makers) for p in parties]
        counts = Counter(p.code for p in parties)
        self._called: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for party in parties:
            self._called[doc[party.head].lower_].append((party.start, party.code))
        self._shares = {code: count / len(parties) for code, count in counts.items()}
        self._inside = {i for p in parties for i in range(p.start, p.end)}

    def covered(self, index: int) -> bool:
        """True if the token is part of a mention that names its party."""
        return index in self._inside

    def last(self, at: int, count: int, *, bodies: bool = False) -> list[str]:
        """The ``count`` states most spoken of before ``at``, in the order in which they were last named.

        Where too few stand before, those that follow in the same sentence fill up; without enough there is
        none. With ``bodies`` others than states count too.
        """
        weight: dict[str, float] = defaultdict(float)
        latest: dict[str, int] = {}
        mention = 1.0
        for i in self._before(at):
            code = self._parties[i].code
            if self._may_be(i, bodies):
                as_place = _AS_PLACE if self._places[i] else 1.0
                as_subject = _AS_SUBJECT if self._subjects[i] else 1.0
                weight[code] += mention * as_place * as_subject
                latest.setdefault(code, i)
            mention *= _FADING
        if len(weight) >= count:
            best = sorted(weight, key=lambda code: -weight[code] - _SHARE * self._shares[code])[:count]
            return sorted(best, key=lambda code: latest[code])
        codes = sorted(weight, key=lambda code: latest[code])
        end = self._sentence_end(at)
        upto = bisect_left(self._starts, at)
        for i in range(upto, min(upto + _WINDOW, len(self._parties))):
            if self._starts[i] >= end:
                break
            if self._parties[i].code not in codes and self._may_be(i, bodies):
                codes.append(self._parties[i].code)
                if len(codes) == count:
                    return codes
        return []

    def listed(self, at: int, count: int) -> list[str]:
        """The ``count`` states that a bracket or dash soon after ``at`` sets out, or none."""
        end = min(at + _OPENING, len(self._doc))
        begin = next((i for i in range(at, end) if self._doc[i].text in _LISTING), None)
        if begin is None:
            return []
        stop = min(begin + _AHEAD, self._sentence_end(at))
        close = next((i for i in range(begin + 1, stop) if self._doc[i].text in _CLOSING), stop)
        first = bisect_left(self._starts, begin)
        inside = range(first, bisect_left(self._starts, close))
        if not inside or self._starts[first] - begin > _TO_FIRST:
            return []
        codes = list(dict.fromkeys(self._parties[i].code for i in inside))
        return codes if len(codes) == count else []

    def _before(self, at: int) -> range:
        """The last mentions before ``at``, the nearest first."""
        upto = bisect_left(self._starts, at)
        return range(upto - 1, max(upto - _WINDOW, 0) - 1, -1)

    def _may_be(self, index: int, bodies: bool) -> bool:
        return bodies or self._is_state[index]

    def _sentence_end(self, at: int) -> int:
        end = min(at + _AHEAD, len(self._doc))
        return next((i for i in range(at + 1, end) if self._doc[i].is_sent_start), end)

    def focus(self, at: int) -> list[str]:
        """The party that is the nearest subject before ``at``, else the one named last."""
        for i in self._before(at):
            if self._subjects[i] and self._is_state[i]:
                return [self._parties[i].code]
        return self._latest(at)

    def _latest(self, at: int) -> list[str]:
        """The state named last before ``at``, one named as a place only if there is no other."""
        for places in (False, True):
            for i in self._before(at):
                if self._places[i] is places and self._is_state[i]:
                    return [self._parties[i].code]
        return self.last(at, 1)

    def inside(self, at: int) -> list[str]:
        """The state named last as a place, else the one named last."""
        for i in self._before(at):
            if self._places[i] and self._is_state[i]:
                return [self._parties[i].code]
        return self._latest(at)

    def body(self, at: int) -> list[str]:
        """The intergovernmental body named last."""
        for i in self._before(at):
            if self._parties[i].sector is Sector.IGO:
                return [self._parties[i].code]
        return []

    def opposite(self, at: int) -> list[str]:
        """The party named last that is not the one in focus."""
        focus = self.focus(at)
        for i in self._before(at):
            code = self._parties[i].code
            if code not in focus and self._is_state[i] and not self._places[i]:
                return [code]
        return []

    def again(self, at: int, noun: str) -> list[str]:
        """The party whose organ was last called ``noun`` before ``at``."""
        called = self._called.get(noun, [])
        before = bisect_left(called, (at, ""))
        return [called[before - 1][1]] if before else []

    def beside(self, at: int) -> list[str]:
        """The state named right before ``at``, in the same sentence."""
        for i in self._before(at):
            if at - self._parties[i].end > _NEAR:
                break
            if self._is_state[i]:
                return [self._parties[i].code]
        return []

    def named_after(self, noun: int) -> bool:
        """True if the name of the person meant follows the noun."""
        return noun + 1 < len(self._doc) and self._doc[noun + 1].pos_ == "PROPN"

    def mentions(
        self, start: int, end: int, head: int, codes: Sequence[str], sector: Sector
    ) -> list[PartyMention]:
        """One mention of the span for each party."""
        text = self._doc[start:end].text
        return [PartyMention(start, end, head, code, sector, PartyForm.ANAPHOR, text) for code in codes]


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS or (
        token.dep_ in ("nmod", "appos", "flat:name") and token.head.dep_ in _SUBJECTS
    )


def _is_maker(party: PartyMention, makers: tuple[str, ...]) -> bool:
    return party.form is PartyForm.SEAT and party.text.endswith(makers)


def _is_place(doc: Doc, party: PartyMention, prepositions: frozenset[str]) -> bool:
    if party.form not in (PartyForm.NAME, PartyForm.CAPITAL) or party.start == 0:
        return False
    return doc[party.start - 1].lower_ in prepositions
