"""The page of a pair: its days, its picture, how its ties stand, what is planned, denied and took place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from escale.export.picture import picture_css
from escale.export.timeline_look import timeline_css
from escale.ledger.ledger import Ledger

_PAIR = ("FRA", "ROU")
_PATH = "/ties/FRA/ROU"


@pytest.fixture(scope="module")
def ledger(ledger_folder: Path) -> Ledger:
    return Ledger.open(ledger_folder)


def page_of(client: TestClient, path: str, **query: str) -> html.HtmlElement:
    answer = client.get(path, params={"lang": "en", **query})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_each_tie_has_a_row_that_leads_to_it(client: TestClient, ledger: Ledger) -> None:
    page = page_of(client, _PATH)
    ties = ledger.ties(*_PAIR)
    assert len(ties) > 3
    rows = page.xpath("//table[@aria-labelledby='ties-title']/tbody/tr")
    assert [row.xpath("string(./td[3])").strip() for row in rows] == [
        str(tie.state.origins or "–") for tie in ties
    ]
    for row, tie in zip(rows, ties, strict=True):
        assert client.get(row.xpath("./th/a/@href")[0]).status_code == 200
        assert row.xpath(f".//*[contains(@class, 's-{tie.state.status.value}')]")


def test_the_picture_is_drawn_wide_and_narrow_with_links_that_lead_somewhere(client: TestClient) -> None:
    page = page_of(client, _PATH)
    drawings = page.xpath("//figure/div[@class='broad' or @class='narrow']/*[local-name()='svg']")
    assert [int(drawing.get("width")) for drawing in drawings] == [1216, 358]
    assert not page.xpath("//*[local-name()='style'] | //*[@style]")
    leads = {href for drawing in drawings for href in drawing.xpath(".//*[local-name()='a']/@href")}
    kinds = {re.match(r"/[a-z]+/?", href)[0] for href in leads}  # type: ignore[index]
    assert {"/tie", "/events/"} <= kinds
    for href in leads:
        if not href.startswith("/events?"):
            assert client.get(href).status_code == 200, href
    identities = page.xpath("//@id")
    assert len(identities) == len(set(identities))


def test_its_style_is_that_of_the_downloaded_picture(client: TestClient) -> None:
    answer = client.get("/static/pictures.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text.startswith(timeline_css() + picture_css())


@pytest.mark.parametrize(
    ("query", "basis", "on", "known"),
    [
        ({}, "On 2023-12-04, by all that is known", "2023-12-04", ""),
        ({"on": "2022-03-01"}, "On 2022-03-01, by all that is known", "2022-03-01", ""),
        ({"known": "2023-09-30"}, "On 2023-09-30, as known on 2023-09-30", "2023-09-30", "2023-09-30"),
        (
            {"on": "2024-03-01", "known": "2023-09-30"},
            *("On 2024-03-01, as known on 2023-09-30", "2024-03-01", "2023-09-30"),
        ),
        ({"on": "2022-03-01", "known": ""}, "On 2022-03-01, by all that is known", "2022-03-01", ""),
    ],
)
def test_the_days_asked_are_said_and_stand_in_the_form(
    client: TestClient, query: dict[str, str], basis: str, on: str, known: str
) -> None:
    page = page_of(client, _PATH, **query)
    assert words(page, "//*[@id='basis']")[0].startswith(basis)
    assert page.xpath("//input[@type='date']/@value") == [on, known]
    shown = page.xpath("//input[@type='range']/@aria-valuetext")
    assert shown == [on, known or "all that is known"]


@pytest.mark.parametrize("query", [{}, {"on": "1950-01-01"}, {"on": "2090-01-01"}, {"known": "2090-01-01"}])
def test_a_slider_stands_within_its_range(client: TestClient, query: dict[str, str]) -> None:
    for slider in page_of(client, _PATH, **query).xpath("//input[@type='range']"):
        first, at, last = (int(slider.get(name)) for name in ("min", "value", "max"))
        assert first <= at <= last
        assert slider.get("aria-label")


def test_what_was_not_yet_known_is_not_shown(client: TestClient, ledger: Ledger) -> None:
    page = page_of(client, _PATH, known="2000-01-01")
    assert "Nothing was known" in words(page, "//p[@class='notice']")[0]
    assert not page.xpath("//table")
    assert page.xpath("//input[@type='date']")


def test_plans_and_denials_lead_to_their_claims(client: TestClient, ledger: Ledger) -> None:
    page = page_of(client, _PATH)
    ties = ledger.ties(*_PAIR)
    denied = {point.claim for tie in ties for point in tie.state.denied}
    planned = {point.claim for tie in ties for point in tie.state.outlook}
    leads = {href.rsplit("/", 1)[1] for href in page.xpath("//ul[@class='told']//small/a/@href")}
    assert denied
    assert planned
    assert leads & denied
    assert leads & planned


def test_events_come_latest_first_and_are_all_within_reach(client: TestClient, ledger: Ledger) -> None:
    page = page_of(client, _PATH)
    marks = ledger.timeline(*_PAIR).marks
    rows = page.xpath("//table[@aria-labelledby='events-title']/tbody/tr/th/a/@href")
    assert rows[0] == f"/events/{[mark for mark in marks if mark.first or mark.last][-1].event}"
    assert len(rows) == min(len(marks), 20)


def test_its_tables_and_its_picture_can_be_downloaded(client: TestClient) -> None:
    page = page_of(client, _PATH, known="2023-09-30")
    leads = page.xpath("//a[@download]/@href")
    assert len(leads) == 10
    for href in leads:
        assert "known=2023-09-30" in href
        assert client.get(href).status_code == 200, href


def test_a_pinned_page_keeps_its_version(client: TestClient) -> None:
    page = page_of(client, _PATH, version="1")
    assert page.xpath("//form[@id='days']/input[@name='version']/@value") == ["1"]
    assert all("version=1" in href for href in page.xpath("//table//a/@href"))


def test_it_speaks_french(client: TestClient) -> None:
    page = page_of(client, _PATH, lang="fr")
    assert words(page, "//h1") == ["France – Roumanie"]
    assert "suspendu" in words(page, "//table[@aria-labelledby='ties-title']")[0]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/ties/AAA/BBB", 200, "Nothing is known of AAA and BBB together."),
        ("/ties/fra/rou", 200, "France – Romania"),
        ("/ties/FRA/FRA", 400, "a pair has two parties"),
        ("/ties/FRA/fra", 400, "a pair has two parties"),
        ("/ties/FRA/R-U", 422, "no code"),
        ("/ties/FRA/ROU?on=2023-13-01", 422, "on"),
        ("/ties/FRA/ROU?other=1", 422, "other"),
        ("/ties/FRA/ROU?version=999999", 404, "999999"),
    ],
)
def test_what_is_asked_amiss_is_told(client: TestClient, path: str, status: int, told: str) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status
    assert told in " ".join(html.fromstring(answer.content).text_content().split())
