"""The rows of certain ids, few or many, and what is not read for them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from escale.ledger.among import among


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> ds.Dataset:
    place: Path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    ids = pa.table({"id": [f"{n:05}" for n in range(20_000)]})
    pq.write_table(ids, place, row_group_size=100)
    return ds.dataset(place)


@pytest.mark.parametrize("count", [0, 1, 2, 49, 50, 51, 99, 100, 101, 149, 151, 2_999, 3_000, 3_001, 7_000])
def test_the_rows_are_those_of_the_ids(rows: ds.Dataset, count: int) -> None:
    ids = [f"{n * 2:05}" for n in range(count)]
    found = rows.to_table(filter=among("id", [*ids, None, "none", *ids[:3]])).column("id").to_pylist()
    assert found == ids


@pytest.mark.parametrize("count", [1, 50, 51, 150])
def test_row_groups_without_any_are_not_read(rows: ds.Dataset, count: int) -> None:
    (fragment,) = rows.get_fragments()
    wanted = among("id", [f"{n:05}" for n in range(count)])
    groups = fragment.split_by_row_group(wanted)
    assert len(groups) == -(-count // 100)
