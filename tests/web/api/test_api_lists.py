"""Lists of the API: page by page they are whole, while the ledger grows too; their rows are the commands'."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from served_client import served
from starlette.testclient import TestClient

from escale.cli import main
from escale.export.answers.articles import ARTICLE_SHEET
from escale.export.answers.claims import claim_record
from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.sources import SOURCE_SHEET
from escale.export.answers.tabular import json_line
from escale.export.answers.ties import TIE_SHEET
from escale.export.answers.timeline import TIMELINE_SHEET, timeline_rows
from escale.ledger.ledger import Ledger
from escale.web.api.models.articles import ArticleEntry
from escale.web.api.models.claims import Claim
from escale.web.api.models.envelope import Items
from escale.web.api.models.occurrences import Event, Source, Tie, TimelineRow

_PAIR = {"first": "FRA", "second": "ROU"}
_SMALL = 3  # rows of a page
_NEWS = "La France et la Roumanie ont suspendu leur exercice naval commun, a annoncé le ministère roumain."

Records = Callable[[Ledger], Iterable[Mapping[str, Any]]]

# Address, what is asked, the model of a row, the records that the command writes.
_LISTS: dict[str, tuple[dict[str, str], Any, Records]] = {
    "claims": ({}, Claim, lambda ledger: map(claim_record, ledger.claims(newest=True))),
    "events": ({}, Event, lambda ledger: map(EVENT_SHEET.record, ledger.events())),
    "ties": ({}, Tie, lambda ledger: map(TIE_SHEET.record, ledger.ties())),
    "articles": ({}, ArticleEntry, lambda ledger: map(ARTICLE_SHEET.record, ledger.articles())),
    "sources": ({}, Source, lambda ledger: map(SOURCE_SHEET.record, ledger.sources())),
    "timeline": (
        _PAIR,
        TimelineRow,
        lambda ledger: map(TIMELINE_SHEET.record, timeline_rows(ledger.timeline("FRA", "ROU"))),
    ),
}


def _get(client: TestClient, name: str, **asked: object) -> dict[str, Any]:
    query = {**_LISTS[name][0], **asked}
    response = client.get(f"/api/v1/{name}", params={key: str(value) for key, value in query.items()})
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def _rest(client: TestClient, name: str, page: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a page and of all after it."""
    rows = list(page["items"])
    while page["next"]:
        page = _get(client, name, limit=_SMALL, cursor=page["next"])
        assert 0 < len(page["items"]) <= _SMALL
        rows += page["items"]
    return rows


@pytest.mark.parametrize("name", _LISTS)
def test_rows_are_the_records_of_the_commands(client: TestClient, ledger_folder: Path, name: str) -> None:
    records = _LISTS[name][2](Ledger.open(ledger_folder))
    written = [json.loads(json_line(record)) for record in records]

    found = _get(client, name, limit=500)

    assert found["items"] == written
    assert len(written) > _SMALL
    assert found["next"] is None


@pytest.mark.parametrize("name", _LISTS)
def test_answers_are_as_their_models_say(client: TestClient, name: str) -> None:
    response = client.get(f"/api/v1/{name}", params={**_LISTS[name][0], "limit": 500})

    found = Items[_LISTS[name][1]].model_validate_json(response.content, strict=True)  # type: ignore[misc]

    assert found.items


@pytest.mark.parametrize("name", _LISTS)
def test_pages_together_are_the_whole_list(client: TestClient, name: str) -> None:
    whole = _get(client, name, limit=500)["items"]

    assert _rest(client, name, _get(client, name, limit=_SMALL)) == whole


def _article(folder: Path) -> Path:
    file = folder / "exercice.json"
    file.write_text(json.dumps({"text": _NEWS, "published": "2023-11-30", "outlet": "L'Ancre"}))
    return file


@pytest.mark.parametrize("name", _LISTS)
def test_pages_fit_together_while_the_ledger_grows(copied: Path, tmp_path: Path, name: str) -> None:
    with served(copied) as client:
        whole = _get(client, name, limit=500)
        first = _get(client, name, limit=_SMALL)
        assert main(["add", str(_article(tmp_path)), "--ledger", str(copied)]) == 0

        assert _rest(client, name, first) == whole["items"]
        assert _get(client, name)["version"] > whole["version"]
        assert _get(client, name, version=whole["version"], limit=500) == whole


def test_an_etag_lasts_as_long_as_the_ledger(copied: Path, tmp_path: Path) -> None:
    with served(copied) as client:
        first = client.get("/api/v1/claims")
        again = client.get("/api/v1/claims", headers={"If-None-Match": first.headers["etag"]})
        other = client.get("/api/v1/claims?limit=7", headers={"If-None-Match": first.headers["etag"]})
        assert main(["add", str(_article(tmp_path)), "--ledger", str(copied)]) == 0
        later = client.get("/api/v1/claims", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert later.status_code == 200
    assert later.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("claims?state=FRA&state=ROU&type=port_visit&vessel=surcouf", {"FRA", "ROU"}),
        ("events?place=constanta&modality=asserted", {"FRA", "ROU"}),
        ("ties?state=DZA&status=active&on=2023-11-15", {"DZA"}),
        ("sources?text=frégate&known=2023-05-20", set()),
    ],
)
def test_filters_are_those_of_the_commands(client: TestClient, query: str, told: set[str]) -> None:
    everything = client.get(f"/api/v1/{query.partition('?')[0]}?limit=500").json()["items"]

    found = client.get(f"/api/v1/{query}&limit=500").json()["items"]

    assert 0 < len(found) < len(everything)
    assert all(code in json.dumps(row) for row in found for code in told)


def test_a_large_ledger_is_not_asked_for_all_its_events(
    ledger_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("escale.web.scope._CLAIMS", 10)
    with served(ledger_folder) as client:
        wide = [client.get(f"/api/v1/{name}") for name in ("events?state=FRA", "ties", "sources?state=FRA")]
        asked = ("events?state=FRA&state=ROU", "ties?state=FRA", "sources?state=FRA&state=ROU")
        pair = [client.get(f"/api/v1/{name}") for name in asked]

    assert [response.status_code for response in wide] == [400, 400, 400]
    assert "name two parties" in wide[0].json()["detail"]
    assert [response.status_code for response in pair] == [200, 200, 200]
