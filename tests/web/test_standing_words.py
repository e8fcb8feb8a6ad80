"""How a tie stands, in the words of a page."""

from __future__ import annotations

from datetime import date

import pytest

from escale.ledger.answers import Tie
from escale.ledger.ties.points import Point, Status, TieKey, TieState
from escale.model import ClaimType, Modality, Phase
from escale.web.rendering import phrases
from escale.web.standing import plan_words, standing_of, told

_DAY = date(2019, 9, 10)
_WORDS = phrases()


def point(
    claim: str = "c1",
    phase: Phase = Phase.OCCUR,
    modality: Modality = Modality.ASSERTED,
    origin: str = "name:la vigie",
    edtf: str | None = None,
) -> Point:
    day = _DAY.toordinal()
    return Point(claim, phase, modality, day, day, False, True, day, origin, article=f"a{claim}", edtf=edtf)


def tie(state: TieState) -> Tie:
    return Tie(TieKey(ClaimType.TALKS, "FRA", "RUS", False), state, _DAY, None)


@pytest.mark.parametrize("lang", sorted(_WORDS))
@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.POSSIBLE])
def test_every_phase_of_a_plan_has_words_of_its_own(lang: str, modality: Modality) -> None:
    said = {plan_words(point(phase=phase, modality=modality), _WORDS[lang]) for phase in Phase}
    assert len(said) == len(Phase)


@pytest.mark.parametrize(
    ("plan", "lang", "words"),
    [
        (point(phase=Phase.RESUME, modality=Modality.POSSIBLE, edtf="2020/.."), "en", "may resume 2020/.."),
        (point(phase=Phase.RESUME, modality=Modality.PLANNED), "fr", "doit reprendre"),
        (point(modality=Modality.PLANNED, edtf="2020-21"), "fr", "prévu printemps 2020"),
        (point(phase=Phase.POSTPONE), "en", "postponed, no date"),
    ],
)
def test_a_plan_says_what_and_when(plan: Point, lang: str, words: str) -> None:
    assert plan_words(plan, _WORDS[lang]) == words


@pytest.mark.parametrize(
    ("state", "words", "notes", "since", "outlook"),
    [
        (
            TieState(Status.ACTIVE, _DAY.toordinal(), supporters=(point(edtf="2019-09"),), partial=True),
            *("active", ("in part",), "2019-09-10", ""),
        ),
        (
            TieState(
                Status.CONTESTED,
                _DAY.toordinal(),
                supporters=(point(),),
                against=(point("c2", origin="name:o2"), point("c3", origin="name:o2")),
                standing=Status.ACTIVE,
            ),
            *("contested (active, 1 against)", (), "2019-09-10", ""),
        ),
        (
            TieState(Status.ACTIVE, None, certain=False, supporters=(point(),), against=(point("c2"),)),
            *("active", ("days uncertain", "1 origin against"), "open", ""),
        ),
        (
            TieState(Status.NONE, lapsed=(point(modality=Modality.PLANNED),), denied=(point("c4"),)),
            *("none", (), "", "not confirmed: planned; denied 2019-09-10"),
        ),
        (
            TieState(Status.NONE, last_seen=_DAY.toordinal()),
            *("none", (), "last seen 2019-09-10", ""),
        ),
        (
            TieState(
                Status.ACTIVE,
                _DAY.toordinal(),
                supporters=(point(),),
                outlook=tuple(
                    point(f"c{year}", Phase.RESUME, Modality.POSSIBLE, edtf=str(year))
                    for year in range(2020, 2025)
                ),
            ),
            *("active", (), "2019-09-10", "may resume 2020, may resume 2021, may resume 2022 and 2 more"),
        ),
    ],
)
def test_a_standing_says_what_holds(
    state: TieState, words: str, notes: tuple[str, ...], since: str, outlook: str
) -> None:
    found = standing_of(tie(state), _WORDS["en"])
    assert (found.words, found.notes, found.since, found.outlook) == (words, notes, since, outlook)
    assert (found.origins, found.reports) == (state.origins, state.reports)


def test_what_is_said_twice_on_a_day_is_told_once() -> None:
    plans = [point(f"c{n}", Phase.RESUME, Modality.PLANNED, origin=f"name:{n}") for n in range(3)]
    found = told(tie(TieState(Status.NONE)), plans, _WORDS["en"], plans=True)
    assert [(one.words, one.claim) for one in found] == [("to resume", "c0")]
