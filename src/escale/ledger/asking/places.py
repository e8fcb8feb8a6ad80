"""Where matters take place: places with what is told of them, and of whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from escale.ledger.answers_activity import PlaceActivity
from escale.ledger.asking.counting import Counts, day_of, meeting
from escale.ledger.filters import Filter
from escale.ledger.outline import Flags, Ints, Outline
from escale.ledger.view import View
from escale.model import ClaimType

__all__ = ["places"]

_NAMED = 6  # parties of a place


def places(view: View, wanted: Filter) -> list[PlaceActivity]:
    """What of each type claims tell of each place, most claims first, then in order of place.

    Args:
        view: the version asked.
        wanted: of types and days alone.
    """
    outline = view.outline
    counted = meeting(view, wanted)
    counts = Counts.of(outline.places, outline, counted)
    spellings, parties = _spellings(outline, counted), _parties(outline, counted)
    found = []
    for spot in counts.busiest():
        _, country, type_ = outline.places.names[spot]
        found.append(
            PlaceActivity(
                outline.spellings[spellings[spot][0]],
                country,
                ClaimType(type_),
                int(counts.claims[spot]),
                int(counts.articles[spot]),
                day_of(counts.first[spot]),
                day_of(counts.last[spot]),
                tuple(outline.parties.names[party] for party in parties.get(spot, ())),
            )
        )
    return found


def _spellings(outline: Outline, counted: Flags) -> dict[int, list[int]]:
    """Spot → the most frequent of its spellings."""
    kept = counted[outline.places.claim]
    return _most(outline.places.group[kept], outline.spelling[outline.places.claim[kept]], 1)


def _parties(outline: Outline, counted: Flags) -> dict[int, list[int]]:
    """Spot → the most frequent of its parties."""
    spot_of: Ints = np.full(len(counted), -1, np.int32)
    spot_of[outline.places.claim] = outline.places.group
    spot_of[~counted] = -1
    spot = spot_of[outline.parties.claim]
    somewhere = spot >= 0
    return _most(spot[somewhere], outline.parties.group[somewhere], _NAMED)


def _most(group: Ints, value: Ints, limit: int) -> dict[int, list[int]]:
    """Group → its most frequent values, the most frequent first, of equals the smaller first."""
    both: npt.NDArray[Any] = group.astype(np.int64) << 32 | value
    told, count = np.unique(both, return_counts=True)
    ranked = told[np.lexsort((-count, told >> 32))]  # keeps the order of equals
    of, first = np.unique(ranked >> 32, return_index=True)
    rank = np.arange(len(ranked)) - np.repeat(first, np.diff(np.append(first, len(ranked))))
    found: dict[int, list[int]] = {one: [] for one in of.tolist()}
    for one in ranked[rank < limit].tolist():
        found[one >> 32].append(one & 0xFFFFFFFF)
    return found
