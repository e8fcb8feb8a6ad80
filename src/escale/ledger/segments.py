"""The segments of a tie: what it was from day to day, and what is planned after the day asked.

Neighbouring days that agree are one segment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from escale.ledger.ties.plans import PLAN_LIFE
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.model import Modality, Phase

__all__ = ["Bar", "Segment", "Ties", "bars_of", "with_facets"]

Ties = Mapping[TieKey, Sequence[Point]]

_PLAN_ENDS = {
    Phase.SUSPEND: Status.SUSPENDED,
    Phase.END: Status.ENDED,
    Phase.CANCEL: Status.ENDED,
}
_RANK = {
    (status, standing): place
    for place, (status, standing) in enumerate(
        (status, standing)
        for status in (Status.PLANNED, Status.POSSIBLE)
        for standing in (Status.ACTIVE, Status.SUSPENDED, Status.ENDED)
    )
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of days on which a tie has one status. Days are ordinals (`date.toordinal`).

    Attributes:
        first: None if the status holds since no one knows when.
        last: None if it holds still on the day asked; of a plan, if it has no last day.
        certain: False where the days lie within an imprecise time of what decides.
        origins, reports: how many origins and articles support the status on some day of the segment.
        claims: the claims that support it, then those against it.
        standing: equal to ``status``; of a contested one, what its supporters say; of a plan after the day
            asked, what the tie would come to be.
        against: how many origins contest it.
    """

    status: Status
    first: int | None
    last: int | None
    certain: bool
    origins: int
    reports: int
    claims: tuple[str, ...]
    standing: Status
    against: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A tie and its segments in order of time, without those in which it has no status."""

    key: TieKey
    segments: tuple[Segment, ...]


def bars_of(
    family: Iterable[TieKey],
    on: int,
    changes: Sequence[int],
    states: Callable[[int], Mapping[TieKey, TieState]],
) -> Iterator[Bar]:
    """The bars of a general tie and its facets, of those that have a status at all.

    Args:
        family: their keys.
        on: day asked; what is planned for the days after it is shown as it stands on it.
        changes: the days up to ``on`` on which a status may be another than the day before, in order.
        states: how the ties stand on a day.
    """
    runs: dict[TieKey, list[_Run]] = {key: [] for key in family}
    for day in (None, *changes):
        # Before the first change the status is that of the day before it.
        found = states((changes[0] - 1 if changes else on) if day is None else day)
        for key, run in runs.items():
            state = found.get(key, TieState(Status.NONE))
            if not run or not run[-1].goes_on(state):
                run.append(_Run(day, state))
            run[-1].add(state)
    outlooks = {key: state.outlook for key, state in states(on).items()}
    for key, run in runs.items():
        ends = [following.first for following in run[1:]] + [None]
        segments = [r.segment(end) for r, end in zip(run, ends, strict=True) if r.status is not Status.NONE]
        segments += _outlook(outlooks.get(key, ()), on)
        if segments:
            yield Bar(key, tuple(segments))


def with_facets(ties: Ties) -> list[Ties]:
    """Each general tie with its facets, which bear on one another, in order of key."""
    families: dict[TieKey, dict[TieKey, Sequence[Point]]] = {}
    for key in sorted(ties):
        families.setdefault(key.general, {})[key] = ties[key]
    return list(families.values())


class _Run:
    """A segment in the making."""

    def __init__(self, first: int | None, state: TieState) -> None:
        self.first = first
        self.status, self._standing, self._certain = state.status, state.standing, state.certain
        # By identity: the points are the family's own, and far quicker told apart so than by their values.
        self._supporters: dict[int, Point] = {}
        self._against: dict[int, Point] = {}

    def goes_on(self, state: TieState) -> bool:
        if self.status is Status.NONE:
            return state.status is Status.NONE
        return (self.status, self._standing, self._certain) == (state.status, state.standing, state.certain)

    def add(self, state: TieState) -> None:
        self._supporters.update((id(point), point) for point in state.supporters)
        self._against.update((id(point), point) for point in state.against)

    def segment(self, end: int | None) -> Segment:
        """The segment, which the next one follows on day ``end``."""
        return _segment(
            self.status,
            self.first,
            None if end is None else end - 1,
            self._certain,
            self._supporters.values(),
            self._standing,
            self._against.values(),
        )


def _segment(
    status: Status,
    first: int | None,
    last: int | None,
    certain: bool,
    supporters: Iterable[Point],
    standing: Status,
    against: Iterable[Point] = (),
) -> Segment:
    supporters, against = list(supporters), list(against)
    return Segment(
        status,
        first,
        last,
        certain,
        len({point.origin for point in supporters}),
        len({point.article for point in supporters}),
        tuple(dict.fromkeys(point.claim for point in (*supporters, *against))),
        standing,
        len({point.origin for point in against}),
    )


def _outlook(plans: Sequence[Point], on: int) -> Iterator[Segment]:
    """What is planned or possible after ``on``: of plans that overlap, the planned before the possible."""
    windows = [(plan, *_window(plan, on)) for plan in plans]
    windows = [window for window in windows if window[1] <= window[2]]
    edges = sorted({day for _, first, last in windows for day in (first, last + 1)})
    runs: list[tuple[int, int, tuple[Status, Status], dict[Point, None]]] = []
    for first, following in pairwise(edges):
        there = [plan for plan, start, stop in windows if start <= first <= stop]
        if not there:
            continue
        kind = min((_foreseen(plan) for plan in there), key=_RANK.__getitem__)
        chosen = dict.fromkeys(plan for plan in there if _foreseen(plan) == kind)
        if runs and runs[-1][1] == first - 1 and runs[-1][2] == kind:
            chosen = runs[-1][3] | chosen
            runs[-1] = (runs[-1][0], following - 1, kind, chosen)
        else:
            runs.append((first, following - 1, kind, chosen))
    for place, (first, last, (status, standing), chosen) in enumerate(runs, 1):
        without_end = place == len(runs) and any(_endless(plan) for plan in chosen)
        certain = all(plan.throughout for plan in chosen)
        yield _segment(status, first, None if without_end else last, certain, chosen, standing)


def _foreseen(plan: Point) -> tuple[Status, Status]:
    status = Status.POSSIBLE if plan.modality is Modality.POSSIBLE else Status.PLANNED
    return status, _PLAN_ENDS.get(plan.phase, Status.ACTIVE)


def _endless(plan: Point) -> bool:
    return plan.last is None or not plan.dated or plan.modality is Modality.ASSERTED


def _window(plan: Point, on: int) -> tuple[int, int]:
    """The days after ``on`` that a plan speaks of; one without an end for as long as it lives."""
    # A postponement takes the matter off its day and names no other.
    first = None if plan.modality is Modality.ASSERTED else plan.first
    start = on + 1 if first is None else max(first, on + 1)
    if _endless(plan):
        return start, max(plan.known, first or 0) + PLAN_LIFE
    return start, plan.last if plan.last is not None else start
