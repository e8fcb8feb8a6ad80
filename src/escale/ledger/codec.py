"""Rows to Arrow and back: one pair of functions for each kind of row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import pyarrow as pa

from escale.ledger.addresses import address_number
from escale.ledger.link_rows import links
from escale.ledger.rows import (
    Correction,
    CorrectionKind,
    Extent,
    Kinship,
    Link,
    Origin,
    StoredArticle,
    StoredClaim,
    StoredReading,
)
from escale.ledger.schema import SCHEMAS, Kind
from escale.model import Article, Claim, SourceKind

__all__ = [
    "CLAIM_COLUMNS",
    "articles",
    "claims",
    "corrections",
    "encoded",
    "kinships",
    "links",
    "readings",
]

CLAIM_COLUMNS = (
    *("claim_id", "article_id", "reading_id", "record", "published", "known", "outlet", "lang", "quote"),
    *("facet", "origin_key", "origin_name", "origin_kind", "anonymous", "own"),
    *("first_day", "last_day", "throughout", "dated"),
)
"""What a claim is made from; the other columns of its row are there to be asked for."""

Row = StoredArticle | StoredReading | StoredClaim | Link | Kinship | Correction


def encoded(kind: Kind, rows: Iterable[Row]) -> pa.Table:
    """The rows, all of that kind, as an Arrow table of its schema."""
    schema = SCHEMAS[kind]
    columns = list(zip(*map(_CELLS[kind], rows), strict=True)) or [()] * len(schema)
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def articles(table: pa.Table) -> Iterator[StoredArticle]:
    """The articles of a table that holds all columns of the kind."""
    for row in table.to_pylist():
        article = Article(
            row["source_id"],
            row["text"],
            row["published"],
            row["lang"],
            row["outlet"],
            row["title"],
            row["url"],
            row["body"],
            row["as_of"],
        )
        yield StoredArticle(row["article_id"], article, row["known"], row["sketch"])


def readings(table: pa.Table) -> Iterator[StoredReading]:
    """The readings of a table that holds all columns of the kind."""
    for row in table.to_pylist():
        yield StoredReading(
            row["reading_id"],
            row["article_id"],
            row["reader"],
            row["read_lang"],
            tuple(row["notices"]),
            row["claim_count"],
            row["replaces"],
        )


def claims(table: pa.Table) -> Iterator[StoredClaim]:
    """The claims of a table that holds `CLAIM_COLUMNS`."""
    for row in table.to_pylist():
        yield StoredClaim(
            id=row["claim_id"],
            article_id=row["article_id"],
            reading_id=row["reading_id"],
            claim=Claim.from_dict(orjson.loads(row["record"])),
            published=row["published"],
            known=row["known"],
            outlet=row["outlet"],
            lang=row["lang"],
            quote=row["quote"],
            facet=row["facet"],
            origin=_origin(row),
            extent=_extent(row),
        )


def kinships(table: pa.Table) -> Iterator[Kinship]:
    """The kinships of a table that holds all columns of the kind."""
    for row in table.to_pylist():
        yield Kinship(row["article_id"], row["kin_id"], row["known"])


def corrections(table: pa.Table) -> Iterator[Correction]:
    """The corrections of a table that holds all columns of the kind, in their order."""
    for row in sorted(table.to_pylist(), key=lambda row: (row["order"], row["correction_id"])):
        yield Correction(
            row["correction_id"],
            row["order"],
            CorrectionKind(row["act"]),
            tuple(row["claims"]),
            row["fields"],
            row["by"],
            row["note"],
            row["at"],
        )


def _origin(row: dict[str, Any]) -> Origin:
    kind = SourceKind(row["origin_kind"]) if row["origin_kind"] else None
    return Origin(row["origin_key"], row["origin_name"], kind, row["anonymous"], row["own"])


def _extent(row: dict[str, Any]) -> Extent:
    return Extent(row["first_day"], row["last_day"], row["throughout"], row["dated"])


def _article_cells(row: StoredArticle) -> tuple[Any, ...]:
    a = row.article
    return (
        *(row.id, a.id, a.outlet, a.url, a.title, a.lang, a.published),
        *(row.known, a.text, a.body, a.as_of, address_number(a.url), row.sketch),
    )


def _reading_cells(row: StoredReading) -> tuple[Any, ...]:
    return (row.id, row.article_id, row.reader, row.lang, row.notices, row.claims, row.replaces)


def _claim_cells(row: StoredClaim) -> tuple[Any, ...]:
    claim, extent, origin = row.claim, row.extent, row.origin
    return (
        *(row.id, row.article_id, row.reading_id, claim.type, claim.phase, claim.modality),
        [party.code for party in claim.actors],
        [party.code for party in claim.recipients],
        claim.place.text if claim.place else None,
        claim.place.country if claim.place else None,
        claim.vessels,
        [person.name for person in claim.participants],
        row.facet,
        claim.time.edtf if claim.time else None,
        *(extent.first, extent.last, extent.throughout, extent.dated, row.known, row.outlet),
        *(origin.key, origin.name, origin.kind, origin.anonymous, origin.own),
        *(row.published, row.lang),
        [source.text for source in claim.sources],
        [item.text for item in claim.items],
        claim.confidence.claim if claim.confidence else None,
        row.quote,
        orjson.dumps(claim.to_dict(explain=True)).decode(),
    )


def _link_cells(row: Link) -> tuple[Any, ...]:
    extent, origin = row.extent, row.origin
    return (
        *(row.pair, row.tie, row.claim_id, row.article_id, row.reading_id, row.type, row.phase, row.modality),
        *(row.actors, row.recipients, row.place, row.country, row.vessels, row.participants),
        *(row.facet, row.edtf),
        *(extent.first, extent.last, extent.throughout, extent.dated, row.known, row.outlet),
        *(origin.key, origin.name, origin.kind, origin.anonymous, origin.own, row.words),
    )


def _kinship_cells(row: Kinship) -> tuple[Any, ...]:
    return (row.first, row.second, row.known)


def _correction_cells(row: Correction) -> tuple[Any, ...]:
    return (row.id, row.order, row.kind, row.claims, row.fields, row.by, row.note, row.at)


_CELLS: dict[Kind, Any] = {
    Kind.ARTICLE: _article_cells,
    Kind.READING: _reading_cells,
    Kind.CLAIM: _claim_cells,
    Kind.LINK: _link_cells,
    Kind.KINSHIP: _kinship_cells,
    Kind.CORRECTION: _correction_cells,
}
