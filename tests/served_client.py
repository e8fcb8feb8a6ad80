"""A server over a ledger of the examples, asked without a network: fixtures of tests of ``web``."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from escale.web.settings import Limits

__all__ = ["BASE", "EXAMPLES", "TOKEN", "csrf_of", "served"]

EXAMPLES = Path(__file__).parents[1] / "examples"
TOKEN = "a-token-for-the-tests"
BASE = "http://127.0.0.1:8017"


@contextmanager
def served(folder: Path, *, private: bool = False, limits: Limits | None = None) -> Iterator[TestClient]:
    """A client of a server over a ledger."""
    from starlette.testclient import TestClient

    from escale.cli import shipped_reader
    from escale.ledger.ledger import Ledger
    from escale.ledger.outlines import Outlines
    from escale.web.app import create_app
    from escale.web.settings import Limits, Settings

    settings = Settings(folder, private=private, token=TOKEN, limits=limits or Limits())
    outlines = Outlines()
    app = create_app(settings, lambda: Ledger.open(folder, outlines=outlines), shipped_reader)
    with TestClient(app, base_url=BASE, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def csrf_of(client: TestClient) -> str:
    """The word that the forms of the client's session carry; empty without one."""
    found = re.search(r'name="csrf" value="(\w+)"', client.get("/session").text)
    return found[1] if found else ""


@pytest.fixture(scope="session")
def ledger_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples; not to be written to."""
    from escale.cli import main

    folder = tmp_path_factory.mktemp("served") / "ledger"
    assert main(["add", str(EXAMPLES), "--ledger", str(folder)]) == 0
    return folder


@pytest.fixture
def copied(ledger_folder: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(ledger_folder, tmp_path / "ledger")


@pytest.fixture(scope="session")
def served_to_all(ledger_folder: Path) -> Iterator[TestClient]:
    """A server that is only read from, and its one client."""
    with served(ledger_folder) as made:
        yield made


@pytest.fixture
def client(served_to_all: TestClient) -> TestClient:
    """Who only reads, and has not been here before."""
    served_to_all.cookies.clear()
    return served_to_all


@pytest.fixture
def writer(copied: Path) -> Iterator[TestClient]:
    """Who has a session over a copy of the ledger."""
    with served(copied) as made:
        assert made.post("/session", data={"token": TOKEN}).status_code == 303
        yield made
