"""The rules of ``docs/ties.md``, case by case: one tie, what is said of it, and how it stands."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from notation import day, points, shown
from stopwatch import least_seconds

from escale.ledger.ties.memory import load_memories
from escale.ledger.ties.points import Point, Status, TieState
from escale.ledger.ties.status import tie_state
from escale.model import ClaimType, Modality, Phase

VISIT, TREATY, INCIDENT = ClaimType.PORT_VISIT, ClaimType.AGREEMENT, ClaimType.INCIDENT


def state(told: str, on: str, known: str | None = None, of: ClaimType = VISIT) -> TieState:
    return tie_state(of, points(told), day(on), day(known) if known else None, load_memories())


def claims(found: tuple[Point, ...]) -> str:
    return " ".join(point.claim for point in found)


CALL = "2014-03-10 J occur 2014-03-05"
FROZEN = "2014-04-02 K suspend 2014-04-01"

# What is said, the day asked, and the answer: status, since, supporters.
EVIDENCE = [
    # Asserted: what each phase does.
    ("2014-03-10 J start 2014-03-05", "2014-03-05", "active 2014-03-05 c1"),
    ("2014-03-10 J occur 2014-03-05", "2014-03-05", "active 2014-03-05 c1"),
    ("2014-03-10 J resume 2014-03-05", "2014-03-05", "active 2014-03-05 c1"),
    ("2014-03-10 J occur 2014-03-05", "2014-03-04", "none - -"),
    ("2014-03-10 J suspend 2014-03-05", "2014-03-05", "suspended 2014-03-05 c1"),
    ("2014-03-10 J end 2014-03-05", "2014-03-05", "ended 2014-03-05 c1"),
    ("2014-03-10 J cancel 2014-03-05", "2014-03-05", "none - -"),
    ("2014-03-10 J postpone 2014-03-05", "2014-03-09", "none - -"),
    ("2014-03-10 J postpone 2014-03-05", "2014-03-10", "planned 2014-03-10 c1"),
    # Without a time, the day of publication stands in.
    ("2014-03-10 J occur", "2014-03-09", "none - -"),
    ("2014-03-10 J occur", "2014-03-10", "active 2014-03-10 c1"),
    # Memory: a visit speaks for 365 days, a start or a resumption for 730.
    (CALL, "2015-03-05", "active 2014-03-05 c1"),
    (CALL, "2015-03-06", "none - -"),
    ("2014-03-10 J start 2014-03-05", "2016-03-04", "active 2014-03-05 c1"),
    ("2014-03-10 J start 2014-03-05", "2016-03-05", "none - -"),
    ("2014-03-10 J resume 2014-03-05", "2016-03-04", "active 2014-03-05 c1"),
    # An open time ends with its publication, whichever end is open.
    ("2014-03-10 J occur 2012/..", "2015-03-10", "active 2012-01-01 c1"),
    ("2014-03-10 J occur 2012/..", "2015-03-11", "none - -"),
    ("2014-03-10 J occur ../2012", "1950-01-01", "active - c1"),
    ("2014-03-10 J occur ../2012", "2013-12-31", "active - c1"),
    ("2014-03-10 J occur ../2012", "2014-01-01", "none - -"),
    # What is asserted does not lie after its publication, unless all of it does.
    ("2014-03-10 J occur 2014", "2015-03-10", "active 2014-01-01 c1"),
    ("2014-03-10 J occur 2014", "2015-03-11", "none - -"),
    ("2014-03-10 J occur 2016", "2017-12-31", "active 2016-01-01 c1"),
    ("2014-03-10 J occur 2016/..", "2017-01-01", "none - -"),
    # Place in time: what opens a life early in an imprecise time, what follows on it late.
    ("2014-03-10 J occur 2014-02-20; 2019-01-01 K suspend 2014", "2014-12-31", "suspended 2014-01-01 c2"),
    ("2019-01-01 J start 2014; 2014-04-02 K suspend 2014-03", "2014-12-31", "suspended 2014-03-01 c2"),
    ("2014-05-01 J suspend 2014-03; 2015-05-01 K resume 2014", "2014-12-31", "active 2014-01-01 c2"),
    ("2019-01-01 J occur 2014/..; 2014-06-01 J suspend 2014-05", "2018-01-01", "active 2014-01-01 c1"),
    ("2019-01-01 J suspend 2014/..; 2016-06-01 K occur 2016-05", "2018-01-01", "suspended 2014-01-01 c1"),
    ("2019-01-01 J suspend 2014/2015; 2016-06-01 K occur 2016-05", "2016-12-01", "active 2016-05-01 c2"),
    ("2019-01-01 J occur 2010/..; 2015-01-05 K suspend 2014", "2014-06-01", "suspended 2014-01-01 c2"),
    # On one day, by the order of life.
    ("2014-03-10 J suspend 2014-03-05; 2014-03-10 J resume 2014-03-05", "2014-04-01", "active 2014-03-05 c2"),
    ("2014-03-10 J end 2014-03-05; 2014-03-10 J start 2014-03-05", "2014-04-01", "ended 2014-03-05 c1"),
    ("2014-03-10 J end 2014-03-05; 2014-03-10 J suspend 2014-03-05", "2014-04-01", "ended 2014-03-05 c1"),
    # Since: the chain of openings without a gap.
    (f"{CALL}; 2015-03-08 J occur 2015-03-05", "2015-04-01", "active 2014-03-05 c2"),
    (f"{CALL}; 2015-03-08 J occur 2015-03-06", "2015-04-01", "active 2014-03-05 c2"),
    (f"{CALL}; 2015-03-08 J occur 2015-03-07", "2015-04-01", "active 2015-03-07 c2"),
    (f"{CALL}; 2014-05-08 J occur 2014-05-06", "2014-06-01", "active 2014-03-05 c1 c2"),
    (f"{FROZEN}; {CALL}; 2014-05-08 J occur 2014-05-06", "2014-06-01", "active 2014-05-06 c3"),
    (
        "2014-01-02 J start 2014-01-01; 2014-02-02 J occur 2014-02-01; 2015-06-02 J occur 2015-06-01",
        "2015-07-01",
        "active 2014-01-01 c1 c3",
    ),
    # A closing stands until something opens the tie again.
    (f"{CALL}; {FROZEN}", "2030-01-01", "suspended 2014-04-01 c2"),
    (f"{CALL}; {FROZEN}", "2014-03-31", "active 2014-03-05 c1"),
    (f"{FROZEN}; 2016-06-01 J occur 2016-05-05", "2017-05-06", "none - -"),
    # Closings of the same status support the last one if neither an opening nor the other lies between.
    (
        "2014-04-02 J suspend 2014-04-01; 2014-05-02 K suspend 2014",
        "2014-06-01",
        "suspended 2014-01-01 c1 c2",
    ),
    (
        "2014-04-02 J suspend 2014-04-01; 2014-05-02 K suspend 2014-05-01",
        "2014-06-01",
        "suspended 2014-04-01 c1 c2",
    ),
    ("2014-04-02 J end 2014-04; 2014-04-20 K suspend 2014-04", "2014-06-01", "suspended 2014-04-01 c2"),
    (
        "2014-02-02 J suspend 2014-02-01; 2014-03-02 J end 2014-03-01; 2014-04-02 J suspend 2014-04-01",
        "2014-06-01",
        "suspended 2014-04-01 c3",
    ),
    (
        "2014-02-02 J end 2014-02-01; 2014-03-02 J suspend 2014-03-01; 2014-04-02 J end 2014-04-01",
        "2014-06-01",
        "ended 2014-04-01 c3",
    ),
    (
        "2014-04-02 J suspend 2014-02; 2014-04-03 J resume 2014-03-01; 2014-05-02 K suspend 2014",
        "2014-06-01",
        "suspended 2014-01-01 c3",
    ),
]


@pytest.mark.parametrize(("told", "on", "answer"), EVIDENCE)
def test_what_stands(told: str, on: str, answer: str) -> None:
    found = state(told, on)
    assert f"{found.status} {shown(found.since) or '-'} {claims(found.supporters) or '-'}" == answer
    assert found.standing is found.status
    assert found.against == ()


@pytest.mark.parametrize(
    ("of", "told", "on", "status"),
    [
        (TREATY, "1987-12-10 J start 1987-12-08", "2019-02-01", Status.ACTIVE),
        (
            TREATY,
            "2019-02-02 K cancel 2019-02-01; 2019-02-03 J denied end 2019-02-01",
            "2019-02-01",
            Status.CONTESTED,
        ),
        (
            TREATY,
            "2019-02-02 K end 2019-02-01; 2019-02-03 J denied cancel 2019-02-01",
            "2019-02-01",
            Status.CONTESTED,
        ),
        (TREATY, "1987-12-10 J start 1987-12-08; 2019-02-02 K cancel 2019-02-01", "2019-02-01", Status.ENDED),
        (
            TREATY,
            "1987-12-10 J start 1987-12-08; 2019-02-02 K suspend 2019-02-01",
            "2019-02-01",
            Status.SUSPENDED,
        ),
        (VISIT, "1987-12-10 J start 1987-12-08", "2019-02-01", Status.NONE),
        (INCIDENT, "2014-03-10 J occur 2014-03-03", "2014-03-03", Status.ACTIVE),
        (INCIDENT, "2014-03-10 J occur 2014-03-03", "2014-03-04", Status.NONE),
    ],
)
def test_types_differ_in_what_they_remember(of: ClaimType, told: str, on: str, status: Status) -> None:
    assert state(told, on, of=of).status is status


def test_what_is_no_longer_vouched_for_says_when_it_was_last_seen() -> None:
    found = state("2014-03-10 J occur 2014; 2013-06-01 K occur 2013-05/..", "2016-01-01")
    assert (found.status, shown(found.last_seen)) == (Status.NONE, "2014-03-10")
    again = state(f"{CALL}; 2016-01-01 J planned occur 2016-06", "2016-02-01")
    assert (again.status, shown(again.last_seen)) == (Status.PLANNED, "2014-03-05")
    assert state(CALL, "2014-06-01").last_seen is None


@pytest.mark.parametrize(
    ("told", "on", "certain"),
    [
        ("2014-12-10 J occur 2014-03", "2014-03-30", False),
        ("2014-12-10 J occur 2014-03", "2014-03-31", True),
        ("2014-12-10 J occur 2014-03/2014-04", "2014-03-01", True),
        ("2014-12-10 J occur 2014-03; 2014-12-10 K occur 2014-03-02", "2014-03-30", True),
        ("2015-12-10 J suspend 2014", "2014-06-01", False),
        ("2015-12-10 J suspend 2014", "2014-12-31", True),
        ("2014-12-10 J planned occur 2015", "2014-12-31", True),
        ("", "2014-12-31", True),
    ],
)
def test_a_status_is_uncertain_within_the_imprecise_time_of_what_decides(
    told: str, on: str, certain: bool
) -> None:
    assert state(told, on).certain is certain


def test_what_was_published_later_was_not_known() -> None:
    told = f"{CALL}; {FROZEN}"
    assert state(told, "2014-06-01", known="2014-04-01").status is Status.ACTIVE
    assert state(told, "2014-06-01", known="2014-04-02").status is Status.SUSPENDED
    assert state(told, "2014-06-01", known="2014-03-09") == TieState(Status.NONE)


# Rule 5: what is said, the day asked, and the answer: status, standing, for, against.
CONTESTS = [
    # Denied of the same effect, at an overlapping time.
    (f"{CALL}; 2014-03-12 K denied occur 2014-03", "2014-04-01", "contested active c1 / c2"),
    (f"{CALL}; 2014-03-12 K denied start 2014-03", "2014-04-01", "contested active c1 / c2"),
    (f"{CALL}; 2014-03-12 K denied occur 2014-02", "2014-04-01", "active active c1 / -"),
    (f"{CALL}; 2014-03-12 K denied suspend 2014-03", "2014-04-01", "active active c1 / -"),
    (f"{FROZEN}; 2014-04-05 J denied suspend 2014-04", "2014-04-09", "contested suspended c1 / c2"),
    (f"{FROZEN}; 2014-04-05 J denied end 2014-04", "2014-04-09", "suspended suspended c1 / -"),
    ("2014-04-02 K end 2014-04-01; 2014-04-05 J denied end 2014-04", "2014-04-09", "contested ended c1 / c2"),
    (
        "2014-04-02 K end 2014-04-01; 2014-04-05 J denied cancel 2014-04",
        "2014-04-09",
        "ended ended c1 / -",
    ),
    # Undated: the seven days up to the publication, on either side.
    (f"{CALL}; 2014-03-11 K denied occur", "2014-04-01", "contested active c1 / c2"),
    (f"{CALL}; 2014-03-12 K denied occur", "2014-04-01", "active active c1 / -"),
    ("2014-03-10 J occur; 2014-03-09 K denied occur 2014-03-04", "2014-04-01", "contested active c1 / c2"),
    ("2014-03-10 J occur; 2014-03-09 K denied occur 2014-03-03", "2014-04-01", "active active c1 / -"),
    ("2014-03-10 J occur; 2014-03-16 K denied occur", "2014-04-01", "contested active c1 / c2"),
    ("2014-03-10 J occur; 2014-03-17 K denied occur", "2014-04-01", "active active c1 / -"),
    # A closing within the time that a supporter is said to fill.
    ("2019-01-01 J occur 2014/..; 2016-06-01 K suspend 2016-05", "2018-01-01", "contested active c1 / c2"),
    ("2019-01-01 J occur 2014/..; 2016-06-01 K end 2016-05", "2018-01-01", "contested active c1 / c2"),
    ("2019-01-01 J occur 2014/..; 2016-06-01 K suspend 2016-05", "2015-01-01", "active active c1 / -"),
    ("2019-01-01 J occur 2014-03/..; 2016-06-01 K suspend 2014", "2018-01-01", "active active c1 / -"),
    ("2019-01-01 J occur 2018; 2019-06-01 K suspend 2016-05", "2018-03-01", "active active c1 / -"),
    # An opening of the very same days as the closing.
    (f"{FROZEN}; 2014-04-05 J occur 2014-04-01", "2014-04-09", "contested suspended c1 / c2"),
    (f"{FROZEN}; 2014-04-05 J occur 2014-03-31", "2014-04-09", "suspended suspended c1 / -"),
    (f"{FROZEN}; 2014-04-05 J occur 2014-04-01/2014-04-01", "2014-04-09", "suspended suspended c1 / -"),
    ("2014-04-02 K suspend; 2014-04-05 J occur 2014-04-02", "2014-04-09", "suspended suspended c1 / -"),
    ("2014-04-02 J end 2014-04-01; 2014-04-05 J start 2014-04-01", "2014-04-09", "ended ended c1 / -"),
    # One contradicted supporter of several is shown, and puts nothing in doubt.
    (
        f"{CALL}; 2014-03-20 L occur 2014-03-18; 2014-03-12 K denied occur 2014-03-05",
        "2014-04-01",
        "active active c1 c2 / c3",
    ),
    (
        "2014-04-02 J end 2014-04-01; 2014-04-05 L end 2014-04-03; 2014-04-05 K denied end 2014-04-01",
        "2014-04-09",
        "ended ended c1 c2 / c3",
    ),
    (
        "2014-04-02 J end 2014-04-01; 2014-04-05 L end 2014-04-03; 2014-04-05 K denied end 2014-04",
        "2014-04-09",
        "contested ended c1 c2 / c3",
    ),
    # One's own correction is no contest: the later word holds, on one day what was asserted.
    (f"{CALL}; 2014-03-11 J denied occur 2014-03-05", "2014-04-01", "none none - / -"),
    (f"{CALL}; 2014-03-10 J denied occur 2014-03-05", "2014-04-01", "active active c1 / -"),
    (f"{CALL}; 2014-03-09 J denied occur 2014-03-05", "2014-04-01", "active active c1 / -"),
    (f"{CALL}; {FROZEN}; 2014-04-05 K denied suspend 2014-04-01", "2014-04-09", "active active c1 / -"),
    ("2019-01-01 J occur 2014/..; 2019-03-01 J suspend 2018-05", "2019-01-01", "suspended suspended c2 / -"),
    ("2019-01-01 J occur 2014/..; 2019-03-01 J suspend 2018-05", "2018-04-01", "active active c1 / -"),
    ("2019-01-01 J occur 2014/..; 2018-06-01 J suspend 2018-05", "2019-01-01", "active active c1 / -"),
    (
        f"{FROZEN}; 2014-06-02 J resume 2014-06-01;"
        "2014-06-10 M occur 2014-03; 2014-06-10 M denied occur 2014",
        "2014-07-01",
        "active active c2 / -",
    ),
    # A denial taken back takes back nothing, nor does a closing denied; a denial falls to what is denied.
    (
        f"{CALL}; 2014-03-11 J denied occur 2014-03; 2014-03-12 J occur 2014-03-08",
        "2014-04-01",
        "active active c1 c3 / -",
    ),
    (
        f"{CALL}; 2014-03-11 K denied occur 2014-03-05; 2014-03-12 K occur 2014-03-05/2014-03-09;"
        "2014-03-13 K denied occur 2014-03-09",
        "2014-04-01",
        "active active c1 / -",
    ),
    (
        "2019-01-01 J occur 2014/..; 2019-03-01 J suspend 2018-05; 2019-04-01 J denied suspend 2018-05",
        "2019-01-01",
        "active active c1 / -",
    ),
    # Beginning after its publication, an open time is misread: only others contest it.
    ("2014-03-10 J resume 2016-02/..; 2016-03-01 J suspend 2016-02-01", "2016-03-01", "active active c1 / -"),
    (
        "2014-03-10 J resume 2016-02/..; 2016-03-01 K suspend 2016-02-01",
        "2016-03-01",
        "contested active c1 / c2",
    ),
    # Another origin that agrees with the correction holds it up; one that does not is contested.
    (
        f"{CALL}; 2014-03-11 J denied occur 2014-03-05; 2014-03-12 K denied occur 2014-03",
        "2014-04-01",
        "none none - / -",
    ),
    (
        f"{CALL}; 2014-03-11 J denied occur 2014-03-05; 2014-03-12 K occur 2014-03",
        "2014-04-01",
        "contested active c3 / c2",
    ),
    # A correction takes back what it corrects, and nothing else that its origin said.
    (
        f"{CALL}; 2014-02-10 J occur 2014-02-05; 2014-03-11 J denied occur 2014-03-05",
        "2014-04-01",
        "active active c2 / -",
    ),
    # Who denied, and says the contrary later, is no longer against.
    (
        f"{CALL}; 2014-03-11 K denied occur 2014-03; 2014-03-12 K occur 2014-03",
        "2014-04-01",
        "active active c1 c3 / -",
    ),
    # Who says himself that it was taken up again contests nothing by having told the interruption.
    (
        "2019-01-01 J occur 2014/..; 2016-06-01 K suspend 2016-05; 2017-06-01 K resume 2017-05",
        "2018-01-01",
        "active active c3 c1 / -",
    ),
]


@pytest.mark.parametrize(("told", "on", "answer"), CONTESTS)
def test_what_is_contested(told: str, on: str, answer: str) -> None:
    found = state(told, on)
    sides = f"{claims(found.supporters) or '-'} / {claims(found.against) or '-'}"
    assert f"{found.status} {found.standing} {sides}" == answer


def test_a_contested_status_keeps_its_own_day() -> None:
    found = state(f"{CALL}; 2014-03-12 K denied occur 2014-03", "2014-04-01")
    assert (found.status, shown(found.since)) == (Status.CONTESTED, "2014-03-05")


PLAN = "2020-01-10 J planned occur 2020-05-10/2020-05-20"
BEFORE, WITHIN, AFTER = "2020-04-01", "2020-05-15", "2020-06-01"

# The table of *Plans and possibilities*: each answer is status, outlook, lapsed.
LIVES = [
    ("", "planned c1 -", "planned c1 -", "none - c1"),
    ("2020-05-16 K occur 2020-05-12", "planned c1 -", "active - -", "active - -"),
    ("2020-03-01 K cancel 2020-05", "none - -", "none - -", "none - -"),
    ("2020-03-01 K cancel", "none - -", "none - -", "none - -"),
    ("2020-03-01 K postpone 2020-05-10", "planned c2 -", "planned c2 -", "planned c2 -"),
    ("2020-03-01 K denied occur 2020-05", "none - -", "none - -", "none - -"),
    ("2020-03-01 K denied occur", "none - -", "none - -", "none - -"),
    # Denied of its effect, whichever phase; withdrawn on a day between its publication and its own.
    ("2020-03-01 K denied resume 2020-05", "none - -", "none - -", "none - -"),
    ("2020-03-01 K cancel 2020-02-28", "none - -", "none - -", "none - -"),
    ("2020-03-01 K cancel 2020-01", "none - -", "none - -", "none - -"),
    ("2020-03-01 K postpone 2020-02-28", "planned c2 -", "planned c2 -", "planned c2 -"),
    ("2020-01-10 K cancel 2020-01-10", "none - -", "none - -", "none - -"),
    # Not withdrawn: of another time, of another effect, or before it was said.
    ("2020-03-01 K cancel 2020-01-09", "planned c1 -", "planned c1 -", "none - c1"),
    ("2020-03-01 K denied occur 2020-02", "planned c1 -", "planned c1 -", "none - c1"),
    ("2020-03-01 K cancel 2020-07", "planned c1 -", "planned c1 -", "none - c1"),
    ("2020-03-01 K denied suspend 2020-05", "planned c1 -", "planned c1 -", "none - c1"),
    ("2020-05-12 K cancel 2020-05", "planned c1 -", "none - -", "none - -"),
    ("2020-01-09 K cancel 2020-05", "planned c1 -", "planned c1 -", "none - c1"),
    ("2020-01-10 K cancel 2020-05", "none - -", "none - -", "none - -"),
    # Withdrawn by the time that a withdrawal names, the part after its publication too.
    ("2020-03-01 K cancel 2020", "none - -", "none - -", "none - -"),
    # Not fulfilled by what was said before, or took place at another time; by any phase that opens.
    ("2020-01-09 K occur 2020-05-12", "planned c1 -", "active c1 -", "active - c1"),
    ("2020-05-02 K occur 2020-05-01", "planned c1 -", "active c1 -", "active - c1"),
    ("2020-05-16 K resume 2020-05-12", "planned c1 -", "active - -", "active - -"),
    ("2020-01-10 K occur 2020-05-12", "planned c1 -", "active - -", "active - -"),
    # Undated, a report speaks of the seven days up to it.
    ("2020-05-26 K occur", "planned c1 -", "planned c1 -", "active - -"),
    ("2020-05-27 K occur", "planned c1 -", "planned c1 -", "active - c1"),
    # Told with the new date, or by two on one day, a postponement does not do away with them.
    (
        "2020-03-01 K postpone; 2020-03-01 K planned occur 2020-09-01",
        "planned c2 c3 -",
        "planned c2 c3 -",
        "planned c2 c3 -",
    ),
    (
        "2020-03-01 K postpone 2020-02-28; 2020-03-01 K planned occur 2020-09-01",
        "planned c2 c3 -",
        "planned c2 c3 -",
        "planned c2 c3 -",
    ),
    (
        "2020-03-01 K postpone 2020-03-01; 2020-03-01 K planned occur 2020-09-01",
        "planned c2 c3 -",
        "planned c2 c3 -",
        "planned c2 c3 -",
    ),
    ("2020-03-01 K postpone; 2020-03-01 K denied occur", "planned c2 -", "planned c2 -", "planned c2 -"),
    (
        "2020-03-01 K postpone 2020-05-10; 2020-03-01 J postpone",
        "planned c3 c2 -",
        "planned c3 c2 -",
        "planned c3 c2 -",
    ),
]


@pytest.mark.parametrize(("then", "before", "within", "after"), LIVES)
def test_the_life_of_a_plan(then: str, before: str, within: str, after: str) -> None:
    for on, answer in ((BEFORE, before), (WITHIN, within), (AFTER, after)):
        found = state(f"{PLAN}; {then}", on)
        assert f"{found.status} {claims(found.outlook) or '-'} {claims(found.lapsed) or '-'}" == answer, on


@pytest.mark.parametrize(
    ("told", "on", "answer"),
    [
        # What nobody had yet said was not planned.
        (PLAN, "2020-01-09", "none - - -"),
        (PLAN, "2020-01-10", "planned 2020-01-10 c1 -"),
        (PLAN, "2020-05-20", "planned 2020-01-10 c1 -"),
        (PLAN, "2020-05-21", "none - - c1"),
        # Open or undated, it lives 365 days from the later of its first day and its publication.
        ("2020-01-10 J planned occur", "2021-01-09", "planned 2020-01-10 c1 -"),
        ("2020-01-10 J planned occur", "2021-01-10", "none - - c1"),
        ("2020-01-10 J planned occur 2020-06-01/..", "2021-06-01", "planned 2020-01-10 c1 -"),
        ("2020-01-10 J planned occur 2020-06-01/..", "2021-06-02", "none - - c1"),
        ("2020-01-10 J planned occur 2019/..", "2021-01-09", "planned 2020-01-10 c1 -"),
        ("2020-01-10 J planned occur ../2020-03", "2020-03-31", "planned 2020-01-10 c1 -"),
        ("2020-01-10 J planned occur ../2020-03", "2020-04-01", "none - - c1"),
        ("2020-01-10 J postpone", "2021-01-09", "planned 2020-01-10 c1 -"),
        ("2020-01-10 J postpone", "2021-01-10", "none - - c1"),
        # A postponement is withdrawn by a later one, and fulfilled by an opening.
        ("2020-01-10 J postpone; 2020-02-10 K postpone", "2020-03-01", "planned 2020-02-10 c2 -"),
        ("2020-01-10 J postpone; 2020-02-10 K occur", "2021-01-31", "active 2020-02-10 c2 -"),
        ("2020-01-10 J postpone; 2020-02-10 K denied start 2020-02", "2020-03-01", "none - - -"),
        ("2020-01-10 J postpone; 2020-02-10 K denied suspend", "2020-03-01", "planned 2020-01-10 c1 -"),
        # Nobody announced a possibility: it does not lapse. A cancellation planned is told, and no status.
        (
            "2020-01-10 J possible occur 2020-02; 2020-01-10 J planned end 2020-02",
            "2020-03-01",
            "none - - c2",
        ),
        ("2020-01-10 J planned cancel 2020-02", "2020-01-20", "none - - -"),
        # Said to go on from a day to come, it is misread; what its origin closes afterwards took place.
        (
            "2014-03-01 J planned occur 2016-02; 2014-03-10 J occur 2016/..; 2018-01-10 J suspend 2018-01-05",
            "2018-06-01",
            "suspended 2018-01-05 c3 -",
        ),
        # Planned weighs more than possible; the phase must open.
        ("2020-01-10 J possible resume 2020/..", "2020-02-01", "possible 2020-01-10 c1 -"),
        ("2020-01-10 J possible occur; 2020-01-12 J planned occur", "2020-02-01", "planned 2020-01-12 c2 -"),
        ("2020-01-10 J planned end 2020-06", "2020-02-01", "none - - -"),
        # Since the first of those that are live.
        (f"2020-01-08 K planned occur 2020-05; {PLAN}", "2020-02-01", "planned 2020-01-08 c1 c2 -"),
        (f"2020-01-08 K planned occur 2020-01; {PLAN}", "2020-02-01", "planned 2020-01-10 c2 c1"),
        # A planned suspension is fulfilled by a suspension.
        (
            "2020-01-10 J planned suspend 2020-06; 2020-06-09 J suspend 2020-06-08",
            "2020-07-01",
            "suspended 2020-06-08 c2 -",
        ),
    ],
)
def test_plans(told: str, on: str, answer: str) -> None:
    found = state(told, on)
    since = shown(found.since) or "-"
    shown_state = f"{found.status} {since} {claims(found.supporters) or '-'} {claims(found.lapsed) or '-'}"
    assert shown_state == answer


def test_the_outlook_is_all_live_plans_whatever_the_status_by_their_first_day() -> None:
    told = f"{CALL}; {FROZEN}; 2014-04-20 J possible resume 2015/..; 2014-04-21 K planned end 2014-12"
    found = state(told, "2014-05-01")
    assert (found.status, claims(found.outlook)) == (Status.SUSPENDED, "c4 c3")


def test_a_plan_fulfilled_by_what_its_origin_took_back_is_live_again() -> None:
    told = "2020-01-10 J planned occur 2020-05-03/2020-05-31; 2020-05-05 K occur 2020-05-02/2020-05-04"
    assert state(told, "2020-05-20").outlook == ()
    assert claims(state(f"{told}; 2020-05-06 K denied start 2020-05-02", "2020-05-20").outlook) == "c1"


def test_origins_are_counted_once_and_articles_each() -> None:
    found = state(f"{CALL}; 2014-03-11 J occur 2014-03-05; 2014-03-11 K occur 2014-03-05", "2014-04-01")
    assert (found.origins, found.reports) == (2, 3)


def test_the_order_of_points_does_not_matter() -> None:
    told = (
        f"{CALL}; {FROZEN}; 2014-04-02 J suspend 2014-04-01; 2014-04-03 J denied suspend 2014-04;"
        "2014-04-04 M denied suspend; 2014-04-05 J possible resume"
    )
    on = day("2014-05-01")
    states = {tie_state(VISIT, order, on, None, load_memories()) for order in permutations(points(told))}
    assert len(states) == 1
    assert states.pop().status is Status.CONTESTED


def _many(count: int) -> list[Point]:
    """Points of all kinds over ten years, from a fixed seed."""
    rng = random.Random(4)
    start = day("2010-01-01")
    found = []
    for number in range(count):
        known = start + rng.randrange(3650)
        first = known + rng.randrange(-90, 90)
        found.append(
            Point(
                claim=f"c{number}",
                phase=rng.choice([*Phase, Phase.OCCUR, Phase.OCCUR, Phase.OCCUR]),
                modality=rng.choice([*Modality, Modality.ASSERTED]),
                first=first,
                last=None if rng.random() < 0.1 else first + rng.choice([0, 30, 365]),
                throughout=True,
                dated=True,
                known=known,
                origin=f"o{rng.randrange(40)}",
            )
        )
    return found


def _best_of(count: int, repeats: int = 5) -> float:
    many, on, memories = _many(count), day("2020-01-01"), load_memories()
    return least_seconds(lambda: tie_state(TREATY, many, on, None, memories), repeats)


def test_twice_the_points_cost_about_twice_the_time() -> None:
    assert _best_of(10_000) / _best_of(5_000) < 3
