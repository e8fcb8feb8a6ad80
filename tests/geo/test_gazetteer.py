from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest

from escale.geo.gazetteer import Coordinates, Gazetteer
from escale.geo.tables import rows
from escale.lang import load
from escale.register.names import fold

NEAR = 0.15  # degrees


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def near(found: Coordinates | None, latitude: float, longitude: float) -> bool:
    return found is not None and math.dist(found, (latitude, longitude)) < NEAR


def listed(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for code, names in table["state"].items():
        yield from ((name, code) for name in names)
    yield from ((name, "") for name in table["across"]["names"])


@pytest.mark.parametrize("name", ["places.csv", "states.csv"])
def test_every_row_is_whole(name: str) -> None:
    known = {row["code"] for row in rows("states.csv")}
    seen = set()
    for row in rows(name):
        if row["latitude"]:
            assert -90 <= float(row["latitude"]) <= 90
            assert -180 <= float(row["longitude"]) <= 180
        if name == "places.csv":
            assert row["key"] == fold(row["key"])
            assert not row["country"] or len(row["country"]) == 3
            seen.add((row["key"], row["country"]))
        else:
            assert row["name_en"]
            assert row["name_fr"]
            seen.add((row["code"], ""))
    with (files("escale.geo") / name).open(encoding="utf-8") as file:
        assert len(seen) == sum(1 for _ in csv.reader(file)) - 1
    assert {"FRA", "NATO"} <= known


def test_what_the_reader_knows_has_a_place(gazetteer: Gazetteer) -> None:
    names = list(listed(load("fr").table("places")))
    without = [name for name, code in names if gazetteer.find(name, code or None) is None]
    assert len(without) <= 0.03 * len(names), without


def test_a_capital_lies_where_its_name_does(gazetteer: Gazetteer) -> None:
    for row in rows("states.csv"):
        for name in (row["capital_en"], row["capital_fr"]):
            if name:
                found, capital = gazetteer.find(name, row["code"]), gazetteer.capital(row["code"])
                assert capital is not None
                assert near(found, *capital), (row["code"], name)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("FRA", 48.86, 2.35),
        ("RUS", 55.75, 37.62),
        ("USA", 38.9, -77.04),
        ("CHN", 39.9, 116.4),
        ("AUS", -35.28, 149.13),
        ("BRA", -15.79, -47.88),
        ("ZAF", -25.75, 28.19),
        ("JPN", 35.69, 139.69),
        ("SYR", 33.51, 36.29),
        ("UKR", 50.45, 30.52),
        ("FJI", -18.14, 178.44),
        ("ISL", 64.14, -21.9),
        ("XKX", 42.67, 21.17),
    ],
)
def test_capitals(gazetteer: Gazetteer, code: str, latitude: float, longitude: float) -> None:
    assert near(gazetteer.capital(code), latitude, longitude)


@pytest.mark.parametrize("code", ["NATO", "NSA", "XXX", ""])
def test_what_is_no_state_has_no_capital(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.capital(code) is None


@pytest.mark.parametrize(
    ("place", "country", "latitude", "longitude"),
    [
        ("Toulon", "FRA", 43.12, 5.93),
        ("TOULON", None, 43.12, 5.93),
        ("toulon", "", 43.12, 5.93),
        ("Tartous", "SYR", 34.89, 35.87),
        ("Tartus", "SYR", 34.89, 35.87),
        ("base navale de Tartous", "SYR", 34.89, 35.87),
        ("the naval base at Tartus", "SYR", 34.89, 35.87),
        ("port d’Odessa", "UKR", 46.48, 30.73),
        ("port d'Odessa", None, 46.48, 30.73),
        ("le Pirée", "GRC", 37.94, 23.64),
        ("Mers-el-Kebir", "DZA", 35.73, -0.71),
        ("Severomorsk", "RUS", 69.07, 33.42),
        ("Diego Garcia", "GBR", -7.31, 72.42),
        ("Papeete", "FRA", -17.54, -149.57),
        ("Guam", "USA", 13.45, 144.78),
        ("mer Noire", None, 43.3, 34.3),
        ("Black Sea", "TUR", 43.3, 34.3),
        ("détroit d’Ormuz", None, 26.6, 56.4),
        ("Kyiv", "UKR", 50.45, 30.52),
        ("Kiev", None, 50.45, 30.52),
        ("La Haye", "NLD", 52.08, 4.31),
        ("Sébastopol", "RUS", 44.61, 33.52),
        ("Sébastopol", None, 44.61, 33.52),
        ("Newport", "USA", 41.49, -71.31),
    ],
)
def test_places(
    gazetteer: Gazetteer, place: str, country: str | None, latitude: float, longitude: float
) -> None:
    assert near(gazetteer.find(place, country), latitude, longitude)


@pytest.mark.parametrize(
    ("place", "countries"),
    [("Brest", ["FRA", "BLR"]), ("San José", ["CRI", "USA"]), ("Victoria", ["CAN", "SYC"])],
)
def test_a_name_of_several_places_needs_its_country(
    gazetteer: Gazetteer, place: str, countries: list[str]
) -> None:
    assert gazetteer.find(place) is None
    assert len({gazetteer.find(place, country) for country in countries} - {None}) == len(countries)


def test_a_name_alone_means_the_place_that_is_far_the_largest(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Tripoli") == gazetteer.find("Tripoli", "LBY")
    assert gazetteer.find("Tripoli", "LBN") not in (None, gazetteer.find("Tripoli"))


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Toulon", "RUS"),
        ("nulle part", None),
        ("camp Victoria", "CAN"),
        ("port", None),
        ("port de", "FRA"),
        ("", None),
        ("' ' '", "FRA"),
        ("de " * 100_000 + "Toulon", "FRA"),
    ],
)
def test_what_is_not_known_has_no_place(gazetteer: Gazetteer, place: str, country: str | None) -> None:
    assert gazetteer.find(place, country) is None


def test_every_code_of_the_reader_has_names() -> None:
    language = load("fr")
    codes = {*language.table("states"), *language.table("bodies"), *language.table("places")["state"], "NSA"}
    assert codes - {row["code"] for row in rows("states.csv")} == set()
