"""How a tie stands on a date as known on a date: the rules of ``docs/ties.md``, in its order."""

from __future__ import annotations

from collections.abc import Iterable

from escale.ledger.ties.contest import over_active, over_closed
from escale.ledger.ties.evidence import Evidence, gather, without_corrected
from escale.ledger.ties.memory import Memories, Memory
from escale.ledger.ties.ordering import OPENINGS, certain, effects, in_effect, place
from escale.ledger.ties.plans import Plans, plans_on
from escale.ledger.ties.points import Point, Status, TieState
from escale.ledger.ties.timed import FUTURE, Timed, by_publication, opened_on, seen_until
from escale.model import ClaimType, Phase

__all__ = ["state_on", "tie_state"]


def tie_state(
    type_: ClaimType, points: Iterable[Point], on: int, known: int | None, memories: Memories
) -> TieState:
    """How a tie stands.

    Args:
        type_: the tie's type.
        points: what all claims say of it, in any order.
        on: the day asked, as an ordinal.
        known: only what was published by this day counts; None for everything.
        memories: how long an occurrence speaks for a tie (`escale.ledger.ties.memory`).
    """
    memory = memories[type_]
    return state_on(gather(points, known, effects(occasion=memory.occasion)), memory, on)


def state_on(evidence: Evidence, memory: Memory, on: int) -> TieState:
    """How a tie stands on a day, by what was gathered of it for its type's memory."""
    effect = effects(occasion=memory.occasion)
    openings, closings = _in_effect(evidence, on)
    plans = plans_on(evidence, [*openings, *closings], on, effect)
    closing = max(closings, key=lambda timed: place(timed, on), default=None)
    since_then = _after(openings, closing, on)
    if vouching := [timed for timed in since_then if _until(timed, memory) >= on]:
        standing, since, supporters = Status.ACTIVE, _chain(since_then, memory), vouching
        denied = [timed for timed in evidence.denied if timed.point.phase in OPENINGS]
        contest = over_active(supporters, closings, denied)
    elif since_then:
        return _of_plans(plans, evidence, last_seen=max(map(seen_until, since_then)))
    elif closing:
        standing = effect[closing.point.phase]
        same = [timed for timed in closings if effect[timed.point.phase] is standing]
        others = [timed for timed in closings if effect[timed.point.phase] is not standing]
        supporters = _after_all(same, [*openings, *others], on)
        since = min(timed.first for timed in supporters)
        denied = [timed for timed in evidence.denied if effect.get(timed.point.phase) is standing]
        contest = over_closed(supporters, openings, denied)
    else:
        return _of_plans(plans, evidence, last_seen=None)
    return TieState(
        status=Status.CONTESTED if contest.whole else standing,
        since=opened_on(since),
        certain=any(certain(timed, on) for timed in supporters),
        supporters=_shown(supporters),
        against=contest.against,
        standing=standing,
        outlook=plans.live,
        lapsed=plans.lapsed,
        denied=_shown(evidence.denied),
    )


def _in_effect(evidence: Evidence, on: int) -> tuple[list[Timed], list[Timed]]:
    """The openings and the closings in effect on a day."""
    openings: list[Timed] = []
    closings: list[Timed] = []
    for timed in evidence.asserted:
        if in_effect(timed, on):
            (openings if timed.point.phase in OPENINGS else closings).append(timed)
    return without_corrected(openings, closings), closings


def _after(openings: list[Timed], closing: Timed | None, on: int) -> list[Timed]:
    if closing is None:
        return openings
    closed = place(closing, on)
    return [timed for timed in openings if place(timed, on) > closed]


def _until(opening: Timed, memory: Memory) -> int:
    days = memory.seen if opening.point.phase is Phase.OCCUR else memory.opened
    return FUTURE if days is None else seen_until(opening) + days


def _chain(openings: Iterable[Timed], memory: Memory) -> int:
    """First day of the last run of openings that leaves no day without one; it must reach the day asked."""
    runs = sorted((timed.first, _until(timed, memory)) for timed in openings)
    since, until = runs[0]
    for first, last in runs:
        if first > until + 1:
            since = first
        until = max(until, last)
    return since


def _after_all(closings: Iterable[Timed], others: Iterable[Timed], on: int) -> list[Timed]:
    """The closings after the last of the others."""
    turned = max((place(timed, on) for timed in others), default=None)
    return [timed for timed in closings if turned is None or place(timed, on) > turned]


def _of_plans(plans: Plans, evidence: Evidence, last_seen: int | None) -> TieState:
    """Where nothing holds: what is planned, if anything is."""
    status, supporters = plans.opening()
    return TieState(
        status=status,
        since=min((point.known for point in supporters), default=None),
        supporters=supporters,
        standing=status,
        outlook=plans.live,
        lapsed=plans.lapsed,
        denied=_shown(evidence.denied),
        last_seen=last_seen,
    )


def _shown(supporters: Iterable[Timed]) -> tuple[Point, ...]:
    return tuple(sorted((timed.point for timed in supporters), key=by_publication))
