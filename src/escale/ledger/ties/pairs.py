"""The ties of a pair, general ones and facets told of each other (``docs/ties.md``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from escale.ledger.ties.evidence import Evidence, gather
from escale.ledger.ties.memory import Memories, Memory
from escale.ledger.ties.ordering import OPENINGS, effects
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.ledger.ties.status import state_on
from escale.model import Modality, Phase

__all__ = ["Standing", "pair_states"]

_STANDING = frozenset({Status.ACTIVE, Status.SUSPENDED, Status.ENDED})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the ties of one pair or of many, gathered once; how they stand is asked of any day.

    Attributes:
        evidence: of each tie, what others tell it included.
        facets: of each general tie with points of its own, the facets.
        memories: how long an occurrence speaks for a tie.
    """

    evidence: Mapping[TieKey, Evidence]
    facets: Mapping[TieKey, Sequence[TieKey]]
    memories: Memories

    @classmethod
    def of(cls, ties: Mapping[TieKey, Sequence[Point]], known: int | None, memories: Memories) -> Self:
        """Gathers the evidence.

        Args:
            ties: the points of each tie's own claims; a tie of which nothing is known by then has no status.
            known: only what was published by this day counts; None for everything.
            memories: as in `escale.ledger.ties.status.tie_state`.
        """
        own = {
            key: [point for point in points if known is None or point.known <= known]
            for key, points in ties.items()
        }
        facets: defaultdict[TieKey, list[TieKey]] = defaultdict(list)
        for key in own:
            if key.facet:
                facets[key.general].append(key)
        evidence = {}
        for key, points in own.items():
            memory = memories[key.type]
            told: list[Point] = []
            if points and key.facet:
                told = _to_facets(own.get(key.general, ()), memory)
            elif points:
                told = [point for facet in facets[key] for point in own[facet] if _opens(point)]
            evidence[key] = gather([*points, *told], known, effects(occasion=memory.occasion))
        return cls(evidence, {key: found for key, found in facets.items() if own.get(key)}, memories)

    def on(self, day: int) -> dict[TieKey, TieState]:
        """How each tie stands on a day (an ordinal)."""
        states = {
            key: state_on(evidence, self.memories[key.type], day) for key, evidence in self.evidence.items()
        }
        for key, facets in self.facets.items():
            if any(_differs(states[facet], states[key]) for facet in facets):
                states[key] = replace(states[key], partial=True)
        return states


def pair_states(
    ties: Mapping[TieKey, Sequence[Point]], on: int, known: int | None, memories: Memories
) -> dict[TieKey, TieState]:
    """How ties stand on one day, as `Standing` gathers and answers it."""
    return Standing.of(ties, known, memories).on(on)


def _to_facets(general: Iterable[Point], memory: Memory) -> list[Point]:
    """What is said of a general tie that holds of each of its facets. Its plans are not theirs."""
    phases = (effects(occasion=memory.occasion).keys() - OPENINGS) | {Phase.RESUME}
    modalities = {Modality.ASSERTED, Modality.DENIED}
    return [point for point in general if point.phase in phases and point.modality in modalities]


def _opens(point: Point) -> bool:
    return point.phase in OPENINGS and point.modality is Modality.ASSERTED


def _differs(facet: TieState, general: TieState) -> bool:
    return facet.status in _STANDING and facet.status is not general.standing
