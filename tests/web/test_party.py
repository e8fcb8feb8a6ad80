"""The page of a state or body."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.web import scope


def page_of(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def links(page: html.HtmlElement, section: str) -> list[str]:
    return list(page.xpath(f"//section[@aria-labelledby='{section}']//tbody//a/@href"))


@pytest.mark.parametrize(("lang", "name"), [("en", "Romania"), ("fr", "Roumanie")])
def test_it_goes_by_its_name(client: TestClient, lang: str, name: str) -> None:
    assert (
        html.fromstring(client.get("/parties/rou", headers={"Accept-Language": lang}).content).xpath(
            "string(//h1)"
        )
        == f"{name} ROU"
    )


def test_its_partners_are_those_with_the_most_claims_first(client: TestClient, ledger_folder: Path) -> None:
    pairs = Ledger.open(ledger_folder).activity(state="FRA")
    partners = [pair.second if pair.first == "FRA" else pair.first for pair in pairs]
    assert links(page_of(client, "/parties/FRA"), "partners") == [f"/ties/FRA/{code}" for code in partners]


@pytest.mark.parametrize("query", ["", "?on=2023-07-01&known=2023-07-01", "?on=&known="])
def test_its_ties_are_those_of_the_day(client: TestClient, ledger_folder: Path, query: str) -> None:
    ledger = Ledger.open(ledger_folder)
    day = ledger.day(None, None)
    ties = ledger.ties("FRA", on=None, known=None)
    if "2023" in query:
        day = day.replace(2023, 7, 1)
        ties = ledger.ties("FRA", on=day, known=day)
    page = page_of(client, f"/parties/FRA{query}")
    assert page.xpath("string(//h2[@id='ties'])") == f"Ties on {day}"
    assert len(page.xpath("//section[@aria-labelledby='ties']//tbody/tr")) == len(ties)


def test_of_a_party_much_told_of_a_partner_has_to_be_chosen(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "_TIED", 3)
    page = page_of(client, "/parties/FRA?on=2023-06-01")
    assert page.xpath("//section[@aria-labelledby='ties']//p[@class='notice']")
    assert not links(page, "ties")
    assert links(page, "partners")


@pytest.mark.parametrize(("code", "status"), [("ZZZ", 404), ("F", 422), ("F-A", 422)])
def test_who_is_not_there_is_not_found(client: TestClient, code: str, status: int) -> None:
    assert client.get(f"/parties/{code}").status_code == status
