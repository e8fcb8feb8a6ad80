"""Which articles are worth parsing, and what of them: most news says nothing of dealings between states.

A first look at its words (`WordTable`) finds where the lexicon's entries may stand (`Suspecter`); a linear
model, trained on what the whole reader makes of such places in unlabelled news
(``training/learn_triage.py``), weighs each. An article is read if its likeliest place reaches a
threshold; of it, the segments that reach a lower one are parsed, with those around them and the lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.lookups import Lookups

from escale.lang import Language
from escale.model import ClaimType, Span
from escale.reader.layers import About
from escale.reader.matters.lexicon import load_lexicon
from escale.reader.triage.relevance_features import RelevanceFeatures
from escale.reader.triage.segments import Segmenter
from escale.reader.triage.sightings import Segment, Sighter
from escale.reader.triage.suspicions import Suspect, Suspecter, Suspicion
from escale.reader.triage.word_table import Slots, WordTable
from escale.reader.weights import Weights
from escale.register import Register

__all__ = ["MODEL", "Relevant", "Triage"]

MODEL = "triage"
"""File of the weights in a language's ``models``, and the name of the one decision in it."""

# Log-odds that a place must reach for its article to be read, and for its segment to be parsed then. News
# uses the words of some types every day for other things; of the others it says little, so that the weights
# know them less well and doubt costs little. docs/performance.md says what other figures would cost.
_EVERYDAY = frozenset(
    {
        ClaimType.TALKS,
        ClaimType.AGREEMENT,
        ClaimType.ARMS_TRANSFER,
        ClaimType.ASSISTANCE,
        ClaimType.DEPLOYMENT,
    }
)
_ARTICLE, _ARTICLE_ELSE, _SEGMENT = -1.5, -3.5, -4.0
_SHORT = 1_500  # characters of a text that is parsed whole, if at all: leaving some out would save little
# Segments that are parsed besides: those that open the article, those right before and after.
_LEAD, _BEFORE, _AFTER = 2, 1, 1


@dataclass(frozen=True, slots=True)
class Relevant:
    """What of a text is worth parsing: its stretches, in order, and what the whole is about."""

    stretches: tuple[Span, ...]
    about: About


class Triage:
    """Decides what of the articles of a language is parsed.

    Args:
        language: the language; where it ships no weights, every suspicion counts.
        register: office holders.
        tables: the lemmatizer's tables; None if the pipeline has none.
    """

    def __init__(self, language: Language, register: Register, tables: Lookups | None) -> None:
        lexicon = load_lexicon(language)
        slots = Slots.of_entries(lexicon.entries)
        self._segments = Segmenter(language.table("triage")["abbreviations"]["words"])
        self._sighter = Sighter(WordTable(language, lexicon, slots, tables, register), lexicon)
        self._suspecter = Suspecter(language, lexicon, slots)
        self._features = RelevanceFeatures(lexicon)
        path = language.folder / "models" / f"{MODEL}.json"
        self._weights = Weights.read(path)[MODEL] if path.exists() else Weights({})

    def __call__(self, text: str) -> Relevant | None:
        """What of a text is worth parsing; None for one that is not."""
        suspect = self.suspect(text)
        if suspect is None:
            return None
        weighed = self.weighed(suspect)
        if not any(odds >= _least(one.kind) for one, odds in weighed):
            return None
        places = [one.segment for one, odds in weighed if odds >= _SEGMENT]
        if len(text) <= _SHORT:
            return Relevant((Span(0, len(text)),), suspect.about)
        kept = {*range(min(_LEAD, len(suspect.segments)))}
        for place in places:
            kept.update(range(max(0, place - _BEFORE), min(len(suspect.segments), place + _AFTER + 1)))
        return Relevant(_stretches(suspect.segments, sorted(kept)), suspect.about)

    def suspect(self, text: str) -> Suspect | None:
        """What a text may name; None for nothing."""
        segments = self._sighter.words(text, self._segments(text))
        opened = [
            one for number, segment in enumerate(segments) for one in self._suspecter.opens(number, segment)
        ]
        if not opened:
            return None
        for segment in segments:
            self._sighter.look(segment)
        return self._suspecter(segments, opened)

    def features(self, suspect: Suspect) -> list[tuple[Suspicion, list[str]]]:
        """The features of each suspicion."""
        article = self._features.of_article(suspect)
        return [(one, [*self._features.of(one, suspect, article)]) for one in suspect.suspicions]

    def weighed(self, suspect: Suspect) -> Sequence[tuple[Suspicion, float]]:
        """The log-odds that each suspicion is a claim."""
        return [(one, self._weights.odds(features)) for one, features in self.features(suspect)]


def _least(kind: ClaimType) -> float:
    return _ARTICLE if kind in _EVERYDAY else _ARTICLE_ELSE


def _stretches(segments: Sequence[Segment], kept: Iterable[int]) -> tuple[Span, ...]:
    """The segments of those numbers, neighbours joined."""
    found: list[Span] = []
    for number in kept:
        segment = segments[number]
        if found and found[-1].end == segment.start:
            found[-1] = Span(found[-1].start, segment.end)
        else:
            found.append(Span(segment.start, segment.end))
    return tuple(found)
