"""Corrections by an analyst: appended, the latest of a claim holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from escale.ledger.deriving import Deriver
from escale.ledger.rows import Correction, CorrectionKind, StoredArticle, StoredClaim, StoredReading
from escale.model import Claim

__all__ = ["Change", "Verdicts", "changed", "corrected"]

Change = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What all corrections of a version come to.

    Attributes:
        changed: claim id → its changed fields in the contract's JSON, or None if it is rejected.
        together: sets of claims that an analyst put into one event, in order.
        apart: sets of claims that an analyst set apart as an event of their own, in order.
        history: claim id → its corrections, in order.
        last: order of the last correction; 0 if there is none.
    """

    changed: Mapping[str, Change | None]
    together: tuple[frozenset[str], ...]
    apart: tuple[frozenset[str], ...]
    history: Mapping[str, tuple[Correction, ...]]
    last: int

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> Verdicts:
        """The verdicts of corrections, given in their order.

        Changes of different fields of a claim add up; setting it back takes them all away. That one is
        accepted stands in its history alone.
        """
        changed: dict[str, Change | None] = {}
        together: list[frozenset[str]] = []
        apart: list[frozenset[str]] = []
        history: dict[str, list[Correction]] = {}
        last = 0
        for correction in corrections:
            last = correction.order
            for claim in correction.claims:
                history.setdefault(claim, []).append(correction)
            whole = frozenset(correction.claims)
            if correction.kind is CorrectionKind.MERGE:
                apart = [others for others in (kept - whole for kept in apart) if others]
                together.append(whole)
            elif correction.kind is CorrectionKind.SPLIT:
                together = [others for others in (kept - whole for kept in together) if len(others) > 1]
                apart.append(whole)
            elif correction.kind is not CorrectionKind.ACCEPT:
                for claim in correction.claims:
                    _judge(changed, claim, correction)
        frozen = MappingProxyType({claim: tuple(made) for claim, made in history.items()})
        return cls(MappingProxyType(changed), tuple(together), tuple(apart), frozen, last)


def _judge(changed: dict[str, Change | None], claim: str, correction: Correction) -> None:
    if correction.kind is CorrectionKind.REJECT:
        changed[claim] = None
    elif correction.kind is CorrectionKind.RESTORE:
        changed.pop(claim, None)
    else:
        changed[claim] = {**(changed.get(claim) or {}), **json.loads(correction.fields)}


def corrected(
    stored: StoredClaim, change: Change, about: StoredArticle, reading: StoredReading, deriver: Deriver
) -> StoredClaim:
    """The claim with its changed fields, and all that follows from them derived anew; its id stays."""
    return replace(deriver.claim(stored.id, about, reading, changed(stored.claim, change)), corrected=True)


def changed(claim: Claim, change: Change) -> Claim:
    """The claim with some fields in place of its own, which are given as the contract's JSON.

    Raises:
        KeyError, TypeError, ValueError: no claim comes of it.
    """
    return Claim.from_dict({**claim.to_dict(explain=True), **change})
