"""The naive model of ``docs/ties.md``: its sentences one by one, slow and literal, to hold the ledger
against.

Times are pairs of days with infinities for what is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Protocol

from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.model import ClaimType, Modality, Phase

__all__ = ["Remembering", "naive_pair", "naive_state"]

Time = tuple[float, float]

PLAN_DAYS = 365
UNDATED_DAYS = 7
OPENING_PHASES = (Phase.START, Phase.OCCUR, Phase.RESUME)
LIFE = (Phase.START, Phase.OCCUR, Phase.SUSPEND, Phase.RESUME, Phase.END, Phase.CANCEL)


class Remembering(Protocol):
    """What a type's entry in ``memory.toml`` says; None is forever."""

    @property
    def occasion(self) -> bool: ...

    @property
    def opened(self) -> int | None: ...

    @property
    def seen(self) -> int | None: ...


def naive_state(
    type_: ClaimType,
    points: Iterable[Point],
    on: int,
    known: int | None,
    memories: Mapping[ClaimType, Remembering],
) -> TieState:
    """'Which **status** a tie has on date *d* as known on date *k*.'"""
    return _status(existing(points, known), on, memories[type_])


def naive_pair(
    ties: Mapping[TieKey, Sequence[Point]],
    on: int,
    known: int | None,
    memories: Mapping[ClaimType, Remembering],
) -> dict[TieKey, TieState]:
    """'Only a tie with points of its own, known by *k*, has a status, passes points on and is passed any;
    points are passed on once.'
    """
    own = {key: existing(points, known) for key, points in ties.items()}
    states = {
        key: _status(with_shared(key, own, memories[key.type]), on, memories[key.type])
        if own[key]
        else TieState(Status.NONE)
        for key in own
    }
    return {key: with_partial(key, states) if own[key] else states[key] for key in own}


# --- Evidence


def existing(points: Iterable[Point], known: int | None) -> list[Point]:
    """'*Known*: only points published on or before *k* exist.'"""
    return [point for point in points if known is None or point.known <= known]


def uncut(point: Point) -> Time:
    """The table *Time*."""
    return -inf if point.first is None else point.first, inf if point.last is None else point.last


def time(point: Point) -> Time:
    """'What is asserted or denied cannot lie after its publication: `last`, an open one too, is no
    later than the day of publication (if `first` is later, the point stands as it is).'
    """
    first, last = uncut(point)
    if point.modality in (Modality.ASSERTED, Modality.DENIED) and first <= point.known:
        last = min(last, point.known)
    return first, last


def end(point: Point) -> float:
    """'*End* of a point: `last`; for an open one, the day of publication, or `first` if that is later.'"""
    first, last = time(point)
    return max(first, point.known) if last == inf else last


def overlap(one: Time, other: Time) -> bool:
    """At least one day in common."""
    return max(one[0], other[0]) <= min(one[1], other[1])


def publication_order(point: Point) -> tuple[int, str, str]:
    """'... then by publication, origin and claim.'"""
    return point.known, point.origin, point.claim


# --- What a point does


def effect(phase: Phase, memory: Remembering) -> Status | None:
    """The table of effects; '`cancel` of a standing type: **ended**; of an occasion: only withdraws'."""
    if phase in OPENING_PHASES:
        return Status.ACTIVE
    if phase is Phase.SUSPEND:
        return Status.SUSPENDED
    if phase is Phase.END or (phase is Phase.CANCEL and not memory.occasion):
        return Status.ENDED
    return None


def vouches_until(opening: Point, memory: Remembering) -> float:
    """'An opening vouches for the tie until its *end* plus the type's **memory**', that day included
    ("An interception on 3 March is an active incident on 3 March alone", of a memory of 0 days)."""
    days = memory.seen if opening.phase is Phase.OCCUR else memory.opened
    return inf if days is None else end(opening) + days


def vouches(opening: Point, day: float, memory: Remembering) -> bool:
    """'Opens: **active** from `first`'; 'vouches for the tie until ...'."""
    return time(opening)[0] <= day <= vouches_until(opening, memory)


def anchor(point: Point, on: int) -> float:
    """The table of anchors on date *d*."""
    first, last = time(point)
    if point.throughout:
        return max(first, min(end(point), on))
    return first if point.phase in (Phase.START, Phase.OCCUR) else last


def place_in_time(point: Point, on: int) -> tuple[float, int, int, str, str]:
    """'Points are ordered by *anchor*, then by order of life, then by publication, origin and claim.'"""
    return (anchor(point, on), LIFE.index(point.phase), *publication_order(point))


def in_effect(point: Point, on: int) -> bool:
    """'A point is *in effect* on *d* if `first` <= *d* (an open first always is).'"""
    return time(point)[0] <= on


def is_certain(point: Point, on: int) -> bool:
    """'... and *certain* if moreover `last` <= *d*, or it is *throughout*.'"""
    return in_effect(point, on) and (point.throughout or time(point)[1] <= on)


# --- Where an origin contradicts itself


def last_words(points: Iterable[Point], on: int, memory: Remembering) -> list[Point]:
    """'Where an origin contradicts itself, its later word holds (of one day, what it asserts), and the
    earlier is as if it had not been said, for plans too.' 'In turn: each denial is held against all later
    assertions, taken back themselves or not; each assertion against the denials left; each opening against
    the closings left.'
    """
    said = list(points)
    denials = [p for p in said if p.modality is Modality.DENIED]
    others = [p for p in said if p.modality is not Modality.DENIED]
    denials = not_unsaid(denials, others, on, memory)
    others = not_unsaid(others, denials, on, memory)
    return denials + not_unsaid(others, [p for p in others if closes(p, memory)], on, memory)


def not_unsaid(words: list[Point], against: list[Point], on: int, memory: Remembering) -> list[Point]:
    """The words, less those that a word of the same origin unsays."""
    return [p for p in words if not any(q.origin == p.origin and unsays(q, p, on, memory) for q in against)]


def unsays(later: Point, earlier: Point, on: int, memory: Remembering) -> bool:
    """'What it asserts and what it denies of the same effect, at overlapping times (undated points stand for
    seven days, as in rule 5); and an opening said to fill a time, where it later puts a closing, in effect on
    *d*, *inside* that time.' 'An opening with an open end that begins after its own publication is a
    misreading, and fills no time here.'
    """
    return (
        (denies(later, earlier, memory) and later.known > earlier.known)
        or (denies(earlier, later, memory) and later.known >= earlier.known)
        or (
            interrupts(later, earlier, on, memory)
            and later.known > earlier.known
            and (earlier.last is not None or earlier.first is None or earlier.first <= earlier.known)
        )
    )


def denies(denial: Point, point: Point, memory: Remembering) -> bool:
    """'A denied point of the same effect (...) whose time overlaps that of a supporter.'"""
    what = effect(point.phase, memory)
    return (
        (denial.modality, point.modality) == (Modality.DENIED, Modality.ASSERTED)
        and what is not None
        and effect(denial.phase, memory) is what
        and overlap(disputed_time(denial), disputed_time(point))
    )


def disputed_time(point: Point) -> Time:
    """'Undated points, on either side, stand for the seven days up to their publication (`known - 6` to
    `known`).'
    """
    return time(point) if point.dated else (point.known - UNDATED_DAYS + 1, point.known)


def interrupts(closing: Point, opening: Point, on: int, memory: Remembering) -> bool:
    """'A closing in effect on *d*, inside the time of a *throughout* supporter': 'wholly, an undated closing
    with its day of publication.'
    """
    return (
        closes(closing, memory)
        and in_effect(closing, on)
        and opens(opening)
        and opening.throughout
        and time(opening)[0] <= time(closing)[0]
        and time(closing)[1] <= time(opening)[1]
    )


# --- Status


def _status(points: list[Point], on: int, memory: Remembering) -> TieState:
    """Rules 1 to 7."""
    points = last_words(points, on, memory)
    acting = [p for p in points if in_effect(p, on)]
    closings = [p for p in acting if closes(p, memory)]
    closing = latest(closings, on)
    openings = [p for p in acting if opens(p) and (closing is None or after(p, closing, on))]
    supporters = [p for p in openings if vouches(p, on, memory)]
    if supporters:
        since = start_of_chain(openings, on, memory)
        return _settled(Status.ACTIVE, since, supporters, points, on, memory)
    if openings:
        return _by_plans(points, on, memory, last_seen=int(max(min(end(p), on) for p in openings)))
    if closing is not None:
        status = effect(closing.phase, memory)
        assert status is not None
        same = [p for p in closings if effect(p.phase, memory) is status]
        turn = latest([p for p in acting if opens(p) or (p in closings and p not in same)], on)
        supporters = [p for p in same if turn is None or after(p, turn, on)]
        return _settled(status, first_of(supporters), supporters, points, on, memory)
    return _by_plans(points, on, memory, last_seen=None)


def opens(point: Point) -> bool:
    """An asserted point that 'opens'."""
    return point.modality is Modality.ASSERTED and point.phase in OPENING_PHASES


def closes(point: Point, memory: Remembering) -> bool:
    """An asserted point by which the tie is suspended or ended."""
    closing = effect(point.phase, memory) in (Status.SUSPENDED, Status.ENDED)
    return point.modality is Modality.ASSERTED and closing


def latest(points: Iterable[Point], on: int) -> Point | None:
    """'... the latest closing (`suspended`, `ended`) is the **closing**.'"""
    return max(points, key=lambda p: place_in_time(p, on), default=None)


def after(point: Point, other: Point, on: int) -> bool:
    """'The openings after it are the **openings**.'"""
    return place_in_time(point, on) > place_in_time(other, on)


def start_of_chain(openings: Sequence[Point], on: int, memory: Remembering) -> int | None:
    """'*Since*: the earliest `first` of the chain of openings that reaches *d* without a gap (each begins no
    later than the day after the others stop vouching); open if that one is.' Walked back day by day.
    """
    day = on
    while True:
        vouching = [p for p in openings if vouches(p, day, memory)]
        if any(p.first is None for p in vouching):
            return None
        if not vouching:
            return day + 1
        day -= 1


def first_of(closings: Iterable[Point]) -> int | None:
    """'*Since*: the earliest `first` among them'; open if one is."""
    firsts = [p.first for p in closings if p.first is not None]
    return None if any(p.first is None for p in closings) else min(firsts)


def meets(point: Point, supporter: Point, on: int, memory: Remembering) -> bool:
    """The three sorts of points that 'against the supporters of 2 or 4' stand."""
    return (
        denies(point, supporter, memory)
        or interrupts(point, supporter, on, memory)
        or (closes(supporter, memory) and opens_on_same_days(point, supporter, on))
    )


def opens_on_same_days(point: Point, closing: Point, on: int) -> bool:
    """'Against a closing that supports, an opening of the very same days (equal `first` and `last`, both
    dated, *within*), in effect on *d*.'
    """
    return (
        opens(point)
        and in_effect(point, on)
        and all(p.dated and not p.throughout for p in (point, closing))
        and time(point) == time(closing)
    )


def _settled(
    status: Status,
    since: int | None,
    supporters: list[Point],
    points: list[Point],
    on: int,
    memory: Remembering,
) -> TieState:
    """'Against the supporters of 2 or 4 stands, of other origins than theirs (an origin that supports the
    status contests nothing)', what `meets` one. '**Contested** takes the place of the status where every
    supporter is contradicted. What stands against is shown in any case.' 'A status is certain if one of its
    supporters is.'
    """
    theirs = {p.origin for p in supporters}
    against = [
        p for p in points if p.origin not in theirs and any(meets(p, s, on, memory) for s in supporters)
    ]
    contested = all(any(meets(p, s, on, memory) for p in against) for s in supporters)
    return TieState(
        status=Status.CONTESTED if contested else status,
        since=since,
        certain=any(is_certain(p, on) for p in supporters),
        supporters=tuple(sorted(supporters, key=publication_order)),
        against=tuple(sorted(against, key=publication_order)),
        standing=status,
        outlook=outlook(points, on, memory),
        lapsed=lapsed(points, on, memory),
        denied=denied(points),
    )


def _by_plans(points: Sequence[Point], on: int, memory: Remembering, last_seen: int | None) -> TieState:
    """'Else, if a live plan of a phase that opens (...) was published by *d*: **planned** if one is `planned`
    (or a postponement), else **possible**. *Supporters*: all such plans of that modality. *Since*: the first
    publication among them.' 'Else **none**.'
    """
    live = outlook(points, on, memory)
    opening = [p for p in live if p.phase in (*OPENING_PHASES, Phase.POSTPONE)]
    firm = [p for p in opening if p.modality is Modality.PLANNED or is_postponement(p)]
    status = Status.PLANNED if firm else Status.POSSIBLE if opening else Status.NONE
    return TieState(
        status=status,
        since=min((p.known for p in firm or opening), default=None),
        supporters=tuple(sorted(firm or opening, key=publication_order)),
        standing=status,
        outlook=live,
        lapsed=lapsed(points, on, memory),
        denied=denied(points),
        last_seen=last_seen,
    )


def denied(points: Sequence[Point]) -> tuple[Point, ...]:
    """'What is denied of the tie, and not taken back, is shown in any case.'"""
    return tuple(sorted((p for p in points if p.modality is Modality.DENIED), key=publication_order))


# --- Plans and possibilities


def is_postponement(point: Point) -> bool:
    """'`postpone` [asserted]: withdraws plans; is itself a plan, from its publication, without a date.'"""
    return point.modality is Modality.ASSERTED and point.phase is Phase.POSTPONE


def is_plan(point: Point) -> bool:
    """'A planned or possible point, or a postponement.'"""
    return point.modality in (Modality.PLANNED, Modality.POSSIBLE) or is_postponement(point)


def plan_time(plan: Point) -> Time:
    """'... is itself a plan, from its publication, without a date'; any other plan has its own time."""
    return (plan.known, inf) if is_postponement(plan) else time(plan)


def last_day(plan: Point) -> float:
    """'Its last day is on or after *d*; an open or undated one lives 365 days from the later of `first` and
    publication, the last of them included.'"""
    first, last = plan_time(plan)
    return max(first, plan.known) + PLAN_DAYS if last == inf else last


def is_withdrawn(plan: Point, points: Iterable[Point], on: int, memory: Remembering) -> bool:
    """'No asserted `cancel` or `postpone`, and no denied point of its effect (...), published after it (or
    that day, by another point), whose time overlaps its own or is undated.' 'A withdrawal is about the
    days its claim names, those after its publication too; one published after *d* counts for nothing.'
    """
    return any(
        other.claim != plan.claim
        and plan.known <= other.known <= on
        and not spares(other, plan)
        and (
            (denies_plan(other, plan, memory) and names(other, plan))
            or (calls_off(other) and (names(other, plan) or is_act(other, plan)))
        )
        for other in points
    )


def names(withdrawal: Point, plan: Point) -> bool:
    """'... whose time overlaps its own or is undated.'"""
    return not withdrawal.dated or overlap(uncut(withdrawal), plan_time(plan))


def is_act(withdrawal: Point, plan: Point) -> bool:
    """'A `cancel` or `postpone` may give the day of the act: it counts too if its time lies wholly before
    the plan's `first`, and does not end before the plan's publication.'
    """
    return withdrawal.dated and plan.known <= uncut(withdrawal)[1] < plan_time(plan)[0]


def spares(withdrawal: Point, plan: Point) -> bool:
    """'On its own day, a postponement is withdrawn by no postponement and no denial; of plans, it withdraws,
    if dated, those whose time its own overlaps: the new date is told with it.'
    """
    if withdrawal.known != plan.known:
        return False
    if is_postponement(plan) and (is_postponement(withdrawal) or withdrawal.modality is Modality.DENIED):
        return True
    return is_postponement(withdrawal) and not (
        withdrawal.dated and overlap(uncut(withdrawal), plan_time(plan))
    )


def calls_off(point: Point) -> bool:
    """'Asserted `cancel` or `postpone`.'"""
    return point.modality is Modality.ASSERTED and point.phase in (Phase.CANCEL, Phase.POSTPONE)


def denies_plan(point: Point, plan: Point, memory: Remembering) -> bool:
    """'... denied point of its effect (`start` `occur` `resume` alike, and they of a `postpone` too; of its
    phase, if the denied one has no effect).'
    """
    if point.modality is not Modality.DENIED:
        return False
    denied = effect(point.phase, memory)
    if denied is None:
        return point.phase is plan.phase
    return denied is wanted_effect(plan, memory)


def wanted_effect(plan: Point, memory: Remembering) -> Status | None:
    """'`postpone` counts as those' that open."""
    return Status.ACTIVE if plan.phase is Phase.POSTPONE else effect(plan.phase, memory)


def is_fulfilled(plan: Point, points: Iterable[Point], on: int, memory: Remembering) -> bool:
    """'No asserted point of its effect (`start` `occur` `resume` alike; `postpone` counts as those) in effect
    on *d*, published after it (or, of a plan with a date, that day), whose time overlaps its own; an undated
    one stands for the seven days up to its publication.'
    """
    wanted = wanted_effect(plan, memory)
    has_date = plan.dated and plan.phase is not Phase.POSTPONE
    return wanted is not None and any(
        point.modality is Modality.ASSERTED
        and effect(point.phase, memory) is wanted
        and in_effect(point, on)
        and overlap(disputed_time(point), plan_time(plan))
        and (point.known > plan.known or (point.known == plan.known and has_date))
        for point in points
    )


def standing_plans(points: Sequence[Point], on: int, memory: Remembering) -> list[Point]:
    """Plans that are published by *d*, neither withdrawn nor fulfilled: 'what nobody had yet said was not
    planned'.

    Order: 'of their first day, then as above'.
    """
    plans = [
        p
        for p in points
        if is_plan(p)
        and p.known <= on
        and not is_withdrawn(p, points, on, memory)
        and not is_fulfilled(p, points, on, memory)
    ]
    return sorted(plans, key=lambda p: (plan_time(p)[0], *publication_order(p)))


def outlook(points: Sequence[Point], on: int, memory: Remembering) -> tuple[Point, ...]:
    """'The **outlook** on *d* is all live plans, whatever the status.'"""
    return tuple(p for p in standing_plans(points, on, memory) if on <= last_day(p))


def lapsed(points: Sequence[Point], on: int, memory: Remembering) -> tuple[Point, ...]:
    """'A plan whose last day has passed on *d* (or which has outlived its 365 days), neither withdrawn nor
    fulfilled, is **lapsed**', 'a possibility never is'."""
    return tuple(
        p
        for p in standing_plans(points, on, memory)
        if on > last_day(p) and p.modality is not Modality.POSSIBLE
    )


# --- General ties and facets


def with_shared(key: TieKey, own: Mapping[TieKey, list[Point]], memory: Remembering) -> list[Point]:
    """A tie's own points and those it has from its general tie or its facets."""
    if key.facet:
        return own[key] + [p for p in own.get(key.general, ()) if goes_down(p, memory)]
    facets = [other for other in own if other.facet and other.general == key]
    return own[key] + [p for facet in facets for p in own[facet] if goes_up(p)]


def goes_down(point: Point, memory: Remembering) -> bool:
    """'The closings and resumptions of the general tie (`suspend`, `end`, `resume`, and `cancel` of a
    standing type), asserted or denied, are points of each of its facets too. Its plans are not.'
    """
    passed = point.phase is Phase.RESUME or effect(point.phase, memory) in (Status.SUSPENDED, Status.ENDED)
    return passed and point.modality in (Modality.ASSERTED, Modality.DENIED)


def goes_up(point: Point) -> bool:
    """'The asserted openings of the facets are points of the general tie: a visit at one port is a visit.'"""
    return opens(point)


def with_partial(key: TieKey, states: Mapping[TieKey, TieState]) -> TieState:
    """'A general tie is **partial** if one of its facets stands otherwise among active, suspended and ended
    than the general tie (of a contested one, than what its supporters say).'
    """
    state = states[key]
    partial = not key.facet and any(
        other.facet
        and other.general == key
        and facet.status in (Status.ACTIVE, Status.SUSPENDED, Status.ENDED)
        and facet.status is not state.standing
        for other, facet in states.items()
    )
    return replace(state, partial=partial)
