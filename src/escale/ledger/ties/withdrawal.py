"""Which plans nobody has cancelled, postponed or denied (*Plans and possibilities*)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from escale.ledger.ties.evidence import Evidence
from escale.ledger.ties.frontier import Frontier, unmet
from escale.ledger.ties.ordering import Effects
from escale.ledger.ties.points import Point, Status
from escale.ledger.ties.timed import FUTURE, PAST, Timed, told_whole
from escale.model import Phase

__all__ = ["unwithdrawn"]

# What a phase makes of the tie, or the phase itself if it makes nothing of it.
_Matter = Status | Phase


def unwithdrawn(
    made: list[Timed], put_off: list[Timed], evidence: Evidence, on: int, effects: Effects
) -> list[Timed]:
    """The plans and the postponements that nothing published by a day withdraws.

    Args:
        made: planned and possible points published by the day.
        put_off: postponements published by the day, as the plans that they are themselves.
        evidence: what is known of the tie.
        on: the day.
        effects: what phases make of the tie.
    """
    asserted = [*evidence.withdrawals, *(timed.point for timed in evidence.asserted)]
    cancels = _by_day((point for point in asserted if point.phase is Phase.CANCEL), on)
    postponements = [_named(plan.point) for plan in put_off]
    # Told with the new date, a postponement withdraws of its own day only the plans that its time names.
    made = unmet(made, postponements, same_day=False)
    made = unmet(made, [timed for timed in postponements if timed.point.dated], same_day=True)
    made = _untouched(unmet(made, cancels, same_day=True), cancels, postponements)
    put_off = unmet(unmet(put_off, postponements, same_day=False), cancels, same_day=True)
    denials: defaultdict[_Matter, list[Timed]] = defaultdict(list)
    for denial in _by_day((timed.point for timed in evidence.denied), on):
        denials[_matter(denial, effects)].append(denial)
    return [
        *_undenied(made, denials, effects, same_day=True),
        # "It did not take place, it was postponed": of one day, the denial is not of the postponement.
        *_undenied(put_off, denials, effects, same_day=False),
    ]


def _by_day(points: Iterable[Point], on: int) -> list[Timed]:
    return [_named(point) for point in points if point.known <= on]


def _named(point: Point) -> Timed:
    """The days that a withdrawal is about, those to come too: undated, whichever."""
    return told_whole(point) if point.dated else Timed(PAST, FUTURE, point.known, point)


def _untouched(plans: list[Timed], cancels: list[Timed], postponements: list[Timed]) -> list[Timed]:
    """The plans that were not called off on a day between their publication and their first day.

    A `cancel` or `postpone` may give the day of the act ("called off on Monday") in place of the plan's.
    """
    acts = Frontier()
    for act in cancels:
        acts.add(min(act.known, act.last), act.last)
    for act in postponements:
        acts.add(min(act.known - 1, act.last), act.last)
    return [plan for plan in plans if not acts.meets(plan.known, plan.first - 1)]


def _undenied(
    plans: Iterable[Timed], denials: defaultdict[_Matter, list[Timed]], effects: Effects, *, same_day: bool
) -> list[Timed]:
    by_matter: defaultdict[_Matter, list[Timed]] = defaultdict(list)
    for plan in plans:
        by_matter[_matter(plan, effects)].append(plan)
    left = []
    for matter, group in by_matter.items():
        opens = denials[Status.ACTIVE] if matter is Phase.POSTPONE else []
        left += unmet(group, [*denials[matter], *opens], same_day=same_day)
    return left


def _matter(timed: Timed, effects: Effects) -> _Matter:
    phase = timed.point.phase
    return effects.get(phase, phase)
