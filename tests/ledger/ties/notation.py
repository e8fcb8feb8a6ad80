"""Points of a tie as an analyst would jot them down, for tables of cases with real dates.

``2014-04-02 J occur 2014-03`` is a point published on that day, of origin J: asserted, phase `occur`, time
``2014-03``. A modality other than asserted stands before the phase; a point without a time ends there.
Points of one list are separated by ``;`` and their claims numbered c1, c2 … in its order.
"""

from __future__ import annotations

from datetime import date

from escale.edtf import Stretch, parse
from escale.ledger.ties.points import Point
from escale.model import Modality, Phase

__all__ = ["day", "points", "shown"]

_MODALITIES = {modality.value for modality in Modality}


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def shown(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def points(text: str) -> list[Point]:
    jotted = [part.split() for part in text.split(";") if part.strip()]
    return [_point(f"c{number}", words) for number, words in enumerate(jotted, 1)]


def _point(claim: str, words: list[str]) -> Point:
    published, origin, *rest = words
    modality = Modality(rest.pop(0)) if rest[0] in _MODALITIES else Modality.ASSERTED
    phase = Phase(rest.pop(0))
    known = day(published)
    edtf = rest.pop(0) if rest else None
    assert not rest, f"too many words: {words}"
    ahead = modality in (Modality.PLANNED, Modality.POSSIBLE)
    first, last, throughout = (known, None if ahead else known, ahead) if edtf is None else _time(edtf)
    return Point(
        claim=claim,
        phase=phase,
        modality=modality,
        first=first,
        last=last,
        throughout=throughout,
        dated=edtf is not None,
        known=known,
        origin=origin,
        article=f"article of {claim}",
        edtf=edtf,
    )


def _time(edtf: str) -> tuple[int | None, int | None, bool]:
    value = parse(edtf)
    if isinstance(value, Stretch):
        first = value.start.first.toordinal() if value.start else None
        return first, value.end.last.toordinal() if value.end else None, True
    return value.first.toordinal(), value.last.toordinal(), False
