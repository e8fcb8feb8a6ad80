from __future__ import annotations

import pytest
from support import full_claim, reading

from escale.export.table import to_table
from escale.export.terminal import fold, pad, plain, shown_width
from escale.model import Article, Claim, ClaimType, Modality, Party, Phase, Span

TEXT = "Paris vendrait deux frégates à la marine grecque, écrit Le Phare."
ARTICLE = Article("phare", TEXT, published="2021-03-02", outlet="La Vigie", title="Des frégates pour Athènes")


def table(*claims: Claim, width: int = 120, explain: bool = False, article: Article = ARTICLE) -> list[str]:
    return "".join(to_table([reading(article, *claims)], width=width, explain=explain)).splitlines()


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("été", 3), ("e\u0301te\u0301", 3), ("北京", 4), ("🚢", 2), ("a\u200bb", 2), ("", 0)],
)
def test_shown_width(text: str, width: int) -> None:
    assert shown_width(text) == width
    assert shown_width(pad(text, 9)) == 9


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("un deux trois", ["un deux", "trois"]),
        ("court", ["court"]),
        ("", [""]),
        ("anticonstitutionnel", ["anticons", "titution", "nel"]),
        ("北京北京北京", ["北京北京", "北京"]),
        ("2020-01/2020-02", ["2020-01/", "2020-02"]),
        ("/2345678901", ["/", "23456789", "01"]),
    ],
)
def test_fold(text: str, lines: list[str]) -> None:
    assert fold(text, 8) == lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n\tb\u00a0c", "a b c"),
        ("\x1b[31mrouge\x07", "\ufffd[31mrouge\ufffd"),
        ("abc\u202edef", "abcdef"),
        ("\ud800", "\ufffd"),
    ],
)
def test_nothing_reaches_the_terminal_that_it_would_obey(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_every_field_is_shown() -> None:
    lines = table(full_claim(TEXT, "vendrait", TEXT))
    assert lines[0] == "Des frégates pour Athènes · La Vigie · 2021-03-02 · 1 claim"
    shown = " ".join(" ".join(lines[3:]).split())
    for words in (
        "arms transfer",
        "start",
        "possible",
        "FRA →",
        "GRC·MIL",
        "2021-03",
        "Brest (FRA)",
        "2 × frégates",
    ):
        assert words in shown
    assert "missiles" in shown
    assert "Kimon" in shown
    assert "1 200 000 EUR" in shown
    assert "Le Phare ←" in shown


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = table(
        full_claim(TEXT, "vendrait", TEXT), full_claim(TEXT, "frégates", TEXT, 2), width=max(width, 90)
    )
    assert max(shown_width(line) for line in lines) <= max(width, 90)


def test_columns_that_hold_nothing_are_left_out() -> None:
    claim = Claim(
        "c1", ClaimType.TALKS, Phase.OCCUR, Modality.ASSERTED, Span(0, 5), Span(0, 9), (Party("FRA"),)
    )
    assert table(claim)[1].split() == ["#", "matter", "phase", "modality", "parties"]


def test_an_article_without_claims_is_one_line() -> None:
    assert table(article=Article("vide", "Rien.")) == ["vide · no date · 0 claims"]


def test_explain_shows_the_evidence_and_each_step() -> None:
    lines = table(full_claim(TEXT, "vendrait", TEXT), explain=True)
    assert lines[-3:] == [
        "  1 Paris [vendrait] deux frégates à la marine grecque, écrit Le Phare.",
        "    type  sale   “vendrait”",
        "    time  month",
    ]


def test_explain_with_the_trigger_outside_the_evidence() -> None:
    lines = table(full_claim(TEXT, "Paris", "deux frégates"), explain=True)
    assert "  1 [Paris] … deux frégates" in lines
