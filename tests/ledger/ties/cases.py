"""Points of a tie in a line of text, for tables of cases and for reports of Hypothesis.

``A@15 occur 10..12; B@16 denied start 3-`` is two points: origin A, published on day 15, asserts an
occurrence somewhere within days 10 to 12; origin B denies a start from day 3 on. Times: ``7`` and ``7..9``
within, ``7-9`` throughout, ``7-`` and ``-9`` open, none undated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from escale.ledger.ties.points import Point
from escale.model import Modality, Phase

__all__ = ["ShortMemory", "as_line", "as_points"]


@dataclass(frozen=True, slots=True)
class ShortMemory:
    """What a test has a type remember, in days; None is forever."""

    occasion: bool
    opened: int | None
    seen: int | None


def as_points(line: str) -> list[Point]:
    """The points of a line; claims are numbered in its order, each in an article of its own."""
    return [_point(f"c{number}", text.split()) for number, text in enumerate(_split(line))]


def as_line(points: Iterable[Point]) -> str:
    """The line that gives the points."""
    return "; ".join(_text(point) for point in points)


def _split(line: str) -> list[str]:
    return [part for part in line.split(";") if part.strip()]


def _point(claim: str, words: list[str]) -> Point:
    origin, _, day = words[0].partition("@")
    known = int(day)
    words = words[1:]
    modality = Modality.ASSERTED if words[0] in list(Phase) else Modality(words.pop(0))
    phase = Phase(words.pop(0))
    first, last, throughout = _time(words[0]) if words else _undated(known, modality)
    return Point(
        claim=claim,
        phase=phase,
        modality=modality,
        first=first,
        last=last,
        throughout=throughout,
        dated=bool(words),
        known=known,
        origin=origin,
        article=f"article of {claim}",
    )


def _time(text: str) -> tuple[int | None, int | None, bool]:
    if "-" in text:
        first, _, last = text.partition("-")
        return int(first) if first else None, int(last) if last else None, True
    first, _, last = text.partition("..")
    return int(first), int(last or first), False


def _undated(known: int, modality: Modality) -> tuple[int | None, int | None, bool]:
    if modality in (Modality.PLANNED, Modality.POSSIBLE):
        return known, None, True
    return known, known, False


def _text(point: Point) -> str:
    words = [f"{point.origin}@{point.known}"]
    if point.modality is not Modality.ASSERTED:
        words.append(point.modality)
    words.append(point.phase)
    first = "" if point.first is None else str(point.first)
    last = "" if point.last is None else str(point.last)
    if point.dated and point.throughout:
        words.append(f"{first}-{last}")
    elif point.dated:
        words.append(first if first == last else f"{first}..{last}")
    return " ".join(words)
