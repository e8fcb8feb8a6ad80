"""The documentation of the API: its examples are real, and it says all there is to say in both languages."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from served_client import BASE, served
from starlette.testclient import TestClient

from escale.export.phrases import LANGUAGES
from escale.web.api.docs import curl
from escale.web.api.schema import examples, schema_of
from escale.web.rendering import phrases
from escale.web.settings import Settings

_OPERATIONS = {
    told["operationId"]: (method, path)
    for path, methods in schema_of(phrases()["en"])["paths"].items()
    for method, told in methods.items()
}
_LONG, _FEW = 120, 2
# What follows from the reader of the day.
_OTHERWISE = frozenset({"reading", "reader", "confidence", "trace"})


def _shortened(value: Any) -> Any:
    """An answer as examples show it: of lists the beginning, long words cut."""
    if isinstance(value, dict):
        return {key: _shortened(one) for key, one in value.items()}
    if isinstance(value, list):
        few = 1 if value and isinstance(value[0], dict | list) else _FEW
        return [_shortened(one) for one in value[:few]]
    if isinstance(value, str) and len(value) > _LONG:
        return value[: _LONG - 1] + "…"
    return value


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: None if key in _OTHERWISE else _lasting(one) for key, one in value.items()}
    return [_lasting(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", _OPERATIONS)
def test_examples_are_real(client: TestClient, ledger_folder: Path, name: str) -> None:
    method, path = _OPERATIONS[name]
    _, address, *options = shlex.split(curl(name, method, path, Settings(ledger_folder)))
    headers = dict(
        one.split(": ") for one, flag in zip(options[1::2], options[::2], strict=True) if flag == "-H"
    )
    content = options[options.index("-d") + 1] if "-d" in options else None

    response = client.request(method, address.removeprefix(BASE), headers=headers, content=content)

    assert response.status_code == 200, response.text
    assert _lasting(_shortened(response.json())) == _lasting(examples()[name]["answer"])


def test_there_is_an_example_of_each_operation() -> None:
    assert set(examples()) == set(_OPERATIONS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_each_operation(client: TestClient, lang: str) -> None:
    page = client.get(f"/api/docs?lang={lang}").text
    say = phrases()[lang]

    for name, (method, path) in _OPERATIONS.items():
        assert f'<h2 id="{name}"><code>{method.upper()} {path}</code></h2>' in page
    assert say.say("api.operation.claims").replace("'", "&#39;") in page
    assert "port_visit" in page
    assert "<script" not in page.partition("<main")[2]


def test_the_schema_is_complete(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert told["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "HTTPValidationError" not in told["components"]["schemas"]
    for methods in told["paths"].values():
        for method, operation in methods.items():
            assert operation["summary"]
            assert all(one["description"] for one in operation["parameters"])
            assert "application/json" in operation["responses"]["200"]["content"]
            assert "application/problem+json" in operation["responses"]["503"]["content"]
            assert ("304" in operation["responses"]) == (method == "get")


def test_on_a_closed_server_the_examples_bear_a_token(ledger_folder: Path) -> None:
    with served(ledger_folder, private=True) as closed:
        assert closed.get("/api/docs").status_code == 401
    asked = ("claims", "get", "/api/v1/claims")
    assert "Authorization: Bearer" in curl(*asked, Settings(ledger_folder, private=True))
    assert "Authorization" not in curl(*asked, Settings(ledger_folder))
