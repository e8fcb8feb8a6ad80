"""The fields of a claim as an analyst types them, and those that a form gives another value."""

from __future__ import annotations

import json
from collections.abc import Mapping

from escale.errors import UsageError
from escale.export.answers.corrections import value_words
from escale.ledger.rows import Correction, CorrectionKind
from escale.ledger.settings import FIELDS
from escale.model import Claim, Party

__all__ = ["changed_fields", "fields_of", "settings_of"]


def fields_of(claim: Claim) -> dict[str, str]:
    """Each field that can be set, in the words that `escale.ledger.settings.change_of` takes for it."""
    value = claim.value
    words = {
        "type": str(claim.type),
        "phase": str(claim.phase),
        "modality": str(claim.modality),
        "actors": _parties(claim.actors),
        "recipients": _parties(claim.recipients),
        "participants": ", ".join(person.name for person in claim.participants),
        "place": ":".join(filter(None, (claim.place.text, claim.place.country))) if claim.place else "",
        "time": claim.time.edtf if claim.time else "",
        "sources": json.dumps(claim.to_dict()["sources"], ensure_ascii=False) if claim.sources else "",
        "items": ", ".join(item.text for item in claim.items),
        "value": f"{value.amount} {value.currency}" if value else "",
        "vessels": ", ".join(claim.vessels),
    }
    return {field: words[field] for field in FIELDS}


def settings_of(claim: Claim, given: Mapping[str, str]) -> list[str]:
    """``FIELD=VALUE`` for each field that a form gives another value than the claim that it was made of has.

    Raises:
        UsageError: it gives none.
    """
    before = fields_of(claim)
    settings = [
        f"{field}={value.strip()}" for field, value in given.items() if value.strip() != before[field].strip()
    ]
    if not settings:
        raise UsageError("no field was given another value")
    return settings


def changed_fields(correction: Correction) -> list[tuple[str, str]]:
    """The fields that a correction set, with the new value of each in words."""
    if correction.kind is not CorrectionKind.SET:
        return []
    return [(field, value_words(value)) for field, value in json.loads(correction.fields).items()]


def _parties(parties: tuple[Party, ...]) -> str:
    return ", ".join(
        party.code if party.sector == "GOV" else f"{party.code}:{party.sector}" for party in parties
    )
