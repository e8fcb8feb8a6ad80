"""The rows of ``states.csv``: names of states and bodies in two languages, and the capitals of states."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from escale.register.names import fold
from training.geo.geonames import City, GeoNames

__all__ = ["COLUMNS", "HAND", "LANG", "party_rows", "reader_codes"]

LANG = Path("src/escale/lang/fr")
HAND = Path(__file__).parent / "parties_by_hand.csv"
COLUMNS = (
    *("code", "name_en", "name_fr", "aliases"),
    *("capital_en", "capital_fr", "latitude", "longitude"),
)


def reader_codes() -> set[str]:
    """Every code that the reader gives a party or the country of a place."""
    states = _toml("states.toml") | _toml("places.toml")["state"]
    return {*states, *_toml("bodies.toml"), *_by_hand()}


def party_rows(geonames: GeoNames) -> Iterator[tuple[str, ...]]:
    """One row a code, states before bodies.

    Raises:
        ValueError: a state has no capital in GeoNames, and none by hand.
    """
    states, bodies, hand = _toml("states.toml"), _toml("bodies.toml"), _by_hand()
    places = _toml("places.toml")["state"]
    for code in sorted({*states, *places}):
        yield _state_row(code, states.get(code, {}), hand.get(code), geonames)
    for code in sorted({code for code in hand if code not in states and code not in places} | set(bodies)):
        given = hand[code]
        names = [given["english"], given["french"], *bodies.get(code, {}).get("names", [])]
        yield code, given["english"], given["french"], _aliases(names), "", "", "", ""


def _state_row(
    code: str, state: dict[str, Any], given: dict[str, str] | None, geonames: GeoNames
) -> tuple[str, ...]:
    country = geonames.countries.get(code)
    english = [given["english"]] if given else []
    english += [country.name] if country else []
    french = ([given["french"]] if given and given["french"] else []) + state.get("names", [])
    row = code, english[0], french[0], _aliases([english[0], french[0], *english, *french])
    if given:
        return (*row, *(given[key] for key in ("capital_en", "capital_fr", "latitude", "longitude")))
    city = geonames.meant(country.capital, code) if country else None
    if country is None or city is None:
        raise ValueError(f"no capital of {code}: add it to {HAND}")
    named = _french_capital(city, state.get("capitals", []))
    if named is None:
        raise ValueError(f"no French name of {country.capital} ({code}): add it to {HAND}")
    return (*row, country.capital, named, f"{city.latitude:.2f}", f"{city.longitude:.2f}")


def _french_capital(city: City, capitals: list[str]) -> str | None:
    """The French name that is one of the city's, of those that stand for its state."""
    return next((name for name in capitals if fold(name) in city.names), None)


def _aliases(names: list[str]) -> str:
    """What else the party is called, of what folding does not make one with the first two names."""
    seen, kept = {fold(name) for name in names[:2]}, []
    for name in names[2:]:
        if (key := fold(name)) not in seen:
            seen.add(key)
            kept.append(name)
    return ";".join(kept)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((LANG / name).read_text(encoding="utf-8"))


def _by_hand() -> dict[str, dict[str, str]]:
    with HAND.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
