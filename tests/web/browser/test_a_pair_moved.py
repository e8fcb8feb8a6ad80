"""A pair's page under the hand: sliders and days change it in place, and without scripts its form does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served_browser import Served, keep

_PAIR = "/ties/FRA/ROU?on=2023-05-20"
_PICTURE = "() => document.querySelector('#shown .broad svg').outerHTML"
_SUSPENDED = "2023-09-06"


@pytest.fixture
def page(served: Served, watched: BrowserContext) -> Page:
    """The page of a pair, which knows whether it was loaded again."""
    made = watched.new_page()
    made.goto(served.address + _PAIR)
    made.evaluate("window.stayed = true")
    return made


def test_the_day_asked_moves_by_keys(page: Page) -> None:
    picture = page.evaluate(_PICTURE)
    row = page.locator("tr", has_text="constanta").first
    expect(row).to_contain_text("active")
    slider = page.locator("#on-slider")
    slider.focus()
    for _ in range(14):
        slider.press("PageUp")
    expect(page.locator("#on")).not_to_have_value("2023-05-20")
    day = page.locator("#on").input_value()
    page.wait_for_url(f"**/ties/FRA/ROU?on={day}")
    expect(page.locator("#basis")).to_contain_text(day)
    expect(page.locator("#said")).to_contain_text(day)
    expect(slider).to_have_attribute("aria-valuetext", day)
    expect(slider).to_be_focused()
    expect(page.locator("tr", has_text="constanta").first).to_contain_text("suspended")
    assert page.evaluate(_PICTURE) != picture
    assert page.evaluate("window.stayed")
    assert f"on={day}" in (page.locator("footer a", has_text="Permanent").get_attribute("href") or "")
    keep(page, "pair-moved")


def test_what_is_known_moves_by_keys(page: Page) -> None:
    picture = page.evaluate(_PICTURE)
    slider = page.locator("#known-slider")
    slider.focus()
    slider.press("PageDown")
    expect(page.locator("#known")).not_to_have_value("")
    day = page.locator("#known").input_value()
    page.wait_for_url(f"**on=2023-05-20&known={day}")
    expect(page.locator("#said")).to_contain_text(f"known on {day}")
    expect(slider).to_be_focused()
    assert page.evaluate(_PICTURE) != picture
    slider.press("End")
    page.wait_for_url("**on=2023-05-20")
    expect(page.locator("#said")).to_contain_text("all that is known")
    assert page.evaluate("window.stayed")


def test_a_day_typed_moves_its_slider(page: Page) -> None:
    before = page.locator("#on-slider").input_value()
    page.fill("#on", _SUSPENDED)
    page.wait_for_url(f"**on={_SUSPENDED}")
    moved = int(page.locator("#on-slider").input_value()) - int(before)
    assert moved == 109
    expect(page.locator("tr", has_text="constanta").first).to_contain_text("suspended")
    assert page.evaluate("window.stayed")


def test_a_server_that_does_not_answer_is_told_of(page: Page) -> None:
    page.route("**/ties/**", lambda route: route.abort())
    page.fill("#on", _SUSPENDED)
    expect(page.locator("#said")).to_be_visible()
    expect(page.locator("#said")).to_contain_text("could not be brought up to date")
    page.unroute("**/ties/**")
    page.fill("#on", "2023-09-07")
    page.wait_for_url("**on=2023-09-07")
    expect(page.locator("tr", has_text="constanta").first).to_contain_text("suspended")


def test_without_scripts_the_form_asks(served: Served, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(served.address + _PAIR)
        expect(page.locator("#on-slider")).to_be_hidden()
        page.fill("#on", _SUSPENDED)
        page.fill("#known", _SUSPENDED)
        page.click("#days button")
        page.wait_for_url(f"**on={_SUSPENDED}&known={_SUSPENDED}")
        expect(page.locator("tr", has_text="constanta").first).to_contain_text("suspended")


def test_a_mark_opens_its_event(served: Served, page: Page) -> None:
    events = {event.id for event in served.ledger.events()}
    marks = page.locator(".timeline .broad a[href^='/events/']")
    assert marks.count() > 3
    marks.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/e*")
    assert page.url.rsplit("/", 1)[1].split("?")[0] in events
    expect(page.locator("blockquote").first).to_be_visible()
