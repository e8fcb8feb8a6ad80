"""Cues of reporting, and the sources that lean on one another: «Le Monde, citant ses propres sources»."""

from __future__ import annotations

from dataclasses import dataclass

from escale.model import SourceKind
from escale.reader.sources.page import Page
from escale.reader.sources.speakers import Speaker, Speakers
from escale.reader.sources.speech import SpeechWords

__all__ = ["Chains", "Cue"]

_REACH = 16


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, the chain of speakers it names (outermost first) and the stretches it lays to them.

    An inserted clause has a `stop`, the end of its sentence: all that is said there is said within it.
    """

    at: int
    speakers: tuple[Speaker, ...]
    pieces: tuple[tuple[int, int], ...]
    rule: str
    stop: int = 0


@dataclass(slots=True)
class Chains:
    """Completes a speaker by those it cites and by those who cite it."""

    page: Page
    lexicon: SpeechWords
    speakers: Speakers

    def leans(self, i: int) -> bool:
        """True where the words at `i` name whom a source leans on: they report nothing themselves."""
        before = self.page.before(i)
        if before < 0 or not (
            self.page.words[before] == "," or self.page.low[before] in self.lexicon.words["who"]
        ):
            return False
        leaning = self.lexicon.chains.at(self.page.low, i)
        if leaning is None or not self.speakers.is_voice(i + leaning[0]):
            return False
        head = self.speakers.head_from(i + leaning[0])
        inner = self.speakers.name(head, i + leaning[0])
        return inner is not None and self._may_be_cited(inner, head)

    def _may_be_cited(self, inner: Speaker, head: int) -> bool:
        """False for mere things in the plural («citant des exercices communs»)."""
        known = self.lexicon.kind_of(self.page.low[head]) is not None or self.page.party[head] is not None
        return known or inner.source.kind is not SourceKind.GROUP

    def chain(self, speaker: Speaker, end: int, until: int | None = None) -> tuple[tuple[Speaker, ...], int]:
        """The speaker with whom it leans on («citant …») inside, or who carries it («cité par …») outside.

        Args:
            speaker: who was named.
            end: the token after the name.
            until: where to stop looking; by default where the sentence ends.
        """
        page = self.page
        self.speakers.remember(speaker)
        stop = min(until if until is not None else page.unit[min(end, len(page.low)) - 1][1], end + _REACH)
        for k in range(end, stop):
            carried = self.lexicon.carried.at(page.low, k)
            if carried is not None:
                start = k + carried[0]
                head = self.speakers.head_from(start)
                outer = self.speakers.name(head, start)
                if outer is not None:
                    return (outer, speaker), self.speakers.end_of(start, head)
            voiced = self.lexicon.voiced.at(page.low, k)
            if voiced is not None and k + voiced[0] < len(page.low):
                start = k + voiced[0]
                head = self.speakers.head_from(start)
                voice = self.speakers.name(head, start)
                if voice is not None:
                    self.speakers.remember(voice)
                    return (voice,), self.speakers.end_of(start, head)
            leaning = self.lexicon.chains.at(page.low, k)
            if leaning is not None:
                start = k + leaning[0]
                if start >= len(page.low):
                    break
                if not self.speakers.is_voice(start) or page.low[k - 1] in self.lexicon.words["negations"]:
                    break
                head = self.speakers.head_from(start)
                inner = self.speakers.name(head, start)
                if inner is not None and self._may_be_cited(inner, head):
                    return (speaker, inner), self.speakers.end_of(start, head)
            if (
                page.finite[k]
                and page.low[k - 1] not in self.lexicon.words["who"]
                and page.low[k] in self.lexicon.verbs
            ):
                break
        return (speaker,), end
