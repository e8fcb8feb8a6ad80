"""Sessions: the token opens one, and its cookie is out of reach of scripts and other sites."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_client import TOKEN, csrf_of, served
from starlette.testclient import TestClient

from escale.web.paths import own_path, web_address
from escale.web.security.sessions import Session, Sessions


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


def test_the_word_of_the_forms_is_another_each_time_and_always_right(ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        client.post("/session", data={"token": TOKEN})
        first, second = csrf_of(client), csrf_of(client)
        assert not {first[at : at + 8] for at in range(0, len(first), 8)} & {
            second[at : at + 8] for at in range(0, len(second), 8)
        }
        assert client.post("/session/end", data={"csrf": first}).status_code == 303


@pytest.mark.parametrize("word", ["", "00", "0" * 64, "0" * 128, "0" * 130, "é" * 64, "x" * 128])
def test_a_word_that_no_form_had_is_not_of_the_session(word: str) -> None:
    assert not Session(b"a secret").gave(word)


def test_a_word_cut_short_is_not_of_the_session() -> None:
    session = Session(b"a secret")
    assert session.gave(session.csrf)
    assert not session.gave(session.csrf[:-2])


def test_a_page_kept_from_one_session_is_not_taken_for_one_of_the_next(ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        tags = []
        for _ in range(2):
            client.post("/session", data={"token": TOKEN})
            tags.append(client.get("/claims").headers["etag"])
        assert client.get("/claims", headers={"If-None-Match": tags[0]}).status_code == 200
        assert client.get("/claims", headers={"If-None-Match": tags[1]}).status_code == 304


def test_servers_at_two_ports_keep_their_sessions_apart() -> None:
    assert Sessions(TOKEN, 8017).cookie != Sessions(TOKEN, 8018).cookie


@pytest.mark.parametrize("cookie", ["", ".", "a.b", "é.é", "x" * 4000, "number."])
def test_a_cookie_that_is_not_ours_is_no_session(cookie: str, client: TestClient) -> None:
    answer = client.get("/claims", headers={"cookie": f"escale_session_8017={cookie}".encode()})
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
