"""An article's page by keys: going through its claims, and correcting them."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from served_browser import Served, keep
from served_client import TOKEN

from escale.ledger.rows import CorrectionKind

_LIT = "() => document.activeElement.id + ' ' + document.querySelector('.card.lit')?.id"


@pytest.fixture
def page(watched: BrowserContext) -> Page:
    return watched.new_page()


@pytest.fixture
def article(served: Served) -> str:
    """The article of most claims."""
    held = [stored.article_id for stored in served.ledger.claims()]
    return max(sorted(set(held)), key=held.count)


def enter(page: Page, served: Served, onward: str) -> None:
    """Opens a session and goes on."""
    page.goto(f"{served.address}/session?next={onward}")
    page.fill("#token", TOKEN)
    page.press("#token", "Enter")
    page.wait_for_url(f"**{onward}")


def lit(page: Page) -> str:
    """The claim that has focus and whose place in the text is marked."""
    focused, marked = page.evaluate(_LIT).split(" ")
    assert focused == marked
    return str(focused).removeprefix("claim-")


def made(served: Served, claim: str) -> list[CorrectionKind]:
    return [correction.kind for correction in served.ledger.why(claim).corrections]


def test_keys_go_through_the_claims(served: Served, page: Page, article: str) -> None:
    page.goto(f"{served.address}/articles/{article}")
    claims = [stored.id for stored in served.ledger.article(article).claims]
    seen = []
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
        seen.append(lit(page))
        expect(page.locator(f"#claim-{seen[-1]} dl")).to_be_in_viewport()
        place = claims.index(seen[-1])
        assert page.locator(f".ev.lit[data-claims~='{place}']").count() > 0
    assert seen == [claims[0], claims[1], claims[2], claims[1]]
    for _ in claims:
        page.keyboard.press("j")
    assert lit(page) == claims[-1]
    keep(page, "article-keys")


def test_pointing_at_a_sentence_marks_its_claim(served: Served, page: Page, article: str) -> None:
    page.goto(f"{served.address}/articles/{article}")
    piece = page.locator(".ev").last
    piece.hover()
    told = piece.get_attribute("data-claims") or ""
    expect(page.locator(".card.lit")).to_have_attribute("data-place", told.split()[0])
    page.locator("sup a").nth(4).focus()
    expect(page.locator(".card.lit")).to_have_attribute("data-place", "4")


def test_without_a_session_keys_correct_nothing(served: Served, page: Page, article: str) -> None:
    page.goto(f"{served.address}/articles/{article}")
    before = served.ledger.info().version
    page.keyboard.press("j")
    for key in ("a", "r", "e"):
        page.keyboard.press(key)
    expect(page.locator("dialog[open], .correct")).to_have_count(0)
    assert page.url.endswith(article)
    assert served.ledger.info().version == before


def test_corrections_are_kept_at_once_and_the_name_is_asked_once(
    served: Served, page: Page, article: str
) -> None:
    first, second, third, *_ = (stored.id for stored in served.ledger.article(article).claims)
    enter(page, served, f"/articles/{article}")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.fill("#asking-by", "Nadia")
    page.fill("#asking-note", "Vu au port.")
    page.keyboard.press("Enter")
    expect(page.locator(f"#claim-{first} .history")).to_contain_text("Nadia")
    expect(page.locator("#said")).to_have_text("Saved.")
    assert lit(page) == first
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator(f"#claim-{second}.rejected .history")).to_contain_text("Nadia")
    expect(page.locator("#asking")).not_to_be_visible()
    page.locator(f"#claim-{third}").focus()
    page.keyboard.press("e")
    expect(page.locator(f"#by-{third}")).to_be_focused()
    expect(page.locator(f"#by-{third}")).to_have_value("Nadia")
    page.fill(f"#note-{third}", "L'arrêt, non la visite.")
    page.select_option(f"#phase-{third}", "end")
    keep(page, "article-edit")
    page.press(f"#note-{third}", "Enter")
    expect(page.locator(f"#claim-{third} .history")).to_contain_text("L'arrêt, non la visite.")
    page.reload()
    expect(page.locator(f"#claim-{first} .history")).to_contain_text("Vu au port.")
    expect(page.locator(f"#claim-{second}")).to_contain_text("rejected")
    keep(page, "article-corrected")
    (accepted,) = served.ledger.why(first).corrections
    assert (accepted.kind, accepted.by, accepted.note) == (CorrectionKind.ACCEPT, "Nadia", "Vu au port.")
    assert made(served, second) == [CorrectionKind.REJECT]
    assert made(served, third) == [CorrectionKind.SET]
    page.goto(f"{served.address}/claims/{second}")
    expect(page.locator(".verdict")).to_contain_text("rejected")
    keep(page, "claim-rejected")


def test_keys_do_nothing_while_one_types(served: Served, page: Page, article: str) -> None:
    last = served.ledger.article(article).claims[-1].id
    enter(page, served, f"/articles/{article}")
    page.goto(f"{page.url}#claim-{last}")
    before = served.ledger.info().version
    page.focus("#find")
    page.keyboard.type("jarek")
    expect(page.locator("#find")).to_have_value("jarek")
    expect(page.locator(".card.lit")).to_have_attribute("id", f"claim-{last}")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert served.ledger.info().version == before


def test_who_does_not_give_a_name_corrects_nothing(served: Served, page: Page, article: str) -> None:
    last = served.ledger.article(article).claims[-1].id
    enter(page, served, f"/articles/{article}")
    page.locator(f"#claim-{last}").focus()
    page.keyboard.press("r")
    expect(page.locator("#asking-by")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#asking")).not_to_be_visible()
    page.reload()
    expect(page.locator(f"#claim-{last}.rejected")).to_have_count(0)
    assert made(served, last) == []
