"""``escale add`` as a user runs it, with a reader that needs no model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from support import FakeReader

from escale.cli import main
from escale.ledger.ledger import Ledger
from escale.model import Article
from escale.reading import ReaderInfo, Reading

RECORDS = [
    {"id": "un", "text": "Une escale à Brest.", "published": "2020-01-02", "outlet": "La Vigie"},
    {"id": "deux", "text": "Une escale, puis une escale.", "published": "2020-01-03"},
]


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    file = tmp_path / "day.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESCALE_LEDGER", str(tmp_path / "ledger"))
    return tmp_path / "ledger"


ASIDE = [
    {"id": "trois", "text": "Le marché de Noël ouvre samedi.", "published": "2020-01-04"},
    {"id": "quatre", "text": "Escale en Grèce.", "published": "2020-01-04", "lang": "el"},
]


def summary(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    told = json.loads(capsys.readouterr().out)
    return {key: told[key] for key in ("read", "superseded", "unchanged", "rejected", "claims")}


def test_articles_are_read_once(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(stream)], make_reader=FakeReader) == 0
    assert summary(capsys) == {"read": 2, "superseded": 0, "unchanged": 0, "rejected": 0, "claims": 3}

    class Never(FakeReader):
        def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
            assert not list(articles)
            return iter(())

    assert main(["add", str(stream)], make_reader=Never) == 0
    assert summary(capsys) == {"read": 0, "superseded": 0, "unchanged": 2, "rejected": 0, "claims": 0}


def test_another_reader_supersedes(stream: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Newer(FakeReader):
        @property
        def info(self) -> ReaderInfo:
            return ReaderInfo.here("newer")

        def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
            for article in articles:
                yield Reading.of(article, (), "fr", model="newer")

    main(["add", str(stream)], make_reader=FakeReader)
    capsys.readouterr()
    assert main(["add", str(stream)], make_reader=Newer) == 0
    assert summary(capsys)["superseded"] == 2
    assert Ledger.open(ledger).claims() == []


def test_what_is_rejected_is_named_and_the_rest_goes_on(
    stream: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stream.open("a", encoding="utf-8") as file:
        file.write("{\n")
    assert main(["add", str(stream), str(tmp_path / "none.txt")], make_reader=FakeReader) == 2
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["read"], told["rejected"]) == (2, 2)
    assert "day.jsonl:3: not JSON" in err
    assert "none.txt: no such file" in err
    assert "2 rejected, 2 read" in err


def test_two_processes_read_what_one_does(stream: Path, ledger: Path, tmp_path: Path) -> None:
    assert main(["add", str(stream)], make_reader=FakeReader) == 0
    other = tmp_path / "other"
    assert main(["add", str(stream), "--jobs", "2", "--ledger", str(other)], make_reader=FakeReader) == 0
    assert list(Ledger.open(other).records()) == list(Ledger.open(ledger).records())


def test_what_is_set_aside_is_counted_by_reason(
    stream: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stream.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in [*ASIDE, ASIDE[0]])
    assert main(["add", str(stream)], make_reader=FakeReader) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["read"], told["other_matters"], told["other_languages"]) == (2, 2, 1)
    assert "escale: set aside: 2 about other matters, 1 in other languages\n" in err
    assert main(["add", str(stream), "--no-triage"], make_reader=FakeReader) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["read"], told["unchanged"], told["other_matters"], told["other_languages"]) == (1, 3, 0, 1)
    assert "escale: set aside: 1 in other languages\n" in err
    assert {stored.article.id for stored in Ledger.open(ledger).view().articles()} == {"un", "deux", "trois"}


def test_rejects_are_kept_in_a_file_each_once(
    stream: Path, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with stream.open("a", encoding="utf-8") as file:
        file.write("{\n")
    missing = tmp_path / "none.txt"
    for _ in range(2):
        assert main(["add", str(stream), str(missing)], make_reader=FakeReader) == 2
    rejects = [json.loads(line) for line in (ledger / "rejects.jsonl").read_text().splitlines()]
    assert [reject["place"] for reject in rejects] == [f"{stream}:3", str(missing)]
    assert rejects[1] == {"place": str(missing), "cause": "no such file", "remedy": "check the path"}
    assert Ledger.open(ledger).verify() == []
    Ledger.open(ledger).compact()
    assert Ledger.open(ledger).info().articles == 2
    other = tmp_path / "others.jsonl"
    assert main(["add", str(stream), "--rejects", str(other)], make_reader=FakeReader) == 2
    assert [json.loads(line)["place"] for line in other.read_text().splitlines()] == [f"{stream}:3"]
    capsys.readouterr()
    assert main(["add", str(tmp_path), "--rejects", "/nowhere/at/all"], make_reader=FakeReader) == 2
    assert "/nowhere/at/all: the rejects cannot be written" in capsys.readouterr().err


def test_a_table_may_call_its_columns_otherwise(
    tmp_path: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "export.csv"
    table.write_text('nr,corps,jour\n7,"Une escale à Brest.",2020-01-02\n', encoding="utf-8")
    named = ["--text-column", "corps", "--id-column", "nr", "--published-column", "jour"]
    assert main(["add", str(table)], make_reader=FakeReader) == 2
    assert "a table without the column 'text'" in capsys.readouterr().err
    assert main(["add", str(table), *named], make_reader=FakeReader) == 0
    (stored,) = Ledger.open(ledger).view().articles()
    assert (stored.article.id, stored.article.published) == ("7", "2020-01-02")
    assert main(["read", str(table), *named], make_reader=FakeReader) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--jobs", "0"], "--jobs 0: 1 or more processes"),
        (
            ["--jobs", "2", "--reader", "llm", "--base-url", "http://localhost:1/v1", "--model", "m"],
            "--jobs 2",
        ),
        (
            ["--engine", "ray", "--reader", "llm", "--base-url", "http://localhost:1/v1", "--model", "m"],
            "--engine ray",
        ),
        (["--address", "auto"], "--address auto: of a Ray cluster; add --engine ray"),
        (["-", "--engine", "ray"], "-: standard input cannot be shared out"),
        (["--published", "mardi"], "--published mardi: no such date"),
    ],
)
def test_a_wrong_option_is_one_line(
    stream: Path, ledger: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(stream), *arguments], make_reader=FakeReader) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert not ledger.exists()


def test_a_folder_of_other_things_is_no_ledger(
    stream: Path, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger.mkdir()
    (ledger / "notes.txt").write_text("x")
    assert main(["add", str(stream)], make_reader=FakeReader) == 2
    assert "no ledger there" in capsys.readouterr().err
