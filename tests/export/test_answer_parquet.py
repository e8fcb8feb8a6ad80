"""Any answer as Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import claim, ledger_of, reading

from escale.export.answers.activity import ACTIVITY_SHEET, PARTY_SHEET, PLACE_SHEET
from escale.export.answers.diff import CHANGE_SHEET
from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.families import FAMILY_SHEET
from escale.export.answers.parquet import to_parquet
from escale.export.answers.sources import SOURCE_SHEET
from escale.export.answers.tabular import Sheet
from escale.export.answers.ties import TIE_SHEET
from escale.export.answers.timeline import TIMELINE_SHEET, timeline_rows
from escale.ledger.answers_activity import PlaceActivity
from escale.ledger.ledger import Ledger
from escale.model import ClaimType

NEWS = reading(
    "Nouvelles.",
    [
        claim(
            "port_visit",
            actors=("FRA:MIL",),
            recipients=("RUS",),
            place=("Brest", "FRA"),
            vessels=("Aquitaine",),
            people=("Anne Le Goff",),
            quote="La frégate est à quai.",
        ),
        claim("talks", "occur", "planned", ("FRA", "RUS"), time="2019-12", quote="Ils se verront."),
        claim("talks", "occur", "denied", ("FRA", "RUS"), time="2019-07", quote="Nul ne s'est vu."),
    ],
)
LONG = "Deux ministres se sont parlé mercredi au téléphone, des escales et des exercices en mer Baltique."
SAME = tuple(reading(f"{LONG} {LONG[::-1]}", [], outlet) for outlet in ("La Vigie", "Le Phare"))

ANSWERS: dict[str, tuple[Sheet[Any], Callable[[Ledger], Sequence[Any]]]] = {
    "events": (EVENT_SHEET, lambda ledger: ledger.events()),
    "ties": (TIE_SHEET, lambda ledger: ledger.ties(on=date(2019, 10, 1))),
    "changes": (CHANGE_SHEET, lambda ledger: ledger.lately()),
    "sources": (SOURCE_SHEET, lambda ledger: ledger.sources()),
    "families": (FAMILY_SHEET, lambda ledger: ledger.families()),
    "timeline": (TIMELINE_SHEET, lambda ledger: list(timeline_rows(ledger.timeline("FRA", "RUS")))),
    "activity": (ACTIVITY_SHEET, lambda ledger: ledger.activity()),
    "parties": (PARTY_SHEET, lambda ledger: ledger.parties()),
    "places": (PLACE_SHEET, lambda ledger: ledger.places()),
}
PLACE = PlaceActivity("Brest", "FRA", ClaimType.TALKS, 3, 2, None, date(2019, 9, 10), ("RUS", "FRA"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return ledger_of(tmp_path_factory.mktemp("parquet") / "ledger", NEWS, *SAME)


def table(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def in_json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=date.isoformat))


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_keeps_its_values(ledger: Ledger, name: str) -> None:
    sheet, ask = ANSWERS[name]
    rows = ask(ledger)
    assert rows
    content = to_parquet(sheet, rows)
    found = table(content)
    assert tuple(found.column_names) == sheet.keys
    for told, row in zip(found.to_pylist(), rows, strict=True):
        for key, value in in_json(sheet.record(row)).items():
            nested = isinstance(value, list | dict) and isinstance(told[key], str)
            assert (json.loads(told[key]) if nested else in_json(told[key])) == value, key
    assert to_parquet(sheet, rows) == content
    assert table(to_parquet(sheet, ())).schema == found.schema


def test_columns_are_typed() -> None:
    found = table(to_parquet(PLACE_SHEET, [PLACE]))
    words = pa.list_(pa.field("element", pa.string(), nullable=False))
    assert [field.type for field in found.schema] == [
        *(pa.string(), pa.string(), pa.string(), pa.int64(), pa.int64(), pa.date32(), pa.date32(), words)
    ]


def test_what_no_file_can_hold_is_replaced() -> None:
    odd = replace(PLACE, place="Br\x00est\ud800", parties=("R\x00",))
    assert table(to_parquet(PLACE_SHEET, [odd])).to_pylist()[0]["place"] == "Br\ufffdest\ufffd"
    assert table(to_parquet(PLACE_SHEET, [odd])).to_pylist()[0]["parties"] == ["R\ufffd"]
