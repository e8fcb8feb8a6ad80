"""What the patterns and shapes of a timeline mean, each as a small drawing with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from escale.export.phrases import Phrases
from escale.export.timeline_bars import BAR, sample
from escale.export.timeline_marks import GROUPS, number, shape
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Mark, Timeline
from escale.model import Modality, Phase

__all__ = ["SAMPLE", "Draw", "legend"]

#: Width of the drawing of an entry.
SAMPLE = 30.0

_ENDINGS = (Phase.SUSPEND, Phase.END, Phase.CANCEL, Phase.POSTPONE)

#: Draws an entry with its upper left corner at a point.
Draw = Callable[[float, float], str]


def legend(
    timeline: Timeline, marks: Sequence[Mark], name: str, phrases: Phrases
) -> Iterator[tuple[Draw, str]]:
    """The entries for what occurs; ``name`` begins the ids of the patterns, ``marks`` are those drawn."""
    yield from _of_bars(timeline, name, phrases)
    yield from _of_marks(marks, phrases)


def _of_bars(timeline: Timeline, name: str, phrases: Phrases) -> Iterator[tuple[Draw, str]]:
    segments = [segment for bar in timeline.bars for segment in bar.segments]
    used = {segment.status for segment in segments}
    for status in Status:
        if status in used:
            key = "legend.contested_status" if status is Status.CONTESTED else f"status.{status}"
            yield _sampled(status, name, True), phrases.say(key)
    blurred = {s.status for s in segments if not s.certain} & {Status.ACTIVE, Status.SUSPENDED}
    if blurred:
        yield _sampled(min(blurred), name, False), phrases.say("span.uncertain")


def _of_marks(marks: Sequence[Mark], phrases: Phrases) -> Iterator[tuple[Draw, str]]:
    for shape_name, kinds in GROUPS.items():
        present = [phrases.say(f"type.{kind}") for kind in kinds if any(mark.type is kind for mark in marks)]
        if present:
            yield _pointed(shape_name), ", ".join(present)
    if any(mark.modality in (Modality.PLANNED, Modality.POSSIBLE) for mark in marks):
        yield _pointed("circle", hollow=True), phrases.say("legend.hollow")
    if any(mark.modality is Modality.DENIED for mark in marks):
        yield _pointed("circle", hollow=True, struck=True), phrases.say("modality.denied")
    if any(mark.phase in _ENDINGS for mark in marks):
        yield _pointed("circle", struck=True), phrases.say("legend.struck")
    if any(mark.contested for mark in marks):
        yield _pointed("circle", contested=True), phrases.say("mark.contested")
    if not all(mark.certain for mark in marks):
        yield _whiskered, phrases.say("legend.some_day")


def _sampled(status: Status, name: str, certain: bool) -> Draw:
    return lambda x, y: sample(status, x, y, SAMPLE, name, certain=certain)


def _pointed(name: str, *, hollow: bool = False, struck: bool = False, contested: bool = False) -> Draw:
    return lambda x, y: shape(
        name, x + SAMPLE / 2, y + BAR / 2, hollow=hollow, struck=struck, contested=contested
    )


def _whiskered(x: float, y: float) -> str:
    middle = number(y + BAR / 2)
    line = f'<path class="mark dash" d="M{number(x)} {middle}h{number(SAMPLE)}"/>'
    return line + shape("circle", x + SAMPLE / 2, y + BAR / 2)
