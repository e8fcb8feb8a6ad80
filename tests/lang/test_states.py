"""The table of states: complete, consistent, and in accord with a public list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from escale.lang import Language
from escale.reader.text.gazetteer import fold

FORMER = {"SUN", "YUG", "CSK", "SCG", "DDR"}
SHARED = {
    "congo",
    "congolais",
    "congolaise",
    "congolaises",
    "coree",
    "coreen",
    "coreenne",
    "coreens",
    "coreennes",
}


def test_codes_are_alpha_3(french: Language) -> None:
    states = french.table("states")
    assert len(states) >= 200
    assert all(len(code) == 3 and code.isupper() for code in states)
    assert FORMER | {"XKX", "PSE", "TWN", "HKG"} <= set(states)


def test_every_state_has_a_name(french: Language) -> None:
    assert [code for code, record in french.table("states").items() if not record["names"]] == []


@pytest.mark.parametrize("field", ["names", "adjectives", "capitals", "prefixes"])
def test_a_form_belongs_to_one_state(french: Language, field: str) -> None:
    owner: dict[str, str] = {}
    for code, record in french.table("states").items():
        for form in record.get(field, ()):
            if fold(form) not in SHARED | {"congolo"}:
                assert owner.setdefault(fold(form), code) == code, form


def test_codes_of_the_other_tables_are_known(french: Language) -> None:
    known = set(french.table("states"))
    for table in ("seats", "companies"):
        for entry in french.table(table).values():
            assert set(entry) - {"example"} <= known
    for codes in french.table("sets")["sets"].values():
        assert isinstance(codes, str) or set(codes) <= known | set(french.table("bodies"))


@pytest.mark.data
def test_names_adjectives_and_capitals_of_the_public_list(french: Language, data: Path) -> None:
    states = french.table("states")
    reference = json.loads((data / "reference" / "countries" / "countries.json").read_text(encoding="utf-8"))
    independent = [c for c in reference if c["independent"]]
    assert {c["cca3"] for c in independent} <= set(states)
    named, adjectives = [], []
    for country in independent:
        record = states[country["cca3"]]
        forms = {_plain(n) for n in record["names"]}
        french_name = country["translations"].get("fra", {}).get("common")
        if french_name is not None:
            named.append(_plain(french_name) in forms)
        demonym = country["demonyms"].get("fra", {}).get("m")
        if demonym:
            adjectives.append(fold(demonym) in {fold(a) for a in record.get("adjectives", ())})
    assert sum(named) / len(named) >= 0.95
    assert sum(adjectives) / len(adjectives) >= 0.9


def _plain(name: str) -> str:
    name = fold(name).replace("’", "'").replace("-", " ")
    for article in ("la ", "le ", "les ", "l'", "iles ", "ile "):
        name = name.removeprefix(article)
    return name
