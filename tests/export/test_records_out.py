from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest
from support import full_claim, reading

import escale.export.frame as frame
from escale.errors import MissingLibraryError
from escale.export.json_lines import to_json, to_jsonl
from escale.model import Article
from escale.reading import NO_DATE, Reading

TEXT = "Paris vendrait deux frégates, écrit Le Phare."
ARTICLE = Article(
    "phare", TEXT, published="2021-03-02", outlet="La Vigie", title="T", url="https://example.org"
)
READING = reading(ARTICLE, full_claim(TEXT, "vendrait", TEXT))
EMPTY = reading(Article("vide", "Rien."))


def test_the_record_is_the_contract() -> None:
    record = READING.to_dict()
    assert list(record) == ["id", "lang", "outlet", "published", "title", "url", "claims", "reader"]
    assert record["reader"]["model"] == "fake"
    assert set(record["reader"]) == {"name", "version", "model"}
    assert "trace" not in record["claims"][0]
    assert READING.to_dict(explain=True)["claims"][0]["trace"][0] == {
        "field": "type",
        "rule": "sale",
        "words": "vendrait",
    }


def test_a_reading_without_date_says_so() -> None:
    assert EMPTY.notices == (NO_DATE,)
    assert READING.notices == ()
    assert Reading.of(Article("a", "x"), (), None, notices=["other"]).notices == ("other",)


def test_jsonl_is_one_line_an_article() -> None:
    lines = "".join(to_jsonl([READING, EMPTY])).splitlines()
    assert [json.loads(line) for line in lines] == [READING.to_dict(), EMPTY.to_dict()]
    assert "frégates" in lines[0]


@pytest.mark.parametrize("readings", [[], [EMPTY], [READING, EMPTY]])
def test_json_is_one_document(readings: list[Reading]) -> None:
    document = "".join(to_json(readings, explain=True))
    assert json.loads(document) == [r.to_dict(explain=True) for r in readings]
    assert document.endswith("]\n")


def test_arrow_has_one_row_a_claim() -> None:
    table = READING.to_arrow()
    assert table.column_names == list(frame.COLUMNS)
    (row,) = table.to_pylist()
    assert (row["article"], row["type"], row["actors"], row["recipients"]) == (
        "phare",
        "arms_transfer",
        "FRA",
        "GRC",
    )
    assert (row["sources"], row["origin"], row["origin_kind"]) == (
        "Le Phare; un officier",
        "un officier",
        "anonymous",
    )
    assert (row["items"], row["amount"], row["currency"]) == ("2 frégates; missiles", 1_200_000, "EUR")
    assert (row["trigger"], row["evidence"]) == ("vendrait", TEXT)


def test_a_table_without_rows_has_the_same_columns_and_types() -> None:
    assert EMPTY.to_arrow().schema == READING.to_arrow().schema
    assert list(EMPTY.to_pandas().columns) == list(frame.COLUMNS)


def test_pandas_has_one_row_a_claim() -> None:
    table = READING.to_pandas()
    assert len(table) == 1
    assert table.loc[0, "edtf"] == "2021-03"


@pytest.mark.parametrize(
    ("library", "method"), [("pyarrow", Reading.to_arrow), ("pandas", Reading.to_pandas)]
)
def test_a_missing_library_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, library: str, method: Callable[[Reading], Any]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MissingLibraryError, match=rf"{library} is not installed; run: pip install 'escale\[table\]'"
    ):
        method(READING)
