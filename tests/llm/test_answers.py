"""Prompt, schema, quotes and cache: all that needs neither a server nor a tree."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from chat_server import raw_claim

from escale.errors import UsageError
from escale.lang import Language
from escale.llm.account import Account
from escale.llm.cache import AnswerCache
from escale.llm.prompt import Prompt
from escale.llm.quotes import QuoteFinder
from escale.llm.schema import MOST_CLAIMS, MalformedAnswerError, answer_schema, read_answer
from escale.model import ClaimType, Modality, Phase, Sector, SourceKind, Span

WORDS = {"evidence": "Une escale.", "trigger": "escale"}


# Quotes


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("La frégate est à Brest.", "est à Brest", "est à Brest"),
        ("L’été\u00a0: «\u202fbeau\u202f» !", 'L\'été : "beau"', "L’été\u00a0: «\u202fbeau\u202f»"),
        ("La ligne\nest coupée", "ligne est", "ligne\nest"),
        ("Le sous‑marin…", "sous-marin...", "sous‑marin…"),
        ("ATHÈNES et Ankara", "Athènes", "ATHÈNES"),
        ("Des visiteurs, puis une visite.", "visite", "visite"),
        ("Des visiteurs.", "visite", None),
        ("Une surescale.", "escale", None),
        ("La visite de lundi", "La visite de mardi", None),
        ("La visite", "", None),
        ("La visite", " \u00ad ", None),
        ("", "visite", None),
        ("Il a dit «oui».", "«oui»", "«oui»"),
    ],
)
def test_a_quote_is_found_where_its_words_stand(text: str, quote: str, found: str | None) -> None:
    place = QuoteFinder(text).first(quote)
    assert (place.of(text) if place else None) == found


def test_a_decomposed_quote_is_found() -> None:
    assert QuoteFinder("L'été").first(unicodedata.normalize("NFD", "été")) == Span(2, 5)


def test_the_nearest_place_is_inside_the_evidence_or_next_to_it() -> None:
    text = "lundi ici. Puis lundi là. Enfin lundi encore."
    quotes = QuoteFinder(text)
    assert quotes.nearest("lundi", Span(11, 25)) == Span(16, 21)
    assert quotes.nearest("encore", Span(0, 10)) == Span(38, 44)
    assert quotes.nearest("lundi", Span(38, 44)) == Span(32, 37)
    assert quotes.nearest("mardi", Span(0, 10)) is None


def test_a_long_text_of_one_letter_is_no_trouble() -> None:
    began = time.monotonic()
    assert QuoteFinder("a" * 200_000).first("a" * 100_000) is None
    assert QuoteFinder("a " * 100_000).nearest("a " * 50_000, Span(199_000, 199_001)) is not None
    assert time.monotonic() - began < 2


# The form of an answer


def objects(schema: Any) -> list[dict[str, Any]]:
    found = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [one for part in inner for one in objects(part)]


def test_the_schema_is_in_the_strict_subset() -> None:
    for one in objects(answer_schema()):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
    claim = answer_schema()["properties"]["claims"]["items"]
    assert set(raw_claim(**WORDS)) == set(claim["properties"])


@pytest.mark.parametrize(
    "form",
    ["%s", "```json\n%s\n```", "<think>{maybe} a visit?</think>\n%s", "Voici :\n%s\nVoilà."],
    ids=["bare", "fenced", "thought", "talkative"],
)
def test_an_answer_is_read_past_what_stands_around_it(form: str) -> None:
    (claim,) = read_answer(form % json.dumps({"claims": [raw_claim(**WORDS)]}), Account())
    assert (claim.type, claim.trigger, claim.place) == (ClaimType.PORT_VISIT, "escale", None)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("Je ne peux pas.", "not JSON"),
        ('{"claims": [{"type": "talks"', "not JSON"),
        ('{"a":' * 100_000, "not JSON"),
        ('{"claims": 1' + "0" * 5000 + "}", "not JSON"),
        ('{"claim": []}', "no list of claims"),
        ('{"claims": {}}', "no list of claims"),
        (json.dumps({"claims": [{}] * (MOST_CLAIMS + 1)}), f"more than {MOST_CLAIMS} claims"),
    ],
)
def test_an_answer_that_is_no_list_of_claims_is_malformed(content: str, cause: str) -> None:
    with pytest.raises(MalformedAnswerError, match=cause):
        read_answer(content, Account())


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({}, True),
        ({"type": "war"}, False),
        ({"phase": None}, False),
        ({"modality": "sure"}, False),
        ({"trigger": 7}, False),
        ({"sources": [{"text": "AFP", "kind": "agency"}]}, False),
        ({"actors": [{"text": "Paris", "code": "FRA", "sector": "NAVY"}]}, True),
        ({"vessels": [None], "time": ""}, True),
    ],
)
def test_what_the_contract_does_not_have_is_refused_and_counted(fields: dict[str, Any], kept: bool) -> None:
    account = Account()
    claims = read_answer(json.dumps({"claims": [raw_claim(**WORDS) | fields, "no claim"]}), account)
    assert bool(claims) is kept
    entry = bool({"actors", "vessels"} & set(fields))
    assert account.refused_values == 1 + (not kept) + entry
    if kept:
        assert (claims[0].actors, claims[0].vessels, claims[0].time) == ((), (), None)


@pytest.mark.parametrize(("said", "quantity"), [(3, 3), (0, None), (-1, None), (True, None), ("2", None)])
def test_a_quantity_is_a_number_above_zero(said: object, quantity: int | None) -> None:
    items = [{"text": "frégates", "quantity": said}]
    (claim,) = read_answer(json.dumps({"claims": [raw_claim(**WORDS, items=items)]}), Account())
    assert claim.items[0].quantity == quantity


# The prompt


def test_the_prompt_names_every_value_of_the_contract(french: Language) -> None:
    system = Prompt.of(french).turns[0][1]
    for value in (v.value for kind in (ClaimType, Phase, Modality, Sector, SourceKind) for v in kind):
        assert f"`{value}`" in system


def test_the_prompt_asks_with_text_and_date(french: Language) -> None:
    prompt = Prompt.of(french)
    *before, last = prompt.messages("Une $escale à ${prix}.", "2019-09-10")
    assert [message["role"] for message in before] == ["system", "user", "assistant"]
    assert last["role"] == "user"
    assert "2019-09-10" in last["content"]
    assert "Une $escale à ${prix}." in last["content"]
    assert "$" not in prompt.messages("Rien.", None)[-1]["content"]


def test_the_version_of_a_prompt_changes_with_its_words(french: Language, tmp_path: Path) -> None:
    folder = tmp_path / "llm"
    folder.mkdir()
    template = (french.folder / "llm" / "prompt-1.md").read_text(encoding="utf-8")
    (folder / "prompt-1.md").write_text(template.replace("JSON", "json"), encoding="utf-8")
    assert Prompt.of(Language("fr", tmp_path)).version != Prompt.of(french).version


# The cache


def test_the_cache_gives_back_what_was_kept_under_the_same_question(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "deep" / "cache")
    question = ("1-abc", "small", "Une escale.", "2019")
    key = cache.key(*question)
    assert cache.get(key) is None
    cache.put(key, '{"claims": []} é\ud800')
    assert cache.get(key) == '{"claims": []} é\ud800'
    others = [
        ("2", *question[1:]),
        ("1-abc", "big", *question[2:]),
        (*question[:2], "x", "2019"),
        (*question[:3], None),
    ]
    assert all(cache.key(*other) != key for other in others)
    assert len([place for place in (tmp_path / "deep").rglob("*") if place.is_file()]) == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"content": "x"}', b"\xff"])
def test_a_damaged_answer_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    cache = AnswerCache(tmp_path)
    key = cache.key("1", "small", "text", None)
    cache.put(key, "kept")
    next(tmp_path.rglob("*.json")).write_bytes(damage)
    assert cache.get(key) is None


def test_a_cache_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"cannot be written \(.+\); give another --cache"):
        AnswerCache(tmp_path / "file").put("ab" * 32, "x")
