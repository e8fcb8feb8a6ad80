"""Chromium before a real server, ``escale serve`` in a process of its own: fixtures of the tests of pages."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served_client import TOKEN

from escale.ledger.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

__all__ = ["Served", "keep"]

_SHOTS = Path(__file__).parents[1] / "build" / "screenshots"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and the ledger behind it."""

    address: str
    ledger: Ledger
    folder: Path


def keep(page: Page, name: str) -> None:
    """Keeps a picture of the whole page under ``build/screenshots``."""
    _SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=_SHOTS / f"{name}.png", full_page=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; skips where there is none, fails in CI. Ends with the module: its loop disturbs others."""
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        reason = "no Chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield made
        made.close()


@pytest.fixture(scope="module")
def served(ledger_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over a copy of the ledger, which tests may write to."""
    folder = shutil.copytree(ledger_folder, tmp_path_factory.mktemp("browsed") / "ledger")
    process = subprocess.Popen(
        [sys.executable, "-m", "escale", "serve", "--ledger", str(folder), "--port", "0"],
        env=os.environ | {"ESCALE_TOKEN": TOKEN},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    assert " at http://" in said, said + process.stderr.read()
    yield Served(said.split(" at ")[1].split("/ until")[0], Ledger.open(folder), folder)
    process.send_signal(signal.SIGTERM)
    process.wait(10)


@pytest.fixture
def watched(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a desk; the test fails if a page logs an error or asks another server for anything."""
    yield from _window(browser, 1440, "light")


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """The same of a phone, in the dark."""
    yield from _window(browser, 390, "dark")


def _window(browser: Browser, width: int, scheme: str) -> Iterator[BrowserContext]:
    wrong: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:")):
            wrong.append(request.url)

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            wrong.append(f"{response.status} {response.url}")

    def said(message: ConsoleMessage) -> None:
        # Failed requests are told apart by `answered`.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            wrong.append(message.text)

    context.on("request", asked)
    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context
    context.close()
    assert wrong == []
