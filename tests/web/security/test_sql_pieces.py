"""Pieces of SQL in every parameter of every address: taken as words, and nothing of the ledger changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_routes import addresses_of
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger

PIECES = (
    "' OR '1'='1",
    "'; DROP TABLE claims; --",
    '" UNION SELECT * FROM corrections --',
    "%' AND pg_sleep(9) --",
    "\\'); COPY (SELECT 1) TO '/tmp/x'; --",
)


def test_pieces_of_sql_are_words_like_others(client: TestClient, ledger_folder: Path) -> None:
    before = Ledger.open(ledger_folder).info()
    everything = len(client.get("/api/v1/claims", params={"limit": 500}).json()["items"])
    seen: set[str] = set()
    for path, methods, names in addresses_of(client):
        if "GET" not in methods:
            continue
        seen.update(names)
        for number, name in enumerate(names):
            piece = PIECES[number % len(PIECES)]
            assert client.get(path, params={name: piece}).status_code < 500, (path, name, piece)
    assert {"words", "place", "vessel", "person", "source", "text", "outlet", "title", "state"} <= seen
    for name in ("words", "place", "vessel", "person", "source", "text"):
        for piece in PIECES:
            found = client.get("/api/v1/claims", params={name: piece}).json()["items"]
            assert len(found) < everything / 4, (name, piece)
    assert Ledger.open(ledger_folder).info() == before


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "path", ["/claims/", "/events/", "/articles/", "/parties/", "/ties/FRA/", "/download/"]
)
def test_pieces_of_sql_in_a_path_name_nothing(path: str, piece: str, client: TestClient) -> None:
    assert client.get(path + piece.replace("/", "%2F").replace("%'", "%25'")).status_code in (400, 404, 422)
