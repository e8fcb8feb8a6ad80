"""The parties of a matter by weighed evidence: every state nearby is a candidate, the best sets win.

Each candidate gets the odds of being an actor and of being a recipient (`escale.reader.claims.candidates`
names the features); how many parties a side usually has, for its kind of type, settles where to stop, and who
stands in one row with a party («the Chinese, Kazakh and Kyrgyz armies») is the likelier to be one. That is
done twice: the second time each matter hears what was decided of the others (`escale.reader.claims.votes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p

from escale.lang import Language
from escale.model import SYMMETRIC, Party, Step
from escale.reader.claims.candidates import Candidate, candidates, is_mutual
from escale.reader.claims.roles import Cast, Support, cast
from escale.reader.claims.votes import Opinion, with_votes
from escale.reader.layers import Matter, PlaceMention, Role
from escale.reader.scene import Scene
from escale.reader.weights import Weights

__all__ = ["Casting"]

# How often a side has none, one, two, three and more parties in the development gold; the influence of these
# odds beside the candidates' own was chosen by cross-validation over articles.
_SIZES_SYMMETRIC = (0.0001, 0.08, 0.86, 0.05, 0.01)
_SIZES_ACTOR = (0.01, 0.94, 0.035, 0.01, 0.01)
_SIZES_RECIPIENT = (0.03, 0.91, 0.04, 0.01, 0.01)
# … and in directed types where what is named is mutual («normaliser les relations entre …»): both act.
_SIZES_MUTUAL_ACTOR = (0.01, 0.4, 0.5, 0.05, 0.04)
_SIZES_MUTUAL_RECIPIENT = (0.6, 0.37, 0.01, 0.01, 0.01)
_DIRECTED = (_SIZES_ACTOR, _SIZES_RECIPIENT)
_MUTUAL = (_SIZES_MUTUAL_ACTOR, _SIZES_MUTUAL_RECIPIENT)
_INFLUENCE = 0.5
_SHIFT = 0.5
_TOGETHER = 1.0  # log-odds that a party of a symmetric type lends to each other state of its row …
_TOGETHER_ON_A_SIDE = 2.0  # … and of a side, where more than one party is rare (both by cross-validation)
_MOST = 8
_SURELY_NOT = -9.0  # log-odds where there is no candidate

_Sizes = tuple[Sequence[float], Sequence[float]]  # of the first and the second side
_Rated = tuple[float, float, Candidate]  # log-odds of being on the first side, on the second side, and who


@dataclass(frozen=True, slots=True)
class Casting:
    """Decides with trained weights: ``party`` of symmetric types, ``actor`` and ``recipient`` of others."""

    decisions: Mapping[str, Weights]

    @classmethod
    def of(cls, language: Language) -> Casting:
        """With the weights that the language ships."""
        return cls(Weights.read(language.folder / "models" / "parties.json"))

    def __call__(self, scene: Scene, staged: Sequence[tuple[Matter, PlaceMention | None]]) -> list[Cast]:
        """The parties of each matter of an article."""
        ruled = cast(scene, staged)
        matters = [matter for matter, _ in staged]
        pools = [
            candidates(scene, matter, place, rules)
            for (matter, place), rules in zip(staged, ruled, strict=True)
        ]
        first = [self.opinion(*row) for row in zip(matters, pools, ruled, strict=True)]
        heard = with_votes(matters, pools, first)
        return [self._cast(*row) for row in zip(matters, heard, ruled, strict=True)]

    def opinion(self, matter: Matter, pool: Sequence[Candidate], ruled: Cast) -> Opinion:
        """Who the parties of a matter are, as far as its candidates' features tell."""
        first, second = ("party", "party") if matter.type in SYMMETRIC else ("actor", "recipient")
        acting = {c.code: self.decisions[first].probability(c.features) for c in pool}
        acted = {c.code: self.decisions[second].probability(c.features) for c in pool}
        return Opinion(self._cast(matter, pool, ruled).sides, acting, acted)

    def _cast(self, matter: Matter, pool: Sequence[Candidate], ruled: Cast) -> Cast:
        if matter.type in SYMMETRIC:
            party = self.decisions["party"]
            alike = [(odds := party.odds(c.features) + _SHIFT, odds, c) for c in pool]
            actors = self._choose(alike, _SIZES_SYMMETRIC)
            found = Cast(_parties(actors), (), self._steps("actors", "party", actors))
            return replace(found, support=_support(found, alike, ruled))
        acting, acted = self.decisions["actor"], self.decisions["recipient"]
        rated = [(acting.odds(c.features) + _SHIFT, acted.odds(c.features) + _SHIFT, c) for c in pool]
        actors, recipients = _sides(rated, _MUTUAL if is_mutual(matter) else _DIRECTED)
        steps = self._steps("actors", "actor", actors) + self._steps("recipients", "recipient", recipients)
        found = Cast(_parties(actors), _parties(recipients), steps)
        return replace(found, support=_support(found, rated, ruled))

    def _choose(self, rated: Sequence[_Rated], sizes: Sequence[float]) -> list[Candidate]:
        ranked = sorted(rated, key=lambda row: (-row[0], row[2].mention.start, row[2].code))[:_MOST]
        best, best_sum = 0, _influence(sizes, 0)
        taken: list[Candidate] = []
        total = 0.0
        while ranked:
            lent = [_TOGETHER if _joins(row[2], taken) else 0.0 for row in ranked]
            at = max(range(len(ranked)), key=lambda i: ranked[i][0] + lent[i])
            odds, _, candidate = ranked.pop(at)
            taken.append(candidate)
            total += odds + lent[at]
            summed = total + _influence(sizes, len(taken))
            if summed > best_sum:
                best, best_sum = len(taken), summed
        return _in_order(taken[:best])

    def _steps(self, field: str, decision: str, chosen: Sequence[Candidate]) -> tuple[Step, ...]:
        weights = self.decisions[decision]
        return tuple(
            Step(field, " ".join(weights.reasons(candidate.features)), candidate.mention.text)
            for candidate in chosen
        )


@dataclass(frozen=True, slots=True)
class _Sides:
    actors: tuple[int, ...]
    recipients: tuple[int, ...]

    def sum(self, rated: Sequence[_Rated], sizes: _Sizes) -> float:
        return (
            sum(rated[i][0] for i in self.actors)
            + sum(rated[j][1] for j in self.recipients)
            + _influence(sizes[0], len(self.actors))
            + _influence(sizes[1], len(self.recipients))
            + _TOGETHER_ON_A_SIDE * (_joined(rated, self.actors) + _joined(rated, self.recipients))
        )


def _sides(rated: Sequence[_Rated], sizes: _Sizes) -> tuple[list[Candidate], list[Candidate]]:
    """The best pair of sides: decided together, so that who is surely one is not taken as the other."""
    best = _Sides((), ())
    best_sum = best.sum(rated, sizes)
    start = best
    for i in range(-1, len(rated)):
        for j in range(-1, len(rated)):
            if i == j:
                continue
            opposite = _Sides((i,) if i >= 0 else (), (j,) if j >= 0 else ())
            for sides in (opposite, _Sides((i, j), ())) if 0 <= i < j else (opposite,):
                if (summed := sides.sum(rated, sizes)) > best_sum:
                    best, best_sum = sides, summed
    while best != start:
        start = best
        for k in range(len(rated)):
            if k in start.actors or k in start.recipients:
                continue
            for sides in (
                _Sides((*start.actors, k), start.recipients),
                _Sides(start.actors, (*start.recipients, k)),
            ):
                if (summed := sides.sum(rated, sizes)) > best_sum:
                    best, best_sum = sides, summed
    return (
        _in_order(rated[i][2] for i in best.actors),
        _in_order(rated[j][2] for j in best.recipients),
    )


def _joined(rated: Sequence[_Rated], side: Sequence[int]) -> int:
    chosen = [rated[i][2] for i in side]
    return sum(_joins(candidate, chosen[:n]) for n, candidate in enumerate(chosen))


def _joins(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    return any(candidate.stands_with(other) for other in others)


def _support(found: Cast, rated: Sequence[_Rated], ruled: Cast) -> Support:
    """How clearly the parties stand out, for who asks how sure they are."""
    sides = found.sides
    taken: list[float] = []
    left = [_SURELY_NOT]
    for acting, acted, candidate in rated:
        side = sides.get(candidate.code)
        if side is None:
            left.append(max(acting, acted))
        else:
            taken.append(acted if side == Role.RECIPIENT else acting)
    joint = exp(-sum(log1p(exp(-odds)) for odds in taken) - sum(log1p(exp(odds)) for odds in left))
    return Support(min(taken, default=_SURELY_NOT), max(left), joint, ruled.sides == sides)


def _influence(sizes: Sequence[float], size: int) -> float:
    return _INFLUENCE * log(sizes[min(size, len(sizes) - 1)])


def _in_order(chosen: Iterable[Candidate]) -> list[Candidate]:
    return sorted(chosen, key=lambda candidate: (candidate.mention.start, candidate.code))


def _parties(chosen: Sequence[Candidate]) -> tuple[Party, ...]:
    return tuple(Party(c.code, c.mention.sector, c.mention.text) for c in chosen)
