"""A ledger made, looked at, compacted and found damaged, by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked import ask
from story import story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    story(tmp_path / "ledger")
    return tmp_path / "ledger"


def test_init_makes_an_empty_ledger_once(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "ledger"
    assert ask(folder, "ledger", "init").messages == [f"{folder}: an empty ledger"]
    assert ask(folder, "claims").records == []
    assert ask(folder, "ledger", "info").only["first_day"] is None
    again = ask(folder, "ledger", "init")
    assert (again.code, again.messages) == (
        2,
        [f"{folder}: there is a ledger already; give another --ledger"],
    )


def test_info(folder: Path) -> None:
    found = ask(folder, "ledger", "info").only
    assert (found["version"], found["articles"], found["claims"]) == (3, 3, 5)
    assert (found["first_day"], found["last_day"]) == ("2019-09-10", "2020-03-06")
    assert ask(folder, "ledger", "info", "--version", "1").only["claims"] == 2
    table = ask(folder, "ledger", "info", "--format", "table").out
    assert "articles        3\n" in table
    assert ask(folder, "ledger", "info", "--format", "csv").rows[0]["articles"] == "3"


def test_versions_are_listed_the_latest_first(folder: Path) -> None:
    found = ask(folder, "ledger", "versions").records
    assert [version["version"] for version in found] == [3, 2, 1, 0]
    assert found[-1]["note"] == "init"
    assert ask(folder, "ledger", "versions", "--format", "table").out.splitlines()[2].split()[0] == "3"


def test_compaction_changes_no_answer(folder: Path) -> None:
    before = ask(folder, "claims")
    done = ask(folder, "ledger", "compact")
    assert done.messages == [f"{folder}: version 4"]
    assert ask(folder, "claims") == before
    assert ask(folder, "claims", "--version", "3") == before
    assert ask(folder, "ledger", "verify").messages == [f"{folder}: sound"]


def test_verify_names_what_is_damaged(folder: Path) -> None:
    file = max(folder.rglob("*.parquet"), key=lambda place: place.stat().st_size)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    done = ask(folder, "ledger", "verify")
    assert done.code == 2
    *findings, last = done.messages
    assert any(file.name in finding for finding in findings)
    assert last == f"{folder}: {len(findings)} thing{' is' if len(findings) == 1 else 's are'} wrong"
