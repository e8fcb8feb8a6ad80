"""Tables in Parquet."""

from __future__ import annotations

import io
import random
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.inputs import Input, read_inputs
from escale.ingest.joined import Joined
from escale.ingest.opening import open_stream
from escale.ingest.terms import Terms
from escale.model import Article

TODAY = date(2022, 3, 1)
OWN = Columns()


def read(place: Path, columns: Columns = OWN) -> list[Input]:
    return list(reading(place, columns))


def reading(place: Path, columns: Columns = OWN) -> Iterator[Input]:
    return read_inputs([str(place)], io.BytesIO(), today=TODAY, columns=columns)


def written(place: Path, table: dict[str, object] | pa.Table, **options: object) -> Path:
    pq.write_table(table if isinstance(table, pa.Table) else pa.table(table), place, **options)
    return place


def found(items: list[Input]) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in items if isinstance(item, Article)]


def lines(items: list[Input]) -> list[str]:
    return [str(item) for item in items if isinstance(item, InputError)]


def test_a_row_is_an_article_with_its_fields(tmp_path: Path) -> None:
    place = written(
        tmp_path / "t.parquet",
        {
            "section": ["sea", None],
            "id": [7, 8],
            "text": ["Une escale.", "Deux."],
            "published": ["2021-05-06", None],
            "outlet": ["La Vigie", None],
            "title": ["T", None],
            "url": ["https://e.org/7", None],
            "lang": ["fr-FR", None],
            "as_of": ["2021-05-06T10:00:00+02:00", None],
        },
    )
    assert read(place) == [
        Article(
            id="7",
            text="Une escale.",
            published="2021-05-06",
            lang="fr",
            outlet="La Vigie",
            title="T",
            url="https://e.org/7",
            as_of="2021-05-06T08:00:00Z",
        ),
        Article(id="8", text="Deux."),
    ]


@pytest.mark.parametrize(
    ("values", "published"),
    [
        (pa.array([date(2021, 5, 6)]), "2021-05-06"),
        (pa.array([date(2021, 5, 6)], pa.date64()), "2021-05-06"),
        (pa.array([datetime(2021, 5, 6, 23, 30)], pa.timestamp("s")), "2021-05-06"),
        (pa.array([datetime(2021, 5, 6, 23, 30, tzinfo=UTC)], pa.timestamp("us", "UTC")), "2021-05-06"),
        (
            pa.array([datetime(2021, 5, 6, 23, tzinfo=UTC)], pa.timestamp("us", "+02:00")),
            "2021-05-07",
        ),
        (pa.array([1620259200123456789], pa.timestamp("ns")), "2021-05-06"),
        (pa.array(["2021"]).dictionary_encode(), "2021"),
        (pa.array([b"2021-05"]), "2021-05"),
        (pa.array(["2021-05"], pa.large_string()), "2021-05"),
        (pa.array([None], pa.null()), None),
        (pa.array([float("nan")]), None),
    ],
    ids=str,
)
def test_dates_are_taken_whatever_their_type(tmp_path: Path, values: pa.Array, published: str | None) -> None:
    place = written(tmp_path / "t.parquet", {"text": ["A"], "published": values})
    assert read(place) == [Article(id="t:1", text="A", published=published)]


SOUND = {pa.string(): "B", pa.binary(): b"B"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"published": pa.array([2021])}, "its published is not a string"),
        (
            {"published": pa.array([2**62], pa.timestamp("us"))},
            "a value of type timestamp[us] that cannot be read",
        ),
        ({"published": pa.array([date(2022, 3, 3)])}, "published 2022-03-03 is yet to come"),
        ({"title": pa.array([["T"]])}, "its title is not a string"),
        ({"text": pa.array([""])}, "empty, no text to read"),
        ({"text": pa.array([None], pa.string())}, "a record without text"),
        ({"text": pa.array([5])}, "a record without text"),
        ({"text": pa.array([b"\x00\x01"])}, "binary data, not text"),
        ({"text": pa.array([b"caf\xe9 \xc3\xa9"])}, "mixes UTF-8"),
        ({"text": pa.array(["x" * 200_001])}, "longer than 200,000 characters"),
        ({"text": pa.array(["x" * 3_000_000])}, "longer than 200,000 characters"),
        ({"id": pa.array([1.5])}, "its id is neither"),
    ],
)
def test_a_row_that_is_none_is_one_line(tmp_path: Path, table: dict[str, pa.Array], said: str) -> None:
    row = pa.table({"text": pa.array(["A"])} | table)
    place = tmp_path / "t.parquet"
    with pq.ParquetWriter(place, row.schema) as writer:
        writer.write(row)
        writer.write(pa.Table.from_pylist([{"text": SOUND.get(row.schema.field("text").type)}], row.schema))
    items = read(place)
    assert found(items) == ([("t:2", "B")] if row.schema.field("text").type in SOUND else [])
    line = lines(items)[0]
    assert line.startswith(f"{place}[1]: ")
    assert said in line


def test_the_same_id_with_another_text_is_one_line(tmp_path: Path) -> None:
    place = written(tmp_path / "t.parquet", {"id": ["a", "a", "a"], "text": ["A", "A", "B"]})
    items = read(place)
    assert found(items) == [("a", "A"), ("a", "A")]
    assert lines(items) == [
        f"{place}[3]: the id 'a' again, with another text; give each article an id of its own"
    ]


def test_columns_have_the_names_that_the_user_says(tmp_path: Path) -> None:
    place = written(tmp_path / "t.parquet", {"body": ["A"], "day": [date(2021, 5, 6)]})
    assert lines(read(place)) == [
        f"{place}: a table without the column 'text'; it has body, day; "
        "name the right one with --text-column NAME"
    ]
    assert found(read(place, Columns(text="body", published="day"))) == [("t:1", "A")]


def test_of_two_columns_of_one_name_the_first_counts(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array(["A"]), pa.array(["B"])], names=["text", "text"])
    assert found(read(written(tmp_path / "t.parquet", table))) == [("t:1", "A")]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: b"", "empty, no table in it"),
        (lambda data: b"PAR1", "no Parquet file, or one that is cut short"),
        (lambda data: data[:-1], "no Parquet file, or one that is cut short"),
        (lambda data: data[: len(data) // 2], "no Parquet file, or one that is cut short"),
        (lambda data: b"text", "no Parquet file, or one that is cut short"),
        (lambda data: data[:-8] + b"\xff\xff\xff\x7fPAR1", "a Parquet file whose directory is beyond 32 MB"),
        (lambda data: data[:-8] + b"\x00\x00\x00\x01PAR1", "a damaged Parquet file ("),
        (lambda data: data[:-200] + bytes(192) + data[-8:], "a damaged Parquet file ("),
    ],
)
def test_a_file_that_is_no_table_is_one_line(tmp_path: Path, damage: object, said: str) -> None:
    place = written(tmp_path / "t.parquet", {"text": ["A"] * 100})
    assert callable(damage)
    place.write_bytes(damage(place.read_bytes()))
    (line,) = lines(read(place))
    assert line.startswith(f"{place}: {said}")


def test_damaged_rows_are_said_and_the_others_read(tmp_path: Path) -> None:
    rng = random.Random(4)
    texts = ["".join(rng.choices(string.ascii_letters, k=300)) for _ in range(300)]
    place = written(tmp_path / "t.parquet", {"text": texts}, row_group_size=100, use_dictionary=False)
    data = bytearray(place.read_bytes())
    at = data.index(texts[100][:4].encode()) - 40
    data[at : at + 30] = bytes(30)
    place.write_bytes(data)
    items = read(place)
    assert found(items) == [(f"t:{n + 1}", text) for n, text in enumerate(texts) if not 100 <= n < 200]
    assert lines(items) == [
        f"{place}: damaged data in rows 101 to 200; they are not read; write the file again"
    ]


def test_any_damage_is_told(tmp_path: Path) -> None:
    good = written(
        tmp_path / "t.parquet", {"text": ["Une escale.", "Deux."] * 20, "id": [*range(40)]}
    ).read_bytes()
    place = tmp_path / "u.parquet"
    rng = random.Random(8)
    for _ in range(300):
        data = bytearray(good)
        data[rng.randrange(len(data))] ^= rng.randrange(1, 256)
        place.write_bytes(data)
        assert all(isinstance(item, Article | InputError) for item in read(place))


def test_few_rows_are_held_at_a_time(tmp_path: Path) -> None:
    # One text thousands of times takes no room in the file, and near a gigabyte in memory.
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 4000, pa.int32()), ["x" * 190_000])
    place = written(tmp_path / "t.parquet", pa.table({"text": texts}))
    assert place.stat().st_size < 1 << 20
    before = resident()
    most = 0
    for number, item in enumerate(reading(place)):
        assert isinstance(item, Article)
        if number % 100 == 0:
            most = max(most, resident() - before)
    assert number == 3999
    assert most < 250 << 20


def test_long_texts_are_read_a_few_at_a_time(tmp_path: Path) -> None:
    rng = random.Random(3)
    texts = [rng.randbytes(50_000).hex() for _ in range(600)]
    place = written(tmp_path / "t.parquet", {"text": texts, "other": ["y"] * 600}, use_dictionary=False)
    items = reading(place)
    assert found([next(items)]) == [("t:1", texts[0])]
    before = resident()
    assert found([item for item in items if isinstance(item, Article) and item.id == "t:600"]) == [
        ("t:600", texts[-1])
    ]
    assert resident() - before < 60 << 20


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_a_stream_of_a_parquet_file_is_refused_and_a_file_of_any_name_read(tmp_path: Path) -> None:
    data = written(tmp_path / "t.parquet", {"text": ["A"]}).read_bytes()
    terms = Terms({}, TODAY, OWN)
    (refused,) = open_stream(Joined(b"", io.BufferedReader(io.BytesIO(data))), "stdin", terms)
    assert str(refused) == "stdin: a Parquet file as a stream; give it as a file"
    other = tmp_path / "t.data"
    other.write_bytes(data)
    assert found(read(other)) == [("t:1", "A")]
