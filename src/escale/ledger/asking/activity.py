"""Who is told of most: pairs of parties, and parties."""

from __future__ import annotations

import numpy as np

from escale.ledger.answers_activity import PairActivity, PartyActivity
from escale.ledger.asking.counting import Counts, day_of, meeting
from escale.ledger.filters import Filter
from escale.ledger.view import View

__all__ = ["activity", "parties"]


def activity(
    view: View, wanted: Filter, state: str | None = None, limit: int | None = None
) -> list[PairActivity]:
    """The pairs of two parties that claims tie, most claims first, then in order of codes.

    Args:
        view: the version asked.
        wanted: of types and days alone.
        state: only pairs of this party.
        limit: the first so many.
    """
    pairs = view.outline.pairs
    counts = Counts.of(pairs, view.outline, meeting(view, wanted))
    if state is not None:
        others = np.array([state not in pair.split("|") for pair in pairs.names], dtype=np.bool_)
        counts.claims[others] = 0
    found = []
    for pair in counts.busiest(limit):
        first, _, second = pairs.names[pair].partition("|")
        found.append(
            PairActivity(
                first,
                second,
                int(counts.claims[pair]),
                int(counts.articles[pair]),
                day_of(counts.last[pair]),
            )
        )
    return found


def parties(view: View, wanted: Filter) -> list[PartyActivity]:
    """The parties of claims that meet a filter of types and days; most claims first, then by code."""
    groups = view.outline.parties
    counts = Counts.of(groups, view.outline, meeting(view, wanted))
    return [
        PartyActivity(
            groups.names[party],
            int(counts.claims[party]),
            int(counts.articles[party]),
            day_of(counts.last[party]),
        )
        for party in counts.busiest()
    ]
