"""The form of a model's answer: the JSON schema it is asked to keep to, and the reading of what comes back.

Nothing that comes back is trusted to keep to the schema: a claim with a type or phase that the contract does
not have is refused and counted, so is an entry of another form; only an answer that is no list of claims at
all is an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from escale.llm.account import Account
from escale.model import ClaimType, Modality, Phase, Sector, SourceKind

__all__ = [
    "MOST_CLAIMS",
    "MalformedAnswerError",
    "RawClaim",
    "RawItem",
    "RawParty",
    "RawPerson",
    "RawSource",
    "answer_schema",
    "read_answer",
]

T = TypeVar("T")

MOST_CLAIMS = 300
_END_OF_THOUGHT = "</think>"


class MalformedAnswerError(ValueError):
    """An answer that is no list of claims; its text says what is wrong."""


@dataclass(frozen=True, slots=True)
class RawParty:
    """A party as the model names it: the words of the article, its code and its sector."""

    text: str
    code: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class RawPerson:
    """A participant as the model names it."""

    name: str
    code: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class RawSource:
    """A source as the model names it."""

    text: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class RawItem:
    """Equipment as the model names it."""

    text: str
    quantity: int | None


@dataclass(frozen=True, slots=True)
class RawClaim:
    """A claim as the model gives it: its values are the contract's, its words not yet found in the text."""

    type: ClaimType
    phase: Phase
    modality: Modality
    evidence: str
    trigger: str
    actors: tuple[RawParty, ...]
    recipients: tuple[RawParty, ...]
    participants: tuple[RawPerson, ...]
    place: str | None
    time: str | None
    until: str | None
    sources: tuple[RawSource, ...]
    items: tuple[RawItem, ...]
    value: str | None
    vessels: tuple[str, ...]
    mentions: tuple[str, ...]


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the strict subset that servers turn into a grammar."""
    text: dict[str, Any] = {"type": "string"}
    maybe: dict[str, Any] = {"type": ["string", "null"]}
    party = _object({"text": text, "code": text, "sector": _choice(Sector)})
    claim = _object(
        {
            "type": _choice(ClaimType),
            "phase": _choice(Phase),
            "modality": _choice(Modality),
            "evidence": text,
            "trigger": text,
            "actors": _list(party),
            "recipients": _list(party),
            "participants": _list(_object({"name": text, "code": maybe, "role": maybe})),
            "place": maybe,
            "time": maybe,
            "until": maybe,
            "sources": _list(_object({"text": text, "kind": _choice(SourceKind)})),
            "items": _list(_object({"text": text, "quantity": {"type": ["integer", "null"]}})),
            "value": maybe,
            "vessels": _list(text),
            "mentions": _list(text),
        }
    )
    return _object({"claims": _list(claim)})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _choice(values: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [value.value for value in values]}


def read_answer(content: str, account: Account) -> list[RawClaim]:
    """The claims of an answer, those of wrong form left out and counted.

    Raises:
        MalformedAnswerError: the answer is no object with a list of claims.
    """
    answer = _json_object(content)
    records = answer.get("claims")
    if not isinstance(records, list):
        raise MalformedAnswerError("no list of claims")
    if len(records) > MOST_CLAIMS:
        raise MalformedAnswerError(f"more than {MOST_CLAIMS} claims")
    return list(_kept(records, lambda record: _claim(record, account), account))


def _json_object(content: str) -> dict[str, Any]:
    """The object in an answer, past what the model thought and the fence that some put around it."""
    thought = content.rfind(_END_OF_THOUGHT)
    start = content.find("{", thought + len(_END_OF_THOUGHT) if thought >= 0 else 0)
    if start < 0:
        raise MalformedAnswerError("not JSON")
    try:
        found, _ = json.JSONDecoder().raw_decode(content, start)
    except (ValueError, RecursionError):
        raise MalformedAnswerError("not JSON") from None
    if not isinstance(found, dict):
        raise MalformedAnswerError("not a JSON object")
    return found


def _kept(entries: object, read: Callable[[Any], T], account: Account) -> Iterator[T]:
    """The entries of a list that can be read; the others are counted."""
    for entry in entries if isinstance(entries, list) else ():
        try:
            yield read(entry)
        except (AttributeError, KeyError, TypeError, ValueError):
            account.refused_values += 1


def _claim(record: Mapping[str, Any], account: Account) -> RawClaim:
    return RawClaim(
        type=ClaimType(record["type"]),
        phase=Phase(record["phase"]),
        modality=Modality(record["modality"]),
        evidence=_words(record["evidence"]),
        trigger=_words(record["trigger"]),
        actors=_each(record, "actors", _party, account),
        recipients=_each(record, "recipients", _party, account),
        participants=_each(record, "participants", _person, account),
        place=_maybe(record.get("place")),
        time=_maybe(record.get("time")),
        until=_maybe(record.get("until")),
        # A source of wrong form costs the claim: without it the claim would be laid to someone else.
        sources=tuple(map(_source, record.get("sources") or ())),
        items=_each(record, "items", _item, account),
        value=_maybe(record.get("value")),
        vessels=_each(record, "vessels", _words, account),
        mentions=_each(record, "mentions", _words, account),
    )


def _each(record: Mapping[str, Any], field: str, read: Callable[[Any], T], account: Account) -> tuple[T, ...]:
    return tuple(_kept(record.get(field), read, account))


def _party(record: Mapping[str, Any]) -> RawParty:
    return RawParty(_words(record["text"]), _words(record["code"]), Sector(record["sector"]))


def _person(record: Mapping[str, Any]) -> RawPerson:
    return RawPerson(_words(record["name"]), _maybe(record.get("code")), _maybe(record.get("role")))


def _source(record: Mapping[str, Any]) -> RawSource:
    return RawSource(_words(record["text"]), SourceKind(record["kind"]))


def _item(record: Mapping[str, Any]) -> RawItem:
    quantity = record.get("quantity")
    counted = isinstance(quantity, int) and not isinstance(quantity, bool) and quantity > 0
    return RawItem(_words(record["text"]), quantity if counted else None)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value


def _maybe(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
