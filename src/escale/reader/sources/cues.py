"""Cues of reporting in the order of the text: which words lay which stretch of it to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from escale.model import SourceKind
from escale.reader.sources.chains import Chains, Cue
from escale.reader.sources.contents import Contents
from escale.reader.sources.inserted import InsertedClauses
from escale.reader.sources.nouncues import NounCues
from escale.reader.sources.page import Page
from escale.reader.sources.prepositions import Prepositions
from escale.reader.sources.speakers import Speakers
from escale.reader.sources.speech import SpeechWords, Verb, VerbClass
from escale.reader.sources.subjects import Subjects
from escale.reader.sources.verbgroups import VerbGroups

__all__ = ["CueReader"]

_LONGEST = 2000
_LONE = 3
# Who stays in mind for a pronoun after a judgement without content («Lima a salué ce pas. «…», a-t-il dit»).
_LASTING = frozenset({SourceKind.PERSON, SourceKind.OFFICIAL, SourceKind.ORGANISATION})
_INCLUSIVE = frozenset({VerbClass.WANT, VerbClass.DENY})
_DIRECTED = frozenset({VerbClass.WANT, VerbClass.ACCUSE})


@dataclass(slots=True)
class CueReader:
    """Reads the cues of one article, remembering who spoke."""

    page: Page
    lexicon: SpeechWords
    speakers: Speakers
    verbs: VerbGroups = field(init=False)
    chains: Chains = field(init=False)
    subjects: Subjects = field(init=False)
    contents: Contents = field(init=False)
    inserted: InsertedClauses = field(init=False)
    prepositions: Prepositions = field(init=False)
    nouns: NounCues = field(init=False)

    def __post_init__(self) -> None:
        self.verbs = VerbGroups(self.page, self.lexicon)
        self.chains = Chains(self.page, self.lexicon, self.speakers)
        self.subjects = Subjects(self.page, self.lexicon, self.speakers, self.verbs)
        self.contents = Contents(self.page, self.lexicon, self.speakers, self.verbs)
        self.inserted = InsertedClauses(self.page, self.lexicon, self.speakers, self.verbs, self.chains)
        self.prepositions = Prepositions(self.page, self.lexicon, self.speakers, self.chains)
        self.nouns = NounCues(self.page, self.lexicon, self.speakers, self.chains)

    def __call__(self) -> Iterator[Cue]:
        """The cues in order."""
        page = self.page
        i, size = 0, len(page.low)
        while i < size:
            cue = None
            preposition = self.lexicon.prepositions.at(page.low, i)
            if preposition is not None:
                cue = self.prepositions.according(i, i + preposition[0])
            elif page.low[i] in self.lexicon.opinions:
                cue = self.prepositions.opinion(i)
            elif page.low[i] in self.lexicon.verbs:
                cue = self._verb(i) or self.nouns.report(i)
            elif page.low[i] in self.lexicon.reports:
                cue = self.nouns.report(i)
            elif page.words[i] == ":":
                cue = self._colon(i)
            if cue is not None:
                yield self._clipped(cue)
            i += 1

    def _clipped(self, cue: Cue) -> Cue:
        """A cue inside a quotation reaches no further than that, and none without end."""
        quote = self.page.quote[cue.at]
        low, high = (quote.start, quote.end) if quote is not None else (0, len(self.page.low))
        whole = ((start, self._quoted_out(cue.at, start, end)) for start, end in cue.pieces)
        pieces = ((max(start, low), min(end, high, start + _LONGEST)) for start, end in whole)
        return replace(cue, pieces=tuple(p for p in pieces if p[0] < p[1]))

    def _quoted_out(self, at: int, start: int, end: int) -> int:
        """The end of a stretch, with all of the quotation that it begins and does not end."""
        quote = self.page.quote[end - 1] if 0 < end <= len(self.page.low) else None
        if (
            quote is None
            or quote.start < start
            or quote is self.page.quote[at]
            or quote.start < at < quote.end
        ):
            return end
        return max(end, quote.end)

    def _verb(self, i: int) -> Cue | None:
        page = self.page
        verb = self.verbs.entry(i)
        if verb is None or self._is_quoted_alone(i) or self.chains.leans(i):
            return None
        group = self.verbs.group(i)
        inverted = self.inserted.inverted(i, group, verb)
        if inverted is not None:
            return inverted
        if verb.quoted or not (page.tree.pos[i] in {"VERB", "AUX"} or self._is_mistagged(i)):
            return None
        if self.verbs.is_passive(i, group):
            return self._passive(i, verb)
        return self._direct(i, group, verb)

    def _is_quoted_alone(self, i: int) -> bool:
        """True for a verb that is all of a quotation: it is mentioned, not used («La Turquie "menace" …»)."""
        quote = self.page.quote[i]
        return quote is not None and quote.end - quote.start <= _LONE

    def _is_mistagged(self, i: int) -> bool:
        """True for a form the tagger took for a noun or adjective beside a subject or «que»."""
        page = self.page
        if i == 0 or page.tree.pos[i - 1] in {"DET", "ADP"}:
            return False
        follows = i + 1 < len(page.low) and page.low[i + 1] in self.lexicon.words["that"]
        noun = page.tree.heads[i] == i - 1 and i + 1 < len(page.low) and page.tree.pos[i + 1] == "DET"
        return follows or noun or bool(self.verbs.subjects(i))

    def _passive(self, i: int, verb: Verb) -> Cue | None:
        """«Le retrait annoncé par Quito»: the noun with all that depends on it is content."""
        page, words = self.page, self.lexicon.words
        if not (verb.object or verb.kind in _INCLUSIVE):
            return None
        by = next((k for k in range(i + 1, min(i + 8, page.unit[i][1])) if page.low[k] in words["by"]), None)
        if by is None or not self.speakers.is_voice(by + 1):
            return None
        if any(page.tree.pos[k] in {"VERB", "PUNCT"} for k in range(i + 1, by)):
            return None
        head = self.speakers.head_from(by + 1)
        speaker = self.speakers.name(head, by + 1)
        if speaker is None:
            return None
        governed = self.verbs.subjects(i)
        noun = governed[0] if governed else self.verbs.agreeing(i)
        if noun >= i or page.tree.pos[noun] not in {"NOUN", "PROPN"}:
            return None
        chain, _ = self.chains.chain(speaker, self.speakers.end_of(by + 1, head))
        told = self.nouns.told_before(noun)
        if told is not None:
            return Cue(i, chain, (told,), f"{verb.lemma} by")
        start = max(page.left[noun], page.unit[i][0])
        return Cue(i, chain, ((start, by if verb.kind in _INCLUSIVE else i),), f"{verb.lemma} by")

    def _direct(self, i: int, group: int, verb: Verb) -> Cue | None:
        """«Le ministère annonce que …»: the subject stands before, the content after."""
        page = self.page
        if verb.kind in _DIRECTED and not self.lexicon.words["reflexive"].isdisjoint(page.low[group:i]):
            return None  # «s'inviter», «se proposer» ask nothing of anyone
        content = self.contents.content(i, verb)
        if self.verbs.is_prospect(i):
            return None
        if content is None and verb.kind is VerbClass.DENY and not self.contents.acts_on_party(i):
            content = (i, i + 1)
        speaker = self.subjects.speaker(i, verb)
        if speaker is None:
            return None
        if content is None:
            if speaker.source.kind in _LASTING and page.finite[group]:
                self.speakers.remember(speaker)
            return None
        chain, _ = self.chains.chain(speaker, speaker.at + 1, group)
        start, end = content
        if verb.kind in _INCLUSIVE:
            start = min(start, i)
        pieces = _gaps(start, end, self.contents.asides(start, end, verb))
        return Cue(i, chain, pieces, verb.lemma)

    def _colon(self, i: int) -> Cue | None:
        """«X a été clair : « … »», «X : « … »»: the quotation after the colon is content."""
        page = self.page
        after = i + 1
        while after < len(page.low) and page.tree.pos[after] == "SPACE" and after < i + 3:
            after += 1
        quote = page.quote_from(after) if after < len(page.low) else None
        if quote is None:
            return self._quoted_before(i, after)
        start = page.unit[i][0]
        subject = self._clause_subject(start, i)
        if subject is None:
            return None
        speaker = self.speakers.name(subject)
        if speaker is None:
            return None
        if not any(page.finite[k] for k in range(start, i)) and speaker.source.kind not in {
            SourceKind.PERSON,
            SourceKind.OFFICIAL,
        }:
            return None
        self.speakers.remember(speaker)
        return Cue(i, (speaker,), ((quote.start, quote.end),), "colon")

    def _quoted_before(self, i: int, after: int) -> Cue | None:
        """«« … »: X fustige Y»: a sentence quoted before the colon is that of the subject after it."""
        page = self.page
        before = page.before(i)
        quote = page.quote[before] if before >= 0 else None
        stop = page.unit[i][1]
        if quote is None or quote.end != before + 1 or quote.start > page.unit[i][0] or after >= stop:
            return None
        spoken = any(page.finite[k] for k in range(quote.start, quote.end))
        verb = next((k for k in range(after, stop) if page.finite[k]), None)
        if not spoken or verb is None or not self.speakers.is_voice(after):
            return None
        subject = next(iter(self.verbs.subjects(verb)), None)
        head = self.speakers.head_from(after)
        if page.person[head] is None and page.party[head] is None and subject != head:
            return None
        speaker = self.speakers.name(head, after)
        return Cue(i, (speaker,), ((quote.start, quote.end),), "colon") if speaker is not None else None

    def _clause_subject(self, start: int, end: int) -> int | None:
        page, words = self.page, self.lexicon.words
        for k in range(start, min(end, start + 60)):
            if page.tree.deps[k] in {"nsubj", "expl:subj"} and page.tree.heads[k] < end:
                quoted = page.quote[k] is not None and page.quote[k] is not page.quote[end]
                if quoted or page.low[k] in words["who"] or page.low[k] in words["first_person"]:
                    continue
                return k
        if not any(page.finite[k] for k in range(start, end)):
            if page.person[start] is not None and all(
                page.person[k] is page.person[start] for k in range(start, end)
            ):
                return start
            if end - start <= 4 and page.tree.pos[start] == "PROPN":
                return start
        return None


def _gaps(start: int, end: int, holes: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """``[start, end)`` without the holes."""
    pieces, at = [], start
    for low, high in sorted(holes):
        if low > at:
            pieces.append((at, min(low, end)))
        at = max(at, high)
    if at < end:
        pieces.append((at, end))
    return tuple(p for p in pieces if p[0] < p[1])
