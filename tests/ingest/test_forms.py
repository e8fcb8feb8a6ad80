from __future__ import annotations

from pathlib import Path

import pytest

from escale.ingest.folders import place_files
from escale.ingest.forms import SUFFIXES, Form, Named, has_form, named


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a/day.txt", Named("day", Form.TEXT, False)),
        ("day.TXT.GZ", Named("day", Form.TEXT, True)),
        ("day.jsonl.gz", Named("day", Form.LINES, True)),
        ("day.ndjson", Named("day", Form.LINES, False)),
        ("2021.05.json", Named("2021.05", Form.DOCUMENT, False)),
        ("page.xhtml", Named("page", Form.PAGE, False)),
        ("page.htm.gz", Named("page", Form.PAGE, True)),
        ("crawl.warc", Named("crawl", Form.ARCHIVE, False)),
        ("crawl.warc.gz", Named("crawl", Form.ARCHIVE, True)),
        ("crawl.warc.zst", Named("crawl", Form.ARCHIVE, False)),
        ("t.csv", Named("t", Form.CSV, False)),
        ("t.tsv.gz", Named("t", Form.TSV, True)),
        ("t.parquet", Named("t", Form.PARQUET, False)),
        ("notes.md", Named("notes", Form.UNKNOWN, False)),
        ("notes.md.gz", Named("notes", Form.UNKNOWN, True)),
        ("notes", Named("notes", Form.UNKNOWN, False)),
        ("caf\udce9.txt", Named("caf\ufffd", Form.TEXT, False)),
    ],
)
def test_a_name_says_the_form(path: str, said: Named) -> None:
    assert named(path) == said
    assert has_form(path) == (said.form is not Form.UNKNOWN)


def below(folder: Path) -> list[str]:
    return [str(Path(path).relative_to(folder)) for path in place_files([str(folder)])]


def made(folder: Path, *names: str) -> None:
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")


def test_a_folder_gives_its_files_in_order_of_name(tmp_path: Path) -> None:
    wanted = [f"a{number:02}{suffix}" for number, suffix in enumerate(SUFFIXES)]
    made(tmp_path, *wanted, "b/c.jsonl.gz", "notes.md", ".hidden.txt", ".git/x.txt", "b/readme")
    assert below(tmp_path) == [
        *wanted,
        "b/c.jsonl.gz",
    ]


def test_what_a_browser_saves_with_a_page_and_tables_of_a_ledger_are_left_out(tmp_path: Path) -> None:
    made(
        tmp_path, "visite.html", "visite_files/frame.html", "visite_fichiers/ad.html", "other_files/page.html"
    )
    made(tmp_path, "ledger/claims/part.parquet", "ledger/claims/_delta_log/0.json", "ledger/more.txt")
    assert below(tmp_path) == [
        "visite.html",
        "ledger/more.txt",
        "other_files/page.html",
    ]


def test_files_and_standard_input_are_given_as_they_are(tmp_path: Path) -> None:
    made(tmp_path, "full/a.txt", "full/out.jsonl", "empty/notes.md")
    full, empty = str(tmp_path / "full"), str(tmp_path / "empty")
    places = ["-", "missing.txt", "bad\0name", empty, full, f"{full}/a.txt"]
    assert list(place_files(places, skip=tmp_path / "full" / "out.jsonl")) == [
        "-",
        "missing.txt",
        "bad\0name",
        empty,
        f"{full}/a.txt",
        f"{full}/a.txt",
    ]
