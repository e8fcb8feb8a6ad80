"""Repeats inside an article become mentions; different claims stay apart."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from escale.model import Claim, ClaimType, Modality, Party, Phase, Place, Source, SourceKind, Span, When
from escale.reader.claims.merging import Wording, merge

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


def test_other_words_of_the_body_without_its_date_tell_another_matter() -> None:
    call = Wording("call", "appel", definite=False)
    undated = replace(LATER, sources=())
    assert len(merge([BODY, undated], LEAD, [AGREEMENT, call])) == 2
    assert len(merge([BODY, undated], LEAD, [AGREEMENT, AGREEMENT])) == 1
    assert len(merge([BODY, replace(undated, time=BODY.time)], LEAD, [AGREEMENT, call])) == 1
    assert len(merge([TITLE, undated], LEAD, [AGREEMENT, call])) == 1


def test_the_same_word_the_other_way_round_is_another_claim() -> None:
    sent = replace(
        BODY, type=ClaimType.DEPLOYMENT, actors=(Party("FRA"),), recipients=(Party("JPN"),), time=None
    )
    back = replace(LATER, type=ClaimType.DEPLOYMENT, actors=(Party("JPN"),), recipients=(Party("FRA"),))
    assert len(merge([sent, back], LEAD, [AGREEMENT, AGREEMENT])) == 2


def test_a_mention_lends_its_place() -> None:
    lyon = Place("Lyon", "FRA")
    (claim,) = merge([BODY, replace(LATER, place=lyon)], LEAD, [AGREEMENT, AGREEMENT])
    assert claim.place == lyon


def test_the_same_word_in_another_country_is_another_claim() -> None:
    there, here = replace(BODY, place=Place("Kyoto", "JPN")), replace(LATER, place=Place("Lyon", "FRA"))
    assert len(merge([there, here], LEAD, [AGREEMENT, AGREEMENT])) == 2


A_MEETING = Wording("meeting", "rencontre", definite=False)
THE_MEETING = replace(A_MEETING, definite=True)


def test_a_definite_noun_takes_up_a_matter_that_shares_one_party() -> None:
    other = replace(LATER, actors=(BODY.actors[0], Party("KOR")))
    assert len(merge([BODY, other], LEAD, [AGREEMENT, THE_MEETING])) == 1
    assert len(merge([BODY, other], LEAD, [AGREEMENT, A_MEETING])) == 2
    apart = replace(LATER, actors=(Party("KOR"), Party("PHL")))
    assert len(merge([BODY, apart], LEAD, [AGREEMENT, THE_MEETING])) == 2


def test_the_same_date_and_phase_tell_one_matter_unless_one_denies_it() -> None:
    planned = replace(LATER, modality=Modality.PLANNED, time=BODY.time)
    assert len(merge([BODY, planned], LEAD, [AGREEMENT, A_MEETING])) == 1
    denied = replace(planned, modality=Modality.DENIED)
    assert len(merge([BODY, denied], LEAD, [AGREEMENT, A_MEETING])) == 2
    over = replace(planned, phase=Phase.CANCEL)
    assert len(merge([BODY, over], LEAD, [AGREEMENT, A_MEETING])) == 2


def test_the_nearest_is_taken_up() -> None:
    second = replace(
        BODY, trigger=Span(155, 160), evidence=Span(150, 190), time=When("mardi", "2021-05-04"), sources=SAID
    )
    first, taken = merge([BODY, second, LATER], LEAD, [AGREEMENT, A_MEETING, THE_MEETING])
    assert (first.mentions, taken.mentions) == ((), (LATER.evidence,))


def test_the_fuller_of_two_statements_lends_its_fields() -> None:
    bare = replace(BODY, time=None)
    full = replace(LATER, time=BODY.time)
    (claim,) = merge([bare, full], LEAD, [AGREEMENT, AGREEMENT])
    assert (claim.evidence, claim.sources, claim.mentions) == (full.evidence, SAID, (bare.evidence,))


def test_an_undated_title_echoes_the_body_that_names_other_parties() -> None:
    fewer = replace(TITLE, actors=(Party("FRA"),))
    (claim,) = merge([fewer, BODY], LEAD, [A_MEETING, AGREEMENT])
    assert (claim.actors, claim.mentions) == (BODY.actors, (TITLE.evidence,))
    for title in (
        replace(fewer, time=When("jeudi", "2021-05-06")),
        replace(fewer, modality=Modality.POSSIBLE),
        replace(fewer, actors=(Party("PHL"),)),
        replace(fewer, evidence=Span(0, 50)),
    ):
        assert len(merge([title, BODY], LEAD, [A_MEETING, AGREEMENT])) == 2


def test_two_words_of_one_sentence_may_name_fewer_parties() -> None:
    alone = replace(BODY, trigger=Span(120, 125), actors=(Party("FRA"),))
    assert len(merge([BODY, alone], LEAD, [AGREEMENT, A_MEETING])) == 1
    elsewhere = replace(alone, trigger=Span(205, 210), evidence=Span(200, 240), time=None)
    assert len(merge([BODY, elsewhere], LEAD, [AGREEMENT, A_MEETING])) == 2


def test_a_title_that_names_what_the_body_plans_is_its_mention() -> None:
    planned = replace(BODY, modality=Modality.PLANNED)
    the_visit = Wording("visit", "visite", definite=True)
    a_trip = Wording("trip", "se rendre", definite=False)
    (claim,) = merge([TITLE, planned], LEAD, [the_visit, a_trip])
    assert (claim.modality, claim.mentions) == (Modality.PLANNED, (TITLE.evidence,))
    assert len(merge([TITLE, planned], LEAD, [replace(the_visit, definite=False), a_trip])) == 2
    assert len(merge([replace(TITLE, sources=SAID), planned], LEAD, [the_visit, a_trip])) == 2


def test_the_same_place_or_an_unknown_country_tells_one_matter() -> None:
    oslo, region = Place("Oslo", "NOR"), Place("Arctique", None)
    call, visit = Wording("call", "appel", definite=False), Wording("visit", "visiter", definite=False)
    there = replace(BODY, place=oslo)
    later = replace(LATER, sources=(), place=oslo)
    assert len(merge([there, later], LEAD, [call, visit])) == 1
    assert len(merge([there, replace(later, place=Place("Rome", "ITA"))], LEAD, [call, visit])) == 2
    beside = replace(there, trigger=Span(120, 125), place=region)
    assert len(merge([there, beside], LEAD, [call, visit])) == 1
