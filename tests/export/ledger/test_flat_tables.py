from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows_made import CLAIM

from escale.errors import MissingLibraryError
from escale.export.ledger.columns import COLUMNS, Kind, claim_columns
from escale.export.ledger.flat_csv import to_csv
from escale.export.ledger.flat_parquet import to_parquet
from escale.export.ledger.untrusted import guarded, one_line, writable
from escale.ledger.rows import StoredClaim
from escale.model import Money, Party, Place, Source, SourceKind

BARE = replace(
    CLAIM,
    claim=replace(
        CLAIM.claim,
        recipients=(),
        participants=(),
        place=None,
        time=None,
        sources=(),
        items=(),
        value=None,
        vessels=(),
        confidence=None,
    ),
    published=None,
    known=None,
    outlet=None,
    facet=None,
)


def rows(*claims: StoredClaim, bom: bool = False) -> list[dict[str, str]]:
    text = "".join(to_csv(claims, bom=bom, url_of={"a1": "https://example.org/7"}.get))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def parquet(*claims: StoredClaim, batch: int = 10) -> bytes:
    sink = io.BytesIO()
    assert to_parquet(claims, sink, batch=batch) == len(claims)
    return sink.getvalue()


def test_every_column_has_a_cell_and_a_meaning() -> None:
    assert list(claim_columns(CLAIM)) == [column.name for column in COLUMNS]
    assert all(column.meaning for column in COLUMNS)


def test_a_row_says_what_the_claim_says() -> None:
    (row,) = rows(CLAIM)
    for name, cell in {
        "claim": "c1",
        "actors": "CYP:MIL",
        "recipients": "ISR:GOV",
        "participants": "Eleni Markou",
        "edtf": "2022-05",
        "first": "2022-05-01",
        "throughout": "false",
        "sources": "Radio Sud <- un marin",
        "source_kinds": "media <- anonymous",
        "origin": "un marin",
        "anonymous": "true",
        "items": "4 missiles; radars",
        "value": "1500000",
        "confidence": "0.9",
        "origin_confidence": "0.25",
        "quote": CLAIM.quote,
        "evidence_end": str(len(CLAIM.quote)),
        "url": "https://example.org/7",
        "corrected": "false",
    }.items():
        assert row[name] == cell, name


def test_what_is_not_known_is_empty() -> None:
    (row,) = rows(BARE)
    for name in ("recipients", "place", "edtf", "sources", "items", "value", "known", "outlet", "confidence"):
        assert row[name] == "", name


def test_the_mark_is_only_where_it_is_asked_for() -> None:
    assert next(to_csv([], bom=True)).startswith("\ufeff")
    assert next(to_csv([])).startswith('"claim",')


@pytest.mark.parametrize("first", "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
def test_no_cell_of_words_is_a_formula(first: str) -> None:
    words = f'{first}HYPERLINK("http://x.invalid";"y")'
    told = replace(
        CLAIM.claim,
        place=Place(words),
        sources=(Source("Radio", SourceKind.MEDIA), Source(words, SourceKind.PERSON)),
        vessels=("Kimon", words),
        actors=(Party(words),),
    )
    (row,) = rows(replace(CLAIM, claim=told, quote=words, outlet=words))
    for name in ("place", "quote", "outlet", "actors"):
        assert row[name].startswith("'" + first), name
    assert row["sources"] == f"Radio <- '{words}"
    assert row["vessels"] == f"Kimon; '{words}"


def test_our_own_numbers_stay_numbers() -> None:
    (row,) = rows(replace(CLAIM, claim=replace(CLAIM.claim, value=Money(-2.5, "EUR"))))
    assert row["value"] == "-2.5"


@given(st.text(), st.text())
def test_whatever_an_article_holds_comes_back_from_the_file(quote: str, outlet: str) -> None:
    (row,) = rows(replace(CLAIM, quote=quote, outlet=outlet))
    assert row["quote"] == guarded(writable(quote))
    assert row["outlet"] == guarded(writable(outlet))


@given(st.text(st.characters(codec=None, categories=["Cc", "Cs", "Lu", "So", "Zs"])))
def test_words_can_be_written_and_keep_their_length(text: str) -> None:
    kept = writable(text)
    kept.encode()
    assert len(kept) == len(text)
    assert one_line(text).split() == kept.split()


def test_parquet_has_types() -> None:
    table = pq.read_table(io.BytesIO(parquet(CLAIM, BARE)))
    types = {
        Kind.TEXT: pa.string(),
        Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
    }
    for column in COLUMNS:
        kind = table.schema.field(column.name).type
        if column.kind in types:
            assert kind == types[column.kind], column.name
        else:
            assert pa.types.is_list(kind), column.name
            assert kind.value_type == pa.string()
    full, bare = table.to_pylist()
    assert full["sources"] == ["Radio Sud", "un marin"]
    assert full["first"] == date(2022, 5, 1)
    assert full["value"] == 1_500_000.0
    assert bare["sources"] == []
    assert bare["known"] is None


def test_parquet_is_written_in_batches_and_always_alike() -> None:
    claims = [replace(CLAIM, id=f"c{n}") for n in range(5)]
    written = parquet(*claims, batch=2)
    assert pq.ParquetFile(io.BytesIO(written)).num_row_groups == 3
    assert pq.read_table(io.BytesIO(written)).column("claim").to_pylist() == [f"c{n}" for n in range(5)]
    assert parquet(*claims, batch=2) == written


def test_parquet_without_claims_has_the_same_columns() -> None:
    empty = pq.read_schema(io.BytesIO(parquet()))
    assert empty == pq.read_schema(io.BytesIO(parquet(CLAIM)))


def test_parquet_takes_claims_as_they_come() -> None:
    taken: list[StoredClaim] = []
    seen: set[int] = set()

    def source() -> Iterator[StoredClaim]:
        for _ in range(3):
            taken.append(CLAIM)
            yield CLAIM

    class Sink(io.BytesIO):
        def write(self, data: Any) -> int:
            seen.add(len(taken))
            return super().write(data)

    to_parquet(source(), Sink(), batch=1)
    assert {1, 2, 3} <= seen


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibraryError, match="pyarrow is not installed"):
        to_parquet([CLAIM], io.BytesIO())
