"""Repeats inside an article become mentions; different claims stay apart."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from escale.model import Claim, ClaimType, Modality, Party, Phase, Source, SourceKind, Span, When
from escale.reader.merging import Wording, merge

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


AGREEMENT = Wording("agreement", "accord", definite=False)
THE_TREATY = Wording("treaty", "traité", definite=True)
A_PACT = Wording("pact", "pacte", definite=False)
LATER = replace(BODY, trigger=Span(205, 210), evidence=Span(200, 240), time=None, sources=SAID)


def test_the_same_word_with_nothing_new_is_a_mention() -> None:
    (claim,) = merge([BODY, LATER], LEAD, [AGREEMENT, AGREEMENT])
    assert (claim.evidence, claim.mentions, claim.sources) == (BODY.evidence, (LATER.evidence,), ())


def test_a_definite_noun_takes_up_what_was_told_in_another_standing() -> None:
    planned = replace(BODY, modality=Modality.PLANNED)
    (claim,) = merge([planned, LATER], LEAD, [AGREEMENT, THE_TREATY])
    assert claim.modality is Modality.PLANNED


def test_wider_parties_are_taken_up_by_some_of_them() -> None:
    wide = replace(BODY, actors=(*BODY.actors, Party("KOR")))
    assert len(merge([wide, LATER], LEAD, [AGREEMENT, AGREEMENT])) == 1


def test_what_adds_a_time_a_party_or_a_standing_is_another_claim() -> None:
    for other, wording in (
        (LATER, A_PACT),
        (replace(LATER, time=When("mardi", "2021-05-04")), AGREEMENT),
        (replace(LATER, time=When("mardi", "2021-05-04")), THE_TREATY),
        (replace(LATER, actors=(Party("FRA"), Party("KOR"))), AGREEMENT),
        (replace(LATER, phase=Phase.CANCEL), THE_TREATY),
        (replace(LATER, modality=Modality.DENIED), AGREEMENT),
    ):
        assert len(merge([BODY, other], LEAD, [AGREEMENT, wording])) == 2


def test_a_noun_is_definite_by_its_determiner(nlp: Language) -> None:
    for text, definite in (
        ("L'accord est rompu.", True),
        ("Cet accord tient.", True),
        ("Un accord est né.", False),
    ):
        doc = nlp(text)
        assert Wording.of(doc[1], "accord").definite is definite
