"""Who says so: every stretch of a text with the chain of sources it is laid to.

Cues are read in the order of the text; their stretches are then laid over each other from the widest to the
narrowest, so that a cue inside another's content adds its sources to that chain (PARC's nested attribution).
What no cue covers is the article's own voice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from escale.lang import Language
from escale.model import SourceKind
from escale.reader.layers import Attribution, PartyMention, PersonMention
from escale.reader.people.offices import OfficeFinder
from escale.reader.sources.chains import Cue
from escale.reader.sources.cues import CueReader
from escale.reader.sources.identities import Identities
from escale.reader.sources.interviews import answers
from escale.reader.sources.page import Page
from escale.reader.sources.quotes import Quote
from escale.reader.sources.speakers import Speaker, Speakers
from escale.reader.sources.speech import speech_words

__all__ = ["SourceFinder", "sources_at"]

_WHOLE = 6  # the fewest tokens of a sentence quoted, its marks included
_PART = 7  # the fewest tokens of a part of a sentence that says something, its marks included
_VOICES = frozenset({SourceKind.OFFICIAL, SourceKind.PERSON, SourceKind.ORGANISATION})


class SourceFinder:
    """Finds who says what in an article."""

    def __init__(self, language: Language) -> None:
        self._lexicon = speech_words(language)
        self._offices = OfficeFinder(language)

    def __call__(
        self, doc: Doc, parties: Sequence[PartyMention], people: Sequence[PersonMention]
    ) -> list[Attribution]:
        """The attributed stretches of the text, in order and without overlap."""
        if not len(doc):
            return []
        page = Page.of(doc, parties, people, self._lexicon.quoted_names)
        identities = Identities(page, people, self._lexicon, self._offices.named)
        speakers = Speakers(page, self._lexicon, identities)
        cues = list(CueReader(page, self._lexicon, speakers)())
        cues = [cue for cue in cues if cue.pieces]
        cues += answers(page, identities, self._lexicon)
        cues += _free_quotes(page, cues)
        return _lay(page, cues)


def sources_at(attributions: Sequence[Attribution], token: int) -> Attribution | None:
    """The attribution that holds at a token, or None where the article speaks in its own voice.

    The attributions are those of one `SourceFinder` call: in order and without overlap.
    """
    at = bisect_right(attributions, token, key=lambda attribution: attribution.start) - 1
    if at >= 0 and token < attributions[at].end:
        return attributions[at]
    return None


def _lay(page: Page, cues: Sequence[Cue]) -> list[Attribution]:
    """Stretches of equal chain, from the widest cue to the narrowest."""
    owner: list[tuple[Cue, tuple[Speaker, ...]] | None] = [None] * len(page.words)
    for cue in sorted(cues, key=lambda c: (-_width(c), c.at)):
        outer = owner[cue.at]
        chain = cue.speakers
        if outer is not None:
            chain = _nested(outer[1], chain)
        mark = (cue, chain)
        for start, end in cue.pieces:
            owner[start:end] = [mark] * (end - start)
    found: list[Attribution] = []
    start = 0
    for i in range(1, len(owner) + 1):
        if i < len(owner) and owner[i] is owner[start]:
            continue
        held = owner[start]
        if held is not None:
            found.append(Attribution(start, i, held[0].at, tuple(s.source for s in held[1]), held[0].rule))
        start = i
    return found


def _nested(outer: tuple[Speaker, ...], inner: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """The chain of a cue inside another's content.

    Who is named twice counts once, and a state adds no source to its own officer or ministry.
    """
    names = {speaker.source.text for speaker in outer}
    last = outer[-1]
    fresh = tuple(
        speaker
        for speaker in inner
        if speaker.source.text not in names
        and not (
            speaker.source.kind is SourceKind.ORGANISATION
            and speaker.code is not None
            and speaker.code == last.code
        )
    )
    return outer + fresh


def _width(cue: Cue) -> int:
    """How far a cue reaches, itself included: an inserted clause is wider than what it encloses."""
    first = min(cue.at, *(start for start, _ in cue.pieces))
    return max(cue.at + 1, cue.stop, *(end for _, end in cue.pieces)) - first


def _free_quotes(page: Page, cues: Sequence[Cue]) -> list[Cue]:
    """Quotations that no cue covers: those of the last speaker, or of the next in a title."""
    covered = [False] * len(page.words)
    for cue in cues:
        for start, end in cue.pieces:
            covered[start:end] = [True] * (end - start)
    people = {SourceKind.OFFICIAL, SourceKind.PERSON}
    ordered = sorted(cues, key=lambda cue: cue.at)
    free: list[Cue] = []
    position = 0
    for quote in page.quotes:
        while position < len(ordered) and ordered[position].at < quote.start:
            position += 1
        if covered[quote.start] or covered[(quote.start + quote.end) // 2]:
            continue
        before = ordered[position - 1] if position else None
        after = ordered[position] if position < len(ordered) else None
        paragraph, pieces = page.paragraph[quote.start], ((quote.start, quote.end),)
        whole = _is_free(page, quote)
        if before is not None and (
            paragraph - page.paragraph[before.at] <= 1 if whole else _goes_on(page, quote, before, after)
        ):
            free.append(Cue(quote.start, before.speakers, pieces, "quotation goes on"))
        elif whole and after is not None and paragraph == 0 and after.speakers[-1].source.kind in people:
            free.append(Cue(quote.start, after.speakers, pieces, "title quotation"))
    return free


def _goes_on(page: Page, quote: Quote, before: Cue, following: Cue | None) -> bool:
    """True for part of a sentence quoted that no cue claims: whoever spoke last goes on."""
    start, end = page.tree.sentences[page.tree.sentence_of[quote.start]]
    here = before.at >= start
    paragraph = page.paragraph[quote.start]
    near = bool(before.stop) if here else paragraph > 0 and paragraph - page.paragraph[before.at] <= 1
    if not near or (following is not None and following.at < end):
        return False
    spoken = quote.end - quote.start >= _PART and any(page.finite[k] for k in range(quote.start, quote.end))
    return spoken and before.speakers[-1].source.kind in _VOICES


def _is_free(page: Page, quote: Quote) -> bool:
    """True for a quotation that says a sentence of its own: a finite verb, and some length."""
    if quote.end - quote.start < _WHOLE:
        return False
    first = next((k for k in range(quote.start, quote.end) if page.words[k][:1].isalpha()), quote.start)
    return page.words[first][:1].isupper() and any(page.finite[k] for k in range(first, quote.end))
