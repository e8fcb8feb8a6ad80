"""An article's text cut at every edge of a claim's spans, so that overlapping spans can all be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from escale.model import Claim, Span

__all__ = ["Segment", "segments"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same claims hold.

    Attributes:
        evidence: places in the list of claims whose evidence or mentions cover it.
        triggers: places of those whose trigger covers it.
        ends: places of those whose trigger ends with it.
    """

    start: int
    end: int
    evidence: tuple[int, ...]
    triggers: tuple[int, ...]
    ends: tuple[int, ...]


def segments(length: int, claims: Sequence[Claim]) -> Iterator[Segment]:
    """The segments of a text of that length, in order; together they are the whole text."""
    opens: dict[int, list[tuple[int, bool]]] = {}
    closes: dict[int, list[tuple[int, bool]]] = {}
    for place, claim in enumerate(claims):
        for span in _merged([claim.evidence, *claim.mentions], length):
            opens.setdefault(span.start, []).append((place, False))
            closes.setdefault(span.end, []).append((place, False))
        if claim.trigger.end <= length:
            opens.setdefault(claim.trigger.start, []).append((place, True))
            closes.setdefault(claim.trigger.end, []).append((place, True))
    edges = sorted({0, length, *opens, *closes})
    held: set[tuple[int, bool]] = set()
    for start, end in pairwise(edges):
        held.difference_update(closes.get(start, ()))
        held.update(opens.get(start, ()))
        yield Segment(
            start,
            end,
            tuple(sorted(place for place, is_trigger in held if not is_trigger)),
            tuple(sorted(place for place, is_trigger in held if is_trigger)),
            tuple(sorted(place for place, is_trigger in closes.get(end, ()) if is_trigger)),
        )


def _merged(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans that lie in the text, those that touch joined: one claim may state a sentence twice."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.end <= length):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
