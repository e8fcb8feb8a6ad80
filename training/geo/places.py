"""The rows of ``places.csv`` and ``leading.csv``: where places lie, and words before their names."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from escale.register.names import fold
from training.geo.geonames import City, GeoNames
from training.geo.parties import LANG

__all__ = [
    "COLUMNS",
    "Coverage",
    "Known",
    "capitals",
    "coverage",
    "known_places",
    "leading_rows",
    "place_rows",
]

HAND = Path(__file__).parent / "places_by_hand.csv"
COLUMNS = ("key", "country", "latitude", "longitude", "chief")

_LARGE = 15_000
_SAME = 0.1  # degrees
# A capital is not put behind a larger city of its name.
_CAPITAL = 1_000_000
# Without its country a name means a place so much larger than others of the name.
_FAR_LARGER = 5

# English words of the kind that places.toml lists in French.
_NOUNS = "port ports harbour harbor base bay coast island islands city town region province naval air airport"
_LINKS = "of in off near at"
_ARTICLES = "the"
# What leads so many names that the rest of them is no name alone.
_PART_OF_NAMES = frozenset({"camp", "cap", "mont", "col", "lac", "mer"})


@dataclass(frozen=True, slots=True)
class Known:
    """A place by one of its names; one written by hand counts more than a city of that name."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many names of places.toml have a place, and which have none."""

    found: int
    missing: tuple[str, ...]


def capitals(rows: Iterable[tuple[str, ...]], geonames: GeoNames) -> Iterator[Known]:
    """The capitals of the rows of ``states.csv``, and other names and cities that stand for their states."""
    states = tomllib.loads((LANG / "states.toml").read_text(encoding="utf-8"))
    for code, _, _, _, english, french, latitude, longitude in rows:
        if not latitude:
            continue
        seat = float(latitude), float(longitude)
        for name in (english, french):
            yield Known(name, code, *seat, _inhabitants(geonames.meant(name, code)))
        for name in states.get(code, {}).get("capitals", ()):
            city = geonames.meant(name, code)
            yield Known(name, code, *((city.latitude, city.longitude) if city else seat), _inhabitants(city))


def _inhabitants(capital: City | None) -> int:
    return max(_CAPITAL, capital.population if capital else 0)


def known_places(geonames: GeoNames, seats: Iterable[Known]) -> dict[tuple[str, str], Known]:
    """Every place, by folded name and country: by hand, capitals, those of places.toml, large cities."""
    places: dict[tuple[str, str], Known] = {}
    listed = (
        Known(name, code, city.latitude, city.longitude, city.population)
        for code, names in _table()["state"].items()
        for name in names
        if (city := geonames.meant(name, code))
    )
    cities = (_of_city(city) for city in geonames.larger_than(_LARGE))
    for place in (*_by_hand(), *seats, *listed, *cities):
        places.setdefault((fold(place.name), place.country), place)
    return _with_populations(places, geonames)


def _with_populations(
    places: dict[tuple[str, str], Known], geonames: GeoNames
) -> dict[tuple[str, str], Known]:
    """The places, those without a number of inhabitants with that of the city of their name."""
    whole = {}
    for key, place in places.items():
        city = None if place.population else geonames.meant(place.name, place.country)
        whole[key] = replace(place, population=city.population) if city else place
    return whole


def place_rows(places: dict[tuple[str, str], Known]) -> Iterator[tuple[str, ...]]:
    """The rows; ``chief`` is 1 where the name alone, without the country, means the place."""
    bearers: dict[str, list[Known]] = defaultdict(list)
    for (key, _), place in places.items():
        bearers[key].append(place)
    for (key, country), place in sorted(places.items()):
        others = [one for one in bearers[key] if not _is_same(place, one)]
        chief = not country or not others or all(_is_far_larger(place, one) for one in others)
        where = f"{place.latitude:.2f}", f"{place.longitude:.2f}"
        yield key, country, *where, "1" if chief else ""


def _is_same(place: Known, other: Known) -> bool:
    """True also for one place under two countries."""
    return abs(place.latitude - other.latitude) + abs(place.longitude - other.longitude) < _SAME


def _is_far_larger(place: Known, other: Known) -> bool:
    return bool(other.country) and place.population >= max(_FAR_LARGER * other.population, 1)


def leading_rows() -> Iterator[tuple[str, str]]:
    """Words before a name, with their kinds: ``noun``, ``link`` or ``article``."""
    cues = _table()["cues"]
    kinds = {
        "noun": [*cues["nouns"], *_NOUNS.split()],
        "link": [*cues["links"], *_LINKS.split()],
        "article": [*cues["articles"], *_ARTICLES.split()],
    }
    for kind, words in kinds.items():
        for key in sorted({fold(word) for word in words} - _PART_OF_NAMES):
            if " " not in key:
                yield key, kind


def coverage(places: dict[tuple[str, str], Known]) -> Coverage:
    """How much of places.toml the places hold."""
    table = _table()
    names = [(name, code) for code, listed in table["state"].items() for name in listed]
    names += [(name, "") for name in table["across"]["names"]]
    missing = tuple(f"{name} ({code})" for name, code in names if (fold(name), code) not in places)
    return Coverage(len(names) - len(missing), missing)


def _of_city(city: City) -> Known:
    return Known(city.name, city.state, city.latitude, city.longitude, city.population)


def _by_hand() -> Iterator[Known]:
    with HAND.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in row["names"].split(";"):
                yield Known(name, row["country"], float(row["latitude"]), float(row["longitude"]))


def _table() -> dict[str, Any]:
    return tomllib.loads((LANG / "places.toml").read_text(encoding="utf-8"))
