"""Time, place, people, equipment and money of a matter: which of the sentence's mentions belong to it.

A mention belongs to the matter it stands nearest to in the tree, unless a verb of saying stands between: the
time of a claim is that of the matter, never of the speech act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from escale.reader.layers import Matter
from escale.reader.scene import Scene

__all__ = ["Limits", "attach", "attach_all"]


class _Mention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def head(self) -> int: ...


M = TypeVar("M", bound=_Mention)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a mention may stand from its matter (see `Tree.distance`)."""

    near: float
    said: float = 4.0
    """Extra cost when the path runs through a verb of saying."""


def attach_all(scene: Scene, matter: Matter, mentions: Sequence[M], limits: Limits) -> list[M]:
    """The mentions near enough to the matter, nearest first."""
    cues = {a.cue for a in scene.attributions}
    sentence = scene.tree.sentence_of[matter.head]
    ranked: list[tuple[float, int, M]] = []
    for mention in mentions:
        if scene.tree.sentence_of[mention.head] != sentence:
            continue
        cost = scene.tree.distance(mention.head, matter.head)
        meeting = scene.tree.meeting_point(mention.head, matter.head)
        if meeting in cues and meeting != matter.head:
            cost += limits.said
        if cost <= limits.near:
            ranked.append((cost, abs(mention.start - matter.start), mention))
    ranked.sort(key=lambda row: row[:2])
    return [mention for _, _, mention in ranked]


def attach(scene: Scene, matter: Matter, mentions: Sequence[M], limits: Limits) -> M | None:
    """The nearest mention that is near enough, or None."""
    return next(iter(attach_all(scene, matter, mentions, limits)), None)
