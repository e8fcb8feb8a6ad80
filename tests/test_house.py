"""The rules of the house, as far as a machine can hold them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import escale

PACKAGE = Path(escale.__file__).parent
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))
TABLES = sorted((PACKAGE / "lang" / "fr").rglob("*.toml"))
LONGEST_MODULE = 600

# Lists of bare facts, where a sentence for each would say nothing.
BULK = {
    "bodies",
    "cities",
    "countries",
    "demonyms",
    "numbers",
    "places",
    "profile",
    "seats",
    "states",
    "vessels",
}


_WORD = re.compile(r"[^\W\d_]{3,}")
_ARRAY_OF_TABLES = re.compile(r"^\[\[([\w.-]+)\]\]", re.MULTILINE)


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_of_readable_length(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", [m for m in MODULES if m.name != "__init__.py"], ids=name)
def test_a_module_says_what_it_offers(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assigned = [
        t for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) for t in _targets(node)
    ]
    assert "__all__" in assigned


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_code_holds_no_accented_letter(module: Path) -> None:
    """A word with accents is a word of some language and belongs to a table; a lone letter may stay."""
    for text, line in _strings(ast.parse(module.read_text(encoding="utf-8"))):
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        assert not words, f"{name(module)}:{line} holds {' '.join(words)}"


def _strings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value, node.lineno


def test_the_check_for_accents_can_fail() -> None:
    tree = ast.parse('"""été"""\ndef f() -> None:\n    """même"""\n    x = "déjà là"\n')
    assert [text for text, _ in _strings(tree)] == ["déjà là"]
    assert _WORD.findall("déjà là, œ") == ["déjà"]


@pytest.mark.parametrize("table", [t for t in TABLES if t.stem not in BULK], ids=name)
def test_every_entry_of_a_table_has_an_example(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    whole = tomllib.loads(text)
    entries = [entry for key in sorted(set(_ARRAY_OF_TABLES.findall(text))) for entry in _at(whole, key)]
    missing = [str(entry)[:80] for entry in entries if not entry.get("example") and not entry.get("examples")]
    assert not missing


def _at(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value: Any = table
    for part in key.split("."):
        value = value[part] if isinstance(value, dict) else [row for v in value for row in v.get(part, ())]
    return list(value)
