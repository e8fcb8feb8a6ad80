"""Where a place lies, by the name that a text gives it and the country it is in."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from escale.geo.leading import keys
from escale.geo.tables import rows

__all__ = ["Coordinates", "Gazetteer"]


_NONE = ""  # the country of a sea


class Coordinates(NamedTuple):
    """A point in degrees, to the north and to the east; of a region or a sea, one about its middle."""

    latitude: float
    longitude: float


class Gazetteer:
    """Ports, bases, cities, regions, straits and seas; the data are read when first asked for.

    Names are folded, so that accents, case and hyphens do not matter, and are known in French and English.
    """

    def find(self, place: str, country: str | None = None) -> Coordinates | None:
        """Where ``place`` lies; None if that is not known, or not sure.

        With a country only a place in it is meant, or one that lies in none (a sea). Without one the name
        must be of one place, or of one so much larger than the others that it alone is meant.

        Args:
            place: as a text prints it; "port of", "naval base of" and articles may stand before the name.
            country: ISO 3166-1 alpha-3.
        """
        for key in keys(place):
            found = self._places.get((key, country or None))
            if found is None and country:
                found = self._places.get((key, _NONE))
            if found:
                return found
        return None

    def capital(self, code: str) -> Coordinates | None:
        """Where the capital of a state lies; None for a body and for an unknown code."""
        return self._capitals.get(code)

    @cached_property
    def _places(self) -> dict[tuple[str, str | None], Coordinates]:
        """Places by folded name and country; with None those that the name alone means."""
        found: dict[tuple[str, str | None], Coordinates] = {}
        for row in rows("places.csv"):
            point = _point(row)
            found[row["key"], row["country"]] = point
            if row["chief"]:
                found[row["key"], None] = point
        return found

    @cached_property
    def _capitals(self) -> dict[str, Coordinates]:
        return {row["code"]: _point(row) for row in rows("states.csv") if row["latitude"]}


def _point(row: dict[str, str]) -> Coordinates:
    return Coordinates(float(row["latitude"]), float(row["longitude"]))
