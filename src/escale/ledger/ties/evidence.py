"""The points of a tie that are known, sorted by what they say, less what their own origins took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from escale.ledger.ties.frontier import Relation, unmet
from escale.ledger.ties.ordering import Effects
from escale.ledger.ties.points import Point, Status
from escale.ledger.ties.timed import FUTURE, Timed, disputed, told
from escale.model import Modality

__all__ = ["Evidence", "gather", "without_corrected"]

_Voice = tuple[str, Status]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a tie.

    Attributes:
        asserted: asserted points that make something of the tie.
        denied: all denied points.
        withdrawals: the other asserted points: postponements, and occasions cancelled.
        plans: planned and possible points.
    """

    asserted: Sequence[Timed]
    denied: Sequence[Timed]
    withdrawals: Sequence[Point]
    plans: Sequence[Point]


def gather(points: Iterable[Point], known: int | None, effects: Effects) -> Evidence:
    """The evidence that was public by a day (None: at any time), given what phases make of the tie."""
    asserted: list[Timed] = []
    denied: list[Timed] = []
    withdrawals: list[Point] = []
    plans: list[Point] = []
    for point in points:
        if known is not None and point.known > known:
            continue
        if point.modality is Modality.DENIED:
            denied.append(told(point))
        elif point.modality is not Modality.ASSERTED:
            plans.append(point)
        elif point.phase in effects:
            asserted.append(told(point))
        else:
            withdrawals.append(point)
    asserted, denied = _last_words(asserted, denied, effects)
    return Evidence(asserted, denied, withdrawals, plans)


def _last_words(
    asserted: list[Timed], denied: list[Timed], effects: Effects
) -> tuple[list[Timed], list[Timed]]:
    """Of what one origin both asserts and denies, what it said last."""
    denials: defaultdict[_Voice, list[Timed]] = defaultdict(list)
    lone = []
    for timed in denied:
        if effect := effects.get(timed.point.phase):
            denials[timed.point.origin, effect].append(timed)
        else:
            lone.append(timed)
    if not denials:
        return asserted, denied
    assertions: defaultdict[_Voice, list[Timed]] = defaultdict(list)
    kept: list[Timed] = []
    for timed in asserted:
        voice = timed.point.origin, effects[timed.point.phase]
        (assertions[voice] if voice in denials else kept).append(timed)
    for voice, own_denials in denials.items():
        if voice not in assertions:
            lone += own_denials
            continue
        own = {id(timed.point): timed for timed in assertions[voice]}
        # Asserted and denied on one day, the assertion holds: it says more.
        standing = unmet(map(disputed, own_denials), map(disputed, own.values()), same_day=True)
        left = unmet(map(disputed, own.values()), standing, same_day=False)
        kept += [own[id(timed.point)] for timed in left]
        back = {id(timed.point): timed for timed in own_denials}
        lone += [back[id(timed.point)] for timed in standing]
    return kept, lone


def without_corrected(openings: Sequence[Timed], closings: Sequence[Timed]) -> list[Timed]:
    """The openings, less those said to fill a time inside which their own origin later put a closing."""
    own: defaultdict[str, list[Timed]] = defaultdict(list)
    for closing in closings:
        own[closing.point.origin].append(closing)
    kept: list[Timed] = []
    filling: defaultdict[str, list[Timed]] = defaultdict(list)
    for opening in openings:
        point = opening.point
        # A time still open lies after its publication: it is misread, and being closed is no contradiction.
        fills = point.throughout and opening.last < FUTURE
        (filling[point.origin] if fills and point.origin in own else kept).append(opening)
    for origin, stretches in filling.items():
        kept += unmet(stretches, own[origin], same_day=False, relation=Relation.INSIDE)
    return kept
