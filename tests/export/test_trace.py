from __future__ import annotations

import pytest

from escale.export.answers.trace import hung, trace_lines
from escale.model import Step

VISIT = Step("type", "visit", "escale")
LONG = Step("actors", "told=actor gap=1 rank=0&dir", "la marine")
SURE = Step("confidence in phase", "0.9 by +occur, +time, +mentions=1, +depth=0")


@pytest.mark.parametrize(
    ("steps", "width", "lines"),
    [
        ([], 60, []),
        (
            [VISIT, LONG],
            60,
            [
                "type    visit                        “escale”",
                "actors  told=actor gap=1 rank=0&dir  “la marine”",
            ],
        ),
        # What has no words does not widen the column of rules; confidence stands apart.
        (
            [SURE, VISIT, Step("place", "attached")],
            70,
            [
                "type   visit  “escale”",
                "place  attached",
                "confidence in phase  0.9 by +occur, +time, +mentions=1, +depth=0",
            ],
        ),
        # What does not fit hangs below the rule.
        (
            [VISIT, LONG],
            40,
            [
                "type    visit  “escale”",
                "actors  told=actor gap=1 rank=0&dir",
                "        “la marine”",
            ],
        ),
        (
            [SURE],
            40,
            ["confidence in phase  0.9 by +occur,", " " * 21 + "+time, +mentions=1,", " " * 21 + "+depth=0"],
        ),
    ],
)
def test_a_trace_in_columns(steps: list[Step], width: int, lines: list[str]) -> None:
    assert list(trace_lines(steps, width)) == lines


def test_one_rule_does_not_push_all_words_off_their_lines() -> None:
    steps = [VISIT, LONG, Step("time", "r" * 50, "hier")]
    assert list(trace_lines(steps, 60)) == [
        "type    visit                        “escale”",
        "actors  told=actor gap=1 rank=0&dir  “la marine”",
        f"time    {'r' * 50}",
        "        “hier”",
    ]


def test_words_of_an_article_are_made_safe() -> None:
    assert list(trace_lines([Step("type", "visit", "es\x1b[31mcale")], 60)) == [
        "type  visit  “es\ufffd[31mcale”"
    ]


def test_later_lines_hang_below_the_text() -> None:
    assert list(hung(" 1  ", "un deux trois", 12)) == [" 1  un deux", "    trois"]
    assert list(hung("", "un deux trois", 10, "  ")) == ["un deux", "  trois"]
    assert list(hung("- ", "a  b", 10)) == ["- a  b"]
