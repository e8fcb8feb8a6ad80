"""Reading on one machine: what gets into the ledger, in what order, and what is told of it."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from invented import OFF, ON, TERMS, Heard, lines, record
from support import FakeReader

from escale.engine.article_reader import ArticleReader
from escale.engine.files import add_files
from escale.engine.local import LocalEngine
from escale.engine.tally import Tally
from escale.errors import InputError
from escale.ledger.ledger import Ledger
from escale.model import Article
from escale.reading import Aside, Reading

triaged = partial(FakeReader, "fr", True)


def add(
    folder: Path,
    *places: Path | str,
    jobs: int = 1,
    heard: Heard | None = None,
    make: Callable[[], ArticleReader] = triaged,
    stdin: bytes = b"",
) -> Tally:
    ledger = Ledger.open(folder) if folder.exists() else Ledger.create(folder)
    with LocalEngine(ledger, make, jobs, heard or Heard()) as engine:
        add_files(engine, ledger, [str(place) for place in places], io.BytesIO(stdin), TERMS)
        return engine.tally


def held(folder: Path) -> list[str]:
    return sorted(stored.article.id for stored in Ledger.open(folder).view().articles())


def exported(folder: Path) -> list[object]:
    return list(Ledger.open(folder).records())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


def test_what_is_set_aside_is_counted_and_not_kept(folder: Path, tmp_path: Path) -> None:
    english = "The frigate has left the port of Brest and will take part in the exercise with the navy."
    stream = lines(
        tmp_path / "day.jsonl", [record(1), record(2, OFF), record(3, english), record(4), record(5, OFF)]
    )
    tally = add(folder, stream)
    assert held(folder) == ["r1", "r4"]
    assert tally.aside == {Aside.MATTER: 2, Aside.LANGUAGE: 1}
    assert (tally.added.new, tally.added.claims, tally.documents) == (2, 2, 5)


def test_a_second_run_adds_nothing(folder: Path, tmp_path: Path) -> None:
    stream = lines(tmp_path / "day.jsonl", [record(1), record(2, OFF), record(1)])
    add(folder, stream)
    before = exported(folder)
    tally = add(folder, stream)
    assert (tally.added.new, tally.added.unchanged, tally.aside.total()) == (0, 2, 1)
    assert exported(folder) == before


AT = "https://vigie.example/2024/escale"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_version_of_an_article_that_was_taken_is_taken_too(
    folder: Path, tmp_path: Path, order: tuple[int, int], apart: bool, jobs: int
) -> None:
    two = [record(1, ON, url=AT), record(2, OFF, url=f"{AT}?utm_source=x")]
    others = [record(number, OFF, url=f"https://vigie.example/{number}") for number in range(10, 20)]
    first, second = (two[place] for place in order)
    if apart:
        places = [lines(tmp_path / "a.jsonl", [first, *others]), lines(tmp_path / "b.jsonl", [second])]
    else:
        places = [lines(tmp_path / "a.jsonl", [first, *others, second])]
    tally = add(folder, *places, jobs=jobs)
    assert held(folder) == ["r1", "r2"]
    assert tally.aside == {Aside.MATTER: 10}
    assert (tally.added.new, tally.documents) == (2, 12)
    assert add(folder, *places).added.new == 0


def test_standard_input_is_looked_at_once(folder: Path) -> None:
    many = [record(number, OFF) for number in range(10, 300)]
    records = [record(1, OFF, url=AT), *many, record(2, ON, url=AT)]
    stdin = "".join(json.dumps(one) + "\n" for one in records).encode()
    assert add(folder, "-", stdin=stdin).added.new == 1
    assert held(folder) == ["r2"]
    assert add(folder, "-", stdin=stdin).added.new == 1
    assert held(folder) == ["r1", "r2"]


@pytest.mark.parametrize("count", [1, 33, 700])
def test_two_processes_make_the_same_ledger_as_one(tmp_path: Path, count: int) -> None:
    chance = random.Random(f"two processes {count}")
    records = [
        record(
            number % (count // 2 + 1),
            chance.choice([ON, ON + OFF * 300, OFF]),
            url=f"https://v.example/{number % 197}",
        )
        for number in range(count)
    ]
    stream = lines(tmp_path / "day.jsonl", records)
    tallies = [add(tmp_path / f"ledger-{jobs}", stream, jobs=jobs) for jobs in (1, 2)]
    assert tallies[0] == tallies[1]
    assert exported(tmp_path / "ledger-1") == exported(tmp_path / "ledger-2")
    versions = [Ledger.open(tmp_path / f"ledger-{jobs}").versions() for jobs in (1, 2)]
    assert [one.note for one in versions[0]] == [one.note for one in versions[1]]


def test_it_is_told_how_far_the_run_is(folder: Path, tmp_path: Path) -> None:
    heard = Heard()
    stream = lines(tmp_path / "day.jsonl", [record(number, ON * 20) for number in range(400)])
    with stream.open("a") as file:
        file.write("{\n")
    tally = add(folder, stream, heard=heard)
    shares = [share for share in heard.shares if share is not None]
    assert len(shares) == len(heard.shares) > 10
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert shares[0] < 0.7
    assert heard.documents[-1] == tally.documents == 401
    assert [error.place for error in heard.errors] == [f"{stream}:401"]
    assert tally.rejected == 1


class Failing(FakeReader):
    """Cannot read every third article."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading | InputError]:  # type: ignore[override]
        for number, article in enumerate(articles):
            if number % 3 == 2:
                yield InputError(article.id, "no good answer", "ask again")
            else:
                yield from super().pipe([article])


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_cannot_be_read_is_rejected_and_the_rest_goes_on(
    folder: Path, tmp_path: Path, jobs: int
) -> None:
    heard = Heard()
    stream = lines(tmp_path / "day.jsonl", [record(number) for number in range(9)])
    tally = add(folder, stream, jobs=jobs, heard=heard, make=partial(Failing, "fr", True))
    assert [error.place for error in heard.errors] == ["r2", "r5", "r8"]
    assert [error.remedy for error in heard.errors] == ["ask again"] * 3
    assert (tally.added.new, tally.rejected) == (6, 3)
