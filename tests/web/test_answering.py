"""Versions, languages and ETags of answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_client import served
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.web.settings import Limits


def test_who_has_the_answer_is_told_so(client: TestClient) -> None:
    first = client.get("/claims")
    again = client.get("/claims", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert client.get("/claims", headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_etags_tell_addresses_languages_and_versions_apart(copied: Path) -> None:
    with served(copied) as client:
        asked = ["/claims", "/claims?type=talks", "/claims?lang=fr", "/claims?version=1"]
        tags = [client.get(address).headers["etag"] for address in asked]
        ledger = Ledger.open(copied)
        ledger.correct(CorrectionKind.REJECT, [ledger.claims()[0].id], by="N.", note="no")
        tags.append(client.get("/claims").headers["etag"])
        assert len(set(tags)) == len(tags)
        assert client.get("/claims?version=1").headers["etag"] == tags[3]


def test_a_permanent_address_shows_the_same_when_the_ledger_has_grown(copied: Path) -> None:
    with served(copied) as client:
        before = client.get("/claims?version=1").text
        ledger = Ledger.open(copied)
        ledger.correct(CorrectionKind.REJECT, [ledger.claims()[-1].id], by="N.", note="no")
        assert client.get("/claims?version=1").text == before
        assert client.get("/claims").text != before


def test_a_version_that_is_not_there_is_not_found(client: TestClient) -> None:
    answer = client.get("/claims?version=999")
    assert answer.status_code == 404
    assert "no such version" in answer.text


@pytest.mark.parametrize(
    ("address", "headers", "lang"),
    [
        ("/claims", {}, "en"),
        ("/claims", {"Accept-Language": "fr-CA,en;q=0.5"}, "fr"),
        ("/claims", {"Accept-Language": "de, fr;q=0.8"}, "fr"),
        ("/claims", {"Accept-Language": "de"}, "en"),
        ("/claims?lang=fr", {"Accept-Language": "en"}, "fr"),
        ("/claims?lang=xx", {"Accept-Language": "fr"}, "fr"),
        ("/claims", {"Cookie": "escale_lang=fr", "Accept-Language": "en"}, "fr"),
    ],
)
def test_the_language_is_the_one_asked(
    ledger_folder: Path, address: str, headers: dict[str, str], lang: str
) -> None:
    with served(ledger_folder) as client:
        assert f'<html lang="{lang}">' in client.get(address, headers=headers).text


def test_a_language_once_chosen_stays(ledger_folder: Path) -> None:
    with served(ledger_folder) as client:
        client.get("/claims?lang=fr")
        assert '<html lang="fr">' in client.get("/claims").text


@pytest.mark.parametrize(
    "address", ["/claims?version=-1", "/claims?version=x", "/claims?known=yesterday", "/claims?no_such=1"]
)
def test_what_cannot_be_asked_is_told_on_a_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")


def test_answers_without_end_are_given_up(ledger_folder: Path) -> None:
    with served(ledger_folder, limits=Limits(seconds=0.0)) as client:
        answer = client.get("/claims")
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
