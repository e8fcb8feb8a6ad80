"""Each layer stops its attack; and the same attack goes through where the layer is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from served_client import served
from starlette.testclient import TestClient

from escale.web.security.bodies import BoundedBodies
from escale.web.security.gate import Gate
from escale.web.security.headers import SafeHeaders
from escale.web.security.hosts import KnownHosts

ELSEWHERE = {"Origin": "https://evil.example"}


def runs_inline_scripts(client: TestClient) -> bool:
    return bool("script-src 'self'" not in client.get("/session").headers.get("content-security-policy", ""))


def is_framed(client: TestClient) -> bool:
    return bool(client.get("/session").headers.get("x-frame-options") != "DENY")


def rebinds_its_name(client: TestClient) -> bool:
    return bool(client.get("/claims", headers={"Host": "evil.example:8017"}).status_code == 303)


def asks_from_elsewhere(client: TestClient) -> bool:
    return bool(client.post("/api/v1/read", json={}, headers=ELSEWHERE).status_code == 422)


def asks_from_the_next_port(client: TestClient) -> bool:
    headers = {"Sec-Fetch-Site": "same-site"}
    return bool(client.post("/api/v1/read", json={}, headers=headers).status_code == 422)


def reads_without_the_token(client: TestClient) -> bool:
    return bool(client.get("/read/add").headers.get("location") == "/read")


def sends_very_much(client: TestClient) -> bool:
    return bool(client.post("/api/v1/read", json={"text": "x" * 1_100_000}).status_code == 422)


def sends_very_much_in_pieces(client: TestClient) -> bool:
    pieces = (b"x" * 10_000 for _ in range(110))
    headers = {"Content-Type": "application/json"}
    return bool(client.post("/api/v1/read", content=pieces, headers=headers).status_code == 422)


def uploads_very_much(client: TestClient) -> bool:
    headers = {"Authorization": "Bearer a-token-for-the-tests"}
    files = {"file": ("a.txt", b"x" * 1_100_000, "text/plain")}
    return bool(client.post("/read", data={"more": "x"}, files=files, headers=headers).status_code == 422)


Attack = Callable[[TestClient], bool]

ATTACKS: list[tuple[Attack, type]] = [
    (runs_inline_scripts, SafeHeaders),
    (is_framed, SafeHeaders),
    (rebinds_its_name, KnownHosts),
    (asks_from_elsewhere, Gate),
    (asks_from_the_next_port, Gate),
    (reads_without_the_token, Gate),
    (sends_very_much, BoundedBodies),
    (sends_very_much_in_pieces, BoundedBodies),
    (uploads_very_much, BoundedBodies),
]
IDS = [attack.__name__ for attack, _ in ATTACKS]


@pytest.fixture
def closed(ledger_folder: Path) -> Iterator[TestClient]:
    """A client of a server that is closed, so that nothing is to be had without the token."""
    with served(ledger_folder, private=True) as client:
        yield client


def _is(given: object, layer: type) -> bool:
    return given is layer


def authorised(attack: Attack, client: TestClient) -> None:
    """Attacks on bodies and origins come from those who may ask: another layer must not stop them."""
    if attack in (asks_from_elsewhere, asks_from_the_next_port, sends_very_much, sends_very_much_in_pieces):
        client.headers["Authorization"] = "Bearer a-token-for-the-tests"


@pytest.mark.parametrize(("attack", "layer"), ATTACKS, ids=IDS)
def test_the_attack_is_stopped(attack: Attack, layer: type, closed: TestClient) -> None:
    authorised(attack, closed)
    assert not attack(closed)


@pytest.mark.parametrize(("attack", "layer"), ATTACKS, ids=IDS)
def test_without_its_layer_it_goes_through(attack: Attack, layer: type, closed: TestClient) -> None:
    app = closed.app
    assert isinstance(app, FastAPI)
    app.user_middleware = [given for given in app.user_middleware if not _is(given.cls, layer)]
    app.middleware_stack = None
    authorised(attack, closed)
    assert attack(closed)
