"""Pairs, parties and places with what is told of them, as a table, JSON lines, CSV or Parquet."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.answers.words import listed
from escale.export.claim_words import type_words
from escale.export.ledger.columns import Kind
from escale.export.terminal import plain
from escale.ledger.answers_activity import PairActivity, PartyActivity, PlaceActivity

__all__ = ["ACTIVITY_SHEET", "PARTY_SHEET", "PLACE_SHEET"]

_COUNTED = {"claims": Kind.WHOLE, "articles": Kind.WHOLE, "last": Kind.DAY}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _where(told: PlaceActivity) -> str:
    return plain(f"{told.place} ({told.country})" if told.country else told.place)


def _place(told: PlaceActivity) -> dict[str, Any]:
    return {**asdict(told), "type": told.type.value}


ACTIVITY_SHEET: Sheet[PairActivity] = Sheet(
    columns=(
        Column("pair", lambda told: plain(f"{told.first}–{told.second}")),
        Column("claims", lambda told: str(told.claims)),
        Column("articles", lambda told: str(told.articles)),
        Column("newest", lambda told: _day(told.last)),
    ),
    keys=tuple(field.name for field in fields(PairActivity)),
    record=asdict,
    kinds=_COUNTED,
)

PARTY_SHEET: Sheet[PartyActivity] = Sheet(
    columns=(
        Column("party", lambda told: plain(told.code)),
        Column("claims", lambda told: str(told.claims)),
        Column("articles", lambda told: str(told.articles)),
        Column("newest", lambda told: _day(told.last)),
    ),
    keys=tuple(field.name for field in fields(PartyActivity)),
    record=asdict,
    kinds=_COUNTED,
)

PLACE_SHEET: Sheet[PlaceActivity] = Sheet(
    columns=(
        Column("where", _where, flexible=True),
        Column("matter", lambda told: type_words(told.type)),
        Column("claims", lambda told: str(told.claims)),
        Column("articles", lambda told: str(told.articles)),
        Column("oldest", lambda told: _day(told.first)),
        Column("newest", lambda told: _day(told.last)),
        Column("parties", lambda told: listed(told.parties), flexible=True),
    ),
    keys=tuple(field.name for field in fields(PlaceActivity)),
    record=_place,
    kinds={**_COUNTED, "first": Kind.DAY, "parties": Kind.LIST},
)
