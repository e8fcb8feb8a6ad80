from __future__ import annotations

from dataclasses import replace

import pytest
from timelines import day, empty, full, hostile, segment

from escale.export.phrases import TEXTS, Phrases
from escale.export.terminal import shown_width
from escale.export.timeline_text import to_text
from escale.ledger.timeline import Bar, Segment, Timeline


def bar(*segments: Segment) -> str:
    """The row of one tie over a hundred days, a column for each."""
    start = day("2019-06-01")
    label = "talks"
    timeline = replace(
        full(),
        bars=(Bar(full().bars[2].key, segments),),
        marks=(),
        start=start,
        stop=start + 99,
        on=day("2019-08-20"),
        known=None,
    )
    row = to_text(timeline, len(label) + 2 + 100).splitlines()[2]
    assert row.startswith(label)
    return row[len(label) + 2 :].ljust(100)


def test_a_column_is_a_stretch_of_days() -> None:
    drawn = bar(
        segment("active", "2019-06-11", "2019-06-15"),
        segment("suspended", "2019-06-16", "2019-06-20", certain=False),
        segment("suspended", "2019-06-21", "2019-06-25"),
        segment("contested", "2019-06-26", "2019-06-28"),
        segment("ended", "2019-07-01", ""),
        segment("planned", "2019-09-01", "2019-09-03", standing="active"),
        segment("possible", "2019-09-04", "2019-09-05", standing="active"),
    )
    assert drawn == (
        " " * 10
        + "█" * 5
        + "▞" * 5
        + "▒" * 5
        + "╳" * 3
        + "  "
        + "┤"
        + "─" * 50
        + " " * 11
        + "░" * 3
        + "··"
        + " " * 3
    )


@pytest.mark.parametrize(
    ("segments", "at", "sign"),
    [
        ((segment("active", "", "2019-06-10"),), 0, "█"),
        ((segment("active", "", "2019-06-10", certain=False),), 9, "▓"),
        ((segment("active", "", "2019-06-10"),), 10, " "),
        ((segment("active", "", "2019-06-10"),), 80, "│"),
        ((segment("active", "2019-06-10", ""),), 80, "█"),
        ((segment("active", "2019-06-10", ""),), 81, " "),
        ((segment("possible", "2019-09-01", "", standing="active"),), 99, "·"),
        ((segment("ended", "", "", certain=False),), 30, "┄"),
    ],
)
def test_ends_are_drawn_where_they_are(segments: tuple[Segment, ...], at: int, sign: str) -> None:
    assert bar(*segments)[at] == sign


def test_a_single_day_is_seen_among_years() -> None:
    timeline = replace(
        full(), bars=(Bar(full().bars[0].key, (segment("active", "2014-05-05", "2014-05-05"),)),), marks=()
    )
    assert to_text(timeline, 80).splitlines()[2].count("█") == 1


def test_the_axis_bears_years_and_the_day_asked() -> None:
    lines = to_text(full(), 120).splitlines()
    dates = next(line for line in lines if "2013" in line and "2016" in line)
    line = lines[lines.index(dates) - 1]
    for year in ("2011", "2015", "2020"):
        assert line[dates.index(year)] == "┬"
    assert line.count("▲") == 1
    assert dates.index("2019") < line.index("▲") < dates.index("2020")


def test_events_follow_in_order() -> None:
    lines = to_text(full(), 120).splitlines()
    assert lines[lines.index("7 events") + 1 :] == [
        "2011-05-01/2011-05-03 port visit occur · limassol · 1 origin, 4 reports · e1",
        "2012-06-01 talks occur · 1 origin, 4 reports · e2",
        "2014 port visit suspend · 1 origin, 4 reports · e3",
        "2015-01-01 sanction occur · contested · 1 origin, 4 reports · e4",
        "told 2015-02-02 agreement occur denied · 1 origin, 4 reports · e5",
        "2020-01-01/.. port visit resume possible · 1 origin, 4 reports · e6",
        "no date incident occur · 1 origin, 4 reports · e7",
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 120, 200])
@pytest.mark.parametrize("timeline", [full(), empty(), hostile()], ids=["full", "empty", "hostile"])
def test_no_line_is_wider_than_asked_nor_moves_the_terminal(timeline: Timeline, width: int) -> None:
    text = to_text(timeline, width)
    assert max(shown_width(line) for line in text.splitlines()) <= width
    assert not set(text) & set("\x00\x1b\u202e\ud800\r")
    text.encode("utf-8")
    assert text == to_text(timeline, width)


def test_a_narrow_terminal_gets_the_least_width() -> None:
    assert to_text(full(), 10) == to_text(full(), 60)


def test_nothing_known_is_said() -> None:
    assert "No tie is known on this day." in to_text(empty(), 80)
    assert "may be shown" in to_text(replace(full(), exact=False), 200)
    assert "may be shown" not in to_text(full(), 200)


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    legend = to_text(full(), 200)
    for words in ("█ active", "▞ suspended, days uncertain", "┤─ ended", "░ planned", "· possible"):
        assert words in legend
    assert "▓ active, days uncertain" not in legend


def test_the_words_are_in_the_language_asked_for() -> None:
    text = to_text(full(), 200, phrases=Phrases.load("fr", TEXTS))
    for words in (
        "GRC – CYP · au 2019-09-10 · connu au 2019-12-01",
        "▞ suspendu, dates incertaines",
        "7 événements",
    ):
        assert words in text
