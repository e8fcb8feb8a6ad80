"""Words are found in a text as if both were folded, without folding the text."""

from __future__ import annotations

import duckdb
import pytest
from builders import claim, ledger_of, reading
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stopwatch import least_seconds

from escale.ledger.occurrence import occurs
from escale.register.names import fold

FEW = "aeostfinlj oœŒæßþÞĳŉﬁﬃﬅ½ŀ'’ʼ-.«é\u0301è\u0327ÉẞİıKkøΣςᾳαι1²№Ⅳ\n"
SIGNS = st.one_of(
    st.sampled_from(FEW),
    st.characters(max_codepoint=0x77F),
    st.characters(min_codepoint=0x1D00, max_codepoint=0x2C7F),
    st.sampled_from("ｅ𝐞中🚢、\ufe0f\ufb4f"),
)
WORDS = st.text(SIGNS, max_size=24)


@pytest.fixture(scope="module")
def sql(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A DuckDB with the macros of a ledger."""
    folder = tmp_path_factory.mktemp("ledger") / "ledger"
    ledger = ledger_of(folder, reading("", [claim("talks", quote="Rien.")]))
    return ledger.view().sql._connection


def flat(words: str) -> str:
    """The words folded, also those that folding leaves in capitals."""
    return fold(fold(words))


def found(sql: duckdb.DuckDBPyConnection, text: str, words: str) -> bool:
    condition, parameters = occurs("written", words)
    query = f"SELECT {condition} FROM (SELECT ? AS written)"
    (answer,) = sql.execute(query, [*parameters, text]).fetchall()
    return bool(answer[0])


@settings(deadline=None, max_examples=40)
@given(text=WORDS, words=st.text(SIGNS, max_size=6))
@example(text="manœuvre", words="manoe")
@example(text="manœuvre", words="euv")
@example(text="no", words="nœ")
@example(text="l’ʼ-ʼe", words="l e")
@example(text="½ z", words="2 z")
@example(text="ﬃ", words="fi")
def test_as_if_the_text_were_folded(sql: duckdb.DuckDBPyConnection, text: str, words: str) -> None:
    assert found(sql, text, words) == (flat(words) in flat(text))


@settings(deadline=None, max_examples=40)
@given(before=WORDS, after=WORDS, cut=st.integers(0, 8), text=st.text(SIGNS, min_size=1, max_size=16))
def test_any_part_of_a_text_is_found(
    sql: duckdb.DuckDBPyConnection, before: str, after: str, cut: int, text: str
) -> None:
    whole = f"{before}{text}{after}"
    folded = flat(whole)
    for part in (text, folded[cut : cut + 18]):
        assert found(sql, whole, part) == (flat(part) in folded)


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("Reporter de 24 heures l’escale à Toulon", "reporter de 24 heures lescale a toulon", True),
        ("Reporter de 24 heures l’escale à Toulon", "Reporter de 24 heures l'escale à Brest", False),
        ("Les MANŒUVRES franco-russes ont commencé", "manœuvres franco russes ont", True),
        ("Les MANŒUVRES franco-russes ont commencé", "manoeuvres franco-russes ont commencé", True),
        ("L’Øresund et la Łódź ‘sœur’ de l'Ærø", "L'Oresund et la Lodz soeur de laero", True),
        ("", "", True),
        ("escale", "%", True),
        ("escale", ".*", True),
        ("escale", "es.ale", False),
    ],
)
def test_words_long_and_short(sql: duckdb.DuckDBPyConnection, text: str, words: str, there: bool) -> None:
    assert found(sql, text, words) is there


def test_of_nothing_no_words_are_there(sql: duckdb.DuckDBPyConnection) -> None:
    condition, parameters = occurs("written", "a")
    query = f"SELECT count(*) FROM (SELECT NULL::VARCHAR AS written) WHERE {condition}"
    assert sql.execute(query, parameters).fetchall() == [(0,)]


def test_a_long_question_is_answered_quickly(sql: duckdb.DuckDBPyConnection) -> None:
    text = "Le bâtiment a fait escale à Toulon, où l’amiral l’a reçu après des manœuvres"
    sql.execute("CREATE OR REPLACE TABLE many AS SELECT ? || i AS written FROM range(20000) t(i)", [text])
    condition, parameters = occurs("written", text * 20)
    query = f"SELECT count(*) FROM many WHERE {condition}"
    assert least_seconds(lambda: sql.execute(query, parameters).fetchall()) < 2
