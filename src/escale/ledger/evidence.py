"""From links to the points that the status of ties is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.support import counted
from escale.ledger.ties.points import Point, TieKey
from escale.model import Modality, Phase

__all__ = ["POINT_COLUMNS", "points_of"]

POINT_COLUMNS = (
    *("tie", "claim_id", "phase", "modality", "first_day", "last_day", "throughout", "dated", "known"),
    *("origin_key", "anonymous", "own", "article_id", "edtf", "words"),
)
_OF_VOICE = ("article_id", "known", "origin_key", "own", "words")
_EPOCH = date(1970, 1, 1).toordinal()
_PHASES = {str(phase): phase for phase in Phase}
_MODALITIES = {str(modality): modality for modality in Modality}


def points_of(links: pa.Table, reprints: Mapping[str, str]) -> dict[TieKey, list[Point]]:
    """The points of each tie, from links with `POINT_COLUMNS`.

    A claim without a day of publication gives none. ``reprints`` is as in `escale.ledger.support.counted`.
    """
    links = links.filter(pc.and_(links.column("tie").is_valid(), links.column("known").is_valid()))
    columns = {name: _values(links.column(name)) for name in POINT_COLUMNS}
    ties: dict[str, list[int]] = {}
    for row, tie in enumerate(columns["tie"]):
        if tie in ties:
            ties[tie].append(row)
        else:
            ties[tie] = [row]
    points = map(
        Point._make,
        zip(
            columns["claim_id"],
            [_PHASES[phase] for phase in columns["phase"]],
            [_MODALITIES[modality] for modality in columns["modality"]],
            *(columns[name] for name in ("first_day", "last_day", "throughout", "dated", "known")),
            _origins(columns, ties.values(), reprints),
            *(columns[name] for name in ("anonymous", "article_id", "edtf")),
            strict=True,
        ),
    )
    made = list(points)
    return {TieKey.parse(tie): [made[row] for row in rows] for tie, rows in ties.items()}


def _origins(
    columns: Mapping[str, Sequence[Any]], ties: Iterable[Sequence[int]], reprints: Mapping[str, str]
) -> list[str]:
    """The origin of each row, counted among the rows of its tie."""
    told = list(zip(*(columns[name] for name in _OF_VOICE), strict=True))
    origins = list(columns["origin_key"])
    for rows in ties:
        keys = counted([told[row] for row in rows], reprints)
        for row, key in zip(rows, keys, strict=True):
            origins[row] = key
    return origins


def _values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_date32(column.type):
        column = pc.add(column.cast(pa.int32()), _EPOCH)
    values: list[Any] = column.to_pylist()
    return values
