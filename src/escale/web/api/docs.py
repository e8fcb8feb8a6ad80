"""``/api/openapi.json`` and ``/api/docs``: the schema, for programs and for people.

The page is made of the schema on the server: Swagger's own needs another site and inline scripts, which our
pages forbid.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from escale.export.phrases import Phrases, number_words
from escale.web.answering import answered
from escale.web.api.schema import Schema, examples, schema_of
from escale.web.api.sending import JSON
from escale.web.asked import Asked
from escale.web.page import Page
from escale.web.settings import Settings
from escale.web.site import site_of

__all__ = ["Operation", "Parameter", "curl", "router"]

_BEYOND_COUNTING = 1_000_000

router = APIRouter(prefix="/api", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter, or a field of a body, in words.

    Attributes:
        kind: what it may be.
        values: those that it may have, if they are few.
    """

    name: str
    meaning: str
    kind: str
    values: Sequence[str]
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to ask, in words.

    Attributes:
        request: a command that asks it.
        answer: what comes, cut short, as JSON.
        problems: status → when.
    """

    name: str
    method: str
    path: str
    meaning: str
    parameters: Sequence[Parameter]
    request: str
    answer: str
    problems: Mapping[str, str]


@router.get("/openapi.json")
async def openapi(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The schema."""
    return await answered(
        request, lambda page: orjson.dumps(schema_of(page.say)), version=asked.version, media=JSON
    )


@router.get("/docs")
async def docs(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The page."""
    settings = site_of(request).settings

    def make(page: Page) -> str:
        operations = list(_operations(schema_of(page.say), page.say, settings))
        return page.render("api.html", operations=operations, closed=settings.closed)

    return await answered(request, make, version=asked.version)


def curl(name: str, method: str, path: str, settings: Settings) -> str:
    """The command that asks the example of an operation."""
    shown = examples()[name]
    query = urlencode(shown["query"], doseq=True)
    address = f"http://127.0.0.1:{settings.port}{path.format(**shown['path'])}"
    words = ["curl", f"{address}?{query}" if query else address]
    if settings.closed:
        words += ["-H", "Authorization: Bearer TOKEN"]
    if method == "post":
        words += ["-H", f"Content-Type: {JSON}", "-d", orjson.dumps(shown["body"]).decode()]
    return shlex.join(words)


def _operations(schema: Schema, say: Phrases, settings: Settings) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            name = told["operationId"]
            yield Operation(
                name,
                method.upper(),
                path,
                told["summary"],
                [*_parameters(told, schema, say), *_fields(told, schema, say)],
                curl(name, method, path, settings),
                orjson.dumps(examples()[name]["answer"], option=orjson.OPT_INDENT_2).decode(),
                {status: one["description"] for status, one in told["responses"].items() if status != "200"},
            )


def _parameters(told: Schema, schema: Schema, say: Phrases) -> Iterator[Parameter]:
    for one in told["parameters"]:
        needed = one.get("required", False)
        yield _in_words(one["name"], one["description"], one["schema"], needed, schema, say)


def _fields(told: Schema, schema: Schema, say: Phrases) -> Iterator[Parameter]:
    """The fields of the body."""
    if "requestBody" not in told:
        return
    body = _resolved(told["requestBody"]["content"][JSON]["schema"], schema)
    for name, field in body["properties"].items():
        needed = name in body.get("required", ())
        yield _in_words(name, say.say(f"api.parameter.{name}"), field, needed, schema, say)


def _in_words(
    name: str, meaning: str, given: Schema, required: bool, schema: Schema, say: Phrases
) -> Parameter:
    one: Schema = next(iter(given.get("anyOf", ())), given)
    item = _resolved(one.get("items", one), schema)
    values = item.get("enum", ())
    kinds = [] if values else [_kind(item, say)]
    if one.get("type") == "array":
        kinds.append(say.count("api.kind.list", one["maxItems"]))
    kind = ", ".join(kinds)
    return Parameter(name, meaning, kind, values, required)


def _kind(item: Schema, say: Phrases) -> str:
    """What one value may be."""
    if item.get("type") in ("integer", "number"):
        most = item["maximum"]
        return say.say("api.kind.number" if most < _BEYOND_COUNTING else "api.kind.whole", most=most)
    if "format" in item:
        return say.say(f"api.kind.{item['format']}")
    if "maxLength" not in item:
        return say.say("api.kind.id")
    return say.say("api.kind.text", most=number_words(item["maxLength"]))


def _resolved(part: Schema, schema: Schema) -> Schema:
    """The part of the schema that a reference stands for, or ``part`` itself."""
    if "$ref" not in part:
        return part
    found: Schema = schema["components"]["schemas"][part["$ref"].rpartition("/")[2]]
    return found
