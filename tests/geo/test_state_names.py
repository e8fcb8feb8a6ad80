from __future__ import annotations

import pytest

from escale.geo.states import StateNames
from escale.geo.tables import rows


@pytest.fixture(scope="module")
def names() -> StateNames:
    return StateNames()


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("FRA", "en", "France"),
        ("USA", "fr", "États-Unis"),
        ("GBR", "en", "United Kingdom"),
        ("CIV", "en", "Côte d'Ivoire"),
        ("NATO", "fr", "Otan"),
        ("EU", "fr", "Union européenne"),
        ("SUN", "en", "Soviet Union"),
        ("NSA", "en", "armed group"),
        ("QQQ", "fr", "QQQ"),
        ("<b>", "en", "<b>"),
    ],
)
def test_names(names: StateNames, code: str, lang: str, name: str) -> None:
    assert names.name(code, lang) == name


def test_a_language_without_names_is_an_error(names: StateNames) -> None:
    with pytest.raises(KeyError):
        names.name("FRA", "de")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("France", ["FRA"]),
        ("  fra ", ["FRA"]),
        ("FRA RUS", ["FRA", "RUS"]),
        ("FRA>RUS", ["FRA", "RUS"]),
        ("france russie", ["FRA", "RUS"]),
        ("France, United Kingdom", ["FRA", "GBR"]),
        ("les États-Unis et", []),
        ("les etats-unis, OTAN", ["USA", "NATO"]),
        ("The Netherlands", ["NLD"]),
        ("royaume-uni", ["GBR"]),
        ("Guinée équatoriale", ["GNQ"]),
        ("guinée", ["GIN"]),
        ("Congo", ["COD", "COG"]),
        ("France Fra FRA", []),
        ("France FRA", ["FRA"]),
        ("EST", ["EST"]),
        ("la France est", []),
        ("Toulon", []),
        ("les", []),
        ("", []),
    ],
)
def test_codes_of_words(names: StateNames, words: str, codes: list[str]) -> None:
    assert names.codes_of(words) == tuple(codes)


def test_every_name_leads_to_its_code(names: StateNames) -> None:
    for row in rows("states.csv"):
        for name in (row["code"], row["name_en"], row["name_fr"], *row["aliases"].split(";")):
            if name:
                assert row["code"] in names.codes_of(name), name


def test_very_many_words_name_nothing(names: StateNames) -> None:
    assert names.codes_of("France " * 100_000) == ()
