"""The names that a server goes by: those of the loopback with its port, and those it was given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from served_client import served
from starlette.testclient import TestClient

from escale.web.security.hosts import hosts_of
from escale.web.settings import Settings


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8017", 200),
        ("localhost:8017", 200),
        ("LOCALHOST:8017", 200),
        ("[::1]:8017", 200),
        ("127.0.0.1:8018", 421),
        ("127.0.0.1", 421),
        ("evil.example:8017", 421),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8017", 421),
        ("localhost:8017.evil.example", 421),
        ("evil.example@127.0.0.1:8017", 421),
        ("127.0.0.1:8017/static/?", 421),
        ("", 421),
    ],
)
def test_only_its_own_names_are_answered(host: str, status: int, client: TestClient) -> None:
    answer = client.get("/session", headers={"Host": host})
    assert answer.status_code == status
    assert "content-security-policy" in answer.headers


def test_two_names_at_once_are_refused(client: TestClient) -> None:
    headers = [("Host", "127.0.0.1:8017"), ("Host", "evil.example")]
    assert client.get("/session", headers=headers).status_code == 421


@pytest.mark.parametrize(
    ("host", "port", "names", "known", "unknown"),
    [
        ("127.0.0.1", 8017, (), ["localhost:8017"], ["localhost", "0.0.0.0:8017"]),
        ("127.0.0.1", 80, (), ["localhost", "[::1]:80"], ["localhost:8017"]),
        ("0.0.0.0", 8017, (), ["127.0.0.1:8017"], ["0.0.0.0:8017"]),
        ("0.0.0.0", 8017, ("Desk.example",), ["desk.example", "desk.example:8017"], ["x.desk.example"]),
        ("::1", 8017, (), ["[::1]:8017"], ["::1:8017"]),
        ("192.0.2.7", 8017, (), ["192.0.2.7:8017", "127.0.0.1:8017"], ["192.0.2.7"]),
    ],
)
def test_the_names_follow_from_the_settings(
    host: str, port: int, names: tuple[str, ...], known: Sequence[str], unknown: Sequence[str]
) -> None:
    hosts = hosts_of(Settings(Path(), host=host, port=port, names=names))
    assert hosts.issuperset(known)
    assert hosts.isdisjoint(unknown)


def test_the_api_tells_it_as_a_problem(ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        answer = client.get("/api/v1/claims", headers={"Host": "evil.example"})
        assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")
