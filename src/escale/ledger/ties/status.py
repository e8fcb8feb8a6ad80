"""How a tie stands on a date as known on a date: the rules of ``docs/ties.md``, in its order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from escale.ledger.ties.contest import over_active, over_closed
from escale.ledger.ties.evidence import Evidence, gather, without_corrected
from escale.ledger.ties.memory import Memories, Memory
from escale.ledger.ties.ordering import OPENINGS, certain, effects, in_effect, place
from escale.ledger.ties.plans import Plans, plans_on
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.ledger.ties.timed import FUTURE, Timed, by_publication, opened_on, seen_until
from escale.model import ClaimType, Modality, Phase

__all__ = ["pair_states", "tie_state"]

_STANDING = frozenset({Status.ACTIVE, Status.SUSPENDED, Status.ENDED})


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
    effect = effects(occasion=memory.occasion)
    evidence = gather(points, known, effect)
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


def pair_states(
    ties: Mapping[TieKey, Sequence[Point]], on: int, known: int | None, memories: Memories
) -> dict[TieKey, TieState]:
    """How the ties of one pair or of many stand, general ones and facets told of each other.

    Args:
        ties: the points of each tie's own claims; a tie of which nothing is known by then has no status.
        on: the day asked, as an ordinal.
        known: only what was published by this day counts; None for everything.
        memories: as in `tie_state`.
    """
    own = {
        key: [point for point in points if known is None or point.known <= known]
        for key, points in ties.items()
    }
    facets: defaultdict[TieKey, list[TieKey]] = defaultdict(list)
    for key in own:
        if key.facet:
            facets[key.general].append(key)
    states = {}
    for key, points in own.items():
        told: list[Point] = []
        if points and key.facet:
            told = _to_facets(own.get(key.general, ()), memories[key.type])
        elif points:
            told = [point for facet in facets[key] for point in own[facet] if _opens(point)]
        states[key] = tie_state(key.type, [*points, *told], on, known, memories)
    for key, places in facets.items():
        if own.get(key) and any(_differs(states[place_], states[key]) for place_ in places):
            states[key] = replace(states[key], partial=True)
    return states


def _to_facets(general: Iterable[Point], memory: Memory) -> list[Point]:
    """What is said of a general tie that holds of each of its facets. Its plans are not theirs."""
    phases = (effects(occasion=memory.occasion).keys() - OPENINGS) | {Phase.RESUME}
    modalities = {Modality.ASSERTED, Modality.DENIED}
    return [point for point in general if point.phase in phases and point.modality in modalities]


def _opens(point: Point) -> bool:
    return point.phase in OPENINGS and point.modality is Modality.ASSERTED


def _differs(facet: TieState, general: TieState) -> bool:
    return facet.status in _STANDING and facet.status is not general.standing
