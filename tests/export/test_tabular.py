from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from escale.export.answers.diff import CHANGE_SHEET
from escale.export.answers.holdings import INFO_SHEET, info_lines
from escale.export.answers.tabular import Column, Form, Sheet, written
from escale.export.answers.ties import TIE_SHEET
from escale.export.grid import grid
from escale.ledger.answers import Change, Info, Tie
from escale.ledger.ties.points import Status, TieKey, TieState
from escale.model import ClaimType

Row = Mapping[str, Any]
SHEET: Sheet[Row] = Sheet(
    (Column("name", lambda row: str(row["name"]), flexible=True), Column("n", lambda row: str(row["n"]))),
    ("name", "n"),
    lambda row: row,
)
TIE = Tie(
    TieKey(ClaimType.TALKS, "FRA", "RUS", directed=False),
    TieState(Status.NONE),
    date(2020, 1, 1),
    None,
)


def out(form: Form, *rows: Row, width: int = 60) -> str:
    return "".join(written(SHEET, rows, form, width))


@pytest.mark.parametrize(
    ("value", "cell", "json_value"),
    [
        (None, "", None),
        (True, "true", True),
        (3, "3", 3),
        (0.25, "0.25", 0.25),
        (date(2020, 1, 2), "2020-01-02", "2020-01-02"),
        ("=1+1", "'=1+1", "=1+1"),
        (("a", "@b"), "a; '@b", ["a", "@b"]),
        ((), "", []),
        ({"phase": "occur", "time": None, "on": date(2020, 1, 2)}, "occur 2020-01-02", None),
        (({"a": "=x"}, {"a": "y"}), "'=x; y", [{"a": "=x"}, {"a": "y"}]),
    ],
)
def test_values_as_csv_and_json(value: Any, cell: str, json_value: Any) -> None:
    (row,) = csv.DictReader(io.StringIO(out(Form.CSV, {"name": value, "n": 1}), newline=""))
    assert row["name"] == cell
    if json_value is not None:
        assert json.loads(out(Form.JSONL, {"name": value, "n": 1}))["name"] == json_value


def test_an_empty_answer_has_a_header_in_csv_alone() -> None:
    assert out(Form.CSV) == '"name","n"\r\n'
    assert out(Form.JSONL) == ""
    assert out(Form.TABLE) == ""


def test_json_holds_no_half_of_a_surrogate_pair() -> None:
    out(Form.JSONL, {"name": "a\ud800b", "n": 1}).encode("utf-8")


def test_a_table_folds_its_flexible_columns() -> None:
    table = out(Form.TABLE, {"name": "un " * 30, "n": 12345}).splitlines()
    assert max(map(len, table)) <= 60
    assert len(table) == 4


def test_a_grid_leaves_empty_columns_out() -> None:
    lines = list(grid(("a", "b", "c"), [("1", "", "3"), ("4", "", "6")], frozenset(), 80))
    assert lines == ["a  c", "─  ─", "1  3", "4  6"]


@pytest.mark.parametrize(
    ("cells", "width", "columns"),
    [
        # Level, the odd cell to the widest.
        (("mot " * 20, "mot " * 30), 61, [29, 30]),
        # A narrow column leaves its share to the wide one.
        (("mot", "mot " * 30), 60, [3, 55]),
        # Room for a word before room for many.
        (
            ("un vladivostok", "mot " * 30, "mot " * 30, "mot " * 30, "un " * 9),
            60,
            [11, 10, 10, 11, 10],
        ),
        # Beyond fourteen cells a word may be cut.
        (("a" * 30, "mot " * 30, "mot " * 30, "mot " * 30, "un " * 9), 60, [14, 9, 10, 10, 9]),
        # An interval is two words.
        (
            ("2023-05-15/2023-05-18", "mot " * 30, "mot " * 30, "mot " * 30, "un " * 9),
            60,
            [11, 10, 10, 11, 10],
        ),
        # Words do not all fit: level again.
        (("constantinople",) * 6, 60, [8, 8, 8, 8, 9, 9]),
    ],
)
def test_the_columns_of_a_grid_have_room_for_words(
    cells: tuple[str, ...], width: int, columns: list[int]
) -> None:
    heads = tuple(f"h{place}" for place in range(len(cells)))
    _, line, *_ = grid(heads, [tuple(cell.strip() for cell in cells)], frozenset(heads), width)
    assert [len(part) for part in line.split("  ")] == columns


def test_the_keys_of_a_sheet_are_those_of_its_records() -> None:
    assert tuple(TIE_SHEET.record(TIE)) == TIE_SHEET.keys
    assert tuple(CHANGE_SHEET.record(Change(TIE, TIE))) == CHANGE_SHEET.keys


def test_what_a_ledger_holds() -> None:
    info = Info(7, 1200, 3400, 5, 1, 0, 2, None, date(2020, 1, 2), 123_456)
    assert tuple(INFO_SHEET.record(info)) == INFO_SHEET.keys
    assert info_lines(info)[1] == "articles        1,200"
    assert info_lines(info)[6] == "earlier texts   2"
    assert info_lines(info)[7] == "first article   none"
    assert info_lines(info)[9] == "bytes on disk   123,456"
