"""What is refused: told to a browser on a page, to programs as a problem."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from starlette.testclient import TestClient

from escale.web.problems import HTML, PROBLEM

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("headers", "size", "status"),
    [
        ({"Host": "evil.example"}, 1, 421),
        ({"Origin": "https://evil.example"}, 1, 403),
        ({}, 1_000_001, 413),
    ],
)
@pytest.mark.parametrize(
    ("accept", "path", "media"),
    [(BROWSER, "/read", HTML), ({"Accept": "*/*"}, "/read", PROBLEM), (BROWSER, "/api/v1/read", PROBLEM)],
)
def test_what_a_layer_refuses(
    client: TestClient,
    headers: Mapping[str, str],
    size: int,
    status: int,
    accept: Mapping[str, str],
    path: str,
    media: str,
) -> None:
    answer = client.post(path, content=b"x" * size, headers={**headers, **accept})
    assert (answer.status_code, answer.headers["content-type"]) == (status, media)
    assert "content-security-policy" in answer.headers


def test_the_page_is_in_the_language_of_the_browser(client: TestClient) -> None:
    headers = {**BROWSER, "Host": "evil.example", "Accept-Language": "fr"}
    assert '<html lang="fr">' in client.get("/", headers=headers).text
