"""What holds of events whatever the claims: of order, of the pair they are seen for, of the index."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stopwatch import least_seconds
from told import links

from escale.ledger.events import Event, events_of
from escale.ledger.events.accounts import AccountMaker
from escale.ledger.events.heads import Head, closest
from escale.ledger.events.windows import windows
from escale.ledger.rows import Link
from escale.model import SYMMETRIC, ClaimType, Modality, Phase

START = date(2021, 3, 1)
CODES = ("DEU", "FRA", "RUS", "UKR")
TYPES = (ClaimType.TALKS, ClaimType.PORT_VISIT, ClaimType.DEPLOYMENT, ClaimType.AGREEMENT)


def write(number: int, rng: random.Random, span: int, codes: Sequence[str] = CODES) -> list[Link]:
    """All links of a claim made up by chance, within so many days."""
    known = START + timedelta(days=rng.randrange(span))
    other = START + timedelta(days=rng.randrange(span))
    times = (
        None,
        None,
        str(known - timedelta(days=rng.randrange(-20, 5))),
        str(other),
        str(other)[:7],
        str(other.year),
        "2015",
        "2015/..",
        f"{other}/..",
        f"../{str(other)[:7]}",
        f"{other}/{other + timedelta(days=rng.randrange(40))}",
    )
    type_ = rng.choice(TYPES)
    parties = rng.sample(codes, min(rng.choice((1, 2, 2, 2, 3)), len(codes)))
    cut = len(parties) if type_ in SYMMETRIC or rng.random() < 0.1 else rng.randrange(len(parties) + 1)
    return links(
        f"{number:05d}",
        None if rng.random() < 0.05 else str(known),
        rng.choice(times),
        type_,
        f"{' '.join(parties[:cut])} > {' '.join(parties[cut:])}",
        rng.choice(list(Phase)),
        rng.choice((Modality.ASSERTED, *Modality)),
        country=rng.choice((None, None, "FRA", "CHE")),
        facet=rng.choice((None, None, "kochi")),
        vessels=rng.choice(((), ("aurore",), ("borea",))),
        people=rng.choice(
            ((), (), ("ana abel",), ("boris bern", "ana abel"), ("carla cole", "dimitri dorn"))
        ),
        outlet=rng.choice("xyz"),
        article=f"a{rng.randrange(8)}",
    )


claims_of = st.builds(
    lambda seed, count, span: [write(n, random.Random(f"{seed} {n}"), span) for n in range(count)],
    st.integers(0, 10**9),
    st.integers(0, 60),
    st.sampled_from((3, 40, 400, 3000)),
)
some = st.integers(0, 10**9)


@given(claims_of, some)
@settings(max_examples=150, deadline=None)
def test_any_order_gives_the_same_events(claims: list[list[Link]], seed: int) -> None:
    every = [link for told in claims for link in told]
    reprints = {f"a{n}": "media:x" for n in (1, 2, 3)}
    shuffled = random.Random(seed).sample(every, len(every))
    assert events_of(shuffled, reprints=reprints) == events_of(every, reprints=reprints)


@given(claims_of, some)
@settings(max_examples=150, deadline=None)
def test_a_pair_alone_shows_the_events_of_the_whole(claims: list[list[Link]], seed: int) -> None:
    rng = random.Random(seed)
    ids = [told[0].claim_id for told in claims]
    together = [frozenset(rng.sample(ids, 3)) for _ in range(len(ids) // 20)]
    apart = [frozenset(rng.sample(ids, 2)) for _ in range(len(ids) // 25)]
    every = [link for told in claims for link in told]
    whole = events_of(every, together=together, apart=apart)
    put = frozenset().union(*together, *apart)

    def named(event: Event) -> str | None:
        """The id; an event of an analyst's is named after the first of its claims that is there."""
        return event.id if put.isdisjoint(event.claims) else None

    for pair in {link.pair for link in every}:
        ours = [link for link in every if link.pair == pair]
        told = frozenset(link.claim_id for link in ours)
        expected = {(named(event), told.intersection(event.claims)) for event in whole}
        seen = {
            (named(event), frozenset(event.claims))
            for event in events_of(ours, together=together, apart=apart)
        }
        assert seen == {(name, shown) for name, shown in expected if shown}


def _alike(one: Link, other: Link) -> bool:
    """Claims that tie no two parties go by themselves."""
    alone = one.pair.endswith("|")
    if alone or other.pair.endswith("|"):
        return (one.actors, one.recipients) == (other.actors, other.recipients)
    return True


@given(claims_of)
@settings(max_examples=150, deadline=None)
def test_the_index_skips_no_head_that_fits(claims: list[list[Link]]) -> None:
    account_of = AccountMaker(windows(), frozenset())
    heads: list[Head] = []
    for account in sorted(account_of(told[0]) for told in claims):
        alike = [
            head
            for head in heads
            if head.account.matter == account.matter and _alike(head.account.link, account.link)
        ]
        head = closest(account, alike, windows())
        if head is None:
            heads.append(Head(account))
        else:
            head.take(account)
    expected = {frozenset(account.id for account in head.members) for head in heads}
    assert {frozenset(event.claims) for event in events_of(told[0] for told in claims)} == expected


@given(claims_of)
@settings(max_examples=100, deadline=None)
def test_every_claim_is_in_one_event(claims: list[list[Link]]) -> None:
    events = events_of(link for told in claims for link in told)
    assert sorted(claim for event in events for claim in event.claims) == sorted(
        told[0].claim_id for told in claims
    )
    assert len({event.id for event in events}) == len(events)


def _crowd(count: int, edtf: str | None, people: Sequence[str]) -> list[Link]:
    """Claims of one pair and day, with the people given in turn."""
    return [
        links(
            f"{n:05d}",
            "2021-03-01",
            edtf,
            ClaimType.TALKS,
            "FRA RUS > ",
            Phase.OCCUR,
            Modality.ASSERTED,
            people=(f"ana {people[n % len(people)]}", f"boris {people[n % len(people)]}b"),
        )[0]
        for n in range(count)
    ]


@pytest.mark.parametrize("edtf", ["2021-03-01", "2021", "2021-02", None])
def test_claims_of_one_day_that_contradict_each_other_do_not_take_for_ever(edtf: str | None) -> None:
    few = _crowd(2_000, edtf, [f"x{n}" for n in range(20)])
    many = _crowd(2_000, edtf, [f"x{n}" for n in range(2_000)])
    assert len(events_of(few)) == 20
    assert len(events_of(many)) == 2_000
    assert least_seconds(lambda: events_of(many)) < 15 * least_seconds(lambda: events_of(few))


def test_a_crowd_is_the_same_for_a_pair_alone() -> None:
    names = [f"x{n}" for n in range(70)]
    two = _crowd(140, "2021-03-01", names)
    three = [
        link
        for n in range(140)
        for link in links(
            f"9{n:04d}",
            "2021-03-01",
            "2021-03-01",
            ClaimType.TALKS,
            "DEU FRA RUS > ",
            Phase.OCCUR,
            Modality.ASSERTED,
            people=tuple(f"{first} {names[n % len(names)]}{first}" for first in ("carla", "dora", "emil")),
        )
    ]
    whole = events_of([*two, *three])
    assert 140 < len(whole) < 280
    for pair in ("DEU|FRA", "DEU|RUS", "FRA|RUS"):
        ours = [link for link in (*two, *three) if link.pair == pair]
        seen = {event.claims for event in events_of(ours)}
        assert seen == {event.claims for event in whole if {link.claim_id for link in ours} & {*event.claims}}


def test_twice_the_claims_take_at_most_about_twice_the_time() -> None:
    rng = random.Random(4)
    claims = [write(n, rng, 3000, ("FRA", "RUS"))[0] for n in range(12_000)]
    half = least_seconds(lambda: events_of(claims[:6_000]), 5)
    whole = least_seconds(lambda: events_of(claims), 5)
    assert whole < 3.5 * half
