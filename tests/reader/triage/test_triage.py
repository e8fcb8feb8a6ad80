"""Which texts are worth parsing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from stopwatch import least_seconds

from benchmarks.quality import gold_articles
from escale import lang
from escale.model import Article, Span
from escale.reader.reader import OFF_TOPIC, Reader
from escale.reader.triage.triage import Triage
from escale.reading import Aside
from escale.register import Register

VISIT = (
    "Une frégate indienne attendue à Brest\nLa frégate indienne Tarkash fera escale à Brest du 3 au 6 juin, "
    "a annoncé la préfecture maritime. Elle participera ensuite à l'exercice Varuna avec la marine française."
)
TALKS = (
    "La Grèce et la Turquie reprennent leurs pourparlers\nLes ministres grec et turc de la Défense se "
    "rencontreront mardi à Athènes, selon la diplomatie grecque. Ankara avait suspendu le dialogue en mars."
)
MATCH = (
    "Le club remporte la coupe\nL'attaquant a marqué deux buts en finale du championnat. L'entraîneur a "
    "salué ses joueurs après le match, joué devant trente mille supporters. Le tournoi reprendra en mai."
)
RECIPE = "Une tarte aux pommes\nPelez les pommes, étalez la pâte, faites cuire une heure. Servez tiède."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr", triage=True)


@pytest.mark.parametrize(
    ("text", "worth"),
    [(VISIT, True), (TALKS, True), (MATCH, False), (RECIPE, False), ("", False)],
)
def test_what_speaks_of_states_is_worth_reading(reader: Reader, text: str, *, worth: bool) -> None:
    assert (reader.triage(text) is not None) is worth


def test_why_an_article_is_set_aside(reader: Reader) -> None:
    article = Article("a", TALKS)
    assert reader.aside(article) is None
    assert reader.aside(replace(article, text=RECIPE)) is Aside.MATTER
    assert reader.aside(replace(article, lang="de")) is Aside.LANGUAGE


def test_what_is_set_aside_is_not_read_and_says_so(reader: Reader) -> None:
    first, second = reader.pipe([Article("a", RECIPE, "2021-05-04"), Article("b", TALKS, "2021-05-04")])
    assert (first.claims, first.notices) == ((), (OFF_TOPIC,))
    assert second.claims
    assert not second.notices


def test_readings_with_triage_go_by_another_name(reader: Reader) -> None:
    assert reader.info.model.endswith("+triage")
    assert not Reader("fr").info.model.endswith("+triage")


def test_what_is_read_is_read_as_without_triage(reader: Reader) -> None:
    article = Article("a", TALKS, "2021-05-04")
    assert reader.read(article).claims == Reader("fr").read(article).claims


def test_the_header_of_a_text_does_not_count(reader: Reader) -> None:
    assert reader.aside(Article("a", "date 2021-05-04 " + RECIPE, body=16)) is Aside.MATTER


def test_a_pipeline_without_a_lemmatizer_will_do() -> None:
    triage = Triage(lang.load("fr"), Register.default(), None)
    assert triage(VISIT)
    assert triage(RECIPE) is None


@pytest.mark.parametrize(
    "junk",
    [
        *("La frégate française ", "accord " * 20, "Paris Moscou Berlin ", "se rencontrer "),
        *("a-b-", "États-Unis-", "deux ministres ", "La Chine. ", "livrer des chars à Kiev\n"),
    ],
)
def test_time_is_linear(reader: Reader, junk: str) -> None:
    def seconds(text: str) -> float:
        return least_seconds(lambda: reader.triage(text))

    once = junk * (12_000 // len(junk))
    assert seconds(once * 2) < 4 * seconds(once) + 0.05


@pytest.mark.data
@pytest.mark.parametrize("part", ["dev", "train"])
def test_no_claim_of_the_gold_is_lost(data: Path, reader: Reader, part: str) -> None:
    gold = data / "gold" / "fr" / part
    aside = {one.id: one for one in gold_articles(gold) if reader.aside(one) is not None}
    assert aside
    lost = []
    for reading in Reader("fr").pipe(aside.values()):
        right = json.loads((gold / f"{reading.article.id}.json").read_text(encoding="utf-8"))["claims"]
        lost += [
            (reading.article.id, claim.type, claim.trigger)
            for claim in reading.claims
            for other in right
            if other["type"] == claim.type and claim.evidence.overlaps(Span(*other["trigger"]))
        ]
    assert lost == []
