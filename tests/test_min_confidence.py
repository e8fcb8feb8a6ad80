"""``--min-confidence``: the less sure claims are left out, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import FakeReader

from escale.cli import main
from escale.export.frame import rows
from escale.export.html import fragment
from escale.export.table import to_table
from escale.model import Article, Confidence
from escale.reading import Reading

GIVEN = (0.9, 0.41, 0.7, 0.05)
TEXT = (
    "Une escale, deux escales, trois escales, quatre escales de la marine grecque en France et au Portugal."
)


class SureReader(FakeReader):
    """The fake reader, with a confidence for each claim in turn."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
        for reading in super().pipe(articles):
            pairs = zip(reading.claims, GIVEN, strict=True)
            claims = tuple(replace(c, confidence=Confidence(p, 0.8, 0.7, 0.6, 0.5, 0.4)) for c, p in pairs)
            yield replace(reading, claims=claims)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    place = tmp_path / "four.txt"
    place.write_text(f"date 2021-03-03\n{TEXT}", encoding="utf-8")
    return place


def claims(article: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["read", str(article), "--format", "jsonl", *options], make_reader=SureReader) == 0
    (only,) = capsys.readouterr().out.splitlines()
    found: list[dict[str, Any]] = json.loads(only)["claims"]
    return found


@pytest.mark.parametrize(
    ("least", "kept"),
    [
        ("0", ["c1", "c2", "c3", "c4"]),
        ("0.41", ["c1", "c2", "c3"]),
        ("0.5", ["c1", "c3"]),
        ("0.9", ["c1"]),
        ("1", []),
    ],
)
def test_only_the_less_sure_are_left_out(
    article: Path, least: str, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    everything = claims(article, capsys=capsys)
    assert [claim["confidence"]["claim"] for claim in everything] == list(GIVEN)
    found = claims(article, "--min-confidence", least, capsys=capsys)
    assert found == [claim for claim in everything if claim["id"] in kept]
    assert [claim["id"] for claim in found] == kept


def test_claims_that_carry_none_stay(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article), "--min-confidence", "0.9"], make_reader=FakeReader) == 0
    found = json.loads(capsys.readouterr().out)["claims"]
    assert len(found) == 4
    assert "confidence" not in found[0]


@pytest.mark.parametrize("least", ["-0.1", "1.01", "nan", "inf", "much", ""])
def test_what_is_no_probability_is_refused(
    article: Path, least: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(article), f"--min-confidence={least}"], make_reader=SureReader) == 2
    done = capsys.readouterr()
    assert done.out == ""
    said = f"escale: argument --min-confidence: {least!r} is no number from 0 to 1; see escale read --help\n"
    assert done.err == said


def test_a_language_model_gives_none_to_sort_by(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["read", str(article), "--reader", "llm", "--base-url", "http://localhost:9", "--model", "m"]
    assert main([*asked, "--min-confidence", "0.5"]) == 2
    assert capsys.readouterr().err.startswith("escale: --min-confidence: a large language model gives no ")


def test_exports_show_it() -> None:
    (reading,) = SureReader("fr").pipe([Article("a", TEXT, "2021-03-03")])
    lines = "".join(to_table([reading], width=100)).splitlines()
    assert lines[1].split()[:3] == ["#", "sure", "matter"]
    assert [line.split()[1] for line in lines[3:]] == ["0.90", "0.41", "0.70", "0.05"]
    assert max(map(len, lines)) <= 100
    assert '<small title="confidence: claim 0.41 · phase 0.80 · ' in fragment(reading)
    row = rows([reading])[1]
    names = ["confidence", *(f"{f}_confidence" for f in ("phase", "modality", "parties", "date", "origin"))]
    assert [row[name] for name in names] == [0.41, 0.8, 0.7, 0.6, 0.5, 0.4]


def test_the_figures_of_the_benchmark() -> None:
    pytest.importorskip("sklearn")
    from benchmarks.confidence import Outcome, brier, reliability

    outcomes = [Outcome("dev", 0.9, True), Outcome("dev", 0.96, False), Outcome("dev", 0.2, False)]
    assert brier(outcomes) == pytest.approx((0.01 + 0.9216 + 0.04) / 3)
    table = reliability([*outcomes, Outcome("dev", 1.0, True)])
    assert [count for count, _, _ in table] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 3]
    assert table[9][1:] == pytest.approx(((0.9 + 0.96 + 1.0) / 3, 2 / 3))
