from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from escale.errors import InputError
from escale.ingest import repeats
from escale.ingest.columns import Columns
from escale.ingest.inputs import read_inputs
from escale.ingest.repeats import Repeats
from escale.ingest.terms import Terms
from escale.model import Article

TERMS = Terms({}, date(2022, 3, 1), Columns())
RECORDS = [
    {"id": "a", "text": "A"},
    {"id": "b", "text": "A"},
    {"id": "a", "text": "A"},
    {"id": "a", "text": "B"},
    {"text": "C"},
    {"id": "t:5", "text": "D"},
    {"id": "a", "text": "A"},
]
FOUND = [("a", "A"), ("b", "A"), ("a", "A"), ("t:5", "C"), ("a", "A")]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv"])
def test_an_id_that_comes_again_with_another_text_is_one_line(tmp_path: Path, suffix: str) -> None:
    place = tmp_path / f"t{suffix}"
    if suffix == ".csv":
        rows = [f"{record.get('id', '')},{record['text']}" for record in RECORDS]
        place.write_text("\n".join(["id,text", *rows]).replace("t:5", "t:6"))
    else:
        whole = json.dumps(RECORDS) if suffix == ".json" else "\n".join(map(json.dumps, RECORDS))
        place.write_text(whole)
    items = list(read_inputs([str(place)], io.BytesIO(), today=TERMS.today))
    found = [(item.id.replace("t:6", "t:5"), item.text) for item in items if isinstance(item, Article)]
    assert found == FOUND
    causes = [item.cause.replace("t:6", "t:5") for item in items if isinstance(item, InputError)]
    assert causes == ["the id 'a' again, with another text", "the id 't:5' again, with another text"]


def test_another_file_may_have_the_same_ids(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.json").write_text(json.dumps({"id": "x", "text": name}))
    items = list(read_inputs([str(tmp_path)], io.BytesIO(), today=TERMS.today))
    assert [item.text for item in items if isinstance(item, Article)] == ["a", "b"]


def test_the_oldest_ids_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "REPEATS", 3)
    records = Repeats(TERMS)
    for identity in "abcd":
        assert isinstance(records.article({"id": identity, "text": "A"}, "p", "d"), Article)
    assert isinstance(records.article({"id": "a", "text": "B"}, "p", "d"), Article)
    assert isinstance(records.article({"id": "d", "text": "B"}, "p", "d"), InputError)
