from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language as Pipeline

import escale.reader.text.sentences  # noqa: F401  (registers a component of the pipeline)
from escale import lang
from escale.reader.equipment.equipment import EquipmentFinder

TABLE: dict[str, Any] = tomllib.loads(
    (Path(lang.__file__).parent / "fr" / "equipment.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def finder(french: lang.Language) -> EquipmentFinder:
    return EquipmentFinder(french)


@pytest.mark.parametrize("currency", TABLE["currencies"], ids=lambda entry: entry["code"])
def test_each_currency_reads_its_example(
    finder: EquipmentFinder, nlp: Pipeline, currency: dict[str, Any]
) -> None:
    found = finder(nlp(currency["example"]), (), ()).money
    assert [(m.money.amount, m.money.currency) for m in found] == [(currency["amount"], currency["code"])]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Le contrat porte sur 5 M€.", 5_000_000, "EUR"),
        ("L'unité coûte de 300 à 450 millions d'euros.", 300_000_000, "EUR"),
        ("L'aide atteint une centaine de millions d'euros.", 100_000_000, "EUR"),
        ("L'aide atteint deux cents millions de dollars.", 200_000_000, "USD"),
        ("Le budget est de 700 M$.", 700_000_000, "USD"),
    ],
)
def test_money(finder: EquipmentFinder, nlp: Pipeline, text: str, amount: int, currency: str) -> None:
    found = finder(nlp(text), (), ()).money
    assert [(m.money.amount, m.money.currency) for m in found] == [(amount, currency)]


def test_no_currency_no_money(finder: EquipmentFinder, nlp: Pipeline) -> None:
    assert finder(nlp("Paris a mis 45 millions sur la table."), (), ()).money == ()


@pytest.mark.parametrize(
    ("text", "ships"),
    [
        ("La frégate britannique HMS Kent (F78) est à Toulon.", [("HMS Kent", "F78")]),
        ("Le destroyer « Al Djazaïr » (910) a relâché à Bari.", [("Al Djazaïr", "910")]),
        ("L'USS Ross a appareillé.", [("USS Ross", None)]),
        ("Le porte-avions Charles-de-Gaulle est à quai.", [("Charles-de-Gaulle", None)]),
        ("Un destroyer de la classe Asagiri a mouillé ici.", [("classe Asagiri", None)]),
        ("Les corvettes Antar et Kaïd ont manœuvré.", [("Antar", None), ("Kaïd", None)]),
        ("Le capitaine de frégate Durand commande la base.", []),
        ("Une frégate française est à Toulon.", []),
    ],
)
def test_vessels(
    finder: EquipmentFinder, nlp: Pipeline, text: str, ships: list[tuple[str, str | None]]
) -> None:
    assert [(v.name, v.hull) for v in finder(nlp(text), (), ()).vessels] == ships


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Athènes a commandé 18 Rafale.", [("Rafale", 18)]),
        ("Séoul livrera quatre nouveaux chars K2.", [("chars K2", 4)]),
        ("Oslo a offert une vingtaine de blindés.", [("blindés", 20)]),
        ("Rome a cédé deux systèmes de défense antiaérienne.", [("systèmes de défense antiaérienne", 2)]),
        ("Kiev attend des missiles Javelin.", [("missiles Javelin", None)]),
        ("Le Mistral souffle sur Marseille.", []),
    ],
)
def test_items(
    finder: EquipmentFinder, nlp: Pipeline, text: str, items: list[tuple[str, int | None]]
) -> None:
    assert [(i.text, i.quantity) for i in finder(nlp(text), (), ()).items] == items


@pytest.mark.parametrize(
    "table",
    [entry for name in ("vessels", "gear", "models") for entry in TABLE[name]],
    ids=lambda e: e["words"][0],
)
def test_each_word_list_reads_its_example(
    finder: EquipmentFinder, nlp: Pipeline, table: dict[str, Any]
) -> None:
    found = finder(nlp(table["example"]), (), ())
    assert found.vessels or found.items
