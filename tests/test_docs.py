"""The documentation and the product say the same."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from builders import claim, ledger_of, reading

from escale.cli import build_parser
from escale.commands.ledger_options import EXPORTS
from escale.commands.read import FORMATS
from escale.export.answers.claims import claim_record
from escale.export.answers.diff import CHANGE_SHEET
from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.families import FAMILY_SHEET
from escale.export.answers.holdings import INFO_SHEET, VERSION_SHEET
from escale.export.answers.sources import SOURCE_SHEET
from escale.export.answers.tabular import Sheet
from escale.export.answers.ties import TIE_SHEET
from escale.export.answers.timeline import TIMELINE_SHEET
from escale.ingest.inputs import SUFFIXES
from escale.ledger.editions import EDITION_SCHEMA
from escale.ledger.schema import SCHEMAS, Kind
from escale.ledger.settings import FIELDS
from escale.model import ClaimType, Modality, Phase, Sector, SourceKind

ROOT = Path(__file__).parents[1]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
LEDGER = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
CLAIMS = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands(command)


def options() -> set[str]:
    return {
        option
        for command in commands(build_parser())
        for a in command._actions
        for option in a.option_strings
    }


def leaves() -> list[str]:
    return [c.prog for c in commands(build_parser()) if not any(a.nargs == "A..." for a in c._actions)]


@pytest.mark.parametrize("command", leaves())
def test_every_command_has_its_chapter(command: str) -> None:
    assert f"\n## {command}\n" in CLI


@pytest.mark.parametrize("option", sorted(options()))
def test_every_option_is_documented(option: str) -> None:
    assert f"`{option}" in CLI or f"escale {option}\n" in CLI


def test_no_option_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", CLI)) <= options()


def test_formats_and_inputs_are_documented() -> None:
    assert "`--format " + r"\|".join(FORMATS) + "`" in CLI
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in CLI


def test_every_form_of_an_export_is_documented() -> None:
    chapter = CLI.split("\n## escale export\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", chapter, re.MULTILINE) == list(EXPORTS)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_can_be_set_is_documented(field: str) -> None:
    line = next(line for line in CLI.splitlines() if line.startswith("| `--set "))
    assert f"`{field}`" in line


SHEETS: dict[str, Sheet[Any]] = {
    "events": EVENT_SHEET,
    "ties": TIE_SHEET,
    "timeline": TIMELINE_SHEET,
    "sources": SOURCE_SHEET,
    "families": FAMILY_SHEET,
    "diff": CHANGE_SHEET,
    "ledger info": INFO_SHEET,
    "ledger versions": VERSION_SHEET,
}


@pytest.mark.parametrize("command", SHEETS)
def test_every_key_of_an_answer_is_documented(command: str) -> None:
    chapter = CLI.split(f"\n## escale {command}\n")[1].split("\n## ")[0]
    assert [key for key in SHEETS[command].keys if f"`{key}`" not in chapter] == []


def test_every_key_of_a_claim_is_documented(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path / "ledger", reading("", [claim("talks", actors=("FRA", "RUS"), quote="Rien.")])
    )
    (stored,) = ledger.claims()
    chapter = CLI.split("\n## escale claims\n")[1].split("\n## ")[0]
    own = set(claim_record(stored)) - set(stored.claim.to_dict()) | {"id"}
    assert [key for key in own if f"`{key}`" not in chapter] == []


def views() -> dict[str, list[str]]:
    """The views and tables that a query can name, with their columns."""
    connection = duckdb.connect()
    for kind, schema in SCHEMAS.items():
        connection.register(f"stored_{kind}", schema.empty_table())
    for kind in (Kind.CLAIM, Kind.LINK):
        connection.register(f"mended_{kind}", SCHEMAS[kind].empty_table())
    connection.register("changed", SCHEMAS[Kind.CLAIM].empty_table().select(["claim_id"]))
    connection.register("editions", EDITION_SCHEMA.empty_table())
    connection.execute((ROOT / "src" / "escale" / "ledger" / "views.sql").read_text(encoding="utf-8"))
    query = (
        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND view_name NOT LIKE 'mended_%'"
        " AND view_name <> 'changed'"
    )
    names = [str(name) for (name,) in connection.execute(query).fetchall()]
    return {name: connection.table(name).columns for name in names}


@pytest.mark.parametrize(("view", "columns"), views().items())
def test_every_view_and_column_is_documented(view: str, columns: list[str]) -> None:
    assert f"`{view}`" in LEDGER
    assert [column for column in columns if f"`{column}`" not in LEDGER] == []


@pytest.mark.parametrize(
    "value", [v.value for kind in (ClaimType, Phase, Modality, Sector, SourceKind) for v in kind]
)
def test_every_value_of_a_claim_is_documented(value: str) -> None:
    assert f"`{value}`" in CLAIMS or re.search(rf"`[^`]*\b{value}\b[^`]*`", CLAIMS)


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/cli.md",
        "docs/claims.md",
        "docs/ledger.md",
        "docs/ties.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
    ],
)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        assert link.startswith("https://") or ((ROOT / page).parent / link).exists(), link


def test_the_examples_are_of_the_size_of_articles() -> None:
    places = sorted((ROOT / "examples").iterdir())
    assert len(places) >= 5
    for place in places:
        text = place.read_text(encoding="utf-8")
        if place.suffix == ".json":
            text = json.loads(text)["text"]
        assert 1_000 <= len(text) <= 2_500, place.name


def test_ci_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "exec make test" in script.read_text()
