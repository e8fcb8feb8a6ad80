"""The schema of the API is true: requests made of it are answered as it says (Schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import CheckFunction, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.types import Receive, Scope, Send

from escale.cli import shipped_reader
from escale.ledger.ledger import Ledger
from escale.web.api.schema import examples
from escale.web.app import create_app
from escale.web.cursors import COUNT_FORMAT, CURSOR_FORMAT, next_count, next_cursor
from escale.web.settings import Settings

_IDS = st.from_regex(r"[ac][0-9a-f]{24}", fullmatch=True)
_CURSOR = next_count(0, 0)[0]  # what all cursors begin with, as they hold lists
_REFUSED = ["400", "401", "403", "404", "405", "413", "415", "422"]
_VERSION = 1  # of a ledger that was added to once

schemathesis.openapi.format(
    CURSOR_FORMAT,
    st.builds(lambda day, identity: next_cursor(_VERSION, (day, identity)), st.none() | st.dates(), _IDS),
)
schemathesis.openapi.format(
    COUNT_FORMAT, st.builds(lambda count: next_count(_VERSION, count), st.integers(0, 2**53 - 1))
)


@pytest.fixture(scope="module")
def told(ledger_folder: Path) -> Any:
    """The schema as the server gives it, and the server."""
    asked = Settings(ledger_folder, names=("testserver",))
    app = create_app(asked, lambda: Ledger.open(ledger_folder), shipped_reader)

    async def lasting(scope: Scope, receive: Receive, send: Send) -> None:
        # Schemathesis starts and ends an application with each request.
        if scope["type"] == "lifespan":
            for what in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{what}.complete"})
        else:
            await app(scope, receive, send)

    refused = {"negative_data_rejection": {"expected-statuses": _REFUSED}}
    config = SchemathesisConfig.from_dict({"checks": refused})
    return schemathesis.openapi.from_asgi("/api/openapi.json", lasting, config=config)


_NAMES = tuple(examples())
_CHECKED = settings(
    derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck), max_examples=15
)


def _check(told: Any, name: str, mode: GenerationMode, bounds: settings) -> None:
    @bounds
    @given(case=told.find_operation_by_id(name).as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=[*_beyond_the_schema(case)])

    check()


def _beyond_the_schema(case: schemathesis.Case[Any]) -> Iterator[CheckFunction]:
    """The checks that would take what no schema can say for a fault."""
    query = case.query or {}
    values = [one for value in query.values() for one in (value if isinstance(value, list) else [value])]
    if "" in values or not all(isinstance(one, str | int | float) for one in values):
        # An empty parameter counts as not given, and of one that is repeated the last counts.
        yield negative_data_rejection
    if not str(query.get("cursor", _CURSOR)).startswith(_CURSOR):
        yield positive_data_acceptance
    if "first" in query and str(query["first"]).upper() == str(query.get("second")).upper():
        yield positive_data_acceptance


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", _NAMES)
def test_requests_are_answered_as_the_schema_says(told: Any, name: str, mode: GenerationMode) -> None:
    _check(told, name, mode, _CHECKED)


@pytest.mark.slow
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", _NAMES)
def test_many_requests_are_answered_as_the_schema_says(told: Any, name: str, mode: GenerationMode) -> None:
    _check(told, name, mode, settings(_CHECKED, max_examples=150))
