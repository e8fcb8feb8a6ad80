"""The naive model against cases worked out by hand from ``docs/ties.md``."""

from __future__ import annotations

import pytest
from cases import ShortMemory, as_line, as_points
from naive import naive_pair, naive_state

from escale.ledger.ties.points import Status, TieKey, TieState
from escale.model import ClaimType

VISIT = ClaimType.PORT_VISIT
TREATY = ClaimType.AGREEMENT
MEMORIES = {VISIT: ShortMemory(True, 8, 4), TREATY: ShortMemory(False, None, None)}


def state(line: str, on: int, known: int | None = None, of: ClaimType = VISIT) -> TieState:
    return naive_state(of, as_points(line), on, known, MEMORIES)


def test_a_line_reads_as_it_was_written() -> None:
    line = "A@15 occur 10..12; B@16 denied start 3-; C@2 planned end; A@3 suspend -9; C@7 cancel 1-2"
    assert as_line(as_points(line)) == line
    points = as_points(line)
    assert [(p.first, p.last, p.throughout, p.dated) for p in points[:3]] == [
        (10, 12, False, True),
        (3, None, True, True),
        (2, None, True, False),
    ]
    assert [(p.first, p.last) for p in points[3:]] == [(None, 9), (1, 2)]


OCCASIONS: list[tuple[str, int, str, int | None]] = [
    # Memory: an occurrence speaks for 4 days after its end, an opening for 8.
    ("A@15 occur 10..12", 9, "none", None),
    ("A@15 occur 10..12", 10, "active", 10),
    ("A@15 occur 10..12", 16, "active", 10),
    ("A@15 occur 10..12", 17, "none", None),
    ("A@15 start 10..12", 20, "active", 10),
    ("A@15 start 10..12", 21, "none", None),
    # The end is no later than publication; an open one holds to it.
    ("A@11 occur 10..30", 15, "active", 10),
    ("A@11 occur 10..30", 16, "none", None),
    ("A@15 occur 10-", 19, "active", 10),
    ("A@15 occur 10-", 20, "none", None),
    ("A@15 occur -10", -99, "active", None),
    ("A@5 occur 10..12", 16, "active", 10),
    ("A@5 occur", 4, "none", None),
    ("A@5 occur", 9, "active", 5),
    # A chain: the second begins the day after the first stops vouching, or a day too late.
    ("A@3 occur 3; A@8 occur 8", 10, "active", 3),
    ("A@3 occur 3; A@9 occur 9", 10, "active", 9),
    ("A@3 occur -3; A@8 occur 8", 10, "active", None),
    # Place in time.
    ("A@40 suspend 1..9; A@40 occur 2", 9, "suspended", 1),
    ("A@40 start 1..9; A@40 suspend 3", 9, "suspended", 3),
    ("A@40 suspend 1..9; A@40 resume 1..9", 9, "active", 1),
    ("A@40 resume 9; A@40 end 9", 9, "ended", 9),
    ("A@40 suspend 5; A@40 occur 3-", 40, "active", 3),
    ("A@40 suspend 5; A@40 occur 3-4", 5, "suspended", 5),
    ("A@40 suspend 5-; A@40 occur 7", 9, "suspended", 5),
    # A cancelled occasion ends nothing.
    ("A@9 occur 9; A@10 cancel 10", 10, "active", 9),
    # Plans.
    ("A@5 planned occur 10..12", 4, "none", None),
    ("A@5 planned occur 10..12", 5, "planned", 5),
    ("A@5 planned occur 10..12", 12, "planned", 5),
    ("A@5 planned occur 10..12", 13, "none", None),
    ("A@5 planned occur 10-", 375, "planned", 5),
    ("A@5 planned occur 10-", 376, "none", None),
    ("A@5 possible start", 370, "possible", 5),
    ("A@5 possible start", 371, "none", None),
    ("A@5 planned end 10-", 12, "none", None),
    ("A@5 possible start; B@6 planned occur 9", 8, "planned", 6),
    ("A@5 planned occur 10..12; B@8 cancel 11", 7, "planned", 5),
    ("A@5 planned occur 10..12; B@8 cancel 11", 8, "none", None),
    ("A@5 planned occur 10..12; B@8 cancel 20", 8, "planned", 5),
    ("A@5 planned occur 10..12; B@8 cancel", 8, "none", None),
    ("A@5 planned occur 10..12; B@4 cancel", 8, "planned", 5),
    ("A@5 planned occur 10..12; B@5 cancel", 8, "none", None),
    ("A@5 planned occur 10..12; B@8 denied occur", 8, "none", None),
    ("A@5 planned occur 10..12; B@8 denied end", 8, "planned", 5),
    ("A@5 planned occur 10..12; B@8 postpone", 373, "planned", 8),
    ("A@5 planned occur 10..12; B@8 postpone", 374, "none", None),
    ("A@8 postpone; B@8 postpone", 9, "planned", 8),
    ("A@8 postpone; B@9 postpone", 9, "planned", 9),
    ("A@5 planned occur 10..12; B@11 occur 11", 10, "planned", 5),
    ("A@5 planned occur 10..12; B@11 occur 11", 11, "active", 11),
    ("A@5 planned occur 10..90; B@11 occur 11", 50, "none", None),
    ("A@5 suspend 5; A@6 planned resume 9", 7, "suspended", 5),
]


@pytest.mark.parametrize(("line", "on", "status", "since"), OCCASIONS)
def test_an_occasion(line: str, on: int, status: str, since: int | None) -> None:
    found = state(line, on)
    assert (found.status, found.since) == (status, since)


STANDING: list[tuple[str, int, str, int | None]] = [
    ("A@1 start 1", 4000, "active", 1),
    ("A@1 start 1; A@9 end 9", 8, "active", 1),
    ("A@1 start 1; A@9 end 9", 9, "ended", 9),
    ("A@1 start 1; A@9 cancel 9", 9, "ended", 9),
    ("A@1 start 1; A@9 suspend 5..9; B@9 suspend 6", 9, "suspended", 5),
    ("A@1 start 1; A@9 suspend -5", 4, "suspended", None),
    ("A@1 start 1; A@9 suspend 4; B@30 suspend", 30, "suspended", 4),
    ("A@1 start 1; A@9 suspend 4; B@7 resume 7; B@30 suspend", 30, "suspended", 30),
    ("A@1 start 1; A@5 suspend 5; A@9 resume 9", 10, "active", 9),
    # Since the last turn: what was ended in between was suspended anew.
    ("A@1 suspend 1; A@5 end 5; A@9 suspend 9", 10, "suspended", 9),
    ("A@1 cancel 1; A@5 suspend 5; B@8 suspend 6..8; A@9 end 9; B@9 end 7..9", 10, "ended", 7),
]


@pytest.mark.parametrize(("line", "on", "status", "since"), STANDING)
def test_a_standing_type(line: str, on: int, status: str, since: int | None) -> None:
    found = state(line, on, of=TREATY)
    assert (found.status, found.since) == (status, since)


SIDES: list[tuple[str, int, str, str, str]] = [
    ("A@9 occur 9; B@9 denied occur 9", 9, "contested", "c0", "c1"),
    ("A@9 occur 9; B@9 denied occur 8", 9, "active", "c0", ""),
    ("A@9 occur 9; B@9 denied end 9", 9, "active", "c0", ""),
    ("A@9 occur; B@15 denied occur", 10, "contested", "c0", "c1"),
    ("A@9 occur; B@16 denied occur", 10, "active", "c0", ""),
    ("A@9 occur 3; B@9 denied occur", 5, "contested", "c0", "c1"),
    ("A@9 occur 2; B@9 denied occur", 5, "active", "c0", ""),
    # One origin on both sides: its latest word counts, on one day its support.
    ("A@9 occur 9; A@10 denied occur 9", 10, "none", "", ""),
    ("A@9 occur 9; A@9 denied occur 9", 10, "active", "c0", ""),
    ("A@10 occur 9; A@9 denied occur 9", 10, "active", "c0", ""),
    ("A@9 occur 9; A@10 denied occur 9; B@10 occur 9", 10, "contested", "c2", "c1"),
    ("A@9 suspend 5; A@10 denied suspend 5; B@5 occur 4", 6, "active", "c2", ""),
    # What an origin has taken back contests nobody and vouches for nothing.
    ("A@3 occur 3; A@8 denied occur 3; B@4 occur 4", 6, "active", "c2", ""),
    ("A@3 suspend 3; A@8 denied suspend 3; C@9 occur 1-", 9, "active", "c2", ""),
    ("A@3 occur 3; A@8 denied occur 3; A@8 occur 3; B@9 occur 3", 6, "active", "c0 c2 c3", ""),
    ("A@4 occur -6; A@19 suspend 3", 14, "suspended", "c1", ""),
    ("A@9 denied occur 9; A@10 occur 9; B@9 occur 9", 10, "active", "c2 c1", ""),
    # In turn: a denial falls to what is itself denied later; an assertion, only to a denial that is left.
    ("B@9 occur 5; A@10 denied occur 5; A@11 occur 5-9; A@12 denied occur 9", 9, "active", "c0", ""),
    ("A@9 occur 5; A@10 denied occur 5-9; A@11 occur 9", 9, "active", "c0 c2", ""),
    ("A@20 occur 1-; A@30 suspend 9; A@31 denied suspend 9", 20, "active", "c0", ""),
    # Open and to begin after its publication, an opening fills no time that its own origin could close.
    ("A@5 resume 9-; A@12 suspend 9", 12, "active", "c0", ""),
    ("A@5 resume 9-; B@12 suspend 9", 12, "contested", "c0", "c1"),
    ("A@5 resume 9-30; A@12 suspend 9", 12, "suspended", "c1", ""),
    # A denial need not be in effect; undated, a closing is inside on its day of publication.
    ("A@9 occur 9; B@5 denied occur 9-12", 9, "contested", "c0", "c1"),
    ("A@4 occur 4..6; B@3 denied occur 6-8", 4, "active", "c0", ""),
    ("A@6 occur 4..6; B@3 denied occur 6-8", 4, "contested", "c0", "c1"),
    ("A@20 occur 5-; B@7 suspend", 20, "contested", "c0", "c1"),
    ("A@20 occur 8-; B@7 suspend", 20, "active", "c0", ""),
    # Who supports contests nothing; and a supporter whom nobody contradicts is enough.
    ("B@15 occur 15; B@19 denied occur 18-; C@19 occur 10-19", 19, "active", "c0 c2", ""),
    ("A@9 occur 9; B@8 occur 8; C@9 denied occur 8", 10, "active", "c1 c0", "c2"),
    ("A@9 occur 9; B@8 occur 8; C@9 denied occur 8-", 10, "contested", "c1 c0", "c2"),
    # A closing inside what is said to have gone on.
    ("A@20 occur 1-; B@9 suspend 9", 20, "contested", "c0", "c1"),
    ("A@20 occur 1-; B@9 suspend 9", 8, "active", "c0", ""),
    ("A@20 occur 10-; B@9 suspend 9", 20, "active", "c0", ""),
    ("A@20 occur 1-; B@19 suspend 9; B@18 resume 17", 20, "active", "c2 c0", ""),
    ("A@20 occur 1..20; B@9 suspend 9", 20, "suspended", "c1", ""),
    ("A@20 occur 1-; A@30 suspend 9", 20, "suspended", "c1", ""),
    # An opening of the very same days as a closing.
    ("A@20 occur 9; B@20 end 9", 20, "contested", "c1", "c0"),
    ("A@20 start 9; A@20 end 9", 20, "ended", "c1", ""),
    ("A@20 start 9; A@19 end 8..9; B@20 end 9", 20, "ended", "c1 c2", ""),
    ("A@20 occur 9; B@20 end 9..10", 20, "ended", "c1", ""),
    ("A@9 occur; B@9 end", 20, "ended", "c1", ""),
    # Who supports a closing.
    ("A@9 suspend 5..9; B@9 suspend 9; C@8 suspend 4", 9, "suspended", "c2 c0 c1", ""),
    ("A@9 suspend; B@8 suspend; C@7 end", 9, "suspended", "c1 c0", ""),
    ("A@9 suspend; B@8 suspend; C@8 end", 9, "suspended", "c0", ""),
    ("A@9 suspend 5; B@9 resume 6; C@9 suspend 5..9", 9, "suspended", "c2", ""),
    ("A@9 end 9; B@9 suspend 9", 9, "ended", "c0", ""),
]


@pytest.mark.parametrize(("line", "on", "status", "supporters", "against"), SIDES)
def test_who_is_for_and_against(line: str, on: int, status: str, supporters: str, against: str) -> None:
    found = state(line, on)
    assert found.status == status
    assert " ".join(p.claim for p in found.supporters) == supporters
    assert " ".join(p.claim for p in found.against) == against


def test_a_contested_tie_says_what_its_supporters_say() -> None:
    found = state("A@20 occur 9; B@20 end 9; C@19 end 9", 20)
    assert (found.status, found.standing, found.since) == (Status.CONTESTED, Status.ENDED, 9)
    assert (found.origins, found.reports) == (2, 2)


CERTAINTY: list[tuple[str, int, bool]] = [
    ("A@40 occur 10..20", 15, False),
    ("A@40 occur 10..20", 20, True),
    ("A@40 occur 10-20", 15, True),
    ("A@40 occur 10..20; B@40 occur 14", 15, True),
    ("A@40 suspend 10..20", 15, False),
    ("A@40 planned start 41", 40, True),
]


@pytest.mark.parametrize(("line", "on", "certain"), CERTAINTY)
def test_certainty(line: str, on: int, certain: bool) -> None:
    assert state(line, on).certain is certain


def test_nothing_published_later_counts() -> None:
    line = "A@5 planned occur 10; B@12 occur 10"
    assert state(line, 11, known=11).status is Status.NONE
    assert state(line, 11, known=12).status is Status.ACTIVE


PLANS: list[tuple[str, int, str, str]] = [
    ("A@5 planned occur 10; B@4 possible end 9-", 6, "c1 c0", ""),
    ("A@5 planned occur 10", 11, "", "c0"),
    ("A@5 planned occur 10; B@10 occur 10", 11, "", ""),
    ("A@5 planned occur 10; B@4 occur 10", 11, "", "c0"),
    ("A@5 planned occur 10; B@5 occur 10", 11, "", ""),
    # Fulfilled by an undated report of the week after; announced, or it does not lapse.
    ("A@5 planned occur 10; B@16 occur", 16, "", ""),
    ("A@5 planned occur 10; B@17 occur", 17, "", "c0"),
    ("A@5 planned occur 10; B@16 occur 16", 16, "", "c0"),
    ("A@5 possible occur 10; A@5 planned end 10", 11, "", "c1"),
    ("A@5 postpone; A@5 possible occur", 371, "", "c0"),
    # Withdrawn on a day between its publication and its own.
    ("A@5 planned occur 10; B@8 cancel 7", 9, "", ""),
    ("A@5 planned occur 10; B@8 cancel 4", 9, "c0", ""),
    ("A@5 planned occur 10; B@8 cancel 3..5", 9, "", ""),
    ("A@5 planned occur 10; B@8 cancel 3-5", 9, "", ""),
    ("A@5 planned occur 10; B@6 cancel 9", 9, "", ""),
    ("A@5 planned occur 10; B@4 cancel 7", 9, "c0", ""),
    ("A@5 planned occur 10; B@9 cancel 8", 8, "c0", ""),
    ("A@5 planned occur -10; B@8 cancel 7", 9, "", ""),
    ("A@5 planned occur 10; B@8 postpone 7", 9, "c1", ""),
    ("A@5 planned occur 10; B@5 cancel 5", 9, "", ""),
    ("A@5 planned occur 10; B@5 postpone 5", 9, "c1 c0", ""),
    ("A@5 planned occur 10; B@8 denied occur 7", 9, "c0", ""),
    # Denied of its effect; a postponement, by who denies an opening.
    ("A@5 planned occur 10; B@8 denied start 10", 9, "", ""),
    ("A@5 planned resume 10; B@8 denied occur", 9, "", ""),
    ("A@5 planned occur 10; B@8 denied suspend 10", 9, "c0", ""),
    ("A@5 postpone; B@8 denied occur 10", 9, "", ""),
    ("A@5 postpone; B@5 denied occur", 9, "c0", ""),
    ("A@5 postpone; B@8 denied postpone", 9, "", ""),
    ("A@5 planned cancel 10; B@8 denied occur", 9, "c0", ""),
    ("A@5 planned cancel 10; B@8 denied cancel", 9, "", ""),
    ("A@5 planned occur 10; B@12 denied occur 10", 11, "", "c0"),
    ("A@5 planned occur 10; B@12 denied occur 10", 12, "", ""),
    ("A@20 planned occur 10", 15, "", ""),
    ("A@20 planned occur 10", 20, "", "c0"),
    ("A@5 planned occur 10; B@6 cancel 6..12", 11, "", ""),
    ("A@5 planned occur 10; B@6 denied occur 1..12", 11, "", ""),
    ("A@5 planned occur 10; B@5 postpone", 6, "c1 c0", ""),
    ("A@5 planned occur 10; B@5 postpone 10", 6, "c1", ""),
    ("A@5 planned occur 10; B@11 occur 10; B@12 denied occur 10", 13, "", ""),
    ("A@5 planned occur 10; B@6 postpone 10", 6, "c1", ""),
]


@pytest.mark.parametrize(("line", "on", "live", "lapsed"), PLANS)
def test_outlook_and_lapsed_plans(line: str, on: int, live: str, lapsed: str) -> None:
    found = state(line, on)
    assert " ".join(p.claim for p in found.outlook) == live
    assert " ".join(p.claim for p in found.lapsed) == lapsed


def test_last_seen_is_kept_beside_a_plan() -> None:
    found = state("A@5 occur 3..4; B@9 planned occur 12", 10)
    assert (found.status, found.last_seen) == (Status.PLANNED, 4)
    assert state("A@5 occur 3..4", 10).last_seen == 4
    assert state("A@5 occur 3..4", 5).last_seen is None


def test_what_was_taken_back_was_never_seen() -> None:
    assert state("A@3 occur 3; A@8 denied occur 3", 13).last_seen is None
    assert state("A@3 occur 3; B@8 denied occur 3", 13).last_seen == 3


GENERAL = TieKey(VISIT, "FRA", "RUS", True)
ALPHA = TieKey(VISIT, "FRA", "RUS", True, "alpha")
BRAVO = TieKey(VISIT, "FRA", "RUS", True, "bravo")
OTHER = TieKey(VISIT, "RUS", "FRA", True, "alpha")


@pytest.mark.parametrize(
    ("general", "alpha", "bravo", "statuses", "partial"),
    [
        ("", "A@5 occur 5", "", "none active none", False),
        ("G@1 occur 1", "A@5 occur 5", "", "active active none", False),
        ("G@5 suspend 5", "A@4 occur 4", "B@6 occur 6", "active suspended active", True),
        ("G@5 occur 5", "A@5 suspend 5", "B@5 occur 5", "active suspended active", True),
        ("G@5 denied end 5", "A@5 planned occur 9", "", "none planned none", False),
        ("G@5 denied end 5", "A@5 occur 5", "", "active active none", False),
        ("G@5 occur 5; H@5 denied occur 5", "A@5 occur 5", "", "contested active none", False),
        ("G@5 suspend 5; H@5 denied suspend 5", "A@4 occur 4", "", "contested contested none", False),
        ("G@5 denied end 5", "A@5 denied occur 5", "B@5 occur 5", "active none active", False),
        ("G@6 denied suspend 4", "A@4 suspend 4", "", "none contested none", False),
        ("G@6 planned resume 9", "A@4 suspend 4", "", "planned suspended none", True),
    ],
)
def test_general_ties_and_facets(general: str, alpha: str, bravo: str, statuses: str, partial: bool) -> None:
    ties = {GENERAL: as_points(general), ALPHA: as_points(alpha), BRAVO: as_points(bravo)}
    ties[OTHER] = as_points("Z@5 end 5")
    found = naive_pair(ties, 6, 6, MEMORIES)
    assert " ".join(found[key].status for key in (GENERAL, ALPHA, BRAVO)) == statuses
    assert found[GENERAL].partial is partial
    assert not found[ALPHA].partial
    assert found[OTHER].status is Status.ENDED
