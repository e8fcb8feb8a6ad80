"""The columns of each kind of row, as Arrow and Parquet have them.

All kinds live in one Delta table, partitioned by kind, so that a commit of several kinds is one version; a
column that two kinds share has one type. A column that a ledger of an older form has not is null there.
``SORTED_BY`` names the column that orders the rows of a file.
"""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa

__all__ = ["SCHEMAS", "SORTED_BY", "Kind", "table_schema"]


class Kind(StrEnum):
    """The kinds of row."""

    ARTICLE = "article"
    READING = "reading"
    CLAIM = "claim"
    LINK = "link"
    KINSHIP = "kinship"
    CORRECTION = "correction"


_STRING = pa.string()
_STRINGS = pa.list_(pa.string())

_OF_CLAIM = [
    ("claim_id", _STRING),
    ("article_id", _STRING),
    ("reading_id", _STRING),
    ("type", _STRING),
    ("phase", _STRING),
    ("modality", _STRING),
    ("actors", _STRINGS),
    ("recipients", _STRINGS),
    ("place", _STRING),
    ("country", _STRING),
    ("vessels", _STRINGS),
    ("participants", _STRINGS),
    ("facet", _STRING),
    ("edtf", _STRING),
    ("first_day", pa.date32()),
    ("last_day", pa.date32()),
    ("throughout", pa.bool_()),
    ("dated", pa.bool_()),
    ("known", pa.date32()),
    ("outlet", _STRING),
    ("origin_key", _STRING),
    ("origin_name", _STRING),
    ("origin_kind", _STRING),
    ("anonymous", pa.bool_()),
    ("own", pa.bool_()),
]

SCHEMAS: dict[Kind, pa.Schema] = {
    Kind.ARTICLE: pa.schema(
        [
            ("article_id", _STRING),
            ("source_id", _STRING),
            ("outlet", _STRING),
            ("url", _STRING),
            ("title", _STRING),
            ("lang", _STRING),
            ("published", _STRING),
            ("known", pa.date32()),
            ("text", _STRING),
            ("body", pa.int32()),
            ("as_of", _STRING),
            ("address", pa.int64()),
            ("sketch", pa.binary()),
        ]
    ),
    Kind.READING: pa.schema(
        [
            ("reading_id", _STRING),
            ("article_id", _STRING),
            ("reader", _STRING),
            ("read_lang", _STRING),
            ("notices", _STRINGS),
            ("claim_count", pa.int32()),
            ("replaces", _STRING),
        ]
    ),
    Kind.CLAIM: pa.schema(
        [
            *_OF_CLAIM,
            ("published", _STRING),
            ("lang", _STRING),
            ("sources", _STRINGS),
            ("items", _STRINGS),
            ("confidence", pa.float64()),
            ("quote", _STRING),
            ("record", _STRING),
        ]
    ),
    Kind.LINK: pa.schema(
        [
            ("pair", _STRING),
            ("tie", _STRING),
            *_OF_CLAIM,
            ("words", pa.int64()),
        ]
    ),
    Kind.KINSHIP: pa.schema([("article_id", _STRING), ("kin_id", _STRING), ("known", pa.date32())]),
    Kind.CORRECTION: pa.schema(
        [
            ("correction_id", _STRING),
            ("order", pa.int64()),
            ("act", _STRING),
            ("claims", _STRINGS),
            ("fields", _STRING),
            ("by", _STRING),
            ("note", _STRING),
            ("at", _STRING),
        ]
    ),
}

SORTED_BY: dict[Kind, str] = {
    Kind.ARTICLE: "article_id",
    Kind.READING: "article_id",
    Kind.CLAIM: "claim_id",
    Kind.LINK: "pair",
    Kind.KINSHIP: "article_id",
    Kind.CORRECTION: "correction_id",
}


def table_schema() -> pa.Schema:
    """The columns of the one table: ``kind`` and all columns of all kinds, each once."""
    columns: dict[str, pa.DataType] = {"kind": _STRING}
    for schema in SCHEMAS.values():
        for field in schema:
            if columns.setdefault(field.name, field.type) != field.type:
                raise TypeError(f"column {field.name} has two types")
    return pa.schema(list(columns.items()))
