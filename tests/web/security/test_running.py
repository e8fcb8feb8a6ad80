"""A server that runs, asked over the network: raw paths, raw hosts, and what becomes of its token."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from server_process import ServerProcess, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def server(ledger_folder: Path) -> Iterator[ServerProcess]:
    with serving(ledger_folder, "--allow-host", "desk.example") as server:
        yield server


@pytest.fixture(scope="module")
def public(ledger_folder: Path) -> Iterator[ServerProcess]:
    """One that others can reach."""
    with serving(ledger_folder, "--host", "0.0.0.0") as server:
        yield server


@pytest.mark.parametrize(
    "target",
    [
        "/static/../app.py",
        "/static/../../commands/serve.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/..%5capp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/app.css%00.js",
        "/static/",
        "/download/../static/../app.py",
        "/download/..%2f..%2fpyproject.toml",
        "/download/claims.csv/../../x",
        "/download/claims.exe",
        "/../../../etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_folder(target: str, server: ServerProcess) -> None:
    status, headers, body = server.ask(target)
    assert status in (400, 404, 422), body
    assert b"root:" not in body
    assert b"FastAPI" not in body
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("[::1]:{port}", 200),
        ("desk.example", 200),
        ("desk.example:{port}", 200),
        ("rebound.example:{port}", 421),
        ("127.0.0.1:1", 421),
    ],
)
def test_the_host_has_to_be_its_own(host: str, status: int, server: ServerProcess) -> None:
    assert server.ask("/session", headers={"Host": host.format(port=server.port)})[0] == status


def test_a_whole_address_as_target_shows_nothing_under_another_name(server: ServerProcess) -> None:
    own = f"127.0.0.1:{server.port}"
    assert server.ask("http://evil.example/session", headers={"Host": "evil.example"})[0] == 421
    assert server.ask("http://evil.example/claims", headers={"Host": own})[0] in (400, 404, 421)


def test_two_hosts_are_refused(server: ServerProcess) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10) as raw:
        own = f"127.0.0.1:{server.port}"
        raw.sendall(f"GET /session HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n".encode())
        assert raw.recv(100).split()[1] in (b"400", b"421")


@pytest.mark.parametrize(
    "target", ["/", "/claims", "/read", "/read/add", "/download/claims.csv", "/api/docs"]
)
def test_beyond_this_machine_everything_demands_the_token(target: str, public: ServerProcess) -> None:
    status, headers, body = public.ask(target)
    assert status == 401 if target.startswith("/api/") else status == 303
    assert not body or b"claim" not in body
    bearer = {"Authorization": f"Bearer {public.token}"}
    assert public.ask(target, headers=bearer)[0] == (303 if target == "/read/add" else 200)
    assert public.ask(target, headers={"Authorization": f"Bearer {public.token}x"})[0] == status
    assert "location" not in headers or headers["location"].startswith("/session?next=")


@pytest.mark.parametrize("target", ["/session", "/static/app.css", "/static/app.js"])
def test_its_door_stays_in_reach(target: str, public: ServerProcess) -> None:
    assert public.ask(target)[0] == 200


@pytest.mark.parametrize(
    "target", ["/session/../claims", "/session%2f..%2fclaims", "/static/../claims", "/session%3f"]
)
def test_the_door_is_no_way_round(target: str, public: ServerProcess) -> None:
    status, _, body = public.ask(target)
    assert status in (303, 400, 404)
    assert b"<table" not in body


def test_the_token_is_shown_once_and_never_again(ledger_folder: Path) -> None:
    with serving(ledger_folder) as server:
        token = server.token
        shown = list(server.lines)
        answers = [
            server.ask("/session", "POST", FORM, urlencode({"token": given})) for given in (token, "x")
        ]
        cookie = answers[0][1]["set-cookie"].split(";")[0]
        targets = [
            "/",
            "/session",
            f"/claims?words={token}x",
            f"/session?next=/{token}",
            "/nothing",
            "/read",
            "/api/docs",
        ]
        answers += [server.ask(target, headers={"Cookie": cookie}) for target in targets[:2] + targets[4:]]
        answers += [server.ask("/session", "POST", FORM, "token=%ff%fe&more=x")]
        for status, headers, body in answers:
            assert status < 500
            assert token.encode() not in body
            assert token not in str(headers)
        for target in targets[2:4]:
            server.ask(target, headers={"Cookie": cookie})
        server.stop()
        assert server.lines[: len(shown)] == shown
        assert token not in "".join(server.lines[len(shown) :])
        assert "GET" not in "".join(server.lines)
        assert "".join(server.lines).count(token) == 1


def test_a_token_from_the_environment_is_not_shown_at_all(ledger_folder: Path) -> None:
    token = "a-token-of-the-environment"
    with serving(ledger_folder, "--private", environ={"ESCALE_TOKEN": token}) as server:
        assert server.ask("/claims")[0] == 303
        assert server.ask("/claims", headers={"Authorization": f"Bearer {token}"})[0] == 200
        server.stop()
        assert token not in "".join(server.lines)
