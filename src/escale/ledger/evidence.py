"""From links to the points that the status of ties is worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from escale.ledger.support import origin_key, voices
from escale.ledger.ties.points import Point, TieKey
from escale.model import Modality, Phase

__all__ = ["POINT_COLUMNS", "points_of"]

POINT_COLUMNS = (
    *("tie", "claim_id", "phase", "modality", "first_day", "last_day", "throughout", "dated", "known"),
    *("origin_key", "anonymous", "own", "article_id", "edtf"),
)
_EPOCH = date(1970, 1, 1).toordinal()
_PHASES = {str(phase): phase for phase in Phase}
_MODALITIES = {str(modality): modality for modality in Modality}


def points_of(links: pa.Table, families: Mapping[str, str]) -> dict[TieKey, list[Point]]:
    """The points of each tie, from links with `POINT_COLUMNS`.

    A claim without a day of publication gives none. ``families`` maps articles of near-identical text to one.
    """
    heard = _voices(links, families)
    found: dict[str, list[Point]] = {}
    for row in zip(*(_values(links.column(name)) for name in POINT_COLUMNS), strict=True):
        tie, claim, phase, modality, first, last, throughout, dated, known, *voice, article, edtf = row
        if tie is None or known is None:
            continue
        origin, anonymous, own = voice
        point = Point(
            claim,
            _PHASES[phase],
            _MODALITIES[modality],
            first,
            last,
            throughout,
            dated,
            known,
            origin_key(origin, own, article, heard),
            anonymous,
            article,
            edtf,
        )
        found.setdefault(tie, []).append(point)
    return {TieKey.parse(tie): points for tie, points in found.items()}


def _voices(links: pa.Table, families: Mapping[str, str]) -> dict[str, str]:
    if not families:
        return {}
    own = links.filter(links.column("own"))
    told = (_values(own.column(name)) for name in ("article_id", "known", "origin_key"))
    return voices(zip(*told, strict=True), families)


def _values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_date32(column.type):
        return [None if day is None else day + _EPOCH for day in column.cast(pa.int32()).to_pylist()]
    values: list[Any] = column.to_pylist()
    return values
