"""Whatever writes asks for a session, for the word of its forms, and for a page of our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from served_client import BASE, TOKEN, csrf_of
from served_routes import addresses_of
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger

STORE_NOTHING = {"/read", "/api/v1/read"}
ENTERS = "/session"
FOREIGN: list[Mapping[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "http://localhost:8017"},
    {"Origin": f"{BASE}.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
]
FIELDS = {"kind": "reject", "by": "Nadia", "text": "La France et la Russie négocient."}


def writes(client: TestClient) -> list[str]:
    """The paths that something can be sent to."""
    return [path for path, methods, _ in addresses_of(client) if methods - {"GET", "HEAD", "OPTIONS"}]


def test_these_are_all_that_can_be_sent_to(client: TestClient) -> None:
    others = {path for path in writes(client) if not path.endswith("/corrections")}
    assert others == {*STORE_NOTHING, ENTERS, "/session/end", "/read/add"}


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_page_of_another_site_sends_anything(headers: Mapping[str, str], writer: TestClient) -> None:
    for path in writes(writer):
        fields = {"csrf": csrf_of(writer), "token": TOKEN, **FIELDS}
        assert writer.post(path, data=fields, headers=dict(headers)).status_code == 403, path


@pytest.mark.parametrize("headers", [{}, {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}])
@pytest.mark.parametrize("word", [None, "", "0" * 64])
def test_no_form_without_the_word_of_its_session_writes(
    word: str | None, headers: Mapping[str, str], writer: TestClient, copied: Path
) -> None:
    ledger = Ledger.open(copied)
    before = ledger.view().version
    claim = ledger.claims()[0].id
    sent = {"/read/add": ("text",), "/session/end": (), f"/claims/{claim}/corrections": ("kind", "by")}
    for path, names in sent.items():
        fields = {name: FIELDS[name] for name in names} | ({} if word is None else {"csrf": word})
        assert writer.post(path, data=fields, headers=dict(headers)).status_code == 403, path
    assert ledger.view().version == before


def test_the_word_of_another_session_is_none(writer: TestClient) -> None:
    word = csrf_of(writer)
    writer.post("/session", data={"token": TOKEN})
    assert csrf_of(writer) != word
    assert writer.post("/session/end", data={"csrf": word}).status_code == 403


@pytest.mark.parametrize(
    ("page", "path", "names"),
    [
        ("corrections", "/claims/{claim}/corrections", ("kind", "by")),
        ("read", "/read/add", ("text",)),
        ("session", "/session/end", ()),
    ],
)
def test_without_the_check_each_would_write(
    page: str,
    path: str,
    names: Sequence[str],
    writer: TestClient,
    copied: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module(f"escale.web.pages.{page}"), "writer_of", lambda *_: None)
    claim = Ledger.open(copied).claims()[0].id
    answer = writer.post(path.format(claim=claim), data={name: FIELDS[name] for name in names})
    assert answer.status_code == 303


def test_what_comes_from_our_own_page_is_taken(writer: TestClient) -> None:
    headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    assert writer.post("/session/end", data={"csrf": csrf_of(writer)}, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": BASE.replace("http:", "https:"), "Sec-Fetch-Site": "same-origin"},
        {"Origin": BASE.replace("http:", "https:")},
        {"Origin": "https://outer.example", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=str,
)
def test_a_proxy_that_does_tls_may_stand_between(headers: Mapping[str, str], writer: TestClient) -> None:
    answer = writer.post("/session/end", data={"csrf": csrf_of(writer)}, headers=dict(headers))
    assert answer.status_code == 303
