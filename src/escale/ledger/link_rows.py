"""Links out of Arrow, column by column: a question of a pair decodes thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.rows import Extent, Link, Origin
from escale.model import ClaimType, Modality, Phase, SourceKind

__all__ = ["links"]

_Row = TypeVar("_Row", Extent, Link, Origin)
_ROWS = 1 << 16  # decoded together


def links(table: pa.Table) -> Iterator[Link]:
    """The links of a table that holds all columns of the kind."""
    for start in range(0, len(table), _ROWS):
        yield from _decoded(table.slice(start, _ROWS))


def _decoded(table: pa.Table) -> list[Link]:
    def plain(name: str, kind: Callable[[str], Any] | None = None) -> list[Any]:
        return _values(_whole(table, name), kind)

    def tuples(name: str) -> list[tuple[str, ...]]:
        return _tuples(_whole(table, name))

    extents = _rows(Extent, plain("first_day"), plain("last_day"), plain("throughout"), plain("dated"))
    origins = _rows(
        Origin,
        plain("origin_key"),
        plain("origin_name"),
        plain("origin_kind", SourceKind),
        plain("anonymous"),
        plain("own"),
    )
    return _rows(
        Link,
        plain("pair"),
        plain("tie"),
        plain("claim_id"),
        plain("article_id"),
        plain("reading_id"),
        plain("type", ClaimType),
        plain("phase", Phase),
        plain("modality", Modality),
        tuples("actors"),
        tuples("recipients"),
        plain("place"),
        plain("country"),
        plain("facet"),
        tuples("vessels"),
        tuples("participants"),
        plain("edtf"),
        extents,
        plain("known"),
        plain("outlet"),
        origins,
        plain("words"),
    )


def _rows(kind: type[_Row], *columns: list[Any]) -> list[_Row]:
    """A named tuple of each row of some columns, one for each of its fields, in their order."""
    return list(map(kind._make, zip(*columns, strict=True)))


def _whole(table: pa.Table, name: str) -> Any:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _values(column: Any, kind: Callable[[str], Any] | None = None) -> list[Any]:
    """The values of a column, equal ones the same object: each distinct one is converted once."""
    coded = column.dictionary_encode()
    values = coded.dictionary.to_numpy(zero_copy_only=False).tolist()  # days come as `datetime.date`
    if kind is not None:
        values = [kind(value) for value in values]
    values.append(None)
    places = coded.indices.fill_null(len(values) - 1).to_numpy(zero_copy_only=False).tolist()
    return list(map(values.__getitem__, places))


def _tuples(column: Any) -> list[tuple[str, ...]]:
    """The lists of a column as tuples."""
    values = _values(column.flatten())
    ends = np.cumsum(pc.list_value_length(column).to_numpy(zero_copy_only=False)).tolist()
    return [tuple(values[start:end]) for start, end in pairwise((0, *ends))]
