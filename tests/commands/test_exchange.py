"""Exports of a small ledger in every form, and our own form taken back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from asked import ask
from story import story

from escale.commands import checking
from escale.commands.checking import checked_records
from escale.errors import InputError
from escale.ledger.ledger import Ledger


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("exchange") / "ledger"
    story(place)
    return place


def test_csv_with_and_without_a_mark(folder: Path) -> None:
    bare, marked = ask(folder, "export", "--as", "csv"), ask(folder, "export", "--as", "csv", "--bom")
    assert len(bare.rows) == 5
    assert marked.out == "\ufeff" + bare.out


def test_filters_choose_what_is_exported(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "talks.csv"
    done = ask(folder, "export", "--as", "csv", "--type", "talks", "-o", place)
    assert (done.code, done.out) == (0, "")
    (row,) = csv.DictReader(io.StringIO(place.read_text(encoding="utf-8"), newline=""))
    assert row["type"] == "talks"


def test_parquet_has_the_rows_of_csv(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "claims.parquet"
    assert ask(folder, "export", "--as", "parquet", "-o", place).code == 0
    table = pq.read_table(place)
    assert table.column("claim").to_pylist() == [
        row["claim"] for row in ask(folder, "export", "--as", "csv").rows
    ]
    assert "https://vigie.example/escales" in table.column("url").to_pylist()


def test_plover_and_polecat_have_an_event_a_claim(folder: Path) -> None:
    assert [event["id"] for event in ask(folder, "export", "--as", "plover").records] == [
        row["claim"] for row in ask(folder, "export", "--as", "csv").rows
    ]
    lines = ask(folder, "export", "--as", "polecat").out.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("Event ID\tEvent Date\t")


def test_gexf_has_an_edge_a_tie_with_what_it_was_when(folder: Path) -> None:
    space = {"g": "http://gexf.net/1.3"}
    tree = ElementTree.fromstring(ask(folder, "export", "--as", "gexf").out)
    edges = {edge.attrib["id"]: edge for edge in tree.iterfind(".//g:edge", space)}
    assert set(edges) == {"port_visit:FRA>RUS#vladivostok", "talks:FRA-RUS"}
    spells = edges["port_visit:FRA>RUS#vladivostok"].findall(".//g:attvalue[@for='status']", space)
    told = [(spell.attrib["value"], spell.attrib["start"]) for spell in spells]
    assert told[0] == ("suspended", "2014-01-01")
    assert told[-1] == ("active", "2020-03-02")
    known = ask(folder, "export", "--as", "gexf", "--known", "2019-12").out
    assert 'value="active" start="2020' not in known
    assert "talks" not in ask(folder, "export", "--as", "gexf", "--place", "vladivostok").out


def test_inception_has_a_document_an_article_and_the_layer(folder: Path, tmp_path: Path) -> None:
    assert ask(folder, "export", "--as", "inception", "-o", tmp_path / "out").code == 0
    names = sorted(place.name for place in (tmp_path / "out").iterdir())
    assert names[0] == "EscaleClaim-layer.xml"
    assert len(names) == 4
    document = json.loads((tmp_path / "out" / names[1]).read_text(encoding="utf-8"))
    assert document["%FEATURE_STRUCTURES"][0]["sofaString"].startswith("Un article")
    for place in ("one.zip", "two.zip"):
        assert ask(folder, "export", "--as", "inception", "-o", tmp_path / place).code == 0
    assert sorted(zipfile.ZipFile(tmp_path / "one.zip").namelist()) == names
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_an_export_taken_back_gives_an_equal_ledger(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    story(source)
    claim = ask(source, "claims", "--text", "2 au 5 mars").only["id"]
    ask(source, "correct", claim, "--set", "phase=cancel", "--by", "Ana", "--note", "relu")
    place = tmp_path / "whole.jsonl"
    assert ask(source, "export", "--as", "jsonl", "-o", place).code == 0

    copy = tmp_path / "copy"
    Ledger.create(copy)
    done = ask(copy, "import", place)
    assert done.messages == [f"{place}: 3 articles new, 0 read anew, 0 there already; 5 claims"]
    for command in (["claims"], ["events"], ["ties", "FRA", "RUS"], ["sources"], ["why", claim]):
        assert ask(copy, *command) == ask(source, *command), command
    assert ask(copy, "export", "--as", "jsonl").records == ask(source, "export", "--as", "jsonl").records
    again = ask(copy, "import", "-", stdin=place.read_bytes())
    assert again.messages == ["stdin: 0 articles new, 0 read anew, 3 there already; 0 claims"]
    assert ask(copy, "ledger", "info").only["corrections"] == 1
    assert ask(copy, "ledger", "verify").code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty, no ledger in it"),
        (b'{"kind": "article"}\n', "the first line is no header of a ledger"),
        (b"\xff\xfe\n", "not UTF-8"),
        (b'{"kind": "ledger", "format": 99}\n', "format 99, newer than"),
    ],
)
def test_what_is_no_export_is_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    folder, place = tmp_path / "ledger", tmp_path / "file.jsonl"
    Ledger.create(folder)
    place.write_bytes(content)
    done = ask(folder, "import", place)
    assert (done.code, done.out, len(done.messages)) == (2, "", 1)
    assert message in done.messages[0]
    assert ask(folder, "claims").records == []


@pytest.fixture
def whole(folder: Path, tmp_path: Path) -> list[bytes]:
    """The lines of an export."""
    assert ask(folder, "export", "--as", "jsonl", "-o", tmp_path / "whole.jsonl").code == 0
    return (tmp_path / "whole.jsonl").read_bytes().splitlines(keepends=True)


def piped(ledger: Path, content: bytes) -> subprocess.CompletedProcess[bytes]:
    """An import from a pipe, which cannot be read twice."""
    command = [sys.executable, "-m", "escale", "import", "-", "--ledger", str(ledger)]
    return subprocess.run(command, input=content, capture_output=True, check=False)


@pytest.mark.parametrize("spoilt", [b"{\n", b'{"kind": "article", "id": "a1"}\n', b"\xff\n", b""])
def test_a_file_with_a_bad_line_imports_nothing(
    whole: list[bytes], spoilt: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("escale.ledger.taking._BATCH", 1)
    ledger, file = tmp_path / "ledger", tmp_path / "spoilt.jsonl"
    Ledger.create(ledger)
    content = b"".join([*whole[:-1], spoilt])
    file.write_bytes(content)
    assert len(whole) > 5
    for done in (ask(ledger, "import", file), ask(ledger, "import", "-", stdin=content)):
        assert (done.code, done.out, len(done.messages)) == (2, "", 1)
    assert Ledger.open(ledger).view().version == 0


def test_a_pipe_is_taken_in_as_a_file_is(folder: Path, whole: list[bytes], tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    Ledger.create(ledger)
    cut = piped(ledger, b"".join(whole[:-1]))
    assert (cut.returncode, cut.stdout) == (2, b"")
    assert b"cut off" in cut.stderr
    assert Ledger.open(ledger).view().version == 0
    done = piped(ledger, b"".join(whole))
    assert (done.returncode, done.stderr.decode()) == (
        0,
        "escale: stdin: 3 articles new, 0 read anew, 0 there already; 5 claims\n",
    )
    assert list(Ledger.open(ledger).records()) == list(Ledger.open(folder).records())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_no_room_to_keep_a_pipe_is_one_line(whole: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    def full(*_: object, **__: object) -> io.TextIOBase:
        return open("/dev/full", "w", encoding="utf-8")  # noqa: PTH123

    monkeypatch.setattr(checking, "TemporaryFile", full)
    with (
        pytest.raises(InputError, match=r"^stdin: cannot be kept while it is checked \(no space left"),
        checked_records("-", Pipe(b"".join(whole))),
    ):
        pytest.fail("nothing was kept")
