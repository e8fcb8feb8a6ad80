from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from escale.export.phrases import LANGUAGES, TEXTS, Phrases, english, number_words
from escale.ledger.rows import CorrectionKind
from escale.ledger.ties.points import Status
from escale.model import ClaimType, Modality, Phase, Sector, SourceKind

ENUMS = [
    ("type", ClaimType),
    ("phase", Phase),
    ("modality", Modality),
    ("status", Status),
    ("sector", Sector),
    ("source_kind", SourceKind),
    ("correction", CorrectionKind),
]


def folder(path: Path, **languages: str) -> Path:
    for lang, text in languages.items():
        (path / f"{lang}.toml").write_text(text, encoding="utf-8")
    return path


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys_and_fields() -> None:
    first, second = (Phrases.load(lang, TEXTS).texts for lang in LANGUAGES)
    assert {key: fields(text) for key, text in first.items()} == {
        key: fields(text) for key, text in second.items()
    }
    assert all(text.strip() for text in (*first.values(), *second.values()))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("table", "kinds"), ENUMS, ids=[table for table, _ in ENUMS])
def test_every_member_has_a_word_of_its_own(lang: str, table: str, kinds: type[StrEnum]) -> None:
    phrases = Phrases.load(lang, TEXTS)
    words = [phrases.say(f"{table}.{kind}") for kind in kinds]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("lang", "n", "words"),
    [
        ("en", 0, "0 claims"),
        ("en", 1, "1 claim"),
        ("en", 2, "2 claims"),
        ("fr", 0, "0 affirmation"),
        ("fr", 1, "1 affirmation"),
        ("fr", 2, "2 affirmations"),
        ("fr", 1_234_567, "1\u202f234\u202f567 affirmations"),
    ],
)
def test_a_number_takes_its_form(lang: str, n: int, words: str) -> None:
    assert Phrases.load(lang, TEXTS).count("claims", n) == words


@pytest.mark.parametrize(
    ("n", "words"), [(0, "0"), (9999, "9999"), (10_000, "10\u202f000"), (-12_345, "-12\u202f345")]
)
def test_long_numbers_stand_in_groups(n: int, words: str) -> None:
    assert number_words(n) == words


def test_folders_are_one(tmp_path: Path) -> None:
    phrases = Phrases.load("fr", TEXTS, folder(tmp_path, fr='[page.home]\ntitle = "Accueil"\n'))
    assert phrases.say("page.home.title") == "Accueil"
    assert phrases.say("type.port_visit") == "escale"


def test_what_is_filled_in_is_no_pattern() -> None:
    assert english().say("timeline.title", pair="{on} {0} %s") == "Timeline of {on} {0} %s"


@pytest.mark.parametrize(
    ("text", "message"),
    [('[type]\nport_visit = "visit"\n', "two texts for 'type.port_visit' in en"), ("n = 3\n", "no text: n")],
)
def test_files_that_make_no_sense_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Phrases.load("en", TEXTS, folder(tmp_path, en=text))


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        english().say("no.such.key")
    with pytest.raises(KeyError):
        english().say("timeline.title")
    with pytest.raises(KeyError):
        Phrases.load("../en", TEXTS)
