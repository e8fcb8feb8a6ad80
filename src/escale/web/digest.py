"""What the home page tells of a version: how much there is, what changed lately, who is most active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from escale.ledger.answers import Change, Info
from escale.ledger.answers_activity import PairActivity
from escale.ledger.ledger import Ledger
from escale.ledger.rows import StoredClaim

__all__ = ["Digest", "digest_of"]

_LATELY = (30, 365)  # days: where nothing changed in the few, those are looked at that are many
_CHANGES = 12
_ACTIVE = 12
_NEWEST = 12
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Digest:
    """What a version comes to.

    Attributes:
        day: of the newest article; today, if none has a day.
        info: how much there is.
        days: before it, that changes are looked for in.
        lately: ties that stand otherwise on that day than was known so many days before.
        active: of the pairs that something was published on in the year up to that day, those with the most
            claims on that year.
        newest: the newest claims.
    """

    day: date
    info: Info
    days: int
    lately: tuple[Change, ...]
    active: tuple[PairActivity, ...]
    newest: tuple[StoredClaim, ...]


def digest_of(ledger: Ledger, version: int) -> Digest:
    """The digest of a version; where the version is new to ``ledger``, a million claims take many seconds."""
    day = ledger.day(None, None, version)
    year = day - timedelta(days=_YEAR)
    for days in _LATELY:
        lately = tuple(ledger.lately(days=days, limit=_CHANGES, version=version))
        if lately:
            break
    pairs = ledger.activity(after=year, before=day, version=version)
    active = [pair for pair in pairs if pair.last is not None and pair.last >= year]
    newest = ledger.claims(newest=True, limit=_NEWEST, version=version)
    info = ledger.info(version=version)
    return Digest(day, info, days, lately, tuple(active[:_ACTIVE]), tuple(newest))
