"""Counts over pairs, parties and places, as they are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escale.export.answers.activity import ACTIVITY_SHEET, PARTY_SHEET, PLACE_SHEET
from escale.export.answers.tabular import Form, Sheet, written
from escale.ledger.answers_activity import PairActivity, PartyActivity, PlaceActivity
from escale.model import ClaimType

DAY = date(2019, 9, 10)
PAIR = PairActivity("FRA", "RUS", 3, 2, DAY)
PARTY = PartyActivity("FRA", 3, 2, None)
PLACE = PlaceActivity("Brest", "FRA", ClaimType.PORT_VISIT, 3, 2, None, DAY, ("RUS", "FRA"))


@pytest.mark.parametrize(
    ("sheet", "row", "json", "csv", "cells"),
    [
        (
            ACTIVITY_SHEET,
            PAIR,
            '{"first": "FRA", "second": "RUS", "claims": 3, "articles": 2, "last": "2019-09-10"}',
            '"FRA","RUS","3","2","2019-09-10"',
            ["FRA–RUS", "3", "2", "2019-09-10"],
        ),
        (
            PARTY_SHEET,
            PARTY,
            '{"code": "FRA", "claims": 3, "articles": 2, "last": null}',
            '"FRA","3","2",""',
            ["FRA", "3", "2", ""],
        ),
        (
            PLACE_SHEET,
            PLACE,
            '{"place": "Brest", "country": "FRA", "type": "port_visit", "claims": 3, "articles": 2, '
            '"first": null, "last": "2019-09-10", "parties": ["RUS", "FRA"]}',
            '"Brest","FRA","port_visit","3","2","","2019-09-10","RUS; FRA"',
            ["Brest (FRA)", "port visit", "3", "2", "", "2019-09-10", "RUS, FRA"],
        ),
    ],
)
def test_a_row(sheet: Sheet[Any], row: object, json: str, csv: str, cells: list[str]) -> None:
    assert "".join(written(sheet, [row], Form.JSONL, 80)) == json + "\n"
    assert "".join(written(sheet, [row], Form.CSV, 80)).splitlines()[1] == csv
    assert [column.cell(row) for column in sheet.columns] == cells
