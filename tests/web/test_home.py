"""The home page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from served_client import served
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.model import ClaimType
from escale.web.digest import digest_of


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    Ledger.create(tmp_path / "empty")
    with served(tmp_path / "empty") as made:
        yield made


def page_of(client: TestClient, address: str = "/") -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def links(page: html.HtmlElement, section: str) -> list[str]:
    return list(page.xpath(f"//section[@aria-labelledby='{section}']//table//a/@href"))


def test_it_says_what_is_new_and_who_is_most_active(client: TestClient, ledger_folder: Path) -> None:
    page = page_of(client)
    ledger = Ledger.open(ledger_folder)
    digest = digest_of(ledger, ledger.view().version)
    assert digest.lately
    assert digest.active
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//form[@role='search']//input[@name='q']")
    assert f"{digest.info.claims} claims" in page.text_content()
    changed = [f"/ties/{one.after.key.first}/{one.after.key.second}" for one in digest.lately]
    assert [link for link in links(page, "lately") if link.startswith("/ties/")] == changed
    assert links(page, "active") == [f"/ties/{pair.first}/{pair.second}" for pair in digest.active]
    assert links(page, "newest") == [f"/claims/{claim.id}" for claim in digest.newest]


def test_changes_are_told_from_one_status_to_the_other(client: TestClient) -> None:
    cells = page_of(client).xpath("//section[@aria-labelledby='lately']//tbody/tr/td[1]")
    told = [" ".join(cell.text_content().split()) for cell in cells]
    assert any("none then→" in words and "suspended" in words for words in told)
    assert all(cell.xpath(".//*[@class='sign' and @aria-hidden='true']") for cell in cells)


@pytest.mark.parametrize(
    ("query", "types"),
    [("", ()), ("?type=port_visit", (ClaimType.PORT_VISIT,)), ("?type=&after=&before=", ())],
)
def test_the_matrix_is_drawn_twice_and_told_in_a_table(
    client: TestClient, ledger_folder: Path, query: str, types: tuple[ClaimType, ...]
) -> None:
    page = page_of(client, f"/{query}")
    pairs = Ledger.open(ledger_folder).activity(types=types)
    assert pairs
    assert len(page.xpath("//figure//*[name()='svg']")) == 2
    rows = page.xpath("//section[@aria-labelledby='matrix']//tbody/tr")
    told = [(row.xpath("string(.//a/@href)"), int(row.xpath("string(td[1])"))) for row in rows]
    assert told == [(f"/ties/{pair.first}/{pair.second}", pair.claims) for pair in pairs]


def test_an_empty_ledger_says_how_it_is_filled(empty: TestClient) -> None:
    page = page_of(empty)
    assert "This ledger is empty" in page.text_content()
    assert "escale add" in page.xpath("string(//pre)")
    assert not page.xpath("//figure | //table")


def test_what_was_corrected_is_seen_at_once(copied: Path) -> None:
    with served(copied) as client:
        newest = links(page_of(client), "newest")[0]
        ledger = Ledger.open(copied)
        ledger.correct(CorrectionKind.REJECT, [newest.removeprefix("/claims/")], by="N.", note="no")
        assert newest not in links(page_of(client), "newest")


@pytest.mark.parametrize(
    ("address", "current"), [("/", "/"), ("/claims", "/claims"), ("/map?type=talks", "/map")]
)
def test_the_current_page_is_told_in_the_frame(client: TestClient, address: str, current: str) -> None:
    assert page_of(client, address).xpath("//header//a[@aria-current='page']/@href") == [current]


def test_links_of_a_permanent_address_stay_at_its_version(client: TestClient) -> None:
    page = page_of(client, "/?version=1")
    addresses = page.xpath("//main//a/@href | //header//a/@href")
    assert addresses
    assert all("version=1" in address for address in addresses)
