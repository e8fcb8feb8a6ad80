"""How every tie stood from day to day: the segments of its timeline, without plans for the days to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from escale.ledger.asking.ties import points, standings
from escale.ledger.filters import Filter
from escale.ledger.segments import Segment, Ties, with_facets
from escale.ledger.ties.memory import Memories
from escale.ledger.ties.pairs import Standing
from escale.ledger.ties.points import TieKey, TieState
from escale.ledger.timeline import spans_of, timeline_of
from escale.ledger.view import View

__all__ = ["spans"]


def spans(
    view: View, wanted: Filter, on: date, memories: Memories
) -> Iterator[tuple[TieKey, tuple[Segment, ...]]]:
    """The segments up to a day of each tie that the filter leaves, in order of key.

    Args:
        view: the version asked.
        wanted: as in `escale.ledger.asking.ties.ties`.
        on: the last day.
        memories: how long matters speak for a tie.
    """
    known = wanted.known.toordinal() if wanted.known else None
    kept = {tie.key for tie in standings(view, wanted, on, memories)}

    def standing(family: Ties) -> Callable[[int], Mapping[TieKey, TieState]]:
        return Standing.of(family, known, memories).on

    for family in with_facets(points(view, wanted)):
        some = next(iter(family))
        pair = (some.first, some.second)
        drawn = timeline_of(pair, family, (), on.toordinal(), known, standing, memories)
        for key, segments in sorted(spans_of(drawn).items()):
            if key in kept and segments:
                yield key, segments
