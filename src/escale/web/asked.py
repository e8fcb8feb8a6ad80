"""What addresses may ask, as FastAPI checks it: words, dates, codes and the filters of the commands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from escale.ledger.codes import is_code
from escale.ledger.filters import Filter
from escale.model import ClaimType, Modality, Phase

__all__ = ["Asked", "AskedClaims", "Code", "Day", "Identifier", "Words", "filter_of"]

_MOST = 20  # values of one parameter
_NEWEST_VERSION = 2**53
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _code(word: str) -> str:
    upper = word.upper()
    if not is_code(upper):
        raise ValueError("no code of a state (FRA, RUS …) or body (NATO, EU …)")
    return upper


def _day(given: object) -> object:
    # Pydantic would take a number for seconds since 1970.
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise ValueError("no day; write YYYY-MM-DD")
    return given


Code = Annotated[
    str,
    StringConstraints(min_length=2, max_length=16),
    AfterValidator(_code),
    Field(examples=["FRA"], json_schema_extra={"pattern": "^[A-Za-z][A-Za-z0-9]+$"}),
]
Words = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Day = Annotated[date, BeforeValidator(_day)]


class Asked(BaseModel):
    """What every address may ask."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[
        int | None, Field(ge=0, le=_NEWEST_VERSION, description="of the ledger; the latest if not given")
    ] = None
    lang: Annotated[str | None, StringConstraints(max_length=5)] = None

    @property
    def given(self) -> dict[str, object]:
        """What is asked for, without version, language and place in a list: for the address of a download."""
        return self.model_dump(exclude_defaults=True, exclude={"cursor", "lang", "version"})

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        """What was given but for empty fields, which a form sends all the same where scripts are off."""
        if not isinstance(given, Mapping):
            return given
        kept = {}
        for name, value in given.items():
            told = [one for one in value if not _is_empty(one)] if isinstance(value, list) else value
            if told != [] and not _is_empty(told):
                kept[name] = told
        return kept


def _is_empty(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


class AskedClaims(Asked):
    """The filters of ``escale claims``."""

    state: Annotated[list[Code], Field(max_length=2, description="parties, all of which take part")] = []
    type: Annotated[list[ClaimType], Field(max_length=_MOST)] = []
    phase: Annotated[list[Phase], Field(max_length=_MOST)] = []
    modality: Annotated[list[Modality], Field(max_length=_MOST)] = []
    place: Words | None = None
    vessel: Words | None = None
    person: Words | None = None
    source: Words | None = None
    text: Words | None = None
    words: Words | None = None
    after: Day | None = None
    before: Day | None = None
    known: Day | None = None
    min_confidence: Annotated[float | None, Field(ge=0, le=1)] = None


def filter_of(asked: AskedClaims) -> Filter:
    """The filter of a ledger's questions."""
    return Filter(
        states=tuple(dict.fromkeys(asked.state)),
        types=tuple(asked.type),
        phases=tuple(asked.phase),
        modalities=tuple(asked.modality),
        place=asked.place,
        vessel=asked.vessel,
        person=asked.person,
        source=asked.source,
        text=asked.text,
        words=asked.words,
        after=asked.after,
        before=asked.before,
        known=asked.known,
        least=asked.min_confidence,
    )
