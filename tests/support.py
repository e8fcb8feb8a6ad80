"""A reader that needs no model, and the small things that several tests make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import escale
from escale.errors import UnknownLanguageError
from escale.lang import Language
from escale.language_id import LanguageCheck
from escale.model import (
    Article,
    Claim,
    ClaimType,
    Item,
    Modality,
    Money,
    Participant,
    Party,
    Phase,
    Place,
    Sector,
    Source,
    SourceKind,
    Span,
    Step,
    When,
)
from escale.reading import Aside, ReaderInfo, Reading

__all__ = ["FakeReader", "full_claim", "reading", "span"]

_FRENCH = Language("fr", Path(escale.__file__).parent / "lang" / "fr")


class FakeReader:
    """Takes a port visit from every ``escale`` it meets.

    Like the real one it sets other languages aside, and with triage what has no such word.
    """

    def __init__(self, code: str, triage: bool = False) -> None:
        self._triage = triage
        if code != "fr":
            raise UnknownLanguageError(code, ["fr"])
        self._check = LanguageCheck(_FRENCH)

    @property
    def info(self) -> ReaderInfo:
        return ReaderInfo.here("fake")

    def aside(self, article: Article) -> Aside | None:
        if self._check(article.text[article.body :], article.lang) is not None:
            return Aside.LANGUAGE
        return Aside.MATTER if self._triage and "escale" not in article.text.lower() else None

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for article in articles:
            other = self._check(article.text, article.lang)
            if other is not None:
                yield Reading.of(article, (), other.code, notices=[other.notice])
                continue
            yield Reading.of(article, self._claims(article), "fr", model="fake")

    def _claims(self, article: Article) -> Iterator[Claim]:
        for number, match in enumerate(re.finditer("escale", article.text[article.body :]), 1):
            start = article.body + match.start()
            yield Claim(
                id=f"c{number}",
                type=ClaimType.PORT_VISIT,
                phase=Phase.OCCUR,
                modality=Modality.ASSERTED,
                trigger=Span(start, start + 6),
                evidence=Span(max(article.body, start - 10), start + 6),
                trace=(Step("type", "fake", "escale"),),
            )


def span(text: str, words: str) -> Span:
    """Where ``words`` stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def full_claim(text: str, trigger: str, evidence: str, number: int = 1) -> Claim:
    """A claim with every field filled."""
    return Claim(
        id=f"c{number}",
        type=ClaimType.ARMS_TRANSFER,
        phase=Phase.START,
        modality=Modality.POSSIBLE,
        trigger=span(text, trigger),
        evidence=span(text, evidence),
        actors=(Party("FRA", Sector.GOV, "Paris"),),
        recipients=(Party("GRC", Sector.MIL, "la marine grecque"),),
        participants=(Participant("Anne Le Goff", "FRA", "ministre"),),
        place=Place("Brest", "FRA"),
        time=When("en mars", "2021-03"),
        sources=(Source("Le Phare", SourceKind.MEDIA), Source("un officier", SourceKind.ANONYMOUS)),
        items=(Item("frégates", 2), Item("missiles")),
        value=Money(1_200_000, "EUR"),
        vessels=("Kimon",),
        trace=(Step("type", "sale", trigger), Step("time", "month")),
    )


def reading(article: Article, *claims: Claim) -> Reading:
    """The reading of an article that gave those claims."""
    return Reading.of(article, claims, "fr", model="fake")
