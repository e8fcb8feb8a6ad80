"""Importing office holders from CSV files of either form."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from escale import register
from escale.errors import InputError
from escale.register import Office, Register, import_into, read_holders
from escale.register.importer import _Titles

OWN = "id,code,office,start,end,name_fr,name_en,name_ru,aliases,surname\n"
LISTED = "position,person,personID,start,end\n"


def _file(folder: Path, name: str, body: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(body, encoding="utf-8")
    return path


def test_own_columns(tmp_path: Path) -> None:
    path = _file(tmp_path, "mine.csv", OWN + "x1,NOR,minister,2015-02,,Ana Voll,,,Anna Voll;A. Voll,\n")
    (holder,) = read_holders(path, None)
    assert (holder.code, holder.office, holder.aliases) == ("NOR", Office.MINISTER, ("Anna Voll", "A. Voll"))


@pytest.mark.parametrize(
    ("folder", "name", "state", "code"),
    [
        ("lists", "rows.csv", "NOR", "NOR"),
        ("norway-cabinet", "rows.csv", None, "NOR"),
        ("south-korea-ministers", "rows.csv", None, "KOR"),
        ("lists", "nor-ministers.csv", None, "NOR"),
    ],
)
def test_listed_columns(tmp_path: Path, folder: str, name: str, state: str | None, code: str) -> None:
    path = _file(tmp_path / folder, name, LISTED + "Minister of Defence,Ana Voll,Q1,2015-02-03,2017\n")
    (holder,) = read_holders(path, state)
    assert (holder.code, holder.office, holder.name_fr) == (code, Office.DEFENCE_MINISTER, "Ana Voll")


def test_import_is_idempotent(tmp_path: Path) -> None:
    source = _file(
        tmp_path, "rows.csv", LISTED + "President,Ana Voll,Q1,2015,\nPrime Minister,Bo Lund,Q2,2016,\n"
    )
    target = tmp_path / "deep" / "register.csv"
    first = import_into(source, target, "NOR")
    before = target.read_bytes()
    second = import_into(source, target, "NOR")
    assert (first.added, first.unchanged) == (2, 0)
    assert (second.added, second.unchanged) == (0, 2)
    assert target.read_bytes() == before
    found = Register.from_csv(target).find("Bo Lund", "2020")
    assert found is not None
    assert found.office is Office.HEAD_OF_GOVERNMENT


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("President,,Q1,2015,", "names no person"),
        ("President,Ana Voll,Q1,in May,", "no date"),
        ("President,Ana Voll,Q1,2015,2012", "before it starts"),
        ("President,Ana Voll,Q1,2015-13,", "no date"),
    ],
)
def test_wrong_rows_are_refused_one_by_one(tmp_path: Path, row: str, cause: str) -> None:
    source = _file(tmp_path, "rows.csv", f"{LISTED}{row}\nPresident,Bo Lund,Q2,2016,\n")
    summary = import_into(source, tmp_path / "register.csv", "NOR")
    assert summary.added == 1
    (error,) = summary.rejected
    assert error.place == f"{source}:2"
    assert cause in error.cause
    with pytest.raises(InputError, match=cause):
        read_holders(source, "NOR")


@pytest.mark.parametrize(
    ("body", "state", "cause"),
    [
        ("name,place\nAna,Oslo\n", "NOR", "neither form"),
        (LISTED + "President,Ana Voll,Q1,2015,\n", None, "no state"),
        ("", "NOR", "neither form"),
    ],
)
def test_wrong_files(tmp_path: Path, body: str, state: str | None, cause: str) -> None:
    source = _file(tmp_path / "lists", "rows.csv", body)
    with pytest.raises(InputError, match=cause):
        import_into(source, tmp_path / "register.csv", state)
    assert not (tmp_path / "register.csv").exists()


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_holders(tmp_path / "none.csv", "NOR")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00position")
    with pytest.raises(InputError, match="not UTF-8"):
        read_holders(tmp_path / "bytes.csv", "NOR")


def test_every_position_rule_has_an_example_that_it_takes() -> None:
    table = tomllib.loads((Path(register.__file__).parent / "positions.toml").read_text(encoding="utf-8"))
    titles = _Titles.load()
    for rule in table["position"]:
        assert titles.office(rule["example"]) == rule["office"], rule["example"]
    assert titles.office("Chief Gardener") is Office.OTHER


@pytest.mark.data
def test_real_lists(data: Path, tmp_path: Path) -> None:
    files = sorted((data / "reference" / "office-holders").glob("*/holders21.csv"))
    target = tmp_path / "register.csv"
    summaries = [import_into(file, target, None) for file in files]
    assert sum(summary.added for summary in summaries) > 15000
    assert sum(len(summary.rejected) for summary in summaries) < 20
