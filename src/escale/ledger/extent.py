"""When a claim's matter lies, in days, and when its article was public."""

from __future__ import annotations

from datetime import UTC, date, datetime

from escale.edtf import Moment, parse
from escale.ledger.rows import Extent
from escale.model import Modality

__all__ = ["extent_of", "instant_of", "known_by"]

_FACTS = frozenset({Modality.ASSERTED, Modality.DENIED})


def known_by(published: str | None) -> date | None:
    """The day by which an article of that date (EDTF day, month or year) was public; None without a date."""
    if published is None:
        return None
    moment = parse(published)
    return moment.last if isinstance(moment, Moment) else None


def instant_of(as_of: str) -> datetime:
    """The instant in UTC of a text that was found then (ISO 8601); a day stands for its beginning.

    Raises:
        ValueError: it is no day and no instant.
    """
    try:
        moment = datetime.fromisoformat(as_of)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{as_of}: beyond the calendar") from None


def extent_of(edtf: str | None, modality: Modality, known: date | None) -> Extent:
    """The days of a time (``docs/ties.md``, Time); the day of publication stands in where there is none.

    Raises:
        ValueError: ``edtf`` is no value of EDTF.
    """
    if edtf is None:
        fact = modality in _FACTS
        return Extent(known, known if fact else None, throughout=not fact, dated=False)
    time = parse(edtf)
    if isinstance(time, Moment):
        return Extent(time.first, time.last, throughout=False, dated=True)
    return Extent(
        time.start.first if time.start else None,
        time.end.last if time.end else None,
        throughout=True,
        dated=True,
    )
