"""Lists of claims, events, articles and sources: filters, pages, what is too much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from served_client import served
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.web import scope
from escale.web.overview import Overview
from escale.web.settings import Limits

LISTS = ("/claims", "/events", "/articles", "/sources")


@pytest.fixture
def short(ledger_folder: Path) -> Iterator[TestClient]:
    """A server whose pages have seven rows."""
    with served(ledger_folder, limits=Limits(page=7)) as made:
        yield made


def page_of(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def rows(page: html.HtmlElement) -> list[str]:
    return [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]


@pytest.mark.parametrize("address", LISTS)
def test_the_pages_of_a_list_are_the_whole_list_in_order(
    client: TestClient, short: TestClient, address: str
) -> None:
    listed: list[str] = []
    following: str | None = address
    while following:
        page = page_of(short, following)
        listed += rows(page)
        following = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    # The other server gives fifty to a page.
    whole = rows(page_of(client, address))
    assert len(listed) > 7
    assert listed[: len(whole)] == whole
    assert len(whole) == min(len(listed), Limits().page)


@pytest.mark.parametrize("address", LISTS)
def test_empty_fields_ask_nothing(client: TestClient, address: str) -> None:
    fields = [*page_of(client, address).xpath("//main//form//*[@name]/@name")]
    assert len(fields) > 3
    empty = "&".join(f"{name}=" for name in fields)
    assert rows(page_of(client, f"{address}?{empty}")) == rows(page_of(client, address))


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("/claims?type=talks", "//select[@name='type']/option[@selected]/@value", "talks"),
        ("/claims?state=FRA&state=ROU", "(//input[@name='state'])[2]/@value", "ROU"),
        ("/events?after=2023-01-01", "//input[@name='after']/@value", "2023-01-01"),
        ("/sources?words=escale", "//input[@name='words']/@value", "escale"),
        ("/articles?title=visite", "//input[@name='title']/@value", "visite"),
    ],
)
def test_the_form_keeps_what_was_asked(client: TestClient, address: str, field: str, value: str) -> None:
    assert value in page_of(client, address).xpath(field)


@pytest.mark.parametrize("address", LISTS)
def test_nothing_found_is_said(client: TestClient, address: str) -> None:
    page = page_of(client, f"{address}?known=1700-01-01")
    assert page.xpath("//main//p[@class='notice']")
    assert not rows(page)


@pytest.mark.parametrize("address", LISTS)
def test_what_is_listed_downloads_by_the_same_filter(client: TestClient, address: str) -> None:
    page = page_of(client, f"{address}?after=2020-01-01")
    downloads = page.xpath("(//p[@class='downloads'])[1]/a/@href")
    forms = [f"/download{address}.{form}?after=2020-01-01" for form in ("csv", "jsonl", "parquet")]
    assert downloads == forms


def test_the_families_of_articles_are_had_from_their_list(client: TestClient) -> None:
    found = page_of(client, "/articles?known=2022-01-01").xpath("(//p[@class='downloads'])[2]/a/@href")
    assert found == [f"/download/families.{form}?known=2022-01-01" for form in ("csv", "jsonl", "parquet")]
    assert client.get(found[0]).status_code == 200


@pytest.mark.parametrize("address", ["/events", "/sources"])
def test_what_is_not_counted_yet_is_not_kept_as_if_it_were_nothing(
    ledger_folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(scope, "_CLAIMS", 10)
    with served(ledger_folder) as client:
        with monkeypatch.context() as early:
            early.setattr(Overview, "ask", lambda *_: None)
            answer = client.get(address)
            assert answer.status_code == 200
            assert "etag" not in answer.headers
        assert page_of(client, address).xpath("//ul[@class='picks']//a")


def test_an_event_is_told_with_its_support(client: TestClient, ledger_folder: Path) -> None:
    latest = Ledger.open(ledger_folder).events()[-1]
    row = page_of(client, "/events").xpath("//tbody/tr")[0]
    assert row.xpath("string(th/a/@href)") == f"/events/{latest.id}"
    counts = [cell.text_content() for cell in row.xpath("td[@class='count']")]
    assert counts == [str(latest.origins), str(latest.reports)]


@pytest.mark.parametrize("address", ["/events", "/sources"])
def test_of_a_large_ledger_a_pair_has_to_be_chosen(
    ledger_folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(scope, "_CLAIMS", 10)
    with served(ledger_folder) as client:
        page = page_of(client, f"{address}?type=port_visit")
        assert not rows(page)
        chosen = page.xpath("string(//ul[@class='picks']//a/@href)")
        busiest = Ledger.open(ledger_folder).activity(limit=1)[0]
        assert chosen == f"{address}?type=port_visit&state={busiest.first}&state={busiest.second}"
        assert rows(page_of(client, chosen))
