"""Corrections in words and as records: who, when, why, and what became of which field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from escale.export.terminal import plain
from escale.ledger.rows import Correction, CorrectionKind, StoredClaim

__all__ = ["correction_record", "correction_words", "is_rejected", "value_words"]

_DONE = {
    CorrectionKind.ACCEPT: "accepted",
    CorrectionKind.REJECT: "rejected",
    CorrectionKind.RESTORE: "set back to what was read",
    CorrectionKind.MERGE: "put into one event with",
    CorrectionKind.SPLIT: "set apart as an event of its own",
}
_JUDGING = frozenset({CorrectionKind.SET, CorrectionKind.REJECT, CorrectionKind.RESTORE})


def correction_record(made: Correction) -> dict[str, Any]:
    """The correction as a JSON object."""
    return {
        "id": made.id,
        "action": made.kind.value,
        "claims": made.claims,
        "fields": json.loads(made.fields),
        "by": made.by,
        "note": made.note,
        "at": made.at,
    }


def correction_words(stored: StoredClaim, read: StoredClaim, history: Iterable[Correction]) -> Iterator[str]:
    """One line a correction of the claim, in their order: who, when, what, and the note.

    Args:
        stored: the claim as it is now.
        read: the claim as it was read.
        history: all corrections; those of other claims are passed over.
    """
    original = read.claim.to_dict()
    now = dict(original)
    for made in history:
        if stored.id not in made.claims:
            continue
        change = json.loads(made.fields) if made.kind is CorrectionKind.SET else {}
        what = ", ".join(
            f"{field} {value_words(now.get(field))} → {value_words(new)}" for field, new in change.items()
        )
        if made.kind is CorrectionKind.MERGE:
            others = [claim for claim in made.claims if claim != stored.id]
            what = f"{_DONE[made.kind]} {' '.join(others)}"
        elif made.kind is CorrectionKind.SPLIT and len(made.claims) > 1:
            others = [claim for claim in made.claims if claim != stored.id]
            what = f"set apart as an event with {' '.join(others)}"
        elif not what:
            what = _DONE.get(made.kind, "nothing changed")
        now = dict(original) if made.kind is CorrectionKind.RESTORE else {**now, **change}
        note = f" — “{made.note}”" if made.note else ""
        yield plain(f"{made.at} {made.by}: {what}{note}")


def is_rejected(claim: str, history: Iterable[Correction]) -> bool:
    """True if the latest word on the claim is that it is none."""
    verdicts = [made.kind for made in history if claim in made.claims and made.kind in _JUDGING]
    return bool(verdicts) and verdicts[-1] is CorrectionKind.REJECT


def value_words(value: Any) -> str:
    """A value of the contract's JSON in few words."""
    if value is None or value == []:
        return "none"
    if isinstance(value, list):
        return ", ".join(value_words(part) for part in value)
    if isinstance(value, Mapping):
        if "sector" in value:
            return value["code"] if value["sector"] == "GOV" else f"{value['code']}:{value['sector']}"
        if "edtf" in value:
            return str(value["edtf"])
        if "country" in value:
            return f"{value['text']}:{value['country']}" if value["country"] else str(value["text"])
        if "amount" in value:
            return f"{value['amount']} {value['currency']}"
        return str(value.get("text") or value.get("name"))
    return str(value)
