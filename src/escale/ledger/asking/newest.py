"""The newest claims that meet a filter, by the outline: what comes first in its order is looked at first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.answers import ClaimPlace
from escale.ledger.filters import Filter
from escale.ledger.outline import EPOCH, UNDATED, Ints, Outline
from escale.ledger.view import View

__all__ = ["newest"]

_FIRST = 4_096  # rows looked at; then four times as many, as most filters are met by many
_GROWS = 4


def newest(
    view: View, outline: Outline, wanted: Filter, limit: int | None, after: ClaimPlace | None
) -> list[str]:
    """The ids of the claims that meet a filter without words, the latest publication first.

    Args:
        view: the version asked.
        outline: that of the version.
        wanted: the filter.
        limit: the first so many.
        after: only what comes after that place in this order.
    """
    rows = _told_of(outline, wanted.states)
    first = None if wanted.known is None else ClaimPlace(wanted.known, "")  # "" is before every id
    for place in (first, after):
        if place is not None:
            rows = rows[np.searchsorted(rows, _beyond(outline, place)) :]
    others = replace(wanted, states=())
    met = (row for block in _blocks(rows) for row in _meeting(view, outline, others, block))
    ids: list[str] = outline.ids.take(pa.array(islice(met, limit), pa.int32())).to_pylist()
    return ids


def _told_of(outline: Outline, states: tuple[str, ...]) -> Ints:
    """The rows of claims that all those parties take part in, in order."""
    rows = np.arange(len(outline.ids), dtype=np.int32)
    for number, code in enumerate(states):
        own = np.sort(outline.row[outline.parties.of(code)])
        rows = np.intersect1d(rows, own, assume_unique=True) if number else own
    return rows


def _beyond(outline: Outline, place: ClaimPlace) -> int:
    """The first row after a place."""
    number = outline.claims.column("number")

    def key(row: int) -> tuple[bool, int, str]:
        return *_late(int(outline.known[number[row].as_py()])), outline.ids[row].as_py()

    day = UNDATED if place.known is None else (place.known - EPOCH).days
    return bisect_right(range(len(outline.ids)), (*_late(day), place.id), key=key)


def _late(day: int) -> tuple[bool, int]:
    return day == UNDATED, -day


def _blocks(rows: Ints) -> Iterator[Ints]:
    start, size = 0, _FIRST
    while start < len(rows):
        yield rows[start : start + size]
        start, size = start + size, size * _GROWS


def _meeting(view: View, outline: Outline, wanted: Filter, rows: Ints) -> list[int]:
    """Those of the rows, in order, whose claims meet a filter and hold as known on its day."""
    where, parameters = wanted.sql()
    if parameters:
        query = f"SELECT number FROM outline WHERE {where}"  # noqa: S608
        asked = view.sql.ask(query, parameters, {"outline": _taken(outline.claims, rows)})
        rows = np.sort(outline.row[asked.column("number").to_numpy()])
    if len(hidden := view.editions.hidden(wanted.known)):
        number = outline.claims.column("number").take(pa.array(rows))
        of = outline.articles.take(pa.array(outline.article[number.to_numpy()]))
        rows = rows[~pc.is_in(of, value_set=hidden).to_numpy(zero_copy_only=False)]
    found: list[int] = rows.tolist()
    return found


def _taken(table: pa.Table, rows: Ints) -> Any:
    """The rows of a table; without a copy, where they follow one another."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1:
        return table.slice(rows[0], len(rows))
    return table.take(pa.array(rows))
