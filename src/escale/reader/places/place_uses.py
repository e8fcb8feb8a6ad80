"""What the words around a place make of it: a site, a goal, a topic, part of a name, a headline's label.

A name in a text need not say where the matter happens: a treaty, a school and a fleet bear the names of
cities, a headline opens with the region it is about, and what came before a matter happened elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from escale.lang import Language
from escale.reader.layers import PlaceMention, PlaceUse
from escale.reader.text.columns import offsets
from escale.reader.text.columns import words as column

__all__ = ["PlaceUses"]

_CLIMB = 8
_LABEL = 4  # tokens between a label and its colon
_DATELINE = 8  # tokens between the city of a dateline and its dash
_THERE = 60  # tokens back from an adverb to the place it stands for
_NO_SITE = frozenset({PlaceUse.NAME, PlaceUse.DATELINE, PlaceUse.BARE})
_WHERE = 5  # tokens between a place and the relative adverb, a bracket between them
_OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod"})
_BARE = frozenset({"nsubj", "nsubj:pass", "root", "ROOT"})
_NOMINAL = frozenset({"nmod", "obl", "obl:arg", "obl:mod", "appos", "fixed", "flat:name"})
_LEFT = _NOMINAL | {"obj"}
_CASES = frozenset({"case", "mark", "fixed", "advmod"})

_Marks = dict[int, list[tuple[str, str]]]  # by word, the relation and form of each word of case before it


@dataclass(frozen=True, slots=True)
class PlaceUses:
    """Tells the uses of places apart by the words of one language."""

    words: dict[str, frozenset[str]]
    links: frozenset[str]
    articles: frozenset[str]
    grounds: frozenset[str]

    @classmethod
    def of(cls, language: Language) -> PlaceUses:
        """With the words of a language."""
        table = language.table("places")
        cues = table["cues"]
        words = {key: frozenset(row) for key, row in table["uses"].items() if key != "example"}
        grounds = frozenset(cues["nouns"]) | frozenset(cues["grounds"]) | words["around"]
        return cls(words, frozenset(cues["links"]), frozenset(cues["articles"]), grounds)

    def __call__(self, doc: Doc, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The mentions, in order, with their uses, anchors, asides and the adverbs that take them up."""
        if not mentions:
            return []
        marks = self._marks(doc)
        told = [self._told(doc, mention, marks) for mention in mentions]
        sites = [at for at, place in enumerate(told) if place.use not in _NO_SITE]
        found: dict[int, list[int]] = defaultdict(list)
        starts = [told[at].start for at in sites]
        for index, word in enumerate(column(doc, "LOWER", str)):
            if word in self.words["where"] or (
                word in self.words["there"] and self._is_place_there(doc, index)
            ):
                before = bisect_left(starts, index) - 1
                if before < 0:
                    continue
                gap = index - told[sites[before]].end
                if gap <= (_WHERE if word in self.words["where"] else _THERE):
                    found[sites[before]].append(index)
        return [
            replace(place, taken_up=tuple(found[at])) if at in found else place
            for at, place in enumerate(told)
        ]

    def _marks(self, doc: Doc) -> _Marks:
        """The prepositions and conjunctions that stand before each word, with their relations."""
        found: _Marks = defaultdict(list)
        rows = zip(column(doc, "DEP", str), column(doc, "LOWER", str), offsets(doc, "HEAD"), strict=True)
        for index, (dep, word, head) in enumerate(rows):
            if head > 0 and dep in _CASES:
                found[index + head].append((dep, word))
        return found

    def _is_place_there(self, doc: Doc, index: int) -> bool:
        """False in "there is" and "including"."""
        before = doc[index - 1].lower_ if index else ""
        after = doc[index + 1].lower_ if index + 1 < len(doc) else ""
        return after not in self.words["not_there"] and before not in self.words["there_is"]

    def _told(self, doc: Doc, mention: PlaceMention, marks: _Marks) -> PlaceMention:
        anchor = self._anchor(doc, mention)
        return replace(
            mention,
            use=self._use(doc, mention, anchor, marks),
            anchor=anchor,
            aside=self._aside(doc, anchor, marks),
        )

    def leaves(self, doc: Doc, start: int, head: int) -> bool:
        """True if the name that begins at ``start`` is the complement in "de" of a word of leaving."""
        if start == 0 or doc[start - 1].lower_ not in self.links:
            return False
        token = doc[head]
        for _ in range(3):
            if token.dep_ not in _LEFT or token.head.i >= start:
                return False
            token = token.head
            if token.lemma_.lower() in self.words["leaving"]:
                return True
        return False

    def _anchor(self, doc: Doc, mention: PlaceMention) -> int:
        token = doc[mention.head]
        for _ in range(3):
            above = token.head
            if token.dep_ not in _NOMINAL or above.i >= mention.start:
                break
            if above.lower_ not in self.grounds and not self._is_attended(above):
                break
            token = above
        return token.i

    def _is_attended(self, token: Token) -> bool:
        """True for a school where someone is, rather than one that is spoken of."""
        return token.lower_ in self.words["schools"] and token.dep_ in _OBLIQUE

    def _use(self, doc: Doc, mention: PlaceMention, anchor: int, marks: _Marks) -> PlaceUse:
        start = mention.start
        if self._is_label(doc, mention):
            return PlaceUse.LABEL
        if self._is_dateline(doc, mention):
            return PlaceUse.DATELINE
        at = start - 1
        if at >= 0 and doc[at].lower_ in self.articles:
            at -= 1
        before = doc[at].lower_ if at >= 0 else ""
        if before in self.words["opening"] and mention.end < len(doc):
            return PlaceUse.NAME if doc[mention.end].text in self.words["closing"] else PlaceUse.SITE
        head = doc[mention.head]
        if head.dep_ == "flat:name" or before in self.words["named"]:
            return PlaceUse.NAME
        if anchor == mention.head and before in self.links:
            above = head.head
            if above.lower_ in self.words["named"] or (at and doc[at - 1].lower_ in self.words["named"]):
                return PlaceUse.NAME
            if above.lemma_.lower() in self.words["arrivals"]:
                return PlaceUse.ORIGIN
        if head.dep_ in _NOMINAL and head.head.lower_ in self.words["wars"]:
            return PlaceUse.TOPIC
        first = (
            before
            if anchor == mention.head
            else next((word for dep, word in marks.get(anchor, ()) if dep == "case"), "")
        )
        for use in (PlaceUse.TO, PlaceUse.TOPIC, PlaceUse.ORIGIN):
            if first in self.words[use.value]:
                return use
        return PlaceUse.BARE if head.dep_ in _BARE else PlaceUse.SITE

    def _is_label(self, doc: Doc, mention: PlaceMention) -> bool:
        first = mention.start
        if not any(at == 0 or doc[at].is_sent_start for at in range(max(0, first - _LABEL), first + 1)):
            return False
        last = min(mention.end + 2, len(doc))
        return any(doc[at].text in self.words["label"] for at in range(mention.end, last))

    def _is_dateline(self, doc: Doc, mention: PlaceMention) -> bool:
        """True for a city that opens its sentence, then a comma, a date and a dash."""
        start, end = mention.start, mention.end
        if not (start == 0 or doc[start].is_sent_start or doc[start - 1].is_space) or end >= len(doc):
            return False
        if doc[end].text not in (",", "("):
            return False
        return any(doc[i].text in self.words["dash"] for i in range(end + 1, min(end + _DATELINE, len(doc))))

    def _aside(self, doc: Doc, anchor: int, marks: _Marks) -> int | None:
        token = doc[anchor]
        for _ in range(_CLIMB):
            if token.lower_ in self.words["causes"]:
                return token.i
            for _, word in marks.get(token.i, ()):
                if word in self.words["sequel"] and (token.i != anchor or word not in self.words["since"]):
                    return token.i
            if token.head.i == token.i:
                return None
            token = token.head
        return None
