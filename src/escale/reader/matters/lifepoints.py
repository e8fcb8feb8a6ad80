"""Points of a matter's life: where a sentence tells two of them over one noun, it tells two matters.

"The talks broken off in 2016 resumed on Monday" says that they were broken off and that they resumed; "the
accord of 1999 has expired" that it was concluded in that year and that it has expired; "the visit is put off
to May" that it is put off and that it is to take place in May.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from escale.model import ClaimType, Modality, Phase
from escale.reader.layers import Matter, TimeMention
from escale.reader.matters.lexicon import Lexicon
from escale.reader.matters.rebuttals import is_told

__all__ = ["LifePoints"]

_YEAR = "dddd"
_YEAR_TOKENS = 4  # of the phrase of such a year: longer ones say something else


class LifePoints:
    """Parts a matter into the points of its life that its sentence tells of.

    Args:
        doc: the parsed article.
        lexicon: the lexicon of its language.
        times: the dates found in it.
    """

    def __init__(self, doc: Doc, lexicon: Lexicon, times: Sequence[TimeMention]) -> None:
        self._doc = doc
        self._points = lexicon.points
        self._dates = {time.head: time for time in times}

    def matters(self, whole: Matter, tokens: Sequence[int], *, nominal: bool) -> Iterator[Matter]:
        """The matter itself, or one for each point of its life.

        Args:
            whole: the matter as its words name it.
            tokens: the tokens of its words.
            nominal: True if a noun heads it.
        """
        doc, own = self._doc, set(tokens)
        told = any(self._is_aspect(doc[index]) for index in tokens)
        nouns = (
            [doc[whole.head]]
            if nominal
            else [doc[index] for index in tokens if told and doc[index].dep_ == "obj"]
        )
        points = [point for noun in nouns for point in self._aspects(noun, own)]
        year = next((year for noun in nouns if (year := self._year(whole.type, noun)) is not None), None)
        parted = len(points) + (year is not None) > 1
        if told or not parted:
            yield whole
        if told or parted:
            for point in self._without_plan(points):
                yield replace(
                    whole,
                    start=point.i,
                    end=point.i + 1,
                    head=point.i,
                    phase=None,
                    rule=f"{whole.rule}/aspect",
                )
            if year is not None:
                yield _settled(whole, year.i, year.i + 1, year.i, Phase.START, Modality.ASSERTED, "year")

        yield from self._new_date(whole, points or nouns)

    def _new_date(self, whole: Matter, words: Sequence[Token]) -> Iterator[Matter]:
        """The day that a matter is put off to."""
        for word in words:
            verb = word if self._has(word, self._points.put_off) else word.head
            if not self._has(verb, self._points.put_off) or not is_told(verb):
                continue
            for child in verb.children:
                date = self._dates.get(child.i)
                if date is None or child.i < verb.i:
                    continue
                if self._doc[date.start].lower in self._points.date_cases or any(
                    case.dep_ == "case" and case.lower in self._points.date_cases for case in child.lefts
                ):
                    yield _settled(
                        whole, date.start, date.end, date.head, Phase.OCCUR, Modality.PLANNED, "new date"
                    )
                    return

    def _year(self, kind: ClaimType, noun: Token) -> Token | None:
        """The year by which an accord is named."""
        if kind not in self._points.named_by_year:
            return None
        for child in noun.rights:
            if child.dep_ == "nmod" and child.right_edge.i - child.left_edge.i < _YEAR_TOKENS:
                case = next(child.lefts, None)
                if case is not None and case.lower in self._points.year_cases:
                    word = self._doc[child.right_edge.i]
                    if word.shape_ == _YEAR:
                        return word
        return None

    def _aspects(self, noun: Token, own: set[int]) -> list[Token]:
        """Predicates over a noun that each name a point of its life, in the order of the text."""
        points: dict[int, Token] = {}

        def take(token: Token) -> None:
            if token.i not in own and token.pos_ in ("VERB", "ADJ", "NOUN") and self._is_aspect(token):
                points[token.i] = token

        def take_coordinated(verb: Token) -> None:
            take(verb)
            for child in verb.children:
                if child.dep_ in ("xcomp", "ccomp"):
                    take(child)
                if child.dep_ == "conj" and not any(
                    other.dep_.startswith("nsubj") for other in child.children
                ):
                    take(child)

        for child in noun.children:
            if child.dep_ in ("acl", "acl:relcl", "amod"):
                take_coordinated(child)
        if noun.dep_.startswith("nsubj") or noun.dep_ == "obj":
            take_coordinated(noun.head)
        if noun.dep_.startswith("nsubj"):
            for clause in noun.head.lefts:
                if clause.dep_ == "advcl" and "Part" in clause.morph.get("VerbForm", []):
                    take_coordinated(clause)
        if noun.dep_ == "nmod":
            take(noun.head)
        return [points[index] for index in sorted(points)]

    def _without_plan(self, points: Sequence[Token]) -> list[Token]:
        """The points less what was only to be: to be held, where the matter has been put off."""
        if not any(self._has(point, self._points.put_off) for point in points):
            return list(points)
        return [
            point
            for point in points
            if "Inf" not in point.morph.get("VerbForm", []) or not self._has(point, self._points.hold)
        ]

    def _is_aspect(self, token: Token) -> bool:
        return self._has(token, self._points.words)

    def _has(self, token: Token, words: frozenset[int]) -> bool:
        return token.lower in words or token.doc.vocab.strings[token.lemma_.lower()] in words


def _settled(
    whole: Matter, start: int, end: int, head: int, phase: Phase, modality: Modality, point: str
) -> Matter:
    return replace(
        whole,
        start=start,
        end=end,
        head=head,
        phase=phase,
        modality=modality,
        rule=f"{whole.rule}/{point}",
        settled=True,
    )
