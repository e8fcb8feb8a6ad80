"""Claims in order, page by page, and by the words that occur in them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from builders import claim, ledger_of, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from escale.errors import UsageError
from escale.ledger.answers import ClaimPlace
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim

DAYS = ("2019-09-10", "2019-09-12", None, "2019-09-10", "2019-10", "2020-01-01", None)
KNOWN = (None, date(2019, 9, 10), date(2019, 9, 30), date(2021, 1, 1))
WANTED = (Filter(), Filter(states=("RUS",)), Filter(words="rencontre"), Filter(states=("DEU",)))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Articles of several days, of one day and of none, with corrections."""
    made = ledger_of(
        tmp_path_factory.mktemp("pages") / "ledger",
        *(
            reading(
                f"Article {number}.",
                [
                    claim("talks", actors=("FRA", "RUS"), quote=f"Rencontre {number} à Paris."),
                    claim(
                        "port_visit",
                        actors=("FRA:MIL",),
                        recipients=("GRC",),
                        place=("Le Pirée", "GRC"),
                        sources=[("Le Phare", "media")],
                        vessels=("Surcouf",),
                        people=("Anne Le Goff",),
                        quote=f"Escale {number}, après des manœuvres.",
                    ),
                ],
                published=day,
            )
            for number, day in enumerate(DAYS)
        ),
    )
    gone, mended, vouched = (made.claims(Filter(text=f"escale {number}"))[0].id for number in range(3))
    fields = '{"place": null, "vessels": []}'
    made.correct(CorrectionKind.REJECT, [gone], by="A. N.", note="")
    made.correct(CorrectionKind.SET, [mended], by="A. N.", note="", fields=fields)
    made.correct(CorrectionKind.ACCEPT, [vouched], by="A. N.", note="")
    return made


def pages(ledger: Ledger, wanted: Filter, size: int, *, newest: bool) -> list[StoredClaim]:
    found: list[StoredClaim] = []
    place: ClaimPlace | None = None
    while page := ledger.claims(wanted, limit=size, newest=newest, after=place):
        assert len(page) <= size
        found += page
        place = ClaimPlace.of(page[-1])
    return found


@settings(deadline=None, max_examples=40)
@given(
    size=st.integers(1, 16),
    newest=st.booleans(),
    known=st.sampled_from(KNOWN),
    wanted=st.sampled_from(WANTED),
)
def test_the_pages_together_are_the_whole_answer(
    ledger: Ledger, size: int, newest: bool, known: date | None, wanted: Filter
) -> None:
    asked = Filter(states=wanted.states, words=wanted.words, known=known)
    whole = ledger.claims(asked, newest=newest)
    assert pages(ledger, asked, size, newest=newest) == whole


@pytest.mark.parametrize("newest", [True, False])
def test_claims_are_in_order_of_publication_then_of_id(ledger: Ledger, newest: bool) -> None:
    found = ledger.claims(newest=newest)
    assert len(found) == 2 * len(DAYS) - 1
    assert {claim.id for claim in found} == {claim.id for claim in ledger.claims()}
    for one, other in pairwise(found):
        if one.known == other.known:
            assert one.id < other.id
        else:
            assert one.known is not None
            assert other.known is None or (one.known > other.known) is newest


def test_a_page_may_begin_after_a_claim_that_is_no_more(ledger: Ledger) -> None:
    known, identity = date(2019, 9, 12), "c"
    found = ledger.claims(after=ClaimPlace(known, identity))
    assert [claim for claim in ledger.claims() if claim.known is None or claim.known >= known] == found


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("escale PIREE", 5),
        ("piree escale surcouf goff phare manoeuvres", 5),
        ("Manœuvres", 6),
        ("surc", 5),
        ("escale", 6),
        ("surcouf rencontre", 0),
        ("rencontre paris", 7),
        ("rencontre paris paris", 7),
        ("le pirée-surcouf", 5),
        ("'; DROP VIEW claims --", 0),
        ("%", 13),
        ("", 13),
        ("a " * 30, 13),
    ],
)
def test_each_of_the_words_occurs_somewhere_in_the_claim(ledger: Ledger, words: str, count: int) -> None:
    # Of the seven visits one was rejected, and one lost its place and ship.
    assert len(ledger.claims(Filter(words=words))) == count


def test_words_are_no_more_than_twenty(ledger: Ledger) -> None:
    assert ledger.claims(Filter(words=" ".join(f"w{n}" for n in range(20)))) == []
    with pytest.raises(UsageError, match="21 words to look for; at most 20"):
        ledger.claims(Filter(words=" ".join(f"w{n}" for n in range(21))))


def test_names_and_sentences_are_found_whatever_their_ligatures(ledger: Ledger) -> None:
    for words in ("manœuvres", "manoeuvres", "MANŒUVRES"):
        assert len(ledger.claims(Filter(text=words))) == 6
    assert ledger.claims(Filter(text="manuvres")) == []
