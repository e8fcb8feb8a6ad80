"""The schema of the API (OpenAPI 3.1): what FastAPI tells of the operations, and what it cannot know.

That is: what each is for, in the words of a language; errors as problem+json; ETags; the token of a closed
server; and examples, which are of the ledger of the articles in ``examples/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import orjson
from fastapi.openapi.utils import get_openapi

from escale.export.phrases import Phrases
from escale.web.api.models.envelope import Problem
from escale.web.api.operations import OPERATIONS
from escale.web.api.sending import JSON
from escale.web.problems import PROBLEM

__all__ = ["Schema", "examples", "schema_of"]

Schema = dict[str, Any]

_PROBLEMS = {
    "get": (400, 401, 404, 421, 422, 503),
    "post": (400, 401, 403, 408, 413, 415, 421, 422, 503),
}
_PATHS = ("id",)  # parameters that only the path has
_FOR_PAGES = ("lang",)
_LATE = ("version", "limit", "cursor")  # told of after what is asked
_OURS = ("HTTPValidationError", "ValidationError")  # FastAPI's own, which we do not answer with


def schema_of(phrases: Phrases) -> Schema:
    """The schema, its descriptions in the words of ``phrases``."""
    made: Schema = get_openapi(
        title="Escale",
        version=version("escale"),
        description=phrases.say("api.lead"),
        routes=OPERATIONS.routes,
    )
    shown = examples()
    for method, operation in _operations(made):
        name = operation["operationId"]
        operation["summary"] = phrases.say(f"api.operation.{name}")
        operation.pop("description", None)
        operation["parameters"] = [
            _parameter(parameter, shown[name], phrases)
            for parameter in sorted(operation.get("parameters", ()), key=_late)
            if parameter["name"] not in _FOR_PAGES
        ]
        if "requestBody" in operation:
            operation["requestBody"]["content"][JSON]["example"] = shown[name]["body"]
        operation["responses"] = _responses(method, operation["responses"]["200"], shown[name], phrases)
    parts = made["components"]
    for name in _OURS:
        parts["schemas"].pop(name, None)
    parts["schemas"]["Problem"] = Problem.model_json_schema()
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{}, {"token": []}]
    return made


@cache
def examples() -> Mapping[str, Any]:
    """An example of each operation by its name: what is asked, and the answer, cut short."""
    told: dict[str, Any] = orjson.loads(files(__package__).joinpath("examples.json").read_bytes())
    return told


def _operations(made: Schema) -> Iterator[tuple[str, Schema]]:
    for methods in made["paths"].values():
        yield from methods.items()


def _late(parameter: Schema) -> bool:
    return parameter["name"] in _LATE


def _parameter(parameter: Schema, shown: Mapping[str, Any], phrases: Phrases) -> Schema:
    name = parameter["name"]
    kept = {key: value for key, value in parameter.items() if key not in ("description", "example")}
    kept["description"] = phrases.say(f"api.parameter.{name}")
    kept["schema"] = _without_null(parameter["schema"])
    if not parameter.get("required"):
        kept["allowEmptyValue"] = True
    asked = shown["path"] if name in _PATHS else shown["query"]
    if name in asked:
        kept["example"] = asked[name]
    return kept


def _without_null(schema: Schema) -> Schema:
    """What a parameter may be that is given; an address has no null."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description", "examples")}
    choices = [one for one in kept.pop("anyOf", ()) if one != {"type": "null"}]
    return {**kept, **choices[0]} if choices else kept


def _responses(method: str, found: Schema, shown: Mapping[str, Any], phrases: Phrases) -> Schema:
    good = {**found, "description": phrases.say("api.answer.200")}
    good["content"][JSON]["example"] = shown["answer"]
    told: Schema = {"200": good}
    if method == "get":
        good["headers"] = {"ETag": {"description": phrases.say("api.etag"), "schema": {"type": "string"}}}
        told["304"] = {"description": phrases.say("api.answer.304")}
    for status in _PROBLEMS[method]:
        told[str(status)] = {
            "description": phrases.say(f"api.answer.{status}"),
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return told
