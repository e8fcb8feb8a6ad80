from __future__ import annotations

from datetime import date

import pytest

from escale.export.answers.words import (
    counted,
    plan_words,
    plans_words,
    since_words,
    status_words,
    tie_key,
    tie_words,
)
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
