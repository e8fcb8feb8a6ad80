"""The documentation and the product say the same."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from escale.cli import build_parser
from escale.commands.read import FORMATS
from escale.ingest.inputs import SUFFIXES
from escale.model import ClaimType, Modality, Phase, Sector, SourceKind

ROOT = Path(__file__).parents[1]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
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


@pytest.mark.parametrize(
    "value", [v.value for kind in (ClaimType, Phase, Modality, Sector, SourceKind) for v in kind]
)
def test_every_value_of_a_claim_is_documented(value: str) -> None:
    assert f"`{value}`" in CLAIMS or re.search(rf"`[^`]*\b{value}\b[^`]*`", CLAIMS)


@pytest.mark.parametrize(
    "page", ["README.md", "docs/cli.md", "docs/claims.md", "ARCHITECTURE.md", "CHANGELOG.md"]
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
