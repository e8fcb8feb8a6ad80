"""From page to page: search, filters, the map, the language, downloads, and the order of what has focus."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served_browser import Served

_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
}
_STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.tabIndex >= 0 && one.type !== 'hidden')
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).length"""
_STOP = """() => {
  const one = document.activeElement;
  one.dataset.reached = Number(one.dataset.reached || 0) + 1;
  const style = getComputedStyle(one);
  return { text: one.textContent.trim(), again: one.dataset.reached > 1, body: one === document.body,
           ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}"""


@pytest.fixture
def page(watched: BrowserContext) -> Page:
    return watched.new_page()


def test_two_states_lead_to_their_pair(served: Served, page: Page) -> None:
    page.goto(served.address)
    page.fill("#find", "france roumanie")
    page.press("#find", "Enter")
    page.wait_for_url("**/search?q=france+roumanie")
    page.click("main a:text('France and Romania')")
    page.wait_for_url("**/ties/FRA/ROU")
    expect(page.locator("h1")).to_have_text("France – Romania")


def test_filters_need_no_scripts(served: Served, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{served.address}/claims")
        page.click(".filters summary")
        page.select_option("#f-type", "deployment")
        page.click(".filters button")
        rows = page.locator("main tbody th")
        assert rows.count() > 0
        assert all(text.startswith("deployment") for text in rows.all_inner_texts())


def test_marks_of_the_map_lead_to_claims(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/map")
    mark = page.locator(".broad svg a", has_text="Constanţa").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?place=*")
    assert parse_qs(urlsplit(page.url).query)["place"] == ["Constanţa"]
    expect(page.locator("main tbody tr").first).to_contain_text("Constanţa")


def test_the_language_chosen_stays(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/ties/FRA/ROU?on=2023-05-20")
    page.click("footer a:text('Français')")
    expect(page.locator("h1")).to_have_text("France – Roumanie")
    assert "on=2023-05-20" in page.url
    page.goto(f"{served.address}/claims")
    expect(page.locator("h1")).to_have_text("Affirmations")
    page.click("footer a:text('English')")
    expect(page.locator("h1")).to_have_text("Claims")


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/", 10),
        ("/ties/FRA/ROU?on=2023-05-20&known=2023-09-05", 10),
        ("/map", 4),
        ("/claims", 3),
        ("/events?state=FRA", 3),
        ("/articles", 3),
        ("/sources", 3),
    ],
)
def test_every_download_comes(served: Served, page: Page, path: str, least: int) -> None:
    page.goto(served.address + path)
    links = page.locator("main a[download]").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) >= least
    for link in links:
        answer = page.request.get(link)
        kind = re.sub(r".*\.", "", urlsplit(link).path)
        assert answer.status == 200, link
        assert answer.headers["content-type"].split(";")[0] == _TYPES[kind]
        # Of no rows there are no lines.
        assert answer.body() or kind == "jsonl"


@pytest.mark.parametrize("path", ["/", "/ties/FRA/ROU?on=2023-05-20", "/claims?state=FRA", "/map", "/read"])
def test_a_keyboard_reaches_everything(served: Served, page: Page, path: str) -> None:
    page.goto(served.address + path)
    stops = page.evaluate(_STOPS)
    page.keyboard.press("Tab")
    first = page.evaluate(_STOP)
    assert first["text"] == "To the content"
    expect(page.locator(".skip")).to_be_in_viewport()
    reached = 1
    for _ in range(2 * stops + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop["body"]:
            break
        # A field for a day has more stops within it, which the browser itself marks.
        if not stop["again"]:
            reached += 1
            assert stop["ring"], stop
    assert reached == stops


def test_the_skip_link_skips(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/claims")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".filters summary")).to_be_focused()
