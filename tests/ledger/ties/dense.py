"""Hypothesis strategies for points that meet: few days, few origins, same-day news, every kind of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases import ShortMemory
from hypothesis import strategies as st

from escale.ledger.ties.points import Point, TieKey
from escale.model import ClaimType, Modality, Phase

__all__ = [
    "ALPHA",
    "BRAVO",
    "GENERAL",
    "KEYS",
    "Said",
    "as_point",
    "asked_days",
    "memories",
    "said",
    "tie_points",
]

ONE_TYPE = ClaimType.PORT_VISIT
GENERAL = TieKey(ONE_TYPE, "FRA", "RUS", True)
ALPHA = TieKey(ONE_TYPE, "FRA", "RUS", True, "alpha")
BRAVO = TieKey(ONE_TYPE, "FRA", "RUS", True, "bravo")
KEYS = (GENERAL, ALPHA, BRAVO)

_DAYS = st.one_of(st.integers(0, 8), st.integers(0, 40))
_LENGTHS = st.sampled_from([0, 0, 1, 2, 5, 30])
_ORIGINS = st.sampled_from(["A", "A", "B", "B", "C"])
_MEMORY_DAYS = st.sampled_from([0, 1, 3, 10, None])

# What matters lies at the ends of memories, of a plan's year and of the week of an undated point.
_OFFSETS = st.sampled_from([-30, -7, -6, -1, 0, 0, 0, 1, 3, 4, 6, 7, 10, 11, 364, 365, 366])


@dataclass(frozen=True, slots=True)
class Said:
    """A point without its claim, of which the same may be said twice."""

    phase: Phase
    modality: Modality
    first: int | None
    last: int | None
    throughout: bool
    dated: bool
    known: int
    origin: str


@st.composite
def said(draw: st.DrawFn, times: Sequence[tuple[int, int]] = ()) -> Said:
    """Something said of a tie, with a time of any row of the table *Time*; its days may be of ``times``."""
    known = draw(_DAYS)
    modality = draw(st.sampled_from([Modality.ASSERTED, Modality.ASSERTED, Modality.ASSERTED, *Modality]))
    phase = draw(st.sampled_from([Phase.OCCUR, Phase.SUSPEND, *Phase]))
    sort = draw(st.sampled_from(["within", "within", "throughout", "from", "until", "undated"]))
    shares_days = draw(st.booleans())
    if times and shares_days:
        start, stop = draw(st.sampled_from(times))
    else:
        start = draw(st.one_of(_DAYS, st.just(known)))
        stop = start + draw(_LENGTHS)
    first, last, throughout = {
        "within": (start, stop, False),
        "throughout": (start, stop, True),
        "from": (start, None, True),
        "until": (None, stop, True),
        "undated": (known, known, False),
    }[sort]
    dated = sort != "undated"
    if not dated and modality in (Modality.PLANNED, Modality.POSSIBLE):
        last, throughout = None, True
    return Said(phase, modality, first, last, throughout, dated, known, draw(_ORIGINS))


def as_point(what: Said, number: int) -> Point:
    """The point of a claim of that number, in an article of the origin and day."""
    return Point(
        claim=f"c{number:02}",
        phase=what.phase,
        modality=what.modality,
        first=what.first,
        last=what.last,
        throughout=what.throughout,
        dated=what.dated,
        known=what.known,
        origin=what.origin,
        article=f"{what.origin}{what.known}",
    )


@st.composite
def _replies(draw: st.DrawFn, to: Said) -> Said:
    """What bears on something said: of the same days, of its publication's week, or the contrary of it."""
    known = to.known + draw(st.sampled_from([-1, 0, 0, 1, 3]))
    reply = replace(to, known=known, origin=draw(_ORIGINS))
    if draw(st.booleans()):
        reply = replace(reply, modality=draw(st.sampled_from([Modality.DENIED, Modality.ASSERTED])))
    if draw(st.booleans()):
        reply = replace(reply, phase=draw(st.sampled_from(list(Phase))))
    if not to.dated or draw(st.booleans()):
        day = draw(st.sampled_from([to.known - 7, to.known - 6, to.known]))
        reply = replace(reply, first=day, last=day, throughout=False, dated=True)
    return reply


@st.composite
def tie_points(draw: st.DrawFn, most: int = 8) -> list[Point]:
    """The points of a tie, none of them said by the same claim; some bear on what others say."""
    shared = draw(st.lists(st.tuples(_DAYS, _LENGTHS), max_size=2))
    times = [(day, day + length) for day, length in shared]
    whole: list[Said] = []
    for replying in draw(st.lists(st.booleans(), max_size=most)):
        to = draw(st.sampled_from(whole)) if whole and replying else None
        whole.append(draw(_replies(to)) if to else draw(said(times)))
    return [as_point(what, number) for number, what in enumerate(whole)]


@st.composite
def asked_days(draw: st.DrawFn, points: list[Point]) -> int:
    """A day to ask about: near a day that a point names."""
    named = {day for p in points for day in (p.first, p.last, p.known) if day is not None} or {0}
    return draw(st.sampled_from(sorted(named))) + draw(_OFFSETS)


def memories() -> st.SearchStrategy[ShortMemory]:
    """Memories short enough to run out between two points, and forever."""
    return st.builds(ShortMemory, occasion=st.booleans(), opened=_MEMORY_DAYS, seen=_MEMORY_DAYS)
