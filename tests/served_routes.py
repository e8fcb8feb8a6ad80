"""The addresses of an application, each with its parameters, so that tests ask all of them."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

__all__ = ["Address", "addresses_of"]

_FILLED = {
    "first": "FRA",
    "second": "RUS",
    "code": "FRA",
    "claim": f"c{'0' * 24}",
    "identity": f"a{'0' * 24}",
    "form": "csv",
}


class Address(NamedTuple):
    """A path with its holes filled, what it may be asked with, and the names of its parameters."""

    path: str
    methods: frozenset[str]
    names: tuple[str, ...]


def addresses_of(client: TestClient) -> list[Address]:
    """All of them but files."""
    app = client.app
    assert isinstance(app, FastAPI)
    found = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute):
            continue
        path = str(context.path)
        for hole in route.param_convertors:
            path = path.replace(f"{{{hole}}}", _FILLED.get(hole, "x"))
        names: list[str] = []
        for given in route.dependant.query_params:
            names += getattr(given.field_info.annotation, "model_fields", {given.name: None})
        found.append(Address(path, frozenset(route.methods or ()), tuple(names)))
    return found
