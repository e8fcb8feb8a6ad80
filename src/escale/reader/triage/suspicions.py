"""Where the words of a text may name a matter: the lexicon's entries, with the benefit of the doubt.

The lexicon says what an entry needs around it in terms of tokens and trees (`escale.reader.matters`). Here
the same is asked of plain words: a need counts as met where they could meet it, a veto where they surely do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.strings import get_string_id

from escale.lang import Language
from escale.model import ClaimType, Span
from escale.reader.layers import About
from escale.reader.matters.lexicon import Condition, Entry, Lexicon, Scope
from escale.reader.triage.sightings import WORD, Segment
from escale.reader.triage.word_table import Slots

__all__ = ["Suspect", "Suspecter", "Suspicion"]

# As in `escale.reader.matters.matters`, where tokens are counted; words are never more.
_NEAR, _AFTER, _REFLEXIVE, _SAID = 5, 8, 8, 2
_WIDE = 3
_SLACK = 2  # numbers and marks that do not part the words of a phrase
_SUBJECT = (25, 9)  # words before and after the head in which its subject stands, and its object
_OBJECT = (14, 16)
_SURELY_NEAR, _SURELY_AFTER = 3, 5
_SURE = 1.5  # times the words that make a class the article's subject, before a veto counts
_PROOFS, _DENSITY = 2, 0.02
_ALONE = frozenset({ClaimType.EXERCISE, ClaimType.TALKS, ClaimType.SANCTION, ClaimType.ASSISTANCE})


@dataclass(frozen=True, slots=True)
class Suspicion:
    """An entry that the words of a segment may name: the segment's number and the words of its slots."""

    segment: int
    words: tuple[int, ...]
    kind: ClaimType
    entry: Entry

    @property
    def head(self) -> int:
        """The word that heads it."""
        return self.words[self.entry.head]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A text that may name matters, with what was seen of it."""

    segments: Sequence[Segment]
    suspicions: Sequence[Suspicion]
    counts: Counter[int]
    codes: Counter[str]
    words: int
    about: About

    def place(self, one: Suspicion, text: str) -> Span:
        """Where the words of a suspicion stand, from the first to the last."""
        segment = self.segments[one.segment]
        spans = [match.span() for match in WORD.finditer(text, segment.start, segment.end)]
        return Span(spans[min(one.words)][0], spans[max(one.words)][1])


@dataclass(frozen=True, slots=True)
class _Around:
    """Classes around a segment: the article's, those surely so, of what was said, its own, those lent."""

    article: int
    sure: int
    said: int
    sentence: int
    lent: int


class Suspecter:
    """Finds what the words of a text may name."""

    def __init__(self, language: Language, lexicon: Lexicon, slots: Slots) -> None:
        table = language.table("triage")
        self._lexicon = lexicon
        self._slots = slots
        self._before_nouns = frozenset(table["nominal"]["words"])
        self._participles = tuple(table["nominal"]["participles"])
        self._before_verbs = frozenset(table["verbal"]["words"])
        self._reflexives = frozenset(
            form
            for word in language.table("matters/forms")["reflexives"]
            for form in (word.lower(), word.lower().rstrip("'’"))
        )
        self._verb, self._noun = get_string_id("VERB"), get_string_id("NOUN")
        names = lexicon.bits
        self._party = names["state"] | names["group"] | names["person"] | names["pair"]

    def opens(self, number: int, segment: Segment) -> Iterator[Suspicion]:
        """The entries whose phrase stands in a segment, of that number, whatever is around it."""
        present = 0
        for word in segment.known:
            if word is not None:
                present |= word.slots
        if not present & self._slots.first:
            return
        for at, word in enumerate(segment.known):
            opened = word.slots & self._slots.first if word is not None else 0
            while opened:
                bit = opened & -opened
                opened ^= bit
                for kind, entry, needed, together in self._slots.entries[bit]:
                    if together & ~present:
                        continue
                    words = _phrase(entry, needed, segment, at)
                    if words is not None and self._stands(entry, segment, words[entry.head]):
                        yield Suspicion(number, words, kind, entry)

    def __call__(self, segments: Sequence[Segment], opened: Sequence[Suspicion]) -> Suspect | None:
        """The suspicions that survive a look at what is around; None if there are none.

        Args:
            segments: those of a text, looked at.
            opened: the entries that stand in them.
        """
        codes = Counter(code for segment in segments for code in segment.codes)
        if not codes:
            return None
        length = sum(len(segment.words) for segment in segments)
        found = self._surviving(segments, opened, codes, lent=False)
        if not found:
            return None
        for one in found:
            segments[one.segment].bits[one.head] |= self._lexicon.types[one.kind]
        heads = {(one.segment, one.head) for one in found}
        dense = len(heads) >= max(_PROOFS, _DENSITY * length)
        found = self._surviving(segments, opened, codes, lent=dense)
        return Suspect(segments, found, _counts(segments), codes, length, self._about(segments, codes))

    def _about(self, segments: Sequence[Segment], codes: Counter[str]) -> About:
        """What the article is about, by its words alone: what was laid around names would count too often."""
        lexicon = self._lexicon
        counts = _bits(
            word.classes
            for segment in segments
            for word in segment.known
            if word is not None and word.classes and not word.serves
        )
        least = lexicon.thresholds
        return About(sum(bit for bit in least if counts[bit] >= least[bit]), len(codes) > 1)

    def _surviving(
        self,
        segments: Sequence[Segment],
        opened: Sequence[Suspicion],
        codes: Counter[str],
        *,
        lent: bool,
    ) -> list[Suspicion]:
        lexicon, names = self._lexicon, self._lexicon.bits
        many = len(codes) > 1
        article = sure = 0
        for bit, count in _counts(segments).items():
            if count >= lexicon.thresholds.get(bit, 1):
                article |= bit
        for bit, count in _sure_counts(segments).items():
            if count >= _SURE * lexicon.thresholds.get(bit, 1):
                sure |= bit
        if many:
            article |= names["abroad"]
        lending = names["state"] | names["abroad"] if lent and many else 0
        present = [self._present(segment, many=many) | lending for segment in segments]
        found = []
        for one in opened:
            if not many and one.kind not in _ALONE:
                continue
            said = 0
            for number in range(max(0, one.segment - _SAID), one.segment + 1):
                said |= present[number]
            around = _Around(article, sure, said, present[one.segment], lending)
            if said & self._party and self._fits(one, segments[one.segment], around):
                found.append(one)
        return found

    def _present(self, segment: Segment, *, many: bool) -> int:
        names = self._lexicon.bits
        bits = segment.all
        if segment.codes and many:
            bits |= names["abroad"]
        if len(segment.codes) > 1:
            bits |= names["states2"]
        if len(segment.lands) > 1:
            bits |= names["lands2"]
        return bits

    def _fits(self, one: Suspicion, segment: Segment, around: _Around) -> bool:
        entry = one.entry
        if entry.needs and not self._may_hold(one, segment, around):
            return False
        vetoes = [veto for veto in entry.unless if self._surely_holds(veto, one, segment, around)]
        return not vetoes or (
            one.kind in self._lexicon.between
            and all(veto.of_article for veto in vetoes)
            and bool(around.sentence & self._lexicon.bits["states2"])
        )

    def _may_hold(self, one: Suspicion, segment: Segment, around: _Around) -> bool:
        """True if one of the entry's needs may be met."""
        scopes: dict[str, int] = {}
        for need in one.entry.needs:
            for scope, bit in need.parts:
                if scope not in scopes:
                    scopes[scope] = self._seen(scope, one, segment, around)
                if not scopes[scope] & bit:
                    break
            else:
                return True
        return False

    @staticmethod
    def _seen(scope: str, one: Suspicion, segment: Segment, around: _Around) -> int:
        if scope == Scope.SENTENCE:
            return around.sentence
        if scope == Scope.ARTICLE:
            return around.article
        if scope == Scope.SAID:
            return around.said
        low, high, head = min(one.words), max(one.words) + 1, one.head
        if scope == Scope.NEAR:
            return around.lent | _over(segment.bits, low - _NEAR, high + _NEAR, one.words)
        if scope == Scope.AFTER:
            return around.lent | _over(segment.bits, high, high + _AFTER)
        before, after = _SUBJECT if scope == Scope.SUBJECT else _OBJECT
        return around.lent | _over(segment.bits, head - before, head + after)

    def _surely_holds(self, veto: Condition, one: Suspicion, segment: Segment, around: _Around) -> bool:
        low, high = min(one.words), max(one.words) + 1
        for scope, bit in veto.parts:
            if scope == Scope.ARTICLE:
                seen = around.sure
            elif scope == Scope.SENTENCE:
                seen = segment.sure
            elif scope == Scope.NEAR:
                seen = _surely_over(segment, low - _SURELY_NEAR, high + _SURELY_NEAR, one.words)
            elif scope == Scope.AFTER:
                seen = _surely_over(segment, high, high + _SURELY_AFTER, ())
            else:
                return False
            if not seen & bit:
                return False
        return True

    def _stands(self, entry: Entry, segment: Segment, head: int) -> bool:
        """False where the word before the head shows that it is not the part of speech it must be."""
        words = [word.lower() for word in segment.words[max(0, head - _REFLEXIVE) : head]]
        if entry.reflexive and self._reflexives.isdisjoint(words):
            return False
        if not entry.pos or not words:
            return True
        if self._verb in entry.pos and self._noun not in entry.pos:
            return words[-1] not in self._before_nouns or segment.words[head].lower().endswith(
                self._participles
            )
        if self._noun in entry.pos and self._verb not in entry.pos:
            return words[-1] not in self._before_verbs
        return True


def _phrase(entry: Entry, needed: Sequence[int], segment: Segment, at: int) -> tuple[int, ...] | None:
    """The words that may fill the slots of an entry from a word on."""
    known, size = segment.known, len(segment.known)
    places = [at]
    anywhere = entry.verbal and entry.gap >= _WIDE
    for slot in needed[1:]:
        start = 0 if anywhere else places[-1] + 1
        stop = size if anywhere else min(size, start + entry.gap + _SLACK)
        reach = [*range(start, stop)]
        if entry.free:
            reach += range(at - 1, max(-1, at - 2 - entry.gap - _SLACK), -1)
        for place in reach:
            word = known[place]
            if word is not None and word.slots & slot and place not in places:
                places.append(place)
                break
        else:
            return None
    return tuple(places)


def _over(bits: Sequence[int], start: int, end: int, skip: Sequence[int] = ()) -> int:
    found = 0
    for place in range(max(0, start), min(len(bits), end)):
        if place not in skip:
            found |= bits[place]
    return found


def _surely_over(segment: Segment, start: int, end: int, skip: Sequence[int]) -> int:
    found = 0
    for place in range(max(0, start), min(len(segment.known), end)):
        word = segment.known[place]
        if word is not None and place not in skip:
            found |= word.sure
    return found


def _counts(segments: Sequence[Segment]) -> Counter[int]:
    """How many words may belong to each class."""
    return _bits(bits for segment in segments for bits in segment.bits if bits)


def _sure_counts(segments: Sequence[Segment]) -> Counter[int]:
    return _bits(
        word.sure for segment in segments for word in segment.known if word is not None and word.sure
    )


def _bits(masks: Iterator[int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for mask, times in Counter(masks).items():
        while mask:
            bit = mask & -mask
            counts[bit] += times
            mask ^= bit
    return counts
