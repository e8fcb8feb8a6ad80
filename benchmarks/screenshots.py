"""The pictures of the README: a pair's page and an article's, of a ledger of the examples.

    python -m benchmarks.screenshots [--into docs/images] [--chromium PATH]

A ledger of ``examples/`` is made and served as ``escale serve`` does; Chromium is the one that the tests use.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.web import served
from escale.cli import main as escale

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

__all__ = ["main"]

_EXAMPLES = Path(__file__).parents[1] / "examples"
_PAIR = "/ties/FRA/ROU?on=2023-10-15"
_ARTICLE = "escale-constanta"
_SCREEN = (1440, 900)  # pixels
_CLIPS: dict[str, FloatRect] = {
    "pair": {"x": 0, "y": 0, "width": 1440, "height": 815},
    "article": {"x": 60, "y": 58, "width": 1320, "height": 540},
}


def keep(page: Page, folder: Path, name: str) -> None:
    """Keeps a part of a page."""
    page.screenshot(path=folder / f"{name}.png", clip=_CLIPS[name])


def article_of(page: Page, address: str) -> str:
    """The address of the example that has most to see."""
    page.goto(f"{address}/claims?vessel=Surcouf")
    page.click("main tbody a")
    return str(page.get_by_text(_ARTICLE).first.evaluate("one => one.closest('a').href.split('#')[0]"))


def main(argv: list[str] | None = None) -> int:
    """Makes both."""
    parser = argparse.ArgumentParser(prog="benchmarks.screenshots")
    parser.add_argument("--into", type=Path, default=Path("docs/images"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args(argv)
    options.into.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "ledger"
        if escale(["add", str(_EXAMPLES), "--ledger", str(folder)]):
            return 1
        with served(folder) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            page = browser.new_page(
                viewport={"width": _SCREEN[0], "height": _SCREEN[1]}, color_scheme="light", locale="en-GB"
            )
            page.goto(address + _PAIR)
            keep(page, options.into, "pair")
            page.goto(article_of(page, address))
            page.hover("mark.t-deployment")
            keep(page, options.into, "article")
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
