"""The page that reads an article: nothing is stored until one says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from served_browser import Served, keep
from served_client import TOKEN

_TEXT = "La frégate polonaise Kormoran fait escale à Tallinn lundi, dit le ministère estonien de la Défense."


@pytest.fixture
def page(watched: BrowserContext) -> Page:
    return watched.new_page()


def enter(page: Page, served: Served) -> None:
    """Opens a session and goes on to the page."""
    page.goto(f"{served.address}/session?next=/read")
    page.fill("#token", TOKEN)
    page.press("#token", "Enter")
    page.wait_for_url("**/read")


def test_a_text_is_read_then_added(served: Served, page: Page) -> None:
    enter(page, served)
    before = served.ledger.info().version
    page.fill("#read-text", _TEXT)
    page.fill("#read-published", "2024-05-14")
    page.fill("#read-outlet", "La Gazette des ports")
    page.fill("#read-title", "Le Kormoran à Tallinn")
    page.click(".reading button")
    expect(page.locator("#reading .card").first).to_contain_text("port visit")
    expect(page.locator("#reading .card").first).to_contain_text("Tallinn")
    keep(page, "read-result")
    page.keyboard.press("j")
    expect(page.locator("#reading .card.lit")).to_be_focused()
    assert served.ledger.info().version == before
    page.click("form[action='/read/add'] button")
    page.wait_for_url("**/articles/*")
    expect(page.locator("h1")).to_have_text("Le Kormoran à Tallinn")
    expect(page.locator(".card").first).to_contain_text("Tallinn")
    assert served.ledger.info().version > before
    assert served.ledger.article(page.url.rsplit("/", 1)[1]).stored.article.text == _TEXT


def test_a_page_is_uploaded(served: Served, page: Page, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(
        "<html lang='fr'><head><title>Escale à Tallinn</title>"
        "<meta property='article:published_time' content='2024-05-14'></head><body><nav>Accueil</nav>"
        f"<article><h1>Escale à Tallinn</h1><p>{_TEXT}</p><p>{_TEXT.replace('Tallinn', 'Gdynia')}</p>",
        encoding="utf-8",
    )
    before = served.ledger.info().version
    page.goto(f"{served.address}/read")
    page.set_input_files("#read-file", saved)
    page.click(".reading button")
    expect(page.locator("#reading .card").first).to_contain_text("Tallinn")
    expect(page.locator("#reading")).not_to_contain_text("Accueil")
    assert page.locator("form[action='/read/add']").count() == 0
    assert served.ledger.info().version == before


def test_a_file_that_is_too_large_is_not_sent(served: Served, page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 1_100_000)
    page.goto(f"{served.address}/read")
    page.set_input_files("#read-file", large)
    page.click(".reading button")
    assert page.evaluate("document.querySelector('#read-file').validationMessage").startswith("The file is")
    expect(page.locator("#read-file")).to_be_visible()


def test_words_without_an_end_stay_within_a_phone(served: Served, phone: BrowserContext) -> None:
    page = phone.new_page()
    enter(page, served)
    page.fill("#read-text", _TEXT.replace("Kormoran", "Kormoran" * 20))
    page.fill("#read-published", "2024-05-21")
    page.fill("#read-outlet", "Gazette" * 40)
    page.fill("#read-title", "Manœuvres" * 40)
    page.click(".reading button")
    page.click("form[action='/read/add'] button")
    page.wait_for_url("**/articles/*")
    claim = page.locator(".more a").first.get_attribute("href")
    for path in (page.url.removeprefix(served.address), str(claim), "/", "/claims", "/articles"):
        page.goto(served.address + path)
        expect(page.locator("main")).to_contain_text("GazetteGazette" if path != "/" else "Estonia")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
