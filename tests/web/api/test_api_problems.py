"""What the API refuses, it refuses as problem+json, and the ledger stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from served_client import TOKEN, served
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.web.api.models.envelope import Problem
from escale.web.api.schema import examples, schema_of
from escale.web.cursors import next_count, next_cursor
from escale.web.problems import PROBLEM
from escale.web.rendering import phrases
from escale.web.settings import Limits

_NO_CLAIM = "c" + 24 * "0"
_ADDRESSES = {
    path.format(**examples()[told["get"]["operationId"]]["path"]): [
        one["name"] for one in told["get"]["parameters"] if one["in"] == "query"
    ]
    for path, told in schema_of(phrases()["en"])["paths"].items()
    if "get" in told
}
_HOSTILE = (
    "'; DROP TABLE claims; --",
    "x') UNION SELECT * FROM read_csv('/etc/passwd') --",
    "%_\\' ESCAPE '$1?{0.__class__}%s%n",
    "a\x00b\ufffe\uffff",
    "\U0001f6a2\u202e\u0301" * 20,
    "A" * 20_000,
    "../../../../etc/passwd",
    "9" * 400,
    "nan",
)


def _is_problem(response: Any, status: int) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PROBLEM
    assert Problem.model_validate_json(response.content, strict=True).status == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v2/claims", 404),
        ("/api/", 404),
        (f"/api/v1/claims/{_NO_CLAIM}", 404),
        (f"/api/v1/events/e{_NO_CLAIM[1:]}", 404),
        (f"/api/v1/articles/a{_NO_CLAIM[1:]}", 404),
        ("/api/v1/claims?version=99", 404),
        ("/api/v1/claims/c12", 422),
        ("/api/v1/events/" + _NO_CLAIM, 422),
        ("/api/v1/claims?limit=0", 422),
        ("/api/v1/claims?limit=501", 422),
        ("/api/v1/claims?states=FRA", 422),
        ("/api/v1/claims?state=FRA&state=DEU&state=USA", 422),
        ("/api/v1/claims?known=1700000000", 422),
        ("/api/v1/claims?cursor=Zm9v", 422),
        (f"/api/v1/claims?cursor={next_count(1, 3)}", 422),
        (f"/api/v1/events?cursor={next_cursor(1, (None, _NO_CLAIM))}", 422),
        (f"/api/v1/events?cursor={next_count(99, 3)}", 404),
        ("/api/v1/ties?status=gone", 422),
        ("/api/v1/timeline?first=FRA", 422),
        ("/api/v1/timeline?first=FRA&second=FRA", 400),
        ("/api/v1/read", 405),
    ],
)
def test_errors_are_problems(client: TestClient, path: str, status: int) -> None:
    _is_problem(client.get(path), status)


def test_methods_that_are_not_there(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        _is_problem(client.request(method, "/api/v1/claims"), 405)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        ('{"text": "Paris."}', "text/plain", 415),
        ("text=Paris.", "application/x-www-form-urlencoded", 415),
        ('{"text": "Paris."}', "", 415),
        ("{", "application/json", 422),
        ('{"text": ""}', "application/json", 422),
        ("[]", "application/json", 422),
        ('{"text": "Paris.", "id": "x"}', "application/json", 422),
        ('{"text": "Paris.", "published": "2023-02-30"}', "application/json", 422),
        ('{"text": "Paris.", "published": "hier"}', "application/json", 422),
        ('{"text": "\\ud800"}', "application/json", 422),
        (b'{"text": "\xff"}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ('{"text": "' + "x" * 1_000_000 + '"}', "application/json", 413),
    ],
)
def test_bodies_that_are_no_article(client: TestClient, content: str | bytes, kind: str, status: int) -> None:
    _is_problem(client.post("/api/v1/read", content=content, headers={"Content-Type": kind}), status)


def test_another_site_cannot_have_an_article_read(client: TestClient) -> None:
    headers = {"Origin": "https://elsewhere.test"}

    _is_problem(client.post("/api/v1/read", json={"text": "Paris."}, headers=headers), 403)


def test_what_takes_too_long_is_broken_off(ledger_folder: Path) -> None:
    with served(ledger_folder, limits=Limits(seconds=0.000001)) as slow:
        response = slow.get("/api/v1/claims")

    _is_problem(response, 503)
    assert int(response.headers["retry-after"]) > 0


def test_a_closed_server_wants_the_token(ledger_folder: Path) -> None:
    with served(ledger_folder, private=True) as closed:
        _is_problem(closed.get("/api/v1/claims"), 401)
        _is_problem(closed.get("/api/v1/claims", headers={"Authorization": "Bearer guessed"}), 401)
        assert closed.get("/api/v1/claims", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("address", _ADDRESSES)
def test_no_word_of_a_parameter_becomes_more_than_a_word(
    client: TestClient, ledger_folder: Path, address: str
) -> None:
    before = len(Ledger.open(ledger_folder).versions()), Ledger.open(ledger_folder).info()
    pair = {"first": "FRA", "second": "ROU"} if address.endswith("timeline") else {}
    for parameter in _ADDRESSES[address]:
        for word in _HOSTILE:
            response = client.get(address, params={**pair, parameter: word})
            if response.status_code != 200:
                assert response.status_code in (400, 404, 422), (parameter, word, response.text)
                _is_problem(response, response.status_code)

    assert (len(Ledger.open(ledger_folder).versions()), Ledger.open(ledger_folder).info()) == before


@pytest.mark.parametrize("raw", ["%ed%a0%80", "%ff%fe", "%00", "%", "%zz", "a%0d%0aSet-Cookie:x=y"])
def test_what_is_no_text_is_told_or_found_nowhere(client: TestClient, raw: str) -> None:
    for path in (f"/api/v1/claims?text={raw}", f"/api/v1/claims/{raw}", f"/api/v1/articles?title={raw}"):
        response = client.get(path)
        assert response.status_code in (200, 404, 422)
        assert "set-cookie" not in response.headers
