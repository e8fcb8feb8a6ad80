from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from escale.ingest.inputs import read_inputs
from escale.ingest.meter import Meter

LINES = b"".join(
    json.dumps({"id": str(n), "text": f"Une escale, {n * n * 7919}."}).encode() + b"\n" for n in range(20_000)
)


def written(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(LINES)
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(LINES, 1))
    (folder / "c.html").write_bytes(bytes(9 << 20))  # given up before its end
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(LINES, 1)[:-9])
    (folder / "e.warc.gz").write_bytes(gzip.compress(b"garbage") * 30)
    (folder / "notes.md").write_bytes(LINES)
    pq.write_table(pa.table({"text": ["Une escale."] * 5000, "other": ["x"] * 5000}), folder / "f.parquet")


def test_it_knows_what_there_is_and_what_was_taken_in(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "more.md").write_text("Une escale.")
    places = [str(tmp_path), str(tmp_path / "missing.txt"), str(tmp_path / "more.md")]
    sizes = [path.stat().st_size for path in tmp_path.iterdir() if path.name != "notes.md"]
    meter = Meter.of(places)
    assert (meter.total, meter.done) == (sum(sizes), 0)
    items = read_inputs(places, io.BytesIO(), today=date(2022, 3, 1), meter=meter)
    seen = [meter.done for _ in items]
    assert seen == sorted(seen)
    assert meter.done == meter.total
    halfway = seen[10_000]
    assert 0.4 * len(LINES) < halfway < 0.6 * len(LINES)


@pytest.mark.parametrize("places", [["-"], ["-", "."]])
def test_of_standard_input_nothing_is_known(places: list[str]) -> None:
    assert Meter.of(places).total is None
