"""Sessions: the token opens one, and its cookie is out of reach of scripts and other sites."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_client import TOKEN, csrf_of, served
from starlette.testclient import TestClient

from escale.web.paths import own_path, web_address


def test_the_token_opens_a_session_and_leads_on(ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        answer = client.post("/session", data={"token": f" {TOKEN} ", "next": "/claims?type=talks"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/claims?type=talks")
        attributes = set(answer.headers["set-cookie"].lower().split("; ")[1:])
        assert attributes == {"httponly", "samesite=strict", "path=/"}
        assert 'name="csrf"' in client.get("/claims").text


@pytest.mark.parametrize("token", ["", "another-token-of-some-length", TOKEN[:-1], f"{TOKEN}x", "é" * 20])
def test_another_word_opens_none_and_is_not_shown_again(token: str, client: TestClient) -> None:
    answer = client.post("/session", data={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert not token or token not in answer.text
    assert 'role="alert"' in answer.text


def test_a_session_that_was_ended_is_not_known_by_a_copy_of_its_cookie(ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        client.post("/session", data={"token": TOKEN})
        copy = dict(client.cookies)
        answer = client.post("/session/end", data={"csrf": csrf_of(client)})
        assert answer.status_code == 303
        assert not client.cookies
        client.cookies.update(copy)
        assert 'name="csrf"' not in client.get("/claims").text


@pytest.mark.parametrize("cookie", ["", ".", "a.b", "é.é", "x" * 4000, "number."])
def test_a_cookie_that_is_not_ours_is_no_session(cookie: str, client: TestClient) -> None:
    answer = client.get("/claims", headers={"cookie": f"escale_session={cookie}".encode()})
    assert answer.status_code == 200
    assert 'name="csrf"' not in answer.text


@pytest.mark.parametrize(
    ("given", "onward"),
    [
        ("/", "/"),
        ("/claims?type=talks&after=2020-01-01", "/claims?type=talks&after=2020-01-01"),
        ("/articles/a0#claim-c0", "/articles/a0#claim-c0"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/claims\\..", "/"),
        ("\\\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/claims\r\nSet-Cookie: a=b", "/"),
        ("claims", "/"),
        ("", "/"),
        (None, "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_only_paths_of_this_site_are_led_on_to(given: str | None, onward: str) -> None:
    assert own_path(given) == onward


@pytest.mark.parametrize("place", ["//evil.example/", "/\\evil.example", "https://evil.example/"])
def test_the_form_leads_to_no_other_site(place: str, ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        assert "evil" not in client.get("/session", params={"next": place}).text
        answer = client.post("/session", data={"token": TOKEN, "next": place})
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example/", True),
        ("javascript:alert(1)", False),
        ("/x", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str, linked: bool) -> None:
    assert web_address(url) == (url if linked else None)
