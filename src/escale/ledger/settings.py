"""``field=value`` settings of a correction, as an analyst types them, to fields in the contract's JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from escale.edtf import parse
from escale.errors import UsageError
from escale.ledger.codes import is_code
from escale.ledger.corrections import changed
from escale.model import SYMMETRIC, Claim, ClaimType, Modality, Phase, Sector, SourceKind

__all__ = ["FIELDS", "change_of"]

_MOST_MONEY = 10**18
_STATE = re.compile(r"[A-Z]{3}")


def change_of(settings: Sequence[str], claim: Claim) -> dict[str, Any]:
    """The fields that settings change, tried on the claim.

    ``actors`` and ``recipients`` take codes with commas (``FRA``, ``FRA:MIL``), ``time`` an EDTF value,
    ``place`` a name with or without its country (``Brest:FRA``), the lists names with commas, ``value`` an
    amount and a currency (``5000000 EUR``), ``sources`` their JSON. An empty value empties a field that may
    be empty. Where the new type is symmetric, recipients become actors.

    Raises:
        UsageError: no such field, or no value for it.
    """
    change: dict[str, Any] = {}
    for setting in settings:
        field, equals, value = setting.partition("=")
        if not equals or field not in FIELDS:
            raise UsageError(f"--set {setting}: write FIELD=VALUE with a field of {', '.join(FIELDS)}")
        try:
            change[field] = FIELDS[field](value.strip())
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            told = " ".join(str(error).split())[:120]
            raise UsageError(f"--set {setting}: no value of {field} ({told})") from None
    try:
        change = _one_sided(change, claim)
        made = changed(claim, change)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"--set {' '.join(settings)}: no claim comes of it ({error})") from None
    if not made.actors and not made.recipients:
        raise UsageError(f"--set {' '.join(settings)}: a claim needs a party; reject it instead")
    return change


def _one_sided(change: dict[str, Any], claim: Claim) -> dict[str, Any]:
    whole = {**claim.to_dict(), **change}
    if ClaimType(whole["type"]) not in SYMMETRIC or "recipients" in change or not whole["recipients"]:
        return change
    return {**change, "actors": [*whole["actors"], *whole["recipients"]], "recipients": []}


def _choice(choices: type[ClaimType] | type[Phase] | type[Modality]) -> Callable[[str], str]:
    return lambda value: str(choices(value))


def _parties(value: str) -> list[dict[str, str | None]]:
    return [_party(word) for word in _words(value)]


def _party(word: str) -> dict[str, str | None]:
    code, _, sector = word.partition(":")
    if not is_code(code):
        raise ValueError(f"{code!r} is no code of a state or body")
    return {"code": code, "sector": str(Sector(sector or "GOV")), "text": None}


def _people(value: str) -> list[dict[str, str | None]]:
    return [{"name": name, "code": None, "role": None} for name in _words(value)]


def _place(value: str) -> dict[str, str | None] | None:
    name, _, country = value.partition(":")
    if country and not _STATE.fullmatch(country):
        raise ValueError(f"{country!r} is no code of a state")
    return {"text": name, "country": country or None} if name else None


def _time(value: str) -> dict[str, str] | None:
    if not value:
        return None
    parse(value)
    return {"text": value, "edtf": value}


def _sources(value: str) -> list[dict[str, str]]:
    sources = json.loads(value or "[]")
    return [{"text": str(s["text"]), "kind": str(SourceKind(s["kind"]))} for s in sources]


def _items(value: str) -> list[dict[str, str | None]]:
    return [{"text": text, "quantity": None} for text in _words(value)]


def _money(value: str) -> dict[str, Any] | None:
    if not value:
        return None
    amount, currency = value.split()
    number = float(amount) if "." in amount else int(amount)
    if not abs(number) < _MOST_MONEY:
        raise ValueError(f"{amount} is beyond all money")
    return {"amount": number, "currency": currency}


def _words(value: str) -> list[str]:
    return [word for part in value.split(",") if (word := part.strip())]


FIELDS: Mapping[str, Callable[[str], Any]] = {
    "type": _choice(ClaimType),
    "phase": _choice(Phase),
    "modality": _choice(Modality),
    "actors": _parties,
    "recipients": _parties,
    "participants": _people,
    "place": _place,
    "time": _time,
    "sources": _sources,
    "items": _items,
    "value": _money,
    "vessels": _words,
}
