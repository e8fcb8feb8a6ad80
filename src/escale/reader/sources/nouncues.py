"""Nouns of reporting: «l'annonce par Quito de …», «l'appel de Lima à …», «l'information, révélée par …»."""

from __future__ import annotations

from dataclasses import dataclass, replace

from escale.model import Source, SourceKind
from escale.reader.sources.chains import Chains, Cue
from escale.reader.sources.page import Page
from escale.reader.sources.speakers import Speakers
from escale.reader.sources.speech import SpeechWords

__all__ = ["NounCues"]

_ENDS = frozenset({",", ".", ";", ":", "(", ")", "?", "!"})


@dataclass(slots=True)
class NounCues:
    """Finds what a noun of reporting lays to the one it names."""

    page: Page
    lexicon: SpeechWords
    speakers: Speakers
    chains: Chains

    def report(self, i: int) -> Cue | None:
        """What the noun at `i` lays to the one named after it, up to the end of the phrase."""
        page, words = self.page, self.lexicon.words
        leads = self.lexicon.reports.get(page.low[i])
        if leads is None or i == 0 or page.tree.pos[i] != "NOUN" or i + 2 >= page.unit[i][1]:
            return None
        if page.low[i + 1] not in words["by"] and page.low[i + 1] not in words["of"]:
            return None
        start = i + 2
        if not self.speakers.is_voice(start):
            return None
        head = self.speakers.head_from(start)
        if page.low[i + 1] in words["of"] and page.person[head] is None and page.party[head] is None:
            return None
        end = self._end_of_name(start, head)
        if end >= page.unit[i][1] or page.low[end] not in leads:
            return None
        speaker = self.speakers.name(head, start)
        if speaker is None:
            return None
        if page.person[head] is None and speaker.source.kind is SourceKind.ORGANISATION:
            # The name ends with the party: what follows is content, not more of the name.
            speaker = replace(speaker, source=Source(self.speakers.text(start, end), speaker.source.kind))
        chain, _ = self.chains.chain(speaker, end, end)
        return Cue(i, chain, ((end, self._end(end, page.unit[i][1])),), page.low[i])

    def _end_of_name(self, start: int, head: int) -> int:
        """The token after the one named: of a party or person no more than its own words."""
        page = self.page
        person, party = page.person[head], page.party[head]
        if person is not None:
            return person.end
        return party.end if party is not None else self.speakers.end_of(start, head)

    def _end(self, start: int, stop: int) -> int:
        """Where the phrase that begins at `start` ends: at a mark, or where the sentence's own verb comes."""
        page, words = self.page, self.lexicon.words
        clause = False
        for k in range(start, stop):
            if page.words[k] in _ENDS and page.quote[k] is None:
                return k
            if page.low[k] in words["relative"] or page.low[k] in words["that"]:
                clause = True
            elif page.finite[k] and page.quote[k] is None:
                if not clause:
                    return k
                clause = False
        return stop

    def told_before(self, noun: int) -> tuple[int, int] | None:
        """The sentence before, if the noun at the head of this one stands for it («L'information, …»)."""
        page, words = self.page, self.lexicon.words
        tree = page.tree
        number = tree.sentence_of[noun]
        first = tree.sentences[number][0]
        while first < noun and tree.pos[first] in {"SPACE", "PUNCT"}:
            first += 1
        opens = noun - first == 1 and (
            page.low[first] in words["definite"] or page.low[first] in words["same_determiners"]
        )
        if page.low[noun] not in words["news"] or not opens or number == 0:
            return None
        return tree.sentences[number - 1]
