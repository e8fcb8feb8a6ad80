"""Every page, wide and narrow, light and dark: within its width, and usable by those who do not see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext
from served_browser import Served, keep

PAGES: dict[str, Callable[[Served], str]] = {
    "home": lambda _: "/",
    "search": lambda _: "/search?q=Roumanie",
    "party": lambda _: "/parties/FRA",
    "pair": lambda _: "/ties/FRA/ROU?on=2023-05-20",
    "pair-unknown": lambda _: "/ties/BRA/ISL",
    "tie": lambda served: f"/tie?key={_tie(served)}",
    "claim": lambda served: f"/claims/{_claim(served)}",
    "event": lambda served: f"/events/{served.ledger.events()[0].id}",
    "claims": lambda _: "/claims",
    "claims-none": lambda _: "/claims?words=introuvable",
    "events": lambda _: "/events",
    "articles": lambda _: "/articles",
    "article": lambda served: f"/articles/{_article(served)}",
    "sources": lambda _: "/sources",
    "map": lambda _: "/map",
    "read": lambda _: "/read",
    "session": lambda _: "/session",
    "api": lambda _: "/api/docs",
    "missing": lambda _: "/claims/c000",
}


def _claim(served: Served) -> str:
    return next(stored.id for stored in served.ledger.claims() if len(stored.claim.sources) > 1)


def _article(served: Served) -> str:
    return max(served.ledger.claims(), key=lambda stored: (stored.published or "", stored.id)).article_id


def _tie(served: Served) -> str:
    tie = max(served.ledger.ties("FRA", "ROU"), key=lambda tie: tie.state.reports)
    return str(tie.key).replace("#", "%23")


@pytest.mark.parametrize("name", PAGES)
def test_on_a_desk(served: Served, watched: BrowserContext, name: str) -> None:
    _look(served, watched, name, "wide-light")


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_in_the_dark(served: Served, phone: BrowserContext, name: str) -> None:
    _look(served, phone, name, "narrow-dark")


@pytest.mark.parametrize("name", ["home", "pair", "claim", "map"])
def test_in_french(served: Served, watched: BrowserContext, name: str) -> None:
    page = watched.new_page()
    page.goto(served.address + PAGES[name](served) + ("&" if "?" in PAGES[name](served) else "?") + "lang=fr")
    assert page.locator("html").get_attribute("lang") == "fr"
    keep(page, f"{name}-french")


def _look(served: Served, window: BrowserContext, name: str, kind: str) -> None:
    page = window.new_page()
    answer = page.goto(served.address + PAGES[name](served))
    assert answer is not None
    assert answer.status == (404 if name == "missing" else 200)
    keep(page, f"{name}-{kind}")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert page.locator("h1").count() == 1
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in serious] == []
