from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language as Pipeline
from stopwatch import least_seconds

import escale.reader.text.sentences  # noqa: F401  (registers a component of the pipeline)
from escale import lang
from escale.reader.text.lexemes import Lexer
from escale.reader.times.times import TimeFinder

TABLES = Path(lang.__file__).parent / "fr"
RULES: list[dict[str, Any]] = tomllib.loads((TABLES / "times.toml").read_text(encoding="utf-8"))["rules"]
WEDNESDAY = "2021-09-15"


@pytest.fixture(scope="module")
def finder(french: lang.Language) -> TimeFinder:
    return TimeFinder(french)


def values(finder: TimeFinder, nlp: Pipeline, text: str, published: str | None = WEDNESDAY) -> list[str]:
    return [mention.edtf for mention in finder(nlp(text), published)]


@pytest.mark.parametrize("rule", RULES, ids=[f"{i}-{rule['name']}" for i, rule in enumerate(RULES)])
def test_each_rule_reads_its_example(finder: TimeFinder, nlp: Pipeline, rule: dict[str, Any]) -> None:
    found = finder(nlp(rule["example"]), WEDNESDAY)
    if rule["operation"] == "nothing":
        assert not found
    elif rule["operation"] == "same":
        assert rule["value"] in [mention.edtf for mention in found]
    else:
        assert (rule["name"], rule.get("value") or rule["edtf"]) in [(m.rule, m.edtf) for m in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Le ministre s'est rendu mardi à Oslo.", "2021-09-14"),
        ("Le ministre se rendra mardi à Oslo.", "2021-09-21"),
        ("Le ministre s'est rendu mercredi à Oslo.", "2021-09-15"),
        ("Les alliés ont dit vouloir agir pour apaiser la région, lundi en marge du sommet.", "2021-09-13"),
        ("Le ministre sera reçu, lundi, à Oslo.", "2021-09-20"),
        ("Le ministre a été reçu lundi dernier à Oslo.", "2021-09-13"),
        ("Le ministre sera reçu lundi prochain à Oslo.", "2021-09-20"),
        ("La visite a été reportée à mardi.", "2021-09-21"),
        ("L'escale, prévue vendredi, a été annulée.", "2021-09-17"),
        ("Le contrat a été signé en octobre.", "2020-10"),
        ("Le contrat sera signé en octobre.", "2021-10"),
        ("Le contrat sera signé en mars.", "2022-03"),
        ("Le général s'est de son côté, après un échange vendredi, rendu à Oslo.", "2021-09-10"),
        ("L'armée fournit des canons depuis bientôt deux ans.", "2019/.."),
        ("Le navire a relâché à Brest l’été dernier.", "2021-22"),
        ("Le navire a relâché à Brest le 14\u00a0mai.", "2021-05-14"),
        ("Les manœuvres se sont déroulées du 28 juin au 3 juillet.", "2021-06-28/2021-07-03"),
        ("Les manœuvres se sont déroulées du 30 décembre 2020 au 3 janvier 2021.", "2020-12-30/2021-01-03"),
        ("Les deux ministres se réuniront les 1er et 2 octobre.", "2021-10-01/2021-10-02"),
        ("Le chef de la marine s'y est rendu (11-12 février).", "2021-02-11/2021-02-12"),
        ("L'accord de 2015 a été dénoncé.", "2015"),
        ("Les essais auront lieu d'ici mi-2022.", "../2022-06"),
        ("Les essais auront lieu d'ici fin 2022.", "../2022-12"),
        ("L'usine ouvrira début 2022.", "2022"),
        ("Les relations sont gelées depuis vingt-deux ans.", "1999/.."),
        ("Le consulat a fermé il y a trois mois.", "2021-06"),
        ("Le consulat a fermé il y a cinq jours.", "2021-09-10"),
        ("Le consulat rouvrira cette semaine.", "2021-09-13/2021-09-19"),
        ("La visite du 05/03/2019 fut la première.", "2019-03-05"),
    ],
)
def test_value(finder: TimeFinder, nlp: Pipeline, text: str, value: str) -> None:
    assert values(finder, nlp, text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Le sommet culmine à 2.000 mètres.",
        "Quelque 2000 soldats ont défilé.",
        "Le paquebot transporte 2 600 passagers.",
        "L'article 50 a été invoqué récemment.",
        "Le FTSE 100 a reculé.",
        "La patrouille a duré pendant trois jours.",
        "Les équipages se relaient chaque lundi.",
        "Les horloges passent à l'heure d'été.",
        "Le char a été touché.",
        "La sonde est arrivée sur Mars.",
    ],
)
def test_no_time(finder: TimeFinder, nlp: Pipeline, text: str) -> None:
    assert values(finder, nlp, text) == []


def test_a_part_of_the_year_to_come_that_was_named(finder: TimeFinder, nlp: Pipeline) -> None:
    told = "Le ministre a évoqué la livraison de six avions en 2024. "
    assert values(finder, nlp, told + "Elle interviendra au second semestre.") == ["2024", "2024-41"]
    assert values(finder, nlp, told + "Le contrat a été signé en mars.") == ["2024", "2021-03"]


def test_weekday_and_day_choose_the_year(finder: TimeFinder, nlp: Pipeline) -> None:
    text = "La rencontre du lundi 9 septembre a été brève."
    assert values(finder, nlp, text, "2019-09") == ["2019-09-09"]
    assert values(finder, nlp, text, "2020-01-10") == ["2019-09-09"]


def test_what_a_coarse_publication_date_leaves(finder: TimeFinder, nlp: Pipeline) -> None:
    times = finder.read(nlp("Reçu lundi à Oslo, il y était allé l'an dernier."), "2019-09")
    assert [mention.edtf for mention in times.mentions] == ["2018"]
    assert times.unresolved == 1


def test_without_publication_date_only_absolute_dates_stay(finder: TimeFinder, nlp: Pipeline) -> None:
    times = finder.read(nlp("Signé en mars 2014, l'accord a été dénoncé hier."), None)
    assert [mention.edtf for mention in times.mentions] == ["2014-03"]
    assert times.unresolved == 1


@pytest.mark.parametrize("words", ["lundi 31 février", "le 31 avril 2020", "le 30/02/2019"])
def test_impossible_dates_are_told(finder: TimeFinder, nlp: Pipeline, words: str) -> None:
    times = finder.read(nlp(f"La visite a eu lieu {words} à Oslo."), WEDNESDAY)
    assert times.mentions == ()
    assert [impossible in words for impossible in times.impossible] == [True]


def test_since_an_event_with_a_date(finder: TimeFinder, nlp: Pipeline) -> None:
    found = finder(nlp("Les contacts sont rompus depuis la crise des frégates en mai 2020."), WEDNESDAY)
    assert [(mention.rule, mention.edtf) for mention in found] == [
        ("since-event", "2020-05/.."),
        ("month", "2020-05"),
    ]


def test_a_dateline_is_marked(finder: TimeFinder, nlp: Pipeline) -> None:
    found = finder(nlp("OSLO, 14 septembre 2021 - Le ministre a reçu hier son homologue."), WEDNESDAY)
    assert [(mention.rule, mention.edtf) for mention in found] == [
        ("dateline", "2021-09-14"),
        ("day", "2021-09-14"),
    ]


def test_mentions_are_apart_and_in_order(finder: TimeFinder, nlp: Pipeline) -> None:
    doc = nlp(
        "Reçu lundi 6 septembre au matin, puis mardi soir et en 2019, il reviendra d'ici la fin de l'année."
    )
    found = finder(doc, WEDNESDAY)
    assert len(found) == 4
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(mention.start <= mention.head < mention.end for mention in found)


def test_every_value_is_edtf(finder: TimeFinder, nlp: Pipeline) -> None:
    valid = pytest.importorskip("edtf_validate.valid_edtf", reason="edtf-validate is not installed")
    for rule in RULES:
        for value in values(finder, nlp, rule["example"]):
            assert valid.is_valid(value), value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("vingt et un", 21),
        ("soixante-dix-sept", 77),
        ("quatre-vingt-dix-neuf", 99),
        ("deux cent trois", 203),
        ("mille neuf cent quatorze", 1914),
        ("deux mille vingt", 2020),
        ("2 600", 2600),
        ("9,4", 9.4),
    ],
)
def test_numbers(french: lang.Language, text: str, number: float) -> None:
    lexemes = Lexer(french.table("numbers"))(text)
    assert [lexeme.number for lexeme in lexemes] == [number]


@pytest.mark.parametrize(
    "junk", ["du 1 au ", "1 ", "vingt et ", "lundi ", "( ", "depuis le ", "9" * 50, "12/"]
)
def test_junk_takes_linear_time(french: lang.Language, finder: TimeFinder, nlp: Pipeline, junk: str) -> None:
    def took(length: int) -> float:
        doc = nlp.make_doc((junk * length)[:length])
        doc[0].is_sent_start = True
        return least_seconds(lambda: finder(doc, WEDNESDAY))

    took(2_000)
    assert took(40_000) < 40 * max(took(4_000), 0.01)
