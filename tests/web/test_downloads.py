"""Files: the tables of the pages as CSV, JSON lines and Parquet, and pictures that stand alone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from served_client import served
from starlette.testclient import TestClient

from escale.export.answers.activity import ACTIVITY_SHEET, PARTY_SHEET, PLACE_SHEET
from escale.export.answers.articles import ARTICLE_SHEET
from escale.export.answers.claims import claim_record
from escale.export.answers.diff import CHANGE_SHEET
from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.families import FAMILY_SHEET
from escale.export.answers.sources import SOURCE_SHEET
from escale.export.answers.tabular import Sheet, json_line
from escale.export.answers.ties import TIE_SHEET
from escale.export.answers.timeline import TIMELINE_SHEET, timeline_rows
from escale.export.ledger.columns import COLUMNS
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.model import ClaimType
from escale.web.security.headers import POLICY
from escale.web.settings import Limits

_SUMMER, _AUTUMN = date(2023, 6, 1), date(2023, 11, 15)
_VISITS = (ClaimType.PORT_VISIT,)
_AT_CONSTANTA = Filter(states=("FRA",), place="constanta")

Rows = Callable[[Ledger], Iterable[Any]]

# What is asked for, its sheet, the rows that are asked of the ledger.
_SHEETS: dict[str, tuple[str, Sheet[Any], Rows]] = {
    "events": ("state=FRA&place=constanta", EVENT_SHEET, lambda ledger: ledger.events(_AT_CONSTANTA)),
    "ties": (
        "state=FRA&on=2023-11-15",
        TIE_SHEET,
        lambda ledger: ledger.ties("FRA", on=date.fromisoformat("2023-11-15")),
    ),
    "sources": ("", SOURCE_SHEET, lambda ledger: ledger.sources()),
    "articles": ("", ARTICLE_SHEET, lambda ledger: ledger.articles()),
    "families": ("", FAMILY_SHEET, lambda ledger: ledger.families()),
    "timeline": (
        "first=FRA&second=ROU",
        TIMELINE_SHEET,
        lambda ledger: timeline_rows(ledger.timeline("FRA", "ROU")),
    ),
    "activity": (
        "type=port_visit",
        ACTIVITY_SHEET,
        lambda ledger: ledger.activity(types=[ClaimType.PORT_VISIT]),
    ),
    "parties": (
        "before=2023-06-01",
        PARTY_SHEET,
        lambda ledger: ledger.parties(before=date.fromisoformat("2023-06-01")),
    ),
    "places": ("", PLACE_SHEET, lambda ledger: ledger.places()),
    "changes": ("days=300", CHANGE_SHEET, lambda ledger: ledger.lately(days=300, limit=500)),
}
_PICTURES = ("timeline.svg?first=FRA&second=ROU", "matrix.svg", "map.svg", "chain.svg?claim={claim}")


def _file(client: TestClient, name: str, query: str = "") -> bytes:
    response = client.get(f"/download/{name}?{query}")
    assert response.status_code == 200, response.text
    content: bytes = response.content
    return content


def _table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("name", _SHEETS)
def test_a_table_is_the_same_in_each_form(client: TestClient, ledger_folder: Path, name: str) -> None:
    query, sheet, rows = _SHEETS[name]
    records = [json.loads(json_line(sheet.record(row))) for row in rows(Ledger.open(ledger_folder))]

    lines = [json.loads(line) for line in _file(client, f"{name}.jsonl", query).splitlines()]
    table = _table(_file(client, f"{name}.csv", query))
    columns = pq.read_table(io.BytesIO(_file(client, f"{name}.parquet", query)))

    assert lines == records
    assert len(table) == len(records) == len(columns)
    assert columns.column_names == list(sheet.keys)
    if table:
        assert list(table[0]) == list(sheet.keys)


def test_claims_are_as_the_commands_write_them(client: TestClient, ledger_folder: Path) -> None:
    claims = Ledger.open(ledger_folder).claims(Filter(states=("FRA",)), newest=True)

    lines = _file(client, "claims.jsonl", "state=FRA").splitlines()
    table = _table(_file(client, "claims.csv", "state=FRA"))
    columns = pq.read_table(io.BytesIO(_file(client, "claims.parquet", "state=FRA")))

    assert [json.loads(line) for line in lines] == [
        json.loads(json_line(claim_record(one))) for one in claims
    ]
    assert [row["claim"] for row in table] == [claim.id for claim in claims]
    assert list(table[0]) == columns.column_names == [column.name for column in COLUMNS]
    assert columns.column("claim").to_pylist() == [claim.id for claim in claims]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_file_has_a_name_of_its_own_and_a_kind(client: TestClient, form: str) -> None:
    response = client.get(f"/download/claims.{form}")

    assert response.headers["content-disposition"] == f'attachment; filename="escale-claims-v1.{form}"'
    assert form in response.headers["content-type"]
    assert response.headers["content-security-policy"] == POLICY
    assert "x-escale-truncated" not in response.headers
    again = client.get(f"/download/claims.{form}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["claims", "events", "articles"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_file_that_is_cut_says_so(ledger_folder: Path, name: str, form: str) -> None:
    with served(ledger_folder, limits=Limits(download=2)) as client:
        response = client.get(f"/download/{name}.{form}")

    assert response.headers["x-escale-truncated"] == "true"
    rows = {
        "csv": lambda: len(_table(response.content)),
        "jsonl": lambda: len(response.content.splitlines()),
        "parquet": lambda: len(pq.read_table(io.BytesIO(response.content))),
    }[form]()
    assert rows == 2


def test_no_cell_is_a_formula(copied: Path) -> None:
    ledger = Ledger.open(copied)
    claim = ledger.claims()[0]
    evil = {"vessels": ["=HYPERLINK(0)", "@SUM(1)"], "place": {"text": "+1-2", "country": None}}
    ledger.correct(CorrectionKind.SET, [claim.id], by="Eve", note="", fields=json.dumps(evil))

    with served(copied) as client:
        claims = {row["claim"]: row for row in _table(_file(client, "claims.csv"))}
        events = [row for row in _table(_file(client, "events.csv")) if claim.id in row["claims"]]
        places = [row["place"] for row in _table(_file(client, "places.csv"))]

    assert claims[claim.id]["place"] == "'+1-2"
    assert claims[claim.id]["vessels"] == "'=HYPERLINK(0); '@SUM(1)"
    assert [event["place"] for event in events] == ["'+1-2"]
    assert "'+1-2" in places


@pytest.mark.parametrize("picture", _PICTURES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_picture_stands_alone(client: TestClient, ledger_folder: Path, picture: str, lang: str) -> None:
    claim = Ledger.open(ledger_folder).claims()[0].id
    address = picture.format(claim=claim)

    response = client.get(f"/download/{address}{'&' if '?' in address else '?'}lang={lang}")
    client.cookies.clear()

    assert response.status_code == 200
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert response.headers["content-disposition"].endswith('-v1.svg"')
    root = ElementTree.fromstring(response.content)  # our own
    assert root.tag.endswith("svg")
    assert b"<style" in response.content
    assert b"<script" not in response.content


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("claims.xlsx", 422),
        ("claims", 404),
        ("nothing.csv", 404),
        ("../ledger.csv", 404),
        ("claims.csv?place=%00", 200),
        ("claims.csv?states=FRA", 422),
        ("claims.csv?version=99", 404),
        ("timeline.csv?first=FRA&second=FRA", 400),
        ("timeline.svg?first=FRA", 422),
        ("chain.svg?claim=c000000000000000000000000", 404),
        ("chain.svg?claim=../x", 422),
        ("changes.csv?days=0", 422),
        ("changes.csv?days=36525&known=0001-01-01", 200),
    ],
)
def test_what_cannot_be_had(client: TestClient, address: str, status: int) -> None:
    assert client.get(f"/download/{address}").status_code == status


def test_a_rejected_claim_keeps_its_picture(copied: Path) -> None:
    ledger = Ledger.open(copied)
    claim = ledger.claims()[0].id
    ledger.correct(CorrectionKind.REJECT, [claim], by="Ana", note="")

    with served(copied) as client:
        assert b"<svg" in _file(client, "chain.svg", f"claim={claim}")
