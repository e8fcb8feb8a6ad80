"""What is asked wrongly is one line, before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from asked import ask
from story import story

from escale.cli import build_parser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("usage") / "ledger"
    story(place)
    return place


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("claims --state FR-A", "argument --state: 'FR-A' is no code of a state"),
        ("ties F", "argument STATE: 'F' is no code of a state"),
        ("ties FRANCE", "FRANCE: no party of this ledger; a state has three letters"),
        ("claims --state FR", "FR: no party of this ledger"),
        ("export --as csv --state FR", "FR: no party of this ledger"),
        ("ties FRA RUS CHN", "FRA RUS CHN: a tie has two parties"),
        ("claims --after 2019-13", "argument --after: '2019-13' is no date; write YYYY[-MM[-DD]]"),
        ("claims --before 2019-02-30", "argument --before: '2019-02-30' is no date"),
        ("ties --on 2019-21", "argument --on: '2019-21' is no date"),
        ("ties --known hier", "argument --known: 'hier' is no date"),
        ("claims --type visit", "argument --type: invalid choice: 'visit'"),
        ("claims --min-confidence 2", "argument --min-confidence: '2' is no number from 0 to 1"),
        ("claims --limit many", "argument --limit: 'many' is no number"),
        ("claims --limit -1", "argument --limit: "),
        ("claims --version 99", ""),
        ("timeline FRA FRA", "FRA FRA: name two parties"),
        ("timeline FRA RUS -o bars.pdf", "bars.pdf: .html, .svg, .txt, .jsonl or .csv says how"),
        ("diff FRA RUS --from 2020 --to 2019", "--to is before --from"),
        ("diff FRA RUS --to 2019", "the following arguments are required: --from"),
        ("why c000", "c000: no such claim in this ledger"),
        ("why visits:FRA-RUS", "visits:FRA-RUS: not a tie"),
        ("why talks:FRA-CHN", "talks:FRA-CHN: no such tie in this ledger"),
        ("export --as parquet", "--as parquet is binary data; give -o"),
        ("export --as parquet -o -", "--as parquet is binary data; give -o"),
        ("export --as inception", "--as inception is a file for each article; give -o"),
        ("export --as jsonl --bom", "--bom is for --as csv only"),
        ("export --as jsonl --state FRA", "--as jsonl is the whole ledger"),
        ("export --as csv -o /nowhere/a.csv", "/nowhere/a.csv: cannot be written (no such file"),
        ("import /nowhere/a.jsonl", "/nowhere/a.jsonl: no such file"),
        ("reject c000 --by Ana", "c000: no such claim in this ledger"),
    ],
)
def test_a_usage_error_is_one_line(folder: Path, arguments: str, message: str) -> None:
    done = ask(folder, *arguments.split())
    assert (done.code, done.out, len(done.messages)) == (2, "", 1)
    assert done.messages[0].startswith(message)


@pytest.mark.parametrize(
    "arguments", ["claims", "ties", "timeline FRA RUS", "why c0", "ledger info", "ledger verify", "import x"]
)
def test_a_folder_without_a_ledger_is_one_line(tmp_path: Path, arguments: str) -> None:
    done = ask(tmp_path / "none", *arguments.split())
    assert (done.code, done.out, len(done.messages)) == (2, "", 1)
    assert done.messages[0].startswith(f"{tmp_path / 'none'}: ")


def test_the_ledger_is_named_by_option_then_environment_then_its_default(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ESCALE_LEDGER", raising=False)
    assert ask(None, "claims").messages[0].startswith("ledger: ")
    monkeypatch.setenv("ESCALE_LEDGER", str(folder))
    assert len(ask(None, "claims").records) == 5
    assert ask(tmp_path / "other", "claims").code == 2


@pytest.mark.parametrize(
    "arguments",
    [["claims", "--after", "2019-13"], ["ties", "FRA", "--status", "none", "--limit"], ["events", "--help"]],
)
def test_nothing_heavy_is_imported_for_an_error_or_help(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom contextlib import suppress\nfrom escale.cli import main\n"
        f"with suppress(SystemExit):\n    main({arguments!r})\n"
        "heavy = {'duckdb', 'deltalake', 'pyarrow', 'pandas', 'spacy', 'numpy'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-03", "2020-02-03", "2020-02-03"),
    ],
)
def test_a_date_is_the_first_or_last_day_of_its_precision(words: str, first: str, last: str) -> None:
    options = build_parser().parse_args(["claims", "--after", words, "--before", words, "--known", words])
    assert [day.isoformat() for day in (options.after, options.before, options.known)] == [first, last, last]
