"""Prepositions that name a source, and how much of the sentence they cover: «selon X, …»."""

from __future__ import annotations

from dataclasses import dataclass

from escale.model import Source, SourceKind
from escale.reader.sources.chains import Chains, Cue
from escale.reader.sources.page import CLOSING, Page
from escale.reader.sources.speakers import Speaker, Speakers
from escale.reader.sources.speech import SpeechWords

__all__ = ["Prepositions"]

_REACH = 16


@dataclass(slots=True)
class Prepositions:
    """Finds what is laid to a source by a preposition."""

    page: Page
    lexicon: SpeechWords
    speakers: Speakers
    chains: Chains

    def according(self, i: int, start: int) -> Cue | None:
        """What the preposition at `i`, whose source begins at `start`, lays to that source."""
        page, words = self.page, self.lexicon.words
        if start >= len(page.low):
            return None
        if page.low[start] in words["according_which"]:
            return self._according_which(i, start)
        head = self.speakers.head_from(start)
        noun = page.low[head]
        if noun in self.lexicon.wordings:
            wording = self._wording(i, head)
            if wording is not None:
                return wording
        if noun in self.lexicon.not_sources or (
            page.tree.pos[start] not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "X", "NUM", "ADP"}
        ):
            return None
        before = page.before(i)
        if (
            page.tree.pos[head] == "PRON"
            and page.unit[i][0] < i
            and before >= 0
            and page.words[before] not in {",", "("}
        ):
            # «la dictature au pouvoir selon lui» judges a phrase, not the sentence.
            return None
        speaker = self.speakers.name(head, start) or self._named_body(start, head)
        if speaker is None:
            return None
        chain, end = self.chains.chain(speaker, self.speakers.end_of(start, head))
        return Cue(i, chain, self._around(i, end), "according to")

    def _named_body(self, start: int, head: int) -> Speaker | None:
        """A phrase of no known kind with a name in it («l'opérateur Energoatom», «la Cour des comptes»)."""
        page = self.page
        end = self.speakers.end_of(start, head)
        named = any(page.words[k][:1].isupper() and page.tree.pos[k] != "DET" for k in range(start, end))
        if not named or page.low[start] not in self.lexicon.words["definite"]:
            return None
        source = Source(self.speakers.text(start, end), SourceKind.ORGANISATION)
        return Speaker(source, head, page.genders[head])

    def _according_which(self, i: int, start: int) -> Cue | None:
        """«Les informations de la presse selon lesquelles …»: the clause is the content."""
        page = self.page
        noun = page.before(i)
        first = max(page.unit[i][0], noun - _REACH)
        for k in range(noun, first - 1, -1):
            if page.low[k] in self.lexicon.words["of"] and self.speakers.is_voice(k + 1):
                speaker = self.speakers.name(self.speakers.head_from(k + 1), k + 1)
                if speaker is not None:
                    self.speakers.remember(speaker)
                    return Cue(i, (speaker,), ((start + 1, page.unit[i][1]),), "according to which")
        return None

    def _wording(self, i: int, head: int) -> Cue | None:
        """«…, selon les termes du ministre»: only the quotation before is content."""
        page = self.page
        before = page.before(i)
        if before >= 0 and page.words[before] == ",":
            before = page.before(before)
        quote = page.quote[before] if before >= 0 else None
        if quote is None or head + 2 >= len(page.low):
            return None
        speaker = self.speakers.name(self.speakers.head_from(head + 2), head + 2)
        if speaker is None:
            return None
        self.speakers.remember(speaker)
        return Cue(i, (speaker,), ((quote.start, quote.end),), "wording")

    def opinion(self, i: int) -> Cue | None:
        """«Pour l'Otan, …» at the head of a sentence or after a colon."""
        page = self.page
        before = page.before(i)
        starts = page.unit[i][0] == i or (
            before >= 0
            and (
                page.words[before] == ":"
                or page.words[before] in CLOSING
                or page.low[before] in self.lexicon.words["openers"]
            )
        )
        if not starts or not self.speakers.is_voice(i + 1):
            return None
        head = self.speakers.head_from(i + 1)
        end = self.speakers.end_of(i + 1, head)
        if end >= len(page.low) or page.words[end] != ",":
            return None
        speaker = self.speakers.name(head, i + 1)
        if speaker is None:
            return None
        self.speakers.remember(speaker)
        return Cue(i, (speaker,), ((end, page.unit[i][1]),), "opinion")

    def _around(self, i: int, end: int) -> tuple[tuple[int, int], ...]:
        """What «selon X» covers: its sentence, or the relative clause or bracket it stands in."""
        page = self.page
        start, stop = page.unit[i]
        for k in range(i - 1, max(start, i - 40) - 1, -1):
            word = page.words[k]
            if word == ")":
                break
            if word == ":" and page.quote[k] is None and any(page.finite[j] for j in range(k + 1, i)):
                start = k + 1  # what a colon introduces is a statement of its own
                break
            if word == "(":
                start = k + 1
                closing = next((j for j in range(end, min(stop, end + 40)) if page.words[j] == ")"), None)
                stop = closing if closing is not None else stop
                break
        governor = page.tree.heads[i] if page.tree.deps[i] != "case" else page.tree.heads[page.tree.heads[i]]
        before = page.before(i)
        if (
            before >= 0
            and page.words[before] == ","
            and page.low[page.before(before)] in self.lexicon.words["relative"]
        ):
            # «…, qui, selon X, …» speaks for the relative clause alone.
            start = page.before(before)
            stop = max(page.right[governor], end) if governor > i else stop
        elif before > start and page.tree.pos[before] == "CCONJ":
            start = before
        quote = page.quote[before] if before >= 0 and page.quote[i] is None else None
        if quote is not None and page.words[before] in CLOSING:
            start = min(start, quote.start)
        return _without(start, stop, i, end)


def _without(start: int, stop: int, hole: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in ((start, hole), (end, stop)) if a < b)
