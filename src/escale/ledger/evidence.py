"""From links to the points that the status of ties is worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.support import origin_key, voices
from escale.ledger.ties.points import Point, TieKey
from escale.model import Modality, Phase

__all__ = ["POINT_COLUMNS", "points_of"]

POINT_COLUMNS = (
    *("tie", "claim_id", "phase", "modality", "first_day", "last_day", "throughout", "dated", "known"),
    *("origin_key", "anonymous", "own", "article_id", "edtf", "words"),
)
_OF_VOICE = ("article_id", "known", "origin_key", "words")
_EPOCH = date(1970, 1, 1).toordinal()
_PHASES = {str(phase): phase for phase in Phase}
_MODALITIES = {str(modality): modality for modality in Modality}


def points_of(links: pa.Table, families: Mapping[str, str]) -> dict[TieKey, list[Point]]:
    """The points of each tie, from links with `POINT_COLUMNS`.

    A claim without a day of publication gives none. ``families`` maps articles of near-identical text to one.
    """
    links = links.filter(pc.and_(links.column("tie").is_valid(), links.column("known").is_valid()))
    columns = {name: _values(links.column(name)) for name in POINT_COLUMNS}
    origins = _origins(columns, families)
    points = map(
        Point._make,
        zip(
            columns["claim_id"],
            [_PHASES[phase] for phase in columns["phase"]],
            [_MODALITIES[modality] for modality in columns["modality"]],
            *(columns[name] for name in ("first_day", "last_day", "throughout", "dated", "known")),
            origins,
            *(columns[name] for name in ("anonymous", "article_id", "edtf")),
            strict=True,
        ),
    )
    found: dict[str, list[Point]] = {}
    for tie, point in zip(columns["tie"], points, strict=True):
        if tie in found:
            found[tie].append(point)
        else:
            found[tie] = [point]
    return {TieKey.parse(tie): points_ for tie, points_ in found.items()}


def _origins(columns: Mapping[str, Sequence[Any]], families: Mapping[str, str]) -> list[str]:
    """The origin of each link, a reprint's own voice being that of the article reprinted."""
    told = list(zip(*(columns[name] for name in _OF_VOICE), strict=True))
    heard = voices((voice for voice, own in zip(told, columns["own"], strict=True) if own), families)
    return [
        origin_key(key, own, article, words, heard) if own else key
        for (article, _, key, words), own in zip(told, columns["own"], strict=True)
    ]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_date32(column.type):
        column = pc.add(column.cast(pa.int32()), _EPOCH)
    values: list[Any] = column.to_pylist()
    return values
