"""Plans and possibilities: which are live on a day, and which were never confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from escale.ledger.ties.evidence import Evidence
from escale.ledger.ties.frontier import unmet
from escale.ledger.ties.ordering import OPENINGS, Effects
from escale.ledger.ties.points import Point, Status
from escale.ledger.ties.timed import FUTURE, Timed, by_publication, disputed, told_whole
from escale.ledger.ties.withdrawal import unwithdrawn
from escale.model import Modality, Phase

__all__ = ["PLAN_LIFE", "Plans", "plans_on"]

PLAN_LIFE = 365
"""Days that a plan without a last day lives."""


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a tie on a day, in order of their first day, then of publication, origin and claim.

    Attributes:
        live: neither past nor withdrawn nor fulfilled.
        lapsed: announced, past, and neither withdrawn nor fulfilled.
    """

    live: tuple[Point, ...] = ()
    lapsed: tuple[Point, ...] = ()

    def opening(self) -> tuple[Status, tuple[Point, ...]]:
        """Planned or possible, and the live plans that make it so; none if no live plan is of an opening."""
        opening = [point for point in self.live if point.phase in OPENINGS or point.phase is Phase.POSTPONE]
        planned = [point for point in opening if point.modality is not Modality.POSSIBLE]
        if not opening:
            return Status.NONE, ()
        status = Status.PLANNED if planned else Status.POSSIBLE
        return status, tuple(sorted(planned or opening, key=by_publication))


def plans_on(evidence: Evidence, done: Iterable[Timed], on: int, effects: Effects) -> Plans:
    """The plans published by a day, as they stand on it.

    Args:
        evidence: what is known of the tie.
        done: what is asserted and in effect on the day.
        on: the day.
        effects: what phases make of the tie.
    """
    made = [told_whole(point) for point in evidence.plans if point.known <= on]
    put_off = [
        _without_date(point)
        for point in evidence.withdrawals
        if point.phase is Phase.POSTPONE and point.known <= on
    ]
    if not made and not put_off:
        return Plans()
    plans = _unfulfilled(unwithdrawn(made, put_off, evidence, on, effects), done, effects)
    plans.sort(key=_order)
    return Plans(
        live=tuple(plan.point for plan in plans if _last_day(plan) >= on),
        lapsed=tuple(plan.point for plan in plans if _last_day(plan) < on and _announced(plan)),
    )


def _without_date(postponement: Point) -> Timed:
    """A postponement as a plan: from its publication on."""
    return Timed(postponement.known, FUTURE, postponement.known, postponement)


def _last_day(plan: Timed) -> int:
    if plan.point.dated and plan.last < FUTURE:
        return plan.last
    return max(plan.first, plan.known) + PLAN_LIFE


def _announced(plan: Timed) -> bool:
    return plan.point.modality is not Modality.POSSIBLE


def _unfulfilled(plans: list[Timed], done: Iterable[Timed], effects: Effects) -> list[Timed]:
    aims: Mapping[Phase, Status] = {**effects, Phase.POSTPONE: Status.ACTIVE}
    by_effect: defaultdict[Status | None, list[Timed]] = defaultdict(list)
    for timed in done:
        by_effect[effects[timed.point.phase]].append(timed)
    by_aim: defaultdict[Status | None, list[Timed]] = defaultdict(list)
    for plan in plans:
        by_aim[aims.get(plan.point.phase)].append(plan)
    left = []
    for aim, group in by_aim.items():
        met = [disputed(timed) for timed in by_effect[aim]]
        dated = [plan for plan in group if _has_date(plan)]
        # "They met and will meet again": one day's report does not fulfil a plan that names no other day.
        left += unmet(dated, met, same_day=True)
        left += unmet([plan for plan in group if not _has_date(plan)], met, same_day=False)
    return left


def _has_date(plan: Timed) -> bool:
    return plan.point.dated and plan.point.phase is not Phase.POSTPONE


def _order(plan: Timed) -> tuple[int, int, str, str]:
    return plan.first, *by_publication(plan.point)
