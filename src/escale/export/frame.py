"""Claims as a flat table for pyarrow and pandas, one row a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from importlib import import_module
from typing import TYPE_CHECKING, Any

from escale.errors import MissingLibraryError
from escale.model import Claim, Confidence, Party
from escale.reading import Reading

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "rows", "to_arrow", "to_pandas"]

_STRING, _INTEGER, _NUMBER = "string", "int64", "float64"

# The claim's own confidence and that of each field, by the name of its column.
_CONFIDENCE = {
    "confidence" if f.name == "claim" else f"{f.name}_confidence": f.name for f in fields(Confidence)
}

# Every column with its Arrow type, so that a table without rows has the same columns and types as any other.
COLUMNS: dict[str, str] = {
    "article": _STRING,
    "lang": _STRING,
    "outlet": _STRING,
    "published": _STRING,
    "title": _STRING,
    "url": _STRING,
    "claim": _STRING,
    "type": _STRING,
    "phase": _STRING,
    "modality": _STRING,
    "actors": _STRING,
    "actor_sectors": _STRING,
    "recipients": _STRING,
    "recipient_sectors": _STRING,
    "participants": _STRING,
    "place": _STRING,
    "country": _STRING,
    "time": _STRING,
    "edtf": _STRING,
    "sources": _STRING,
    "origin": _STRING,
    "origin_kind": _STRING,
    "items": _STRING,
    "amount": _NUMBER,
    "currency": _STRING,
    "vessels": _STRING,
    **dict.fromkeys(_CONFIDENCE, _NUMBER),
    "trigger": _STRING,
    "trigger_start": _INTEGER,
    "trigger_end": _INTEGER,
    "evidence": _STRING,
    "evidence_start": _INTEGER,
    "evidence_end": _INTEGER,
}


def rows(readings: Iterable[Reading]) -> list[dict[str, str | int | float | None]]:
    """One row a claim, with the columns of `COLUMNS`; several values of a field are joined by ``;``."""
    return [_row(reading, claim) for reading in readings for claim in reading.claims]


def to_arrow(readings: Iterable[Reading]) -> Any:
    """The claims of all readings as a `pyarrow.Table`.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    arrow = _library("pyarrow")
    schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in COLUMNS.items()])
    return arrow.Table.from_pylist(rows(readings), schema=schema)


def to_pandas(readings: Iterable[Reading]) -> pd.DataFrame:
    """The claims of all readings as a `pandas.DataFrame`.

    Raises:
        MissingLibraryError: pandas is not installed.
    """
    frame: Callable[..., pd.DataFrame] = _library("pandas").DataFrame
    return frame(rows(readings), columns=list(COLUMNS))


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingLibraryError(name, "table") from None


def _row(reading: Reading, claim: Claim) -> dict[str, str | int | float | None]:
    article = reading.article
    origin = claim.sources[-1] if claim.sources else None
    return {
        "article": article.id,
        "lang": reading.lang,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "claim": claim.id,
        "type": claim.type.value,
        "phase": claim.phase.value,
        "modality": claim.modality.value,
        "actors": _codes(claim.actors),
        "actor_sectors": _sectors(claim.actors),
        "recipients": _codes(claim.recipients),
        "recipient_sectors": _sectors(claim.recipients),
        "participants": _joined(person.name for person in claim.participants),
        "place": claim.place.text if claim.place else None,
        "country": claim.place.country if claim.place else None,
        "time": claim.time.text if claim.time else None,
        "edtf": claim.time.edtf if claim.time else None,
        "sources": _joined(source.text for source in claim.sources),
        "origin": origin.text if origin else None,
        "origin_kind": origin.kind.value if origin else None,
        "items": _joined(f"{item.quantity or ''} {item.text}".strip() for item in claim.items),
        "amount": float(claim.value.amount) if claim.value else None,
        "currency": claim.value.currency if claim.value else None,
        "vessels": _joined(claim.vessels),
        **{
            column: getattr(claim.confidence, name) if claim.confidence else None
            for column, name in _CONFIDENCE.items()
        },
        "trigger": claim.trigger.of(article.text),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "evidence": claim.evidence.of(article.text),
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
    }


def _codes(parties: Iterable[Party]) -> str | None:
    return _joined(party.code for party in parties)


def _sectors(parties: Iterable[Party]) -> str | None:
    return _joined(party.sector.value for party in parties)


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None
