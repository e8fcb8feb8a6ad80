"""Which claims are one event: a row a case."""

from __future__ import annotations

import pytest
from told import links, told

from escale.ledger.events import events_of
from escale.ledger.rows import Link
from escale.model import ClaimType, Modality, Phase

VISIT, EXERCISE, DEPLOYMENT = ClaimType.PORT_VISIT, ClaimType.EXERCISE, ClaimType.DEPLOYMENT
AGREEMENT, SANCTION, INCIDENT = ClaimType.AGREEMENT, ClaimType.SANCTION, ClaimType.INCIDENT
ASSERTED, PLANNED, POSSIBLE, DENIED = Modality
START, OCCUR, POSTPONE, SUSPEND, RESUME, END, CANCEL = Phase


def grouped(claims: list[Link], **analyst: list[frozenset[str]]) -> list[str]:
    """The claims of each event, in one word: ``12 3``."""
    return sorted(
        "".join(claim[1:] for claim in event.claims)
        for event in events_of(claims, together=analyst.get("together", ()), apart=analyst.get("apart", ()))
    )


CASES = {
    "five outlets on one meeting": (
        [
            told("1", "2021-03-09", "2021-03-09"),
            told("2", "2021-03-10", "2021-03-09"),
            told("3", "2021-03-10"),
            told("4", "2021-03-11", "2021-03-08/2021-03-14"),
            told("5", "2021-03-30", "2021-03"),
        ],
        ["12345"],
    ),
    "the next meeting is another": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-03-12", "2021-03-12")],
        ["1", "2"],
    ),
    "without a time, the nearest": (
        [
            told("1", "2021-03-01", "2021-03-01"),
            told("2", "2021-03-08", "2021-03-08"),
            told("3", "2021-03-08"),
        ],
        ["1", "23"],
    ),
    "without any time, a week at most, and no chain": (
        [told("1", "2021-03-01"), told("2", "2021-03-08"), told("3", "2021-03-09")],
        ["12", "3"],
    ),
    "a month told much later is not that day": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-06-09", "2021-03")],
        ["1", "2"],
    ),
    "a year told beside it is": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-03-19", "2021")],
        ["12"],
    ),
    "a year told later is not": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-03-20", "2021")],
        ["1", "2"],
    ),
    "equal years, long past, are one matter": (
        [told("1", "2020-02-01", "2015", AGREEMENT), told("2", "2022-05-05", "2015", AGREEMENT)],
        ["12"],
    ),
    "equal years, still running, may be two": (
        [told("1", "2015-02-01", "2015", AGREEMENT), told("2", "2015-05-05", "2015", AGREEMENT)],
        ["1", "2"],
    ),
    "an exact interval holds its days": (
        [
            told("1", "2021-06-02", "2021-06-02", EXERCISE),
            told("2", "2021-06-12", "2021-06-11", EXERCISE),
            told("3", "2021-05-20", "2021-06-01/2021-06-12", EXERCISE),
        ],
        ["123"],
    ),
    "a calendar week does not join two days of it": (
        [
            told("1", "2021-03-08", "2021-03-08"),
            told("2", "2021-03-12", "2021-03-12"),
            told("3", "2021-03-12", "2021-03-08/2021-03-14"),
        ],
        ["1", "23"],
    ),
    "under way since a day holds two weeks, no more": (
        [
            told("1", "2021-06-12", "2021-06-08/.."),
            told("2", "2021-06-11", "2021-06-11"),
            told("3", "2021-07-11", "2021-07-11"),
        ],
        ["12", "3"],
    ),
    "of another type": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-03-09", "2021-03-09", EXERCISE)],
        ["1", "2"],
    ),
    "in another country": (
        [
            told("1", "2021-03-09", "2021-03-09", country="FRA"),
            told("2", "2021-03-09", "2021-03-09", country="CHE"),
        ],
        ["1", "2"],
    ),
    "the country that one adds tells the third apart": (
        [
            told("1", "2021-03-09", "2021-03-09", facet="x", country="FRA"),
            told("2", "2021-03-09", "2021-03-09", country="CHE"),
            told("3", "2021-03-09", "2021-03-09", country="CHE"),
        ],
        ["1", "23"],
    ),
    "a detail learnt from an equal is the event's": (
        [
            told("1", "2021-03-08", "2021-03-08", VISIT, "FRA > IND", vessels=("aurore",)),
            told("2", "2021-03-09", "2021-03-08", VISIT, "FRA > IND", country="IND"),
            told("3", "2021-03-10", "2021-03-08", VISIT, "FRA > IND", country="LKA"),
        ],
        ["12", "3"],
    ),
    "other ships": (
        [
            told("1", "2021-03-09", "2021-03-09", VISIT, "FRA > IND", vessels=("aurore",)),
            told("2", "2021-03-09", "2021-03-09", VISIT, "FRA > IND", vessels=("borea",)),
            told("3", "2021-03-09", "2021-03-09", VISIT, "FRA > IND", vessels=("borea", "ceres")),
            told("4", "2021-03-09", "2021-03-09", VISIT, "FRA > IND", vessels=("frigate aurore",)),
        ],
        ["14", "23"],
    ),
    "other ports": (
        [
            told("1", "2021-03-09", "2021-03-09", VISIT, "FRA > IND", facet="mumbai"),
            told("2", "2021-03-09", "2021-03-09", VISIT, "FRA > IND", facet="kochi"),
            told("3", "2021-03-09", "2021-03-09", VISIT, "FRA > IND"),
        ],
        ["13", "2"],
    ),
    "the other way round": (
        [
            told("1", "2021-03-09", "2021-03-09", VISIT, "FRA > IND"),
            told("2", "2021-03-09", "2021-03-09", VISIT, "IND > FRA"),
        ],
        ["1", "2"],
    ),
    "ministers and presidents of one day": (
        [
            told("1", "2021-03-09", "2021-03-09", people=("ana abel", "boris bern")),
            told("2", "2021-03-09", "2021-03-09", people=("carla cole", "dimitri dorn")),
            told("3", "2021-03-09", "2021-03-09", people=("dorn",)),
            told("4", "2021-03-09", "2021-03-09", people=("b bern",)),
        ],
        ["14", "23"],
    ),
    "the host in one, the guest in the other, on one day": (
        [
            told("1", "2021-03-09", "2021-03-09", people=("ana abel",)),
            told("2", "2021-03-09", "2021-03-09", people=("boris bern",)),
        ],
        ["12"],
    ),
    "the same without a time are not brought together": (
        [told("1", "2021-03-09", people=("ana abel",)), told("2", "2021-03-09", people=("boris bern",))],
        ["1", "2"],
    ),
    "persons tell no exercises apart": (
        [
            told("1", "2021-03-09", "2021-03-09", EXERCISE, people=("ana abel", "boris bern")),
            told("2", "2021-03-09", "2021-03-09", EXERCISE, people=("carla cole", "dimitri dorn")),
        ],
        ["12"],
    ),
    "fewer parties join more": (
        [
            told("1", "2021-03-09", "2021-03-09", parties="DEU FRA RUS UKR"),
            told("2", "2021-03-09", "2021-03-09", parties="FRA RUS"),
            told("3", "2021-03-09", "2021-03-09", parties="DEU UKR"),
            told("4", "2021-03-09", "2021-03-09", parties="FRA USA"),
        ],
        ["123", "4"],
    ),
    "two sets of which none holds the other": (
        [
            told("1", "2021-03-09", "2021-03-09", parties="FRA RUS USA"),
            told("2", "2021-03-09", "2021-03-09", parties="FRA GBR RUS"),
        ],
        ["1", "2"],
    ),
    "one party alone joins only its like": (
        [
            told("1", "2021-03-09", "2021-03-09", EXERCISE, parties="RUS"),
            told("2", "2021-03-09", "2021-03-09", EXERCISE, parties="FRA RUS"),
            told("3", "2021-03-10", "2021-03-09", EXERCISE, parties="RUS"),
        ],
        ["13", "2"],
    ),
    "announced and held": (
        [
            told("1", "2021-03-01", "2021-03-09", modality=PLANNED),
            told("2", "2021-02-20", None, modality=PLANNED),
            told("3", "2021-03-09", "2021-03-09"),
        ],
        ["123"],
    ),
    "announced without a time, more than a month ahead": (
        [told("1", "2021-02-01", None, modality=PLANNED), told("2", "2021-03-09", "2021-03-09")],
        ["1", "2"],
    ),
    "called off, with the day of the decision": (
        [
            told("1", "2021-03-01", "2021-04-15", VISIT, "FRA > IND", modality=PLANNED),
            told("2", "2021-03-20", "2021-03-20", VISIT, "FRA > IND", phase=CANCEL),
        ],
        ["12"],
    ),
    "called off, without a time": (
        [
            told("1", "2021-03-01", "2021-04-15", VISIT, "FRA > IND", modality=PLANNED),
            told("2", "2021-03-20", None, VISIT, "FRA > IND", phase=CANCEL),
        ],
        ["12"],
    ),
    "what took place later was not called off": (
        [
            told("1", "2021-04-15", "2021-04-15", VISIT, "FRA > IND"),
            told("2", "2021-03-20", None, VISIT, "FRA > IND", phase=CANCEL),
        ],
        ["1", "2"],
    ),
    "denied without a time": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-03-28", None, modality=DENIED)],
        ["12"],
    ),
    "asserted without a time, too late": (
        [told("1", "2021-03-09", "2021-03-09"), told("2", "2021-03-28", None)],
        ["1", "2"],
    ),
    "beside an article that gives the time": (
        [
            told("1", "2021-03-28", "2021-03-09"),
            told("2", "2021-03-30"),
            told("3", "2021-03-28", "2019-03-09"),
        ],
        ["12", "3"],
    ),
    "stages of what stands": (
        [
            told("1", "2021-03-09", "2021-03-09", SANCTION, "FRA > RUS", phase=START),
            told("2", "2021-03-09", "2021-03-09", SANCTION, "FRA > RUS"),
            told("3", "2021-03-09", "2021-03-09", SANCTION, "FRA > RUS", phase=SUSPEND),
            told("4", "2021-03-09", "2021-03-09", SANCTION, "FRA > RUS", phase=RESUME),
            told("5", "2021-03-09", "2021-03-09", SANCTION, "FRA > RUS", phase=END),
            told("6", "2021-03-09", "2021-03-09", SANCTION, "FRA > RUS", phase=CANCEL),
        ],
        ["12", "3", "4", "56"],
    ),
    "stages of an occasion": (
        [
            told("1", "2021-03-09", "2021-03-09", phase=START),
            told("2", "2021-03-09", "2021-03-09"),
            told("3", "2021-03-09", "2021-03-09", phase=POSTPONE),
            told("4", "2021-03-09", "2021-03-09", phase=CANCEL),
            told("5", "2021-03-09", "2021-03-09", phase=RESUME),
            told("6", "2021-03-09", "2021-03-09", phase=SUSPEND),
            told("7", "2021-03-09", "2021-03-09", phase=END),
        ],
        ["12345", "6", "7"],
    ),
    "a practice suspended since a day, told twice": (
        [
            told("1", "2021-09-06", "2021-09-05/..", VISIT, "FRA > IND", phase=SUSPEND),
            told("2", "2021-09-20", "2021-09-05", VISIT, "FRA > IND", phase=SUSPEND),
            told("3", "2021-09-12", "2021-09-10", VISIT, "FRA > IND", phase=SUSPEND),
        ],
        ["12", "3"],
    ),
    "what goes on is told anew after a month": (
        [
            told("1", "2021-03-01", None, DEPLOYMENT, "FRA > MLI"),
            told("2", "2021-03-25", None, DEPLOYMENT, "FRA > MLI"),
            told("3", "2021-04-05", "2014/..", DEPLOYMENT, "FRA > MLI"),
            told("4", "2021-04-28", None, DEPLOYMENT, "FRA > MLI"),
        ],
        ["1", "234"],
    ),
    "of unknown publication: days decide, else the article": (
        [
            told("1", None, "2021-03-09"),
            told("2", "2021-03-09", "2021-03-09"),
            told("3", None),
            told("4", None, article="a3"),
            told("5", None),
        ],
        ["12", "34", "5"],
    ),
    "open on both sides": (
        [told("1", "2021-03-09", "../.."), told("2", "2021-03-09", "2021-03-09")],
        ["12"],
    ),
}


def visit(claim: str, known: str, when: str | None, phase: Phase, modality: Modality) -> Link:
    return told(claim, known, when, VISIT, "FRA > IND", phase, modality)


CALLED_OFF = {
    "the month planned, cancelled in the article that suspends all": (
        [
            visit("1", "2021-09-05", "2021-10", OCCUR, PLANNED),
            visit("2", "2021-09-05", None, CANCEL, ASSERTED),
            visit("3", "2021-09-05", "2021-09-05/..", SUSPEND, ASSERTED),
        ],
        {"12": CANCEL, "3": SUSPEND},
    ),
    "the same, cancelled with the day of the decision": (
        [
            visit("1", "2021-09-05", "2021-10", OCCUR, PLANNED),
            visit("2", "2021-09-05", "2021-09-05", CANCEL, ASSERTED),
            visit("3", "2021-09-05", "2021-09-05", SUSPEND, ASSERTED),
        ],
        {"12": CANCEL, "3": SUSPEND},
    ),
    "a visit of the day of the decision is not the one cancelled": (
        [
            visit("1", "2021-08-20", "2021-10", OCCUR, POSSIBLE),
            visit("2", "2021-09-05", "2021-09-05", CANCEL, ASSERTED),
            visit("3", "2021-09-05", "2021-09-05", OCCUR, ASSERTED),
        ],
        {"12": CANCEL, "3": OCCUR},
    ),
    "nor is the visit of last week, if no day is given": (
        [
            visit("1", "2021-09-01", "2021-10", OCCUR, PLANNED),
            visit("2", "2021-09-05", None, POSTPONE, ASSERTED),
            visit("3", "2021-09-04", "2021-09-03", OCCUR, ASSERTED),
        ],
        {"12": POSTPONE, "3": OCCUR},
    ),
    "nor is what was planned for a day now past": (
        [
            visit("1", "2021-09-01", "2021-10", OCCUR, PLANNED),
            visit("2", "2021-09-05", None, CANCEL, ASSERTED),
            visit("3", "2021-09-04", "2021-09-03", OCCUR, PLANNED),
        ],
        {"12": CANCEL, "3": OCCUR},
    ),
    "nor is a plan made after it": (
        [
            visit("1", "2021-09-01", "2021-10-04", OCCUR, PLANNED),
            visit("2", "2021-09-05", None, CANCEL, ASSERTED),
            visit("3", "2021-09-07", "2021-10-20", OCCUR, PLANNED),
        ],
        {"12": CANCEL, "3": OCCUR},
    ),
    "the visit planned for the very day that is given": (
        [
            visit("1", "2021-09-01", "2021-09-20", OCCUR, PLANNED),
            visit("2", "2021-09-05", "2021-09-03", CANCEL, ASSERTED),
            visit("3", "2021-08-10", "2021-09-03", OCCUR, PLANNED),
        ],
        {"1": OCCUR, "23": CANCEL},
    ),
    "with a day ahead, the visit of that day": (
        [
            visit("1", "2021-09-01", "2021-09-20", OCCUR, PLANNED),
            visit("2", "2021-09-05", "2021-10-03", CANCEL, ASSERTED),
            visit("3", "2021-08-10", "2021-10", OCCUR, PLANNED),
        ],
        {"1": OCCUR, "23": CANCEL},
    ),
    "without a plan ahead, what was told": (
        [
            visit("1", "2021-09-04", "2021-09-03", OCCUR, ASSERTED),
            visit("2", "2021-09-05", None, CANCEL, ASSERTED),
        ],
        {"12": CANCEL},
    ),
    "a plan without a day, in the same article": (
        [
            visit("1", "2021-09-06", None, OCCUR, PLANNED),
            visit("2", "2021-09-06", "2021-09-04", CANCEL, ASSERTED),
            visit("3", "2021-09-10", "2021-09-04", OCCUR, ASSERTED),
        ],
        {"12": CANCEL, "3": OCCUR},
    ),
}


@pytest.mark.parametrize("case", CALLED_OFF)
def test_what_is_called_off_is_the_plan(case: str) -> None:
    claims, expected = CALLED_OFF[case]
    for order in (claims, claims[::-1]):
        found = {"".join(claim[1:] for claim in event.claims): event.phase for event in events_of(order)}
        assert found == expected


NAMES = {
    "accents, case and hyphens": (
        ("\u00c9lo\u00efse Le-Roux", "Ana Abel"),
        ("eloise le roux", "DORA DEAN"),
        True,
    ),
    "the surname": (("Ana Abel", "Boris Bern"), ("ABEL", "Carla Cole"), True),
    "other persons": (("Ana Abel", "Boris Bern"), ("Carla Cole", "Dora Dean"), False),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_are_compared_folded(case: str) -> None:
    people, others, same = NAMES[case]
    claims = [
        told("1", "2021-03-09", "2021-03-09", people=people),
        told("2", "2021-03-09", "2021-03-09", people=others),
    ]
    assert grouped(claims) == (["12"] if same else ["1", "2"])


@pytest.mark.parametrize("case", CASES)
def test_grouping(case: str) -> None:
    claims, expected = CASES[case]
    assert grouped(claims) == expected
    assert grouped(claims[::-1]) == expected


def test_the_id_is_that_of_the_most_telling_claim() -> None:
    claims = [told("5", "2021-03-09", "2021-03-09"), told("2", "2021-03-10")]
    (event,) = events_of(claims)
    assert (event.id, event.claims) == ("e5", ("c2", "c5"))


def test_an_old_id_still_leads_to_the_event() -> None:
    before = [told("5", "2021-03-10"), told("7", "2022-03-10")]
    after = events_of([*before, told("2", "2021-03-09", "2021-03-09")])
    (old,) = (event.id for event in events_of(before) if "c5" in event.claims)
    (found,) = (event for event in after if f"c{old[1:]}" in event.claims)
    assert (old, found.id, found.claims) == ("e5", "e2", ("c2", "c5"))


def test_a_claim_counts_once_whatever_pairs_it_comes_with() -> None:
    claims = links("1", "2021-03-09", "2021-03-09", parties="DEU FRA RUS")
    assert len(claims) == 3
    for order in (claims, claims[::-1], claims * 2):
        (event,) = events_of(order)
        assert event.links == (claims[0],)


def test_events_come_in_order_of_time() -> None:
    claims = [
        told("1", "2021-05-09", "2021-05-09"),
        told("2", "2021-06-01", "2019"),
        told("3", "2020-06-01"),
        told("4", None, "../2018"),
        told("5", None),
    ]
    assert [event.id for event in events_of(claims)] == ["e5", "e4", "e2", "e3", "e1"]


MEETING = [
    told("1", "2021-03-09", "2021-03-09"),
    told("2", "2021-03-10", "2021-03-09"),
    told("3", "2021-03-10"),
]
OTHERS = [told("4", "2021-06-09", "2021-06-09"), told("5", "2021-06-10")]


@pytest.mark.parametrize(
    ("together", "apart", "expected"),
    [
        ([], [], ["123", "45"]),
        (["c1 c2 c3 c4 c5"], [], ["12345"]),
        (["c1 c4"], [], ["12345"]),  # what joins their heads comes along
        (["c3 c5"], [], ["12345"]),
        ([], ["c2"], ["13", "2", "45"]),
        ([], ["c1"], ["1", "23", "45"]),
        ([], ["c2 c5"], ["13", "25", "4"]),
        ([], ["c2 c3", "c3"], ["1", "2", "3", "45"]),
        (["c1 c2", "c2 c4"], [], ["13", "245"]),
        (["c1 c2 c3 c4 c5"], ["c4 c5"], ["123", "45"]),
        (["c8 c9"], ["c7"], ["123", "45"]),
        (["c1 c4"], ["c1"], ["1", "23", "45"]),
    ],
)
def test_an_analyst_has_the_last_word(together: list[str], apart: list[str], expected: list[str]) -> None:
    sets = [[frozenset(claims.split()) for claims in said] for said in (together, apart)]
    claims = [*MEETING, *OTHERS]
    assert grouped(claims, together=sets[0], apart=sets[1]) == expected
    assert grouped(claims[::-1], together=sets[0], apart=sets[1]) == expected


def test_a_merged_event_keeps_its_claims_when_a_more_telling_one_comes() -> None:
    merged = [frozenset({"c3", "c5"})]
    newcomer = told("0", "2021-03-10", "2021-03-10", country="FRA")
    first = [told("3", "2021-03-10"), told("5", "2021-06-10")]
    assert grouped([*first, newcomer], together=merged) == ["035"]
    assert [event.id for event in events_of([*first, newcomer], together=merged)] == ["e3"]


@pytest.mark.parametrize("act", ["together", "apart"])
def test_an_event_of_an_analyst_is_named_after_a_claim_that_is_there(act: str) -> None:
    put = [frozenset({"c1", "c2", "c3"})]
    together, apart = (put, []) if act == "together" else ([], put)
    ours = told("2", "2021-03-09", "2021-03-09", parties="FRA RUS")
    theirs = told("1", "2021-06-09", "2021-06-09", parties="DEU RUS")
    (whole,) = events_of([ours, theirs], together=together, apart=apart)
    (part,) = events_of([ours], together=together, apart=apart)
    assert (whole.id, whole.actors) == ("e1", ("DEU", "FRA", "RUS"))
    assert (part.id, part.claims) == ("e2", ("c2",))


def test_no_two_events_of_an_analyst_go_by_one_name() -> None:
    events = events_of(MEETING, together=[frozenset({"c1", "c2"})], apart=[frozenset({"c1"})])
    assert {event.id: event.claims for event in events} == {"e1": ("c1",), "e2": ("c2", "c3")}
