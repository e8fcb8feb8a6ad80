from __future__ import annotations

from datetime import date

import pytest

from escale.export.answers.words import (
    counted,
    denied_words,
    plan_words,
    plans_words,
    since_words,
    status_words,
    tie_key,
    tie_words,
)
from escale.export.claim_words import time_words
from escale.export.phrases import TEXTS, Phrases, english
from escale.export.timeline_words import time_text
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.model import Modality, Phase

DAY = date(2014, 1, 1).toordinal()


def point(
    phase: str = "occur",
    modality: str = "asserted",
    edtf: str | None = None,
    origin: str = "media:le phare",
    first: int = DAY,
) -> Point:
    return Point(
        "c1", Phase(phase), Modality(modality), first, None, True, edtf is not None, DAY, origin, edtf=edtf
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("talks:FRA-RUS", "talks FRA–RUS"),
        ("port_visit:FRA>RUS#vladivostok", "port visit FRA→RUS · vladivostok"),
        ("arms_transfer:USA>G20#s 400", "arms transfer USA→G20 · s 400"),
        ("diplomatic_status:EU>XKX", "diplomatic status EU→XKX"),
    ],
)
def test_a_tie_in_words_and_back(key: str, words: str) -> None:
    assert tie_words(TieKey.parse(key)) == words
    assert tie_key(words) == key
    assert tie_key(words.replace(" ", "\n ")) == key
    assert tie_key(key) == key


@pytest.mark.parametrize("words", ["c10dd8510e7a3e3987370aa0", "", "talks", "talks FRA", "talks FRA=RUS"])
def test_other_words_are_no_tie(words: str) -> None:
    assert tie_key(words) == words


@pytest.mark.parametrize(
    ("times", "since", "words"),
    [
        (["2014"], DAY, "2014"),
        (["2014/.."], DAY, "2014"),
        (["2014-01-01/2014-02"], DAY, "2014-01-01"),
        (["2014", "2014-01", None], DAY, "2014-01"),
        (["2013"], DAY, "2014-01-01"),
        (["2014~"], DAY, "2014~"),
        ([None], DAY, "2014-01-01"),
        (["../2014"], None, ".."),
    ],
)
def test_since_is_as_precise_as_the_claims(times: list[str | None], since: int | None, words: str) -> None:
    supporters = tuple(point(edtf=time) for time in times)
    assert since_words(TieState(Status.ACTIVE, since, supporters=supporters)) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-21", "spring 2021"),
        ("2021-22", "summer 2021"),
        ("2021-23/..", "autumn 2021/.."),
        ("2021-24", "winter 2021–22"),
        ("1999-24", "winter 1999–00"),
        ("2019-33/2019-36", "Q1 2019/Q4 2019"),
        ("../2019-40~", "../H1 2019~"),
        ("2019-41", "H2 2019"),
        ("2019-12", "2019-12"),
        ("2019-12-23", "2019-12-23"),
        ("2012-10-21/2012-11-24", "2012-10-21/2012-11-24"),
        ("201X", "201X"),
    ],
)
def test_parts_of_a_year_in_words(edtf: str, words: str) -> None:
    assert time_words(edtf) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-09-01", "2021-11-30", "autumn 2021"),
        ("2020-12-01", "2021-02-28", "winter 2020–21"),
        ("2019-01-01", "2019-03-31", "Q1 2019"),
        ("2019-07-01", "2019-12-31", "H2 2019"),
        ("2019-02-01", "2019-04-30", "2019-02/2019-04"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-09-01", "2019-11-29", "2019-09-01/2019-11-29"),
    ],
)
def test_the_timeline_has_the_same_words(first: str, last: str, words: str) -> None:
    start, end = (date.fromisoformat(day).toordinal() for day in (first, last))
    assert time_text(start, end, english()) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-21/..", "printemps 2021/.."),
        ("2020-24", "hiver 2020-21"),
        ("2019-33", "1er trimestre 2019"),
        ("2019-41", "2d semestre 2019"),
        ("2019-05", "2019-05"),
    ],
)
def test_parts_of_a_year_in_french(edtf: str, words: str) -> None:
    assert time_words(edtf, Phrases.load("fr", TEXTS)) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (TieState(Status.NONE, denied=(point(), point()._replace(known=DAY + 1))), "denied 2014-01-02"),
        (TieState(Status.NONE), ""),
        (TieState(Status.ACTIVE, denied=(point(),)), ""),
    ],
)
def test_what_was_denied(state: TieState, words: str) -> None:
    assert denied_words(state) == words


def test_nothing_has_no_beginning() -> None:
    assert since_words(TieState(Status.NONE)) == ""


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (TieState(Status.ACTIVE), "active"),
        (TieState(Status.SUSPENDED, certain=False), "suspended?"),
        (TieState(Status.ACTIVE, partial=True), "active (partly)"),
        (
            TieState(
                Status.CONTESTED,
                supporters=(point(origin="a"), point(origin="b"), point(origin="b")),
                against=(point(origin="c"),),
                standing=Status.ENDED,
            ),
            "contested: ended 2, against 1",
        ),
    ],
)
def test_a_status_and_what_limits_it(state: TieState, words: str) -> None:
    assert status_words(state) == words


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (point("resume", "possible", "2020/.."), "may resume 2020/.."),
        (point("occur", "planned", "2019-10-03"), "planned 2019-10-03"),
        (point("start", "planned"), "to start"),
        (point("suspend", "possible", "2021"), "may be suspended 2021"),
        (point("postpone", "asserted", "2021"), "postponed, no date"),
        (point("resume", "possible", "2024-21"), "may resume spring 2024"),
    ],
)
def test_a_plan_in_words(plan: Point, words: str) -> None:
    assert plan_words(plan) == words


def test_every_plan_has_words() -> None:
    said = {plan_words(point(phase, modality)) for phase in Phase for modality in ("planned", "possible")}
    assert len(said) == 2 * len(Phase)


def test_many_plans_are_said_once_and_counted() -> None:
    plans = [point("occur", "planned", str(year)) for year in (2020, 2020, 2021, 2022, 2023, 2024)]
    assert plans_words(plans) == "planned 2020, planned 2021, planned 2022 and 2 more"
    assert plans_words(plans[:3]) == "planned 2020, planned 2021"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1234, "1,234 claims")]
)
def test_counted(number: int, words: str) -> None:
    assert counted(number, "claim") == words
