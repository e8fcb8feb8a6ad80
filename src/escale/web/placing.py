"""Places of claims put on the map, and those that no gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from escale.export.map_svg import MapPlace
from escale.geo.gazetteer import Gazetteer
from escale.ledger.answers_activity import PlaceActivity
from escale.model import ClaimType

__all__ = ["MAPPED", "Placed", "placed"]

#: The types that a map is of, if not asked otherwise.
MAPPED = (ClaimType.PORT_VISIT, ClaimType.EXERCISE, ClaimType.DEPLOYMENT)


@dataclass(frozen=True, slots=True)
class Placed:
    """Places in two lots.

    Attributes:
        found: those whose coordinates are known, each once with what there is of each type, those of most
            claims first. Their key is what they are called.
        lost: the others, of each type.
    """

    found: tuple[MapPlace, ...]
    lost: tuple[PlaceActivity, ...]


def placed(places: Iterable[PlaceActivity], gazetteer: Gazetteer) -> Placed:
    """Where the places lie, as far as the gazetteer is sure of it."""
    together: dict[tuple[str, str | None], dict[ClaimType, int]] = {}
    rows: dict[tuple[str, str | None], list[PlaceActivity]] = {}
    for row in places:
        key = (row.place, row.country)
        together.setdefault(key, {})[row.type] = row.claims
        rows.setdefault(key, []).append(row)
    found, lost = [], []
    for (place, country), counts in together.items():
        at = gazetteer.find(place, country)
        if at is None:
            lost += rows[place, country]
        else:
            found.append(MapPlace(place, at.longitude, at.latitude, counts, place))
    return Placed(tuple(sorted(found, key=lambda one: -one.claims)), tuple(lost))
