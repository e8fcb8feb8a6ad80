"""Repeats inside an article become mentions; different claims stay apart."""

from __future__ import annotations

from dataclasses import replace

from escale.model import Claim, ClaimType, Modality, Party, Phase, Source, SourceKind, Span, When
from escale.reader.merging import merge

LEAD = Span(0, 50)
TITLE = Claim(
    id="",
    type=ClaimType.TALKS,
    phase=Phase.OCCUR,
    modality=Modality.ASSERTED,
    trigger=Span(5, 10),
    evidence=Span(0, 40),
    actors=(Party("FRA"), Party("JPN")),
)
BODY = replace(TITLE, trigger=Span(105, 110), evidence=Span(100, 140), time=When("lundi", "2021-05-03"))
SAID = (Source("Le Monde", SourceKind.MEDIA),)


def test_a_title_echoes_the_attributed_body() -> None:
    said = replace(BODY, sources=SAID)
    (claim,) = merge([TITLE, said], LEAD)
    assert claim.evidence == said.evidence
    assert claim.mentions == (TITLE.evidence,)
    assert (claim.sources, claim.time) == (SAID, BODY.time)


def test_two_statements_of_the_body_with_other_sources_stay_two() -> None:
    later = replace(BODY, trigger=Span(205, 210), evidence=Span(200, 240), sources=SAID)
    assert len(merge([BODY, later], LEAD)) == 2


def test_another_time_is_another_claim() -> None:
    later = replace(BODY, time=When("mardi", "2021-05-04"), trigger=Span(205, 210), evidence=Span(200, 240))
    assert len(merge([BODY, later], LEAD)) == 2


def test_another_phase_party_or_modality_is_another_claim() -> None:
    for other in (
        replace(BODY, phase=Phase.CANCEL),
        replace(BODY, modality=Modality.DENIED),
        replace(BODY, actors=(Party("FRA"), Party("KOR"))),
    ):
        assert len(merge([BODY, other], LEAD)) == 2


def test_nothing_merges_into_nothing() -> None:
    assert merge([], None) == []
