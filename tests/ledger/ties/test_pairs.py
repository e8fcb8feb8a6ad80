"""General ties and facets: what is said of the one that holds of the other."""

from __future__ import annotations

import pytest
from notation import day, points

from escale.ledger.ties.memory import load_memories
from escale.ledger.ties.pairs import pair_states
from escale.ledger.ties.points import TieKey, TieState

VISITS, BREST, BARI = "port_visit:ITA>FRA", "port_visit:ITA>FRA#brest", "port_visit:ITA>FRA#bari"
ARMS, RAFALE = "arms_transfer:FRA>EGY", "arms_transfer:FRA>EGY#rafale"


def states(told: dict[str, str], on: str, known: str | None = None) -> dict[str, TieState]:
    ties = {TieKey.parse(key): points(text) for key, text in told.items()}
    found = pair_states(ties, day(on), day(known) if known else None, load_memories())
    return {str(key): state for key, state in found.items()}


CALL = "2014-03-10 J occur 2014-03-05"
FROZEN = "2014-04-02 K suspend 2014-04-01"


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        # Who suspends visits suspends them everywhere; who resumes them, too.
        ({VISITS: FROZEN, BREST: CALL}, {VISITS: "suspended", BREST: "suspended"}),
        ({VISITS: "2014-04-20 K resume 2014-04-15", BREST: FROZEN}, {VISITS: "active", BREST: "active"}),
        ({VISITS: "2014-04-20 K end 2014-04-15", BREST: CALL}, {VISITS: "ended", BREST: "ended"}),
        # A visit in general is none at Brest.
        ({VISITS: CALL, BREST: "2012-01-01 J occur"}, {VISITS: "active", BREST: "none"}),
        # A visit at Brest is a visit, and no visit at Bari.
        ({VISITS: FROZEN, BREST: "2014-05-01 J occur"}, {VISITS: "active", BREST: "active"}),
        ({BREST: CALL, BARI: "2012-01-01 J occur"}, {BREST: "active", BARI: "none"}),
        # A facet that is closed does not close the rest.
        ({VISITS: CALL, BREST: FROZEN}, {VISITS: "active partial", BREST: "suspended"}),
        (
            {VISITS: CALL, BREST: FROZEN, BARI: CALL},
            {VISITS: "active partial", BREST: "suspended", BARI: "active"},
        ),
        # An occasion cancelled, postponed or planned in general says nothing of one port.
        (
            {VISITS: "2014-04-02 K cancel", BREST: "2014-03-20 J planned occur"},
            {VISITS: "none", BREST: "planned"},
        ),
        ({VISITS: "2014-04-02 K postpone", BREST: "2012-01-01 J occur"}, {VISITS: "planned", BREST: "none"}),
        (
            {VISITS: "2014-04-02 K possible resume", BREST: FROZEN},
            {VISITS: "possible partial", BREST: "suspended"},
        ),
        # Of a standing type, it ends each contract.
        ({ARMS: "2014-04-02 K cancel", RAFALE: "2014-03-10 J start"}, {ARMS: "ended", RAFALE: "ended"}),
        # A denial of a general closing or resumption is one of its facets, too.
        (
            {VISITS: f"{FROZEN}; 2014-04-03 M denied suspend 2014-04-01", BREST: CALL},
            {VISITS: "contested", BREST: "contested"},
        ),
        # What is denied or planned of one port is not denied or planned of all.
        (
            {VISITS: CALL, BREST: "2014-03-11 M denied occur 2014-03", BARI: "2014-03-11 M planned occur"},
            {VISITS: "active", BREST: "none", BARI: "planned"},
        ),
        # A contested general tie is partial only against what its supporters say.
        (
            {VISITS: f"{CALL}; 2014-03-11 M denied occur 2014-03-05", BREST: CALL},
            {VISITS: "contested", BREST: "active"},
        ),
    ],
)
def test_general_ties_and_facets(told: dict[str, str], answer: dict[str, str]) -> None:
    found = states(told, "2014-06-01")
    assert {
        key: f"{state.status}{' partial' if state.partial else ''}" for key, state in found.items()
    } == answer


def test_ties_that_nothing_is_known_of_yet_stay_as_they_were() -> None:
    told = {VISITS: FROZEN, BREST: CALL, BARI: "2014-04-10 J occur"}
    found = states(told, "2014-04-20", known="2014-04-01")
    assert {key: str(state.status) for key, state in found.items()} == {
        VISITS: "none",
        BREST: "active",
        BARI: "none",
    }
    assert not any(state.partial for state in found.values())
    # Bari is in no article yet: what is said of all ports does not make a tie of it.
    assert states(told, "2014-04-20", known="2014-04-02")[BARI] == TieState(found[BARI].status)


def test_ties_of_other_pairs_directions_and_types_are_left_alone() -> None:
    told = {VISITS: FROZEN, "port_visit:FRA>ITA#brest": CALL, "talks:FRA-ITA": CALL}
    found = states(told, "2014-06-01")
    assert [str(state.status) for state in found.values()] == ["suspended", "active", "active"]


def test_the_order_of_ties_does_not_matter() -> None:
    told = {VISITS: CALL, BREST: FROZEN, BARI: CALL, ARMS: FROZEN, RAFALE: CALL}
    backwards = dict(reversed(told.items()))
    assert states(told, "2014-06-01") == states(backwards, "2014-06-01")
