"""How far claims and fields can be trusted: bounded, the same every time, rising with the evidence."""

from __future__ import annotations

from dataclasses import astuple, replace
from pathlib import Path

import pytest

from escale.lang import Language
from escale.model import Article, Claim, Confidence, Step
from escale.reader.claims.assembly import ground
from escale.reader.claims.casting import Casting
from escale.reader.claims.roles import Support, cast
from escale.reader.claims.timing import Timed, Timing
from escale.reader.reader import Reader
from escale.reader.scene import Scene
from escale.reader.trust.confidence import Appraiser
from escale.reader.trust.confidence_features import DECISIONS, Grounded, evidence_for
from escale.reader.weights import Weights

TEXT = (
    "La frégate française Surcouf fait escale à Split, en Croatie, depuis lundi. Le Japon et l'Australie ont "
    "signé jeudi un accord de défense, selon l'agence Kyodo. La Suède pourrait imposer des sanctions à la "
    "Biélorussie. Les ministres grec et turc se sont rencontrés à Athènes, puis le Japon et l'Australie ont "
    "signé un accord de défense avec l'Inde."
)
ARTICLE = Article("a", TEXT, "2021-05-04")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.fixture(scope="module")
def appraiser(french: Language) -> Appraiser:
    found = Appraiser.of(french)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def grounded(reader: Reader, french: Language) -> tuple[Scene, list[Grounded]]:
    scene, stated = reader.stated(ARTICLE)
    return scene, ground(scene, stated, Casting.of(french), Timing.of(french))


def given(claim: Claim) -> Confidence:
    assert claim.confidence is not None
    return claim.confidence


def test_every_claim_has_a_confidence_for_itself_and_each_field(reader: Reader) -> None:
    claims = reader.read(ARTICLE).claims
    assert len(claims) >= 4
    for claim in claims:
        assert all(0.0 < value < 1.0 and value == round(value, 3) for value in astuple(given(claim)))
        assert list(claim.to_dict()["confidence"]) == list(DECISIONS)
        assert list(claim.to_dict(explain=True))[-2:] == ["confidence", "trace"]


def test_claims_are_not_all_trusted_alike(reader: Reader) -> None:
    for values in zip(*(astuple(given(claim)) for claim in reader.read(ARTICLE).claims), strict=True):
        assert len(set(values)) > 1


def test_the_same_on_every_run(reader: Reader) -> None:
    assert reader.read(ARTICLE) == reader.read(ARTICLE) == Reader("fr").read(ARTICLE)


def test_the_trace_says_what_decided(reader: Reader) -> None:
    for claim in reader.read(ARTICLE).claims:
        steps = {s.field: s.rule for s in claim.trace if s.field.startswith("confidence")}
        assert list(steps) == ["confidence", *(f"confidence in {name}" for name in DECISIONS[1:])]
        assert steps["confidence"].startswith(f"{given(claim).claim:.3f} by ")
        assert steps["confidence in date"].startswith(f"{given(claim).date:.3f} by ")


def test_reasons_are_the_heaviest_of_either_sign() -> None:
    weights = Weights({"": 0.5, "type=talks": 0.1, "rule=r": -2.0, "dep=obj": 1.0, "light": 0.01})
    appraiser = Appraiser(dict.fromkeys(DECISIONS, weights))
    assert appraiser._why("claim", ("light", "type=talks", "rule=r", "dep=obj", "unknown")) == (
        "-rule=r, +dep=obj, +type=talks"
    )


def test_better_odds_of_the_parties_give_more_confidence_in_them(
    appraiser: Appraiser, grounded: tuple[Scene, list[Grounded]]
) -> None:
    scene, claims = grounded
    for place, one in enumerate(claims):
        values = []
        for weakest, joint in ((0.2, 0.06), (1.7, 0.45), (6.0, 0.97)):
            support = Support(weakest, -3.0, joint, ruled=True)
            changed = [*claims]
            changed[place] = replace(one, cast=replace(one.cast, support=support))
            values.append(given(appraiser(scene, changed)[place]).parties)
        assert values == sorted(set(values))


def test_better_odds_of_the_time_give_more_confidence_in_it(
    appraiser: Appraiser, grounded: tuple[Scene, list[Grounded]]
) -> None:
    scene, claims = grounded
    dated = [(place, one) for place, one in enumerate(claims) if one.timed]
    assert dated
    for place, one in dated:
        values = []
        for odds in (0.1, 1.7, 3.5):
            changed = [*claims]
            assert one.timed is not None
            changed[place] = replace(one, timed=replace(one.timed, odds=odds))
            values.append(given(appraiser(scene, changed)[place]).date)
        assert values == sorted(set(values))


def test_each_field_has_evidence_of_its_own(grounded: tuple[Scene, list[Grounded]]) -> None:
    scene, claims = grounded
    visit, agreement, sanction, *_ = evidence_for(scene, claims)
    assert "type=port_visit" in visit["claim"]
    assert "phase by sanction imposed" in sanction["phase"]
    assert "modality by able" in sanction["modality"]
    assert "phase by sanction imposed" not in sanction["parties"]
    assert "origin by according to" in agreement["origin"]
    assert {"time=since", "time by since"} <= set(visit["date"])
    assert "no date near" in sanction["date"]
    assert any(feature.startswith("all parties>") for feature in agreement["parties"])


def test_what_repeats_is_seen_as_repeated(grounded: tuple[Scene, list[Grounded]]) -> None:
    scene, claims = grounded
    twice = evidence_for(scene, [claims[0], claims[0]])
    assert "port_visit&before=0" in twice[0]["claim"]
    assert "port_visit&before=1" in twice[1]["claim"]


def test_rules_without_odds_are_appraised_too(reader: Reader, appraiser: Appraiser) -> None:
    scene, stated = reader.stated(ARTICLE)
    step = Step("time", "heading")
    found = ground(scene, stated, cast, lambda *_: Timed(scene.times[0], step))
    assert found
    for features in evidence_for(scene, found):
        assert "unweighed" in features["parties"]
        assert "time of a heading" in features["date"]
    assert all(0.0 < value < 1.0 for claim in appraiser(scene, found) for value in astuple(given(claim)))


def test_a_language_without_weights_gives_none(tmp_path: Path) -> None:
    assert Appraiser.of(Language("xx", tmp_path)) is None


def test_no_claims_no_confidence(appraiser: Appraiser, grounded: tuple[Scene, list[Grounded]]) -> None:
    assert appraiser(grounded[0], []) == []
