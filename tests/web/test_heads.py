"""HEAD tells what GET would, without the body."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from starlette.testclient import TestClient

SAME = ("content-type", "etag", "content-length", "vary", "content-security-policy")


@pytest.mark.parametrize(
    "address",
    ["/", "/claims", "/api/v1/claims?limit=1", "/static/app.css", "/download/claims.csv", "/nothing"],
)
def test_the_headers_are_those_of_get(client: TestClient, address: str) -> None:
    got, told = client.get(address), client.head(address)
    assert told.status_code == got.status_code
    assert {name: told.headers.get(name) for name in SAME} == {name: got.headers.get(name) for name in SAME}
    assert (bool(got.content), told.content) == (True, b"")


def test_what_is_only_sent_to_has_no_head(client: TestClient) -> None:
    assert client.head("/api/v1/read").status_code == HTTPStatus.METHOD_NOT_ALLOWED
