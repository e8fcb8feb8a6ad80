from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows_made import CLAIM, told

import escale
from escale import lang
from escale.export.ledger.coding import Codebook, Rule, trigger_words
from escale.export.ledger.plover import plover_event, to_plover
from escale.export.ledger.polecat import POLECAT_COLUMNS, to_polecat
from escale.ledger.rows import Extent, StoredClaim
from escale.model import SYMMETRIC, ClaimType, Modality, Participant, Party, Phase, Sector, Span

BOOK = Codebook.load()
TABLE = Path(escale.__file__).parent / "export" / "ledger" / "plover.toml"
WORDS = lang.load("fr").table("plover")["words"]
EXAMPLES = lang.load("fr").table("plover")["example"]
DOCUMENT = Path(__file__).parents[3] / "docs" / "plover.md"

# General and special contexts of the manual.
CONTEXTS = {
    "military",
    "intelligence",
    "diplomatic",
    "economic",
    "humanitarian",
    "legal",
    "legislative",
    "cyber",
    "future",
    "hypothetical",
    "negation",
}


def event(example: str, **changes: Any) -> dict[str, Any]:
    return plover_event(replace(told(example), **changes), BOOK)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_each_rule_is_the_first_to_fit_its_example(rule: Rule) -> None:
    assert BOOK.code(told(EXAMPLES[rule.name])).rule == rule.name


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_each_rule_keeps_to_the_codebook(rule: Rule) -> None:
    entry = BOOK.events[rule.event]
    assert entry["quad"] in BOOK.quads
    assert set(rule.modes) <= set(entry["modes"])
    assert set(rule.contexts) <= CONTEXTS
    assert set(BOOK.code(told(EXAMPLES[rule.name])).contexts) <= CONTEXTS


def test_every_example_is_of_a_rule() -> None:
    assert set(EXAMPLES) == {rule.name for rule in BOOK.rules}


def test_every_set_of_words_is_named_and_there() -> None:
    named = {name for rule in BOOK.rules for name in (rule.trigger, rule.quote) if name}
    assert set(WORDS) == named


@pytest.mark.parametrize("name", WORDS)
def test_a_set_of_words_is_found_in_its_example(name: str) -> None:
    """By a rule that asks for nothing but the set, in its language alone."""
    one = {"name": "found", "type": [kind.value for kind in ClaimType], "quote": name, "event": "AGREE"}
    other = {"name": "none", "type": one["type"], "event": "AGREE"}
    table = tomllib.loads(TABLE.read_text(encoding="utf-8")) | {"rule": [one, other]}
    stored = replace(CLAIM, quote=WORDS[name]["example"])
    words = {set_: entry["words"] for set_, entry in WORDS.items()}
    assert Codebook(table, {"fr": words}).code(stored).rule == "found"
    assert Codebook(table, {"fr": words | {name: ["nowhere"]}}).code(stored).rule == "none"
    assert Codebook(table, {"uk": words}).code(stored).rule == "none"


def test_the_table_holds_no_words_of_a_language() -> None:
    assert TABLE.read_text(encoding="utf-8").isascii()


def test_a_language_without_a_table_has_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lang, "load", lambda code: lang.Language(code, tmp_path))
    assert Codebook.load().code(told(EXAMPLES["talks-by-phone"])).rule == "talks"


def test_every_claim_is_an_event() -> None:
    for kind, phase, modality in product(ClaimType, Phase, Modality):
        claim = replace(CLAIM.claim, recipients=(), type=kind, phase=phase, modality=modality)
        for recipients in ((), () if kind in SYMMETRIC else (Party("ISR"),)):
            stored = replace(CLAIM, claim=replace(claim, recipients=recipients))
            assert BOOK.code(stored).event in BOOK.events


def test_a_codebook_with_a_gap_says_so() -> None:
    table = {
        "codebook": "x",
        "quads": {},
        "rule": [],
        "events": {},
        "contexts": {},
        "actors": {"sectors": []},
    }
    with pytest.raises(LookupError, match="no rule for port_visit occur asserted"):
        Codebook(table, {}).code(CLAIM)


def test_a_language_without_words_gets_the_plain_event() -> None:
    example = "talks occur asserted UKR POL | Les présidents se sont [entretenus] par téléphone."
    assert event(example)["mode"] == ["phone"]
    assert "mode" not in event(example, lang="uk")
    assert "mode" not in event(example, lang=None)


@pytest.mark.parametrize(
    ("example", "source", "recipient"),
    [
        ("port_visit occur asserted CYP:MIL > ISR | [escale]", ["CYP"], ["ISR"]),
        ("talks occur asserted RWA BEL @ BEL | [visite]", ["RWA"], ["BEL"]),
        ("talks occur asserted RWA BEL @ CHE | [rencontre]", ["RWA", "BEL"], None),
        ("exercise occur asserted RWA BEL | [exercice]", ["RWA", "BEL"], None),
    ],
)
def test_the_visitor_is_source_and_the_host_recipient(
    example: str, source: list[str], recipient: list[str] | None
) -> None:
    record = event(example)
    assert [actor["code"] for actor in record["source"]] == source
    hosts = [actor["code"] for actor in record["recipient"]] if "recipient" in record else None
    assert hosts == recipient


@pytest.mark.parametrize(
    ("party", "actor"),
    [
        (
            Party("FRA", Sector.MIL, "les marins"),
            {"code": "FRA", "sector": "MIL", "actor_text": "les marins"},
        ),
        (Party("NATO", Sector.IGO), {"code": "IGO", "identifier_text": "NATO"}),
        (Party("GCC", Sector.MIL), {"code": "IGO", "sector": "MIL", "identifier_text": "GCC"}),
        (
            Party("NSA", Sector.MIL, "le Front"),
            {"code": "IMG", "sector": "MIL", "actor_text": "le Front", "identifier_text": "le Front"},
        ),
    ],
)
def test_actors_have_the_codes_of_plover(party: Party, actor: dict[str, str]) -> None:
    stored = replace(CLAIM, claim=replace(CLAIM.claim, actors=(party,)))
    assert plover_event(stored, BOOK)["source"] == [actor]


def test_every_body_of_three_letters_is_known_as_one() -> None:
    text = (Path(escale.__file__).parent / "lang" / "fr" / "bodies.toml").read_text(encoding="utf-8")
    for code in re.findall(r"^\[([A-Z]{3})\]", text, re.MULTILINE):
        assert BOOK.actor(Party(code))[0] == "IGO", code


DAY, LATER = date(2022, 5, 1), date(2022, 5, 31)


@pytest.mark.parametrize(
    ("extent", "known", "day", "end"),
    [
        (Extent(DAY, DAY, throughout=False, dated=True), LATER, "2022-05-01", None),
        (Extent(DAY, LATER, throughout=False, dated=True), LATER, "2022-05-01", "2022-05-31"),
        (Extent(DAY, None, throughout=True, dated=True), LATER, "2022-05-01", None),
        (Extent(None, LATER, throughout=True, dated=True), LATER, "2022-05-31", None),
        (Extent(None, None, throughout=True, dated=False), LATER, "2022-05-31", None),
        (Extent(None, None, throughout=True, dated=False), None, None, None),
    ],
)
def test_the_date_is_the_first_day(
    extent: Extent, known: date | None, day: str | None, end: str | None
) -> None:
    record = plover_event(replace(CLAIM, extent=extent, known=known), BOOK)
    assert (record["date"], record.get("enddate")) == (day, end)


def test_the_record_has_the_fields_of_plover_and_ours_apart() -> None:
    (line,) = to_plover([CLAIM], BOOK, url_of={"a1": "https://example.org/7"}.get)
    record = json.loads(line)
    ours = record.pop("escale")
    assert record == {
        "id": "c1",
        "date": "2022-05-01",
        "enddate": "2022-05-31",
        "source": [{"code": "CYP", "sector": "MIL", "actor_text": "une frégate chypriote"}],
        "recipient": [{"code": "ISR", "sector": "GOV", "actor_text": "Haïfa"}],
        "event": ["CONSULT"],
        "event_loc": {"name": "Haïfa", "cc3": "ISR"},
        "event_text": ["escale"],
        "quad_code": 1,
        "event_scale": 2.1,
        "mode": ["visit"],
        "context": ["military"],
        "text_info": {"start": 0, "end": len(CLAIM.quote)},
        "cite_info": {
            "url": "https://example.org/7",
            "language": "fr",
            "publication": "Le Phare",
            "codebook": "PLOVER 0.8",
        },
        "coder": "escale",
    }
    assert ours["time"] == {"text": "en mai 2022", "edtf": "2022-05"}
    assert ours["sources"][-1] == {"text": "un marin", "kind": "anonymous"}
    assert ours["value"] == {"amount": 1_500_000, "currency": "EUR"}
    assert ours["origin"]["anonymous"] is True
    assert ours["quote"] == CLAIM.quote


def test_a_denied_event_has_no_score() -> None:
    record = event("port_visit occur denied CYP:MIL > ISR | aucune [escale]")
    assert record["event"] == ["CONSULT"]
    assert record["context"][-1] == "negation"
    assert "event_scale" not in record


def test_a_trigger_outside_the_evidence_is_not_quoted() -> None:
    apart = replace(CLAIM.claim, trigger=Span(2, 4), evidence=Span(10, 20))
    assert trigger_words(replace(CLAIM, claim=apart, quote="0123456789")) == ""
    assert trigger_words(CLAIM) == "escale"


def polecat(*claims: StoredClaim) -> list[dict[str, str]]:
    text = "".join(to_polecat(claims, BOOK))
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"))


def test_a_polecat_row() -> None:
    (row,) = polecat(CLAIM)
    assert tuple(row) == POLECAT_COLUMNS
    assert len(POLECAT_COLUMNS) == 40
    assert {name: cell for name, cell in row.items() if cell} == {
        "Event ID": "c1",
        "Event Date": "2022-05-01",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "military",
        "Actor Name": "Eleni Markou",
        "Actor Country": "CYP",
        "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL",
        "Actor Title": "capitaine",
        "Actor Name Raw": "une frégate chypriote",
        "Recipient Country": "ISR",
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV",
        "Recipient Name Raw": "Haïfa",
        "Country": "ISR",
        "Raw Placename": "Haïfa",
        "Source": "Le Phare",
        "Publication Date": "2022-06-03",
        "Language": "fr",
        "Version": "escale, PLOVER 0.8",
    }


def test_several_parties_are_lists_in_their_cells() -> None:
    told_ = replace(
        CLAIM.claim,
        actors=(Party("FRA", Sector.MIL), Party("NATO", Sector.IGO), Party("FRA", Sector.GOV)),
        participants=(Participant("Ada Roy"),),
    )
    (row,) = polecat(replace(CLAIM, claim=told_))
    assert row["Actor Country"] == "FRA; IGO"
    assert row["Actor Name"] == "NATO"
    assert row["Actor Sectors"] == "MIL; GOV"


def test_a_month_of_publication_counts_as_its_last_day() -> None:
    (row,) = polecat(replace(CLAIM, published="2022-06", known=date(2022, 6, 30)))
    assert row["Publication Date"] == "2022-06-30"
    (row,) = polecat(replace(CLAIM, published=None, known=None))
    assert row["Publication Date"] == ""


@given(st.text(), st.text())
def test_no_words_of_an_article_break_the_table(outlet: str, text: str) -> None:
    parties = (Party("FRA", Sector.MIL, text),)
    claims = [replace(CLAIM, outlet=outlet, claim=replace(CLAIM.claim, actors=parties)), CLAIM]
    lines = "".join(to_polecat(claims, BOOK)).split("\n")
    assert len(lines) == 4
    assert all(line.count("\t") == len(POLECAT_COLUMNS) - 1 for line in lines[:-1])
    assert '"' not in lines[1]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_the_document_tells_each_rule(rule: Rule) -> None:
    event = "-".join((rule.event, *rule.modes))
    rows = [
        line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if f"| `{rule.name}` |" in line
    ]
    assert len(rows) == 1
    assert f"| {event} |" in rows[0]


@pytest.mark.parametrize("name", WORDS)
def test_the_document_tells_each_set_of_words(name: str) -> None:
    words = ", ".join(word.replace("*", "…") for word in WORDS[name]["words"])
    assert f"| *{name}* | {words} |" in DOCUMENT.read_text(encoding="utf-8")


def test_the_document_tells_each_column() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in POLECAT_COLUMNS)
