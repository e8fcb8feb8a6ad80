from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support import FakeReader

from escale.cli import main
from escale.engine.article_reader import ArticleReader, MakeReader
from escale.reading import NO_DATE

FRENCH = "La marine grecque fait escale en France depuis lundi."
ENGLISH = "The frigate has left the port of Brest and will take part in the exercise with the navy."


@cache
def real_reader(code: str, triage: bool) -> ArticleReader:
    from escale.cli import shipped_reader

    return shipped_reader(code, triage)


@pytest.fixture(params=["fake", "real"])
def make_reader(request: pytest.FixtureRequest) -> MakeReader:
    """Every behaviour holds with the reader that needs no model and with the one that is shipped."""
    return FakeReader if request.param == "fake" else real_reader


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def ids(self) -> list[object]:
        return [record["id"] for record in self.records]

    @property
    def messages(self) -> list[str]:
        lines = self.err.splitlines()
        assert all(line.startswith("escale: ") for line in lines), self.err
        return [line.removeprefix("escale: ") for line in lines]


@pytest.fixture
def run(make_reader: MakeReader, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    def go(*arguments: str | Path, stdin: bytes = b"") -> Run:
        out, err = io.BytesIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
        monkeypatch.setattr(sys, "stderr", err)
        code = main([str(argument) for argument in arguments], make_reader=make_reader)
        sys.stdout.flush()
        return Run(code, out.getvalue().decode("utf-8"), err.getvalue())

    return go


@pytest.fixture
def article(tmp_path: Path) -> Path:
    place = tmp_path / "brest.txt"
    place.write_text(f"date 2021-03-03\n{FRENCH}", encoding="utf-8")
    return place


Runner = Callable[..., Run]


def record(**fields: object) -> bytes:
    return json.dumps({"published": "2021-03-03"} | fields).encode() + b"\n"


# What a user gets


def test_read_gives_one_line_of_json_an_article(run: Runner, article: Path) -> None:
    done = run("read", article)
    (only,) = done.records
    assert (done.code, done.err) == (0, "")
    assert list(only) == ["id", "lang", "outlet", "published", "title", "url", "claims", "reader"]
    assert (only["id"], only["lang"], only["published"]) == ("brest", "fr", "2021-03-03")
    text = article.read_text(encoding="utf-8")
    (claim,) = only["claims"]
    assert claim["type"] == "port_visit"
    assert "escale" in text[slice(*claim["trigger"])]


def test_the_same_bytes_on_every_run(run: Runner, article: Path) -> None:
    for form in ("jsonl", "json", "table", "html"):
        assert run("read", article, "--format", form) == run("read", article, "--format", form)


@pytest.mark.parametrize(
    ("form", "start", "end"),
    [
        ("table", "brest · 2021-03-03 · ", "\n"),
        ("json", "[\n{", "]\n"),
        ("html", "<!doctype html>", "</html>\n"),
    ],
)
def test_other_formats(run: Runner, article: Path, form: str, start: str, end: str) -> None:
    done = run("read", article, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(start)
    assert done.out.endswith(end)
    assert "port" in done.out


@pytest.mark.parametrize("form", ["table", "jsonl", "json", "html"])
def test_explain_shows_why(run: Runner, article: Path, form: str) -> None:
    assert len(run("read", article, "--format", form, "--explain").out) > len(
        run("read", article, "--format", form).out
    )


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.html", "<!doctype"), ("out.jsonl", '{"id"'), ("out.json", "[\n"), ("out", '{"id"')],
)
def test_output_goes_to_a_file_in_the_format_of_its_name(
    run: Runner, article: Path, tmp_path: Path, name: str, start: str
) -> None:
    done = run("read", article, "-o", tmp_path / name)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_output_is_not_read_again(run: Runner, article: Path) -> None:
    for _ in range(2):
        assert run("read", article.parent, "-o", article.parent / "claims.jsonl").code == 0


def test_published_and_lang_override(run: Runner) -> None:
    stdin = record(text=FRENCH, published="2001", lang="en")
    done = run("read", "-", "--published", "2020-05", "--lang", "fr", stdin=stdin)
    assert (done.records[0]["published"], done.records[0]["lang"], done.err) == ("2020-05", "fr", "")


def test_standard_input_is_text_or_records(run: Runner) -> None:
    assert run("read", "-", "--published", "2021", stdin=FRENCH.encode()).ids == ["stdin"]
    assert run("read", "-", stdin=record(id="a", text=FRENCH) + record(id="b", text=FRENCH)).ids == ["a", "b"]


def test_offsets_are_exact_with_emoji_and_decomposed_letters(run: Runner) -> None:
    text = unicodedata.normalize("NFD", f"🚢🇬🇷 L'été à Brest\u00a0!\n{FRENCH}")
    (only,) = run("read", "-", stdin=record(text=text)).records
    triggers = [text[slice(*claim["trigger"])] for claim in only["claims"]]
    assert any("escale" in trigger for trigger in triggers)


# What cannot be read


def test_each_rejected_input_is_one_line_and_the_others_are_read(
    run: Runner, article: Path, tmp_path: Path
) -> None:
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 8,
        "mixed.txt": "été ".encode() + "été".encode("cp1252"),
        "wrong.txt": "Переговоры прошли успешно".encode("cp1251"),
        "huge.txt": b"x" * (50 << 20),
        "header.txt": b"date 2019-13-45\nUne escale.",
        "torn.jsonl": record(id="first", text=FRENCH) + b'{"text": \n' + record(id="last", text=FRENCH),
        "bare.json": b'{"id": "bare"}',
        "dated.json": record(text=FRENCH, published="2019-02-30"),
        "cut.jsonl.gz": gzip.compress(record(text=FRENCH))[:-12],
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    places = [tmp_path / name for name in bad] + [tmp_path / "folder", tmp_path / "missing.txt", article]
    done = run("read", *places)
    assert done.code == 2
    assert done.ids == ["first", "last", "brest"]
    *lines, last = done.messages
    assert len(lines) == len(bad) + 2
    assert last == "12 rejected, 3 read"
    for place, line in zip(places, lines, strict=False):
        where = f"{place}:2" if place.name == "torn.jsonl" else f"{place}"
        assert line.startswith(f"{where}: ")
        assert "; " in line


QUOTES = ["«" * 50_000 + "»" * 50_000, '"' * 100_000, "« " * 50_000]


@pytest.mark.slow
@pytest.mark.parametrize("quotes", QUOTES, ids=["nested", "neutral", "spaced"])
def test_100_000_nested_quotes(run: Runner, quotes: str) -> None:
    done = run("read", "-", stdin=record(text=f"{quotes} {FRENCH}"))
    assert (done.code, done.err, len(done.records)) == (0, "", 1)


def test_a_name_with_a_line_break_is_still_one_line(run: Runner) -> None:
    assert len(run("read", "no\nsuch\x1b[31m.txt").messages) == 2


def test_text_in_another_language_is_said_and_no_error(run: Runner, article: Path, tmp_path: Path) -> None:
    place = tmp_path / "english.jsonl"
    place.write_bytes(record(id="one", text=ENGLISH) + record(id="two", text=ENGLISH))
    done = run("read", place, article)
    assert done.code == 0
    assert [len(r["claims"]) > 0 for r in done.records] == [False, False, True]
    assert [r["lang"] for r in done.records] == ["en", "en", "fr"]
    assert done.messages == [
        "one: not in French (it looks like English), so no claims are taken",
        "1 more: not in French (it looks like English), so no claims are taken",
    ]


def test_no_date_is_said_once(run: Runner) -> None:
    assert run("read", "-", stdin=FRENCH.encode()).messages == [f"stdin: {NO_DATE}"]
    many = b"".join(record(id=str(n), text=FRENCH, published=None) for n in range(4))
    assert run("read", "-", stdin=many).messages == [f"0: {NO_DATE}", f"3 more: {NO_DATE}"]


def test_articles_that_share_an_id_are_both_read(run: Runner) -> None:
    done = run("read", "-", stdin=record(id="a", text=FRENCH) * 2)
    assert (done.code, done.ids) == (0, ["a", "a"])
    assert done.messages == ["a: an id that several articles share; all were read"]


# What is asked wrongly


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND; see escale --help"),
        (["read"], "the following arguments are required: FILE; see escale read --help"),
        (["fly"], "argument COMMAND: invalid choice: 'fly'"),
        (["read", "x.txt", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["read", "x.txt", "--published", "2019-13-45"], "--published 2019-13-45: no such date; "),
        (["read", "x.txt", "--lang", "xx"], "language 'xx' is not shipped; known: "),
        (["read", "x.txt", "-o", "/nowhere/out.html"], "/nowhere/out.html: cannot be written (no such file"),
    ],
)
def test_a_usage_error_is_one_line(run: Runner, arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out, len(done.messages)) == (2, "", 1)
    assert done.messages[0].startswith(message)


def test_version_and_help_go_to_standard_output() -> None:
    for option, start in (("--version", "escale "), ("--help", "usage: escale ")):
        done = subprocess.run(
            [sys.executable, "-m", "escale", option], capture_output=True, text=True, check=True
        )
        assert done.stdout.startswith(start)
        assert done.stderr == ""


def test_nothing_heavy_is_imported_for_an_error() -> None:
    code = "import sys; from escale.cli import main; main(['read']); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


# On a terminal, and how a run ends before its time


FAKE = (
    "import sys; from escale.cli import main; from support import FakeReader;"
    "sys.exit(main(sys.argv[1:], make_reader=FakeReader))"
)


def _hears_interruptions() -> None:
    # A shell that runs the tests in the background has them, and all that they start, ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", FAKE, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hears_interruptions,
    )


def test_a_terminal_gets_a_table_of_its_width(article: Path) -> None:
    ours, theirs = os.openpty()
    process = subprocess.run(
        [sys.executable, "-c", FAKE, "read", str(article)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent), "COLUMNS": "70"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=True,
    )
    shown = os.read(ours, 10_000).decode()
    assert " matter " in shown
    assert max(len(line) for line in shown.splitlines()) <= 70
    assert process.stderr == b""


def test_a_broken_pipe_is_silent(tmp_path: Path) -> None:
    place = tmp_path / "many.jsonl"
    place.write_bytes(record(text=FRENCH) * 5000)
    process = start("read", place)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(10) == 141


def test_ctrl_c_is_one_line() -> None:
    process = start("read", "-")
    assert process.stdin is not None
    process.stdin.write(record(text=ENGLISH))
    process.stdin.flush()
    assert process.stderr is not None
    assert b"not in French" in process.stderr.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=10)
    assert (process.returncode, rest) == (130, b"escale: interrupted\n")


# The register


def test_register_import_adds_each_row_once(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own" / "register.csv"
    monkeypatch.setenv("ESCALE_REGISTER", str(own))
    place = tmp_path / "cabinet.csv"
    place.write_text(
        "position,person,personID,start,end\n"
        "Minister of Defence,Ana Sousa,Q1,2019-05-06,\n"
        "Minister of Defence,Rui Lima,Q2,2019-13-06,\n"
    )
    first = run("register", "import", place, "--state", "PRT")
    assert (first.code, first.out) == (2, "")
    assert first.messages[0].startswith(f"{place}:3: ")
    assert first.messages[1] == f"{own}: 1 added, 0 there already"
    assert "Ana Sousa" in own.read_text()
    assert (
        run("register", "import", place, "--state", "PRT").messages[1] == f"{own}: 0 added, 1 there already"
    )


def test_register_import_of_a_missing_file_is_one_line(run: Runner, tmp_path: Path) -> None:
    done = run("register", "import", tmp_path / "missing.csv")
    assert (done.code, len(done.messages)) == (2, 1)


@pytest.mark.data
def test_register_import_of_a_real_file(
    run: Runner, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESCALE_REGISTER", str(tmp_path / "register.csv"))
    file = data / "reference" / "office-holders" / "france-cabinet" / "holders21.csv"
    done = run("register", "import", file, "--state", "FRA")
    assert done.messages[-1].endswith(" there already")
    assert (tmp_path / "register.csv").stat().st_size > 1000


def test_bytes_that_are_no_text_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "x\udcff"]) == 2
    assert capsys.readouterr().err == "escale: 'x\\udcff': not UTF-8; write it anew\n"
