from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escale.ledger.breakpoints import breakpoints, thinned
from escale.ledger.events import Event
from escale.ledger.ties.memory import Memory, load_memories
from escale.ledger.ties.pairs import Standing, pair_states
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.ledger.timeline import Segment, Timeline, spans_of, timeline_of
from escale.model import ClaimType, Modality, Phase

VISITS = TieKey(ClaimType.PORT_VISIT, "GRC", "CYP", directed=True)
LIMASSOL = TieKey(ClaimType.PORT_VISIT, "GRC", "CYP", directed=True, facet="limassol")
EMBARGO = TieKey(ClaimType.SANCTION, "GRC", "CYP", directed=True)
TALKS = TieKey(ClaimType.TALKS, "CYP", "GRC", directed=False)
Spans = list[tuple[str, str, str, bool]]


def meeting(
    name: str,
    first: str | None,
    last: str | None,
    edtf: str | None = "2014",
    place: str | None = None,
    contested: bool = False,
) -> Event:
    return Event(
        name,
        ClaimType.TALKS,
        ("CYP", "GRC"),
        (),
        place,
        None,
        None,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        edtf,
        Phase.OCCUR,
        Modality.ASSERTED,
        ("c1",),
        (),
        (),
        (),
        1,
        2,
        contested,
    )


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def says(
    phase: str,
    first: str,
    last: str,
    known: str,
    *,
    modality: str = "asserted",
    origin: str = "o",
    throughout: bool = False,
    dated: bool = True,
) -> Point:
    name = f"{phase} {modality} {first} {last} {known} {origin}"
    return Point(
        name,
        Phase(phase),
        Modality(modality),
        day(first) if first else None,
        day(last) if last else None,
        throughout,
        dated,
        day(known),
        origin,
        article=name,
    )


def drawn(
    ties: Mapping[TieKey, Sequence[Point]], on: str, known: str | None = None, events: Sequence[Event] = ()
) -> Timeline:
    until = day(known) if known else None
    memories = load_memories()

    def standing(family: Mapping[TieKey, Sequence[Point]]) -> Callable[[int], Mapping[TieKey, TieState]]:
        return Standing.of(family, until, memories).on

    return timeline_of(("GRC", "CYP"), ties, events, day(on), until, standing, memories)


def text(value: int | None) -> str:
    return "" if value is None else date.fromordinal(value).isoformat()


def spans(segments: Sequence[Segment]) -> Spans:
    return [(s.status.value, text(s.first), text(s.last), s.certain) for s in segments]


VISIT = says("occur", "2013-05-02", "2013-05-02", "2013-05-03")

LIVES: list[tuple[str, TieKey, list[Point], str, Spans]] = [
    ("speaks for a year", VISITS, [VISIT], "2019-01-01", [("active", "2013-05-02", "2014-05-02", True)]),
    ("holds still", VISITS, [VISIT], "2013-12-31", [("active", "2013-05-02", "", True)]),
    ("not yet", VISITS, [VISIT], "2013-05-01", []),
    (
        "interrupted within a year",
        VISITS,
        [VISIT, says("suspend", "2014-01-01", "2014-12-31", "2015-02-01")],
        "2016-01-01",
        [
            ("active", "2013-05-02", "2013-12-31", True),
            ("suspended", "2014-01-01", "2014-12-30", False),
            ("suspended", "2014-12-31", "", True),
        ],
    ),
    (
        "since no one knows when, then lifted",
        EMBARGO,
        [
            says("occur", "", "2014-06-30", "2014-07-10", throughout=True),
            says("end", "2017-03-01", "2017-03-01", "2017-03-02"),
        ],
        "2018-01-01",
        [("active", "", "2017-02-28", True), ("ended", "2017-03-01", "", True)],
    ),
    (
        "planned, then held",
        TALKS,
        [
            says("occur", "2019-09-09", "2019-09-09", "2019-08-20", modality="planned"),
            says("occur", "2019-09-09", "2019-09-09", "2019-09-10"),
        ],
        "2019-12-01",
        [("planned", "2019-08-20", "2019-09-08", True), ("active", "2019-09-09", "", True)],
    ),
    (
        "foreseen, with and without an end",
        TALKS,
        [
            says("occur", "2020-03-01", "2020-03-31", "2019-12-01", modality="possible"),
            says("resume", "2020-06-01", "", "2019-12-05", modality="planned", throughout=True),
        ],
        "2019-12-31",
        [
            ("possible", "2019-12-01", "2019-12-04", True),
            ("planned", "2019-12-05", "", True),
            ("possible", "2020-03-01", "2020-03-31", False),
            ("planned", "2020-06-01", "", True),
        ],
    ),
    (
        "a planned end of what stands",
        EMBARGO,
        [
            says("start", "2014-07-31", "2014-07-31", "2014-08-01"),
            says("end", "2020-01-31", "2020-01-31", "2019-12-01", modality="planned"),
        ],
        "2019-12-31",
        [("active", "2014-07-31", "", True), ("planned", "2020-01-31", "2020-01-31", False)],
    ),
]


@pytest.mark.parametrize(
    ("key", "points", "on", "expected"), [case[1:] for case in LIVES], ids=[c[0] for c in LIVES]
)
def test_a_life_is_drawn(key: TieKey, points: list[Point], on: str, expected: Spans) -> None:
    bars = drawn({key: points}, on).bars
    assert [spans(bar.segments) for bar in bars] == ([expected] if expected else [])


def test_a_segment_counts_all_who_support_it_on_some_day() -> None:
    visits = [
        VISIT,
        says("occur", "2013-09-01", "2013-09-01", "2013-09-02", origin="p"),
        says("occur", "2014-06-01", "2014-06-01", "2014-06-02", origin="p"),
    ]
    (segment,) = drawn({VISITS: visits}, "2016-01-01").bars[0].segments
    assert spans([segment]) == [("active", "2013-05-02", "2015-06-01", True)]
    assert (segment.origins, segment.reports) == (2, 3)
    assert segment.claims == tuple(visit.claim for visit in visits)


def test_a_contested_segment_names_both_sides() -> None:
    denial = says("occur", "2013-05-02", "2013-05-02", "2013-05-05", modality="denied", origin="p")
    (segment,) = drawn({VISITS: [VISIT, denial]}, "2013-06-01").bars[0].segments
    assert (segment.status, segment.standing, segment.against) == (Status.CONTESTED, Status.ACTIVE, 1)
    assert segment.claims == (VISIT.claim, denial.claim)


def test_a_plan_says_what_would_come() -> None:
    plans = [
        says("suspend", "2020-02-01", "2020-02-29", "2019-12-01", modality="planned"),
        says("end", "2020-04-01", "2020-04-30", "2019-12-01", modality="possible"),
    ]
    (bar,) = drawn({EMBARGO: plans}, "2019-12-31").bars
    assert [(s.status, s.standing) for s in bar.segments] == [
        (Status.PLANNED, Status.SUSPENDED),
        (Status.POSSIBLE, Status.ENDED),
    ]


def test_what_stops_at_every_port_stops_at_each() -> None:
    stop = says("suspend", "2013-08-01", "2013-08-01", "2013-08-02")
    timeline = drawn({LIMASSOL: [VISIT], VISITS: [stop], TALKS: [VISIT]}, "2013-12-31")
    assert [bar.key for bar in timeline.bars] == [VISITS, LIMASSOL, TALKS]
    stopped = [("active", "2013-05-02", "2013-07-31", True), ("suspended", "2013-08-01", "", True)]
    assert spans(timeline.bars[1].segments) == stopped


def test_what_was_published_later_is_not_known() -> None:
    later = says("end", "2013-06-01", "2013-06-01", "2013-09-01")
    ties = {VISITS: [VISIT, later]}
    assert drawn(ties, "2013-12-31", "2013-08-31").bars == drawn({VISITS: [VISIT]}, "2013-12-31").bars
    assert drawn(ties, "2013-12-31", "2013-09-01").bars != drawn({VISITS: [VISIT]}, "2013-12-31").bars


def test_events_are_marks_in_order() -> None:
    events = [
        meeting("e1", None, None),
        meeting("e2", "2014-01-01", "2014-12-31", contested=True),
        meeting("e3", None, "2012-05-01"),
        meeting("e4", "2013-02-03", "2013-02-03", "2013-02-03", place="nicosia"),
        meeting("e5", "2013-02-04", "2013-02-04", "2013-02-04~"),
        meeting("e6", "2013-02-05", "2013-02-05", None),
    ]
    timeline = drawn({}, "2015-01-01", events=events)
    assert [(m.event, m.certain, m.contested, m.dated, m.about) for m in timeline.marks] == [
        ("e3", False, False, True, ""),
        ("e4", True, False, True, "nicosia"),
        ("e5", False, False, True, ""),
        ("e6", False, False, False, ""),
        ("e2", False, True, True, ""),
        ("e1", False, False, True, ""),
    ]
    assert timeline.start < day("2012-05-01")
    assert timeline.stop > day("2015-01-01")


def test_the_axis_reaches_all_that_is_to_be_seen() -> None:
    plan = says("resume", "2020-06-01", "", "2019-12-05", modality="possible", throughout=True)
    timeline = drawn({VISITS: [VISIT, plan]}, "2019-12-31", "2021-12-31")
    assert timeline.start < day("2013-05-02")
    assert timeline.stop > day("2021-12-31")
    assert drawn({VISITS: [VISIT, plan]}, "2019-12-31").stop > day("2021-05-31")


def test_spans_leave_out_what_lies_ahead() -> None:
    plan = says("resume", "2020-06-01", "", "2019-12-05", modality="possible", throughout=True)
    timeline = drawn({VISITS: [VISIT, plan]}, "2013-12-31")
    assert [len(bar.segments) for bar in timeline.bars] == [1]
    later = drawn({VISITS: [VISIT, plan]}, "2019-12-31")
    assert [s.status for s in later.bars[0].segments] == [Status.ACTIVE, Status.POSSIBLE, Status.POSSIBLE]
    assert [s.status for s in spans_of(later)[VISITS]] == [Status.ACTIVE, Status.POSSIBLE]


def test_very_many_points_stay_affordable() -> None:
    points = [
        Point(f"c{n}", Phase.OCCUR, Modality.ASSERTED, at, at, False, True, at, f"o{n % 7}", article=f"a{n}")
        for n in range(60_000)
        for at in [730_000 + n % 4001]
    ]
    asked = []

    def states(when: int) -> Mapping[TieKey, TieState]:
        asked.append(when)
        return {}

    timeline = timeline_of(
        ("GRC", "CYP"), {TALKS: points}, (), 735_000, None, lambda _: states, load_memories()
    )
    assert not timeline.exact
    assert len(asked) <= 110


def test_days_that_close_are_the_last_to_be_thinned() -> None:
    points = [
        says("occur", f"2014-{m:02}-{d:02}", f"2014-{m:02}-{d:02}", "2015-01-01")
        for m in (1, 2)
        for d in range(1, 20)
    ]
    end = says("end", "2014-02-10", "2014-02-10", "2015-01-01")
    days = breakpoints([*points, end], load_memories()[ClaimType.TALKS])
    kept = thinned(days, [*points, end], 20)
    assert len(kept) <= 20
    assert day("2014-02-10") in kept
    assert set(kept) <= set(days)
    assert thinned(days, points, len(days)) == days


SHORT = Memory(occasion=False, opened=6, seen=3)
MEMORIES = {
    kind: Memory(occasion=kind is ClaimType.TALKS, opened=SHORT.opened, seen=SHORT.seen) for kind in ClaimType
}
BASE = 737_000
DAYS = st.integers(BASE, BASE + 14)


@st.composite
def points(draw: st.DrawFn) -> Point:
    known = draw(DAYS)
    modality = draw(st.sampled_from([Modality.ASSERTED] * 3 + list(Modality)))
    origin = draw(st.sampled_from("abc"))
    phase = draw(st.sampled_from(list(Phase)))
    sort = draw(st.sampled_from(["within", "throughout", "since", "until", "undated"]))
    first, last = sorted((draw(DAYS), draw(DAYS)))
    span: tuple[int | None, int | None, bool, bool] = {
        "within": (first, last, False, True),
        "throughout": (first, last, True, True),
        "since": (first, None, True, True),
        "until": (None, last, True, True),
        "undated": (known, None, True, False)
        if modality in (Modality.PLANNED, Modality.POSSIBLE)
        else (known, known, False, False),
    }[sort]
    name = f"{draw(st.integers(0, 999))}"
    return Point(name, phase, modality, *span, known, origin, article=name)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([VISITS, LIMASSOL, EMBARGO, TALKS]), st.lists(points(), min_size=1, max_size=6)
    ),
    st.sampled_from([BASE + 7, BASE + 25, BASE + 420]),
    st.sampled_from([None, BASE + 6]),
)
def test_every_day_has_the_status_that_it_has_when_asked(
    ties: dict[TieKey, list[Point]], on: int, known: int | None
) -> None:
    def standing(family: Mapping[TieKey, Sequence[Point]]) -> Callable[[int], Mapping[TieKey, TieState]]:
        return Standing.of(family, known, MEMORIES).on

    timeline = timeline_of(("GRC", "CYP"), ties, (), on, known, standing, MEMORIES)
    told = spans_of(timeline)
    for when in range(BASE - 12, on + 1):
        for key, state in pair_states(ties, when, known, MEMORIES).items():
            found = [
                (s.status, s.standing, s.certain)
                for s in told.get(key, ())
                if (s.first is None or s.first <= when) and (s.last is None or when <= s.last)
            ]
            held = state.status is not Status.NONE
            assert found == ([(state.status, state.standing, state.certain)] if held else []), (key, when)
