"""The status of ties against the naive model of ``docs/ties.md``, and what must hold of any answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest
from cases import ShortMemory, as_line, as_points
from dense import ALPHA, BRAVO, GENERAL, KEYS, Said, as_point, asked_days, memories, said, tie_points
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine
from naive import naive_pair, naive_state
from test_naive import CERTAINTY, MEMORIES, OCCASIONS, PLANS, SIDES, STANDING

from escale.ledger.ties.memory import Memory, load_memories
from escale.ledger.ties.pairs import pair_states
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.ledger.ties.status import tie_state
from escale.model import ClaimType

Ties = Mapping[TieKey, Sequence[Point]]

NOTHING = TieState(Status.NONE)
LAST_KNOWN = st.integers(-1, 42)
REAL = load_memories()

# As many examples as CI has time for, the same ones each time; the slow runs look further.
_QUICK = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
ONE = settings(_QUICK, max_examples=900)
LAW = settings(_QUICK, max_examples=250)
MACHINE = settings(_QUICK, max_examples=80, stateful_step_count=20)
MANY = settings(_QUICK, max_examples=9_000, derandomize=False)
MANY_MACHINES = settings(_QUICK, max_examples=400, stateful_step_count=30, derandomize=False)


@dataclass(frozen=True, slots=True)
class Question:
    """Ties and what is asked of them."""

    ties: Ties
    on: int
    known: int
    memories: Mapping[ClaimType, Memory]

    @property
    def points(self) -> Sequence[Point]:
        """Of the general tie."""
        return self.ties[GENERAL]

    def __str__(self) -> str:
        lines = [f"  {key}: {as_line(points)}" for key, points in self.ties.items() if points]
        return "\n".join([f"on {self.on} known {self.known}, {self.memories[GENERAL.type]}", *lines])


@st.composite
def questions(draw: st.DrawFn, keys: Sequence[TieKey] = (GENERAL,), least: int = 0) -> Question:
    """Points for each of the ties, claims numbered throughout, and a day that matters to them."""
    most = 9 if len(keys) == 1 else 4
    drawn = {key: draw(tie_points(most)) for key in keys}
    points: list[Point] = []
    ties: dict[TieKey, list[Point]] = {}
    for key, own in drawn.items():
        ties[key] = [p._replace(claim=f"c{len(points) + n:02}") for n, p in enumerate(own)]
        points += ties[key]
    while len(points) < least:
        points.append(as_point(draw(said()), len(points)))
        ties[keys[0]].append(points[-1])
    short = memory_of(draw(memories()))
    return Question(ties, draw(asked_days(points)), draw(LAST_KNOWN), {GENERAL.type: short})


def memory_of(short: ShortMemory) -> Memory:
    """The ledger's own kind of memory."""
    return replace(REAL[GENERAL.type], occasion=short.occasion, opened=short.opened, seen=short.seen)


def answer(question: Question, points: Sequence[Point] | None = None) -> TieState:
    points = question.points if points is None else points
    return tie_state(GENERAL.type, points, question.on, question.known, question.memories)


def answers(question: Question, ties: Ties | None = None) -> dict[TieKey, TieState]:
    """The answer for each key, nothing where the ledger gives none."""
    found = pair_states(
        question.ties if ties is None else ties, question.on, question.known, question.memories
    )
    return {key: found.get(key, NOTHING) for key in KEYS}


# --- The ledger answers as the page says


def check_one(question: Question) -> None:
    note(str(question))
    assert answer(question) == naive_state(
        GENERAL.type, question.points, question.on, question.known, question.memories
    )


def check_pair(question: Question) -> None:
    note(str(question))
    assert answers(question) == naive_pair(question.ties, question.on, question.known, question.memories)


@pytest.mark.parametrize(
    "line", [row[0] for table in (OCCASIONS, STANDING, SIDES, CERTAINTY, PLANS) for row in table]
)
def test_the_cases_worked_by_hand_on_every_day(line: str) -> None:
    points = as_points(line)
    for short in MEMORIES.values():
        for on in [*range(-2, 45), *range(365, 378)]:
            question = Question({GENERAL: points}, on, 99, {GENERAL.type: memory_of(short)})
            assert answer(question) == naive_state(GENERAL.type, points, on, 99, question.memories), on


@ONE
@given(questions())
def test_a_tie_is_as_the_page_says(question: Question) -> None:
    check_one(question)


@ONE
@given(questions(KEYS))
def test_a_general_tie_and_its_facets_are_as_the_page_says(question: Question) -> None:
    check_pair(question)


@pytest.mark.slow
def test_many_ties_are_as_the_page_says() -> None:
    MANY(given(questions())(check_one))()


@pytest.mark.slow
def test_many_pairs_are_as_the_page_says() -> None:
    MANY(given(questions(KEYS))(check_pair))()


@LAW
@given(tie_points(), st.sampled_from(list(ClaimType)), st.data())
def test_real_memories(points: list[Point], of: ClaimType, data: st.DataObject) -> None:
    """The types of ``memory.toml``, asked where their own memories end."""
    days = [REAL[of].opened, REAL[of].seen, 0]
    later = data.draw(st.sampled_from([d + more for d in days if d is not None for more in (-1, 0, 1)]))
    on = data.draw(asked_days(points)) + later
    note(f"{of} on {on}: {as_line(points)}")
    assert tie_state(of, points, on, 50, REAL) == naive_state(of, points, on, 50, REAL)


# --- What holds of any answer


@LAW
@given(questions(KEYS), st.randoms(use_true_random=False))
def test_the_order_of_insertion_does_not_matter(question: Question, random: Random) -> None:
    note(str(question))
    keys = random.sample(list(question.ties), len(question.ties))
    shuffled = {key: random.sample(question.ties[key], len(question.ties[key])) for key in keys}
    assert answers(question, shuffled) == answers(question)


@LAW
@given(questions(KEYS), st.lists(st.tuples(st.sampled_from(KEYS), st.integers(1, 50), said()), min_size=1))
def test_what_is_published_later_changes_nothing(
    question: Question, later: list[tuple[TieKey, int, Said]]
) -> None:
    note(str(question))
    ties = {key: list(question.ties[key]) for key in KEYS}
    for number, (key, delay, what) in enumerate(later, 50):
        ties[key].append(as_point(replace(what, known=question.known + delay), number))
    bare = {key: points for key, points in question.ties.items() if points}
    assert answers(question, ties) == answers(question) == answers(question, bare)


@LAW
@given(questions(least=1), st.data())
def test_a_second_report_adds_no_origin(question: Question, data: st.DataObject) -> None:
    """Nor anything else but a report: the status, its day and who is against stay as they are."""
    note(str(question))
    first = data.draw(st.sampled_from(list(question.points)))
    second = first._replace(claim=data.draw(st.sampled_from(["b", "z"])), article="another")
    before, after = answer(question), answer(question, [*question.points, second])
    assert after.origins == before.origins
    assert after.reports == before.reports + (first in before.supporters)
    assert {p.origin for p in after.against} == {p.origin for p in before.against}
    for field in ("status", "standing", "since", "certain", "last_seen"):
        assert getattr(after, field) == getattr(before, field)


# --- A ledger that grows


class GrowingLedger(RuleBasedStateMachine):
    """Points come in any order, are asked about, and asked about again."""

    @initialize(memory=memories())
    def open(self, memory: ShortMemory) -> None:
        self.memories = {GENERAL.type: memory_of(memory)}
        self.ties: dict[TieKey, list[Point]] = {key: [] for key in KEYS}
        self.asked: list[tuple[Question, dict[TieKey, TieState]]] = []
        self.size = 0

    @rule(key=st.sampled_from([GENERAL, GENERAL, ALPHA, BRAVO]), what=said())
    def add(self, key: TieKey, what: Said) -> None:
        self.ties[key].append(as_point(what, self.size))
        self.size += 1
        self.asked = [(question, found) for question, found in self.asked if question.known < what.known]

    @precondition(lambda self: self.size)
    @rule(data=st.data(), known=LAST_KNOWN)
    def ask(self, data: st.DataObject, known: int) -> None:
        on = data.draw(asked_days([p for points in self.ties.values() for p in points]))
        question = Question(self.ties, on, known, self.memories)
        found = answers(question)
        note(str(question))
        assert found == naive_pair(self.ties, on, known, self.memories)
        self.asked.append((question, found))

    @precondition(lambda self: self.asked)
    @rule(random=st.randoms(use_true_random=False))
    def ask_again_in_another_order(self, random: Random) -> None:
        question, found = random.choice(self.asked)
        keys = random.sample(KEYS, len(KEYS))
        shuffled = {key: random.sample(self.ties[key], len(self.ties[key])) for key in keys}
        assert answers(question, shuffled) == found

    @invariant()
    def answers_of_a_day_stay(self) -> None:
        """What was known on a day is not altered by what came later: ``asked`` keeps such answers only."""
        for question, found in getattr(self, "asked", [])[-2:]:
            assert answers(question, self.ties) == found


def test_a_growing_ledger_answers_as_the_page_says() -> None:
    run_machine(GrowingLedger, settings=MACHINE)


@pytest.mark.slow
def test_many_growing_ledgers_answer_as_the_page_says() -> None:
    run_machine(GrowingLedger, settings=MANY_MACHINES)
