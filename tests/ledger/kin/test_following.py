"""Kin found in a ledger that is opened again, written to by several, put together, or put back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from builders import claim, reading
from versions_made import edited, words

from escale.errors import ConflictError, LedgerError
from escale.ledger import codec
from escale.ledger.deriving import Deriver
from escale.ledger.kin import following
from escale.ledger.kin.shelf import Shelf
from escale.ledger.ledger import Ledger
from escale.ledger.rows import Kinship
from escale.ledger.schema import Kind
from escale.ledger.store.delta import DeltaStore
from escale.reading import Reading
from escale.register import Register

COUNT = 60


def news(seed: int, count: int = COUNT) -> list[Reading]:
    """Readings of a few stories and their versions, of one day."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        story = rng.randrange(count // 4)
        words_of = edited(words(story, 80), rng.randrange(10**6), rng.choice((0, 2, 4, 40)))
        quote = f"Paris et Moscou se parlent {words_of}."
        told = [claim("talks", actors=("FRA", "RUS"), quote=quote)]
        made.append(reading(f"Feuille {number}.", told, f"La Vigie {number}"))
    return made


def kin_in(folder: Path) -> set[Kinship]:
    table = DeltaStore.open(folder).snapshot().scan(Kind.KINSHIP)
    found = list(codec.kinships(table))
    assert len(found) == len(set(found))
    return set(found)


@pytest.fixture
def shelved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are many here."""
    monkeypatch.setattr(following, "_LONG", 10)
    monkeypatch.setattr(following, "_WORTH", 1)
    monkeypatch.setattr(following, "_TOGETHER", 7)


@pytest.fixture
def expected(tmp_path: Path) -> set[Kinship]:
    whole = tmp_path / "whole"
    Ledger.create(whole).add(news(1))
    found = kin_in(whole)
    assert len(found) > 10
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Ledger.create(tmp_path / "ledger")
    return tmp_path / "ledger"


def batches(size: int) -> Iterator[list[Reading]]:
    readings = news(1)
    for start in range(0, len(readings), size):
        yield readings[start : start + size]


def test_few_articles_need_no_shelf(folder: Path) -> None:
    ledger = Ledger.open(folder)
    ledger.add(news(1))
    ledger.tidy(64)
    assert not (folder / "_kin").exists()


@pytest.mark.usefixtures("shelved")
def test_each_process_goes_on_from_the_shelf(folder: Path, expected: set[Kinship]) -> None:
    for batch in batches(9):
        ledger = Ledger.open(folder)
        assert ledger.add(batch).new == len(batch)
        assert ledger.add(batch).unchanged == len(batch)
        ledger.tidy(64)
        saved = Shelf(folder / "_kin").load()
        assert saved is not None
        assert sum(map(len, saved.segments)) == ledger.info().articles
    assert kin_in(folder) == expected
    assert Ledger.open(folder).verify() == []


@pytest.mark.usefixtures("shelved")
def test_a_long_run_moves_what_it_has_in_memory_to_the_shelf(folder: Path, expected: set[Kinship]) -> None:
    ledger = Ledger.open(folder)
    for batch in batches(4):
        ledger.add(batch)
    saved = Shelf(folder / "_kin").load()
    assert saved is not None
    assert sum(map(len, saved.segments)) > COUNT - 12
    assert kin_in(folder) == expected


@pytest.mark.usefixtures("shelved")
def test_compaction_changes_nothing(folder: Path, expected: set[Kinship]) -> None:
    for batch in batches(13):
        ledger = Ledger.open(folder)
        ledger.add(batch)
        ledger.tidy(1)
        ledger.compact()
    assert kin_in(folder) == expected


@pytest.mark.usefixtures("shelved")
def test_writers_that_take_turns(folder: Path, expected: set[Kinship]) -> None:
    ledgers = [Ledger.open(folder) for _ in range(3)]
    for number, batch in enumerate(batches(5)):
        ledgers[number % 3].add(batch)
        if number % 4 == 3:
            ledgers[(number + 1) % 3].tidy(2)
    assert kin_in(folder) == expected
    assert Ledger.open(folder).verify() == []


@pytest.mark.usefixtures("shelved")
def test_a_writer_that_is_overtaken(folder: Path, expected: set[Kinship]) -> None:
    """Another adds articles, and puts them on the shelf, between the look and the commit."""
    other = Ledger.open(folder)
    left = list(batches(6))

    class Overtaken(DeltaStore):
        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            if left:
                other.add(left.pop())
                other.tidy(2)
            return super().append(rows, after=after, note=note)

    late = Ledger(Overtaken(folder))
    while left:
        late.add(left.pop(0))
    assert kin_in(folder) == expected
    assert Ledger.open(folder).verify() == []


@pytest.mark.usefixtures("shelved")
@pytest.mark.parametrize("harm", ["gone", "index", "file", "another history", "in the way"])
def test_without_a_sound_shelf_the_ledger_is_read(folder: Path, expected: set[Kinship], harm: str) -> None:
    readings = news(1)
    ledger = Ledger.open(folder)
    ledger.add(readings[:30])
    ledger.tidy(64)
    place = folder / "_kin"
    match harm:
        case "gone":
            shutil.rmtree(place)
        case "index":
            (place / "index.json").write_text("?")
        case "file":
            next(place.glob("*/days")).write_bytes(b"")
        case "another history":
            text = (place / "index.json").read_text()
            saved = Shelf(place).load()
            assert saved is not None
            (place / "index.json").write_text(text.replace(saved.coverage.history, "0" * 64))
        case _:
            shutil.rmtree(place)
            place.write_text("")
    ledger = Ledger.open(folder)
    ledger.add(readings[30:])
    ledger.tidy(64)
    assert kin_in(folder) == expected
    if harm != "in the way":
        saved = Shelf(place).load()
        assert saved is not None
        assert sum(map(len, saved.segments)) == COUNT
        assert Ledger.open(folder).verify() == []


@pytest.mark.usefixtures("shelved")
def test_a_ledger_that_was_put_back(folder: Path, tmp_path: Path) -> None:
    """The shelf is of a later state than the ledger: what it knows is not there, and not taken to be."""
    readings = news(1)
    Ledger.open(folder).add(readings[:20])
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    ledger = Ledger.open(folder)
    ledger.add(readings[20:40])
    ledger.tidy(64)
    shutil.rmtree(before / "_kin", ignore_errors=True)
    shutil.copytree(folder / "_kin", before / "_kin")
    again = Ledger.open(before)
    assert again.add(readings[20:]).new == COUNT - 20
    assert again.verify() == []


def test_damage_on_the_shelf_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_WORTH", 1)
    ledger = Ledger.open(folder)
    ledger.add(news(2, 12))
    ledger.tidy(64)
    path = next((folder / "_kin").glob("*/sketches"))
    data = bytearray(path.read_bytes())
    data[40] ^= 4
    path.write_bytes(data)
    (finding,) = Ledger.open(folder).verify()
    assert finding.place == str(path)
    assert f"remove {folder}/_kin" in finding.cause


@pytest.mark.parametrize("failure", [LedgerError("x", "cannot be written", "try again"), ConflictError("x")])
def test_a_failed_commit_leaves_nothing_behind(
    folder: Path, expected: set[Kinship], failure: LedgerError
) -> None:
    class Failing(DeltaStore):
        fails = True

        def append(self, rows, *, after, note):  # type: ignore[no-untyped-def]
            if self.fails:
                raise failure
            return super().append(rows, after=after, note=note)

    store = Failing(folder)
    ledger = Ledger(store)
    with pytest.raises(LedgerError):
        ledger.add(news(1)[:40])
    store.fails = False
    ledger.add(news(1)[40:])
    ledger.add(news(1)[:40])
    assert kin_in(folder) == expected


def test_sketches_of_an_earlier_form_are_made_anew(folder: Path, expected: set[Kinship]) -> None:
    readings = news(1)
    store = DeltaStore.open(folder)
    deriver = Deriver(Register.default())
    entries = map(deriver.entry, readings[:30])
    old = [replace(entry, article=replace(entry.article, sketch=b"\1" * 128)) for entry in entries]
    rows: dict[Kind, pa.Table] = {
        Kind.ARTICLE: codec.encoded(Kind.ARTICLE, (entry.article for entry in old)),
        Kind.READING: codec.encoded(Kind.READING, (entry.reading for entry in old)),
        Kind.CLAIM: codec.encoded(Kind.CLAIM, (told for entry in old for told in entry.claims)),
        Kind.LINK: codec.encoded(Kind.LINK, (link for entry in old for link in entry.links)),
    }
    store.append(rows, after=0, note="an earlier form")
    Ledger.open(folder).add(readings[30:])
    late = {deriver.entry(made).article.id for made in readings[30:]}
    assert kin_in(folder) == {kin for kin in expected if kin.first in late or kin.second in late}
