"""What the other matters of an article say of a matter's parties, and what a row of states says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from escale.model import Article, ClaimType, Sector
from escale.reader.claims.candidates import Candidate, candidates, is_mutual
from escale.reader.claims.casting import Casting
from escale.reader.claims.roles import Cast, cast
from escale.reader.claims.votes import Opinion, with_votes
from escale.reader.layers import Matter, PartyForm, PartyMention, Role
from escale.reader.reader import Reader
from escale.reader.weights import Weights

NOBODY = Cast((), (), ())


def matter(kind: ClaimType, at: int = 0) -> Matter:
    return Matter(at, at + 1, at, kind, None, None, {}, "made up")


def candidate(code: str, features: tuple[str, ...] = (), rows: frozenset[int] = frozenset()) -> Candidate:
    mention = PartyMention(0, 1, 0, code, Sector.GOV, PartyForm.NAME, code)
    return Candidate(code, mention, features, rows)


def opinion(acting: dict[str, float], acted: dict[str, float]) -> Opinion:
    sides = {
        **{code: "recipient" for code, p in acted.items() if p > 0.5},
        **{code: "actor" for code, p in acting.items() if p > 0.5},
    }
    return Opinion(sides, acting, acted)


SELLS = opinion({"KOR": 0.92, "POL": 0.05}, {"KOR": 0.03, "POL": 0.88})
UNSURE = opinion({"KOR": 0.3, "POL": 0.3}, {"KOR": 0.3, "POL": 0.3})


def test_fellows_of_the_type_vote_before_and_after() -> None:
    kind = ClaimType.ARMS_TRANSFER
    pool = [candidate("KOR"), candidate("POL", rows=frozenset({4}))]
    first, last = with_votes([matter(kind), matter(kind, 9)], [pool, pool], [UNSURE, SELLS])
    assert set(first[0].features) == {
        "vote actor=9&away",
        "vote recipient=0&away",
        "vote lean=actor&away&arms_transfer",
    }
    assert "vote lean=recipient&here&arms_transfer" in first[1].features
    assert "before=none&away" not in last[0].features  # nobody was sure before: nothing to go on with
    assert "vote lean=both&away&arms_transfer" in last[0].features


def test_a_matter_goes_on_from_the_last_of_its_type() -> None:
    kind = ClaimType.ARMS_TRANSFER
    pool = [candidate("KOR"), candidate("SWE")]
    third = opinion({"KOR": 0.4, "SWE": 0.4}, {"KOR": 0.1, "SWE": 0.1})
    sold = opinion({"KOR": 0.92, "SWE": 0.05}, {"KOR": 0.03, "SWE": 0.1})
    _, last = with_votes([matter(kind), matter(kind, 9)], [pool, pool], [sold, third])
    assert "before=actor&away" in last[0].features
    assert "before=none&away" in last[1].features


@pytest.mark.parametrize("other", [None, ClaimType.TALKS])
def test_matters_of_another_type_do_not_vote(other: ClaimType | None) -> None:
    kinds = [ClaimType.ARMS_TRANSFER, *([other] if other else [])]
    pool = [candidate("KOR", ("own",)), candidate("POL", ("own",))]
    heard = with_votes([matter(kind) for kind in kinds], [pool] * len(kinds), [SELLS] * len(kinds))
    assert heard == [pool] * len(kinds)


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        (ClaimType.EXERCISE, frozenset({7}), {"CHN", "RUS", "IRN"}),
        (ClaimType.EXERCISE, frozenset({9}), {"CHN", "RUS"}),
        (ClaimType.SANCTION, frozenset({7}), {"CHN", "IRN"}),
        (ClaimType.SANCTION, frozenset({9}), {"CHN"}),
    ],
)
def test_who_stands_in_a_row_with_a_party_is_one_sooner(
    kind: ClaimType, row: frozenset[int], expected: set[str]
) -> None:
    decisions = {
        "party": Weights({"named": 3.0}),
        "actor": Weights({"named": 3.0, "other": -4.0}),
        "recipient": Weights({"": -4.0}),
    }
    pool = [
        candidate("CHN", ("named",), frozenset({7})),
        candidate("RUS", ("named", "other", "other"), frozenset({8})),
        candidate("IRN", (), row),
    ]
    assert set(Casting(decisions).opinion(matter(kind), pool, NOBODY).sides) == expected


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(
    ("text", "together", "apart"),
    [
        ("La Chine, la Russie et l'Iran mènent un exercice naval.", ("CHN", "IRN"), None),
        ("Les marines chinoise, russe et iranienne mènent un exercice naval.", ("CHN", "IRN"), None),
        (
            "La Chine et la Russie mènent un exercice naval avec l'Iran.",
            ("CHN", "RUS"),
            ("CHN", "IRN"),
        ),
    ],
)
def test_rows_are_read_off_the_tree(
    reader: Reader, text: str, together: tuple[str, str], apart: tuple[str, str] | None
) -> None:
    scene, stated = reader.stated(Article("a", text, "2021-05-04"))
    staged = [(stated[0][0], None)]
    pool = {c.code: c for c in candidates(scene, stated[0][0], None, cast(scene, staged)[0])}
    assert pool[together[0]].stands_with(pool[together[1]])
    assert apart is None or not pool[apart[0]].stands_with(pool[apart[1]])


@pytest.mark.parametrize(
    ("kind", "frame", "expected"),
    [
        (ClaimType.DIPLOMATIC_STATUS, {"subject": Role.PARTY, "object": Role.PARTY}, True),
        (ClaimType.DIPLOMATIC_STATUS, {"subject": Role.ACTOR, "object": Role.RECIPIENT}, False),
        (ClaimType.TALKS, {"subject": Role.PARTY, "object": Role.PARTY}, False),
    ],
)
def test_a_directed_matter_between_parties_is_mutual(
    kind: ClaimType, frame: dict[str, Role], expected: bool
) -> None:
    assert is_mutual(replace(matter(kind), frame=frame)) is expected


def test_both_act_in_what_is_mutual() -> None:
    party = Weights({"sure": 2.0})
    casting = Casting({"actor": party, "recipient": party})
    pool = [candidate("ISR", ("sure",)), candidate("ARE", ("sure",))]
    frame = {"subject": Role.PARTY, "object": Role.PARTY}
    kind = ClaimType.DIPLOMATIC_STATUS
    between = casting.opinion(replace(matter(kind), frame=frame), pool, NOBODY).sides
    towards = casting.opinion(matter(kind), pool, NOBODY).sides
    assert sorted(between.values()) == ["actor", "actor"]
    assert sorted(towards.values()) == ["actor", "recipient"]


@pytest.mark.parametrize(
    ("text", "word", "bodies"),
    [
        ("Le sommet du G7 à Paris commence.", "sommet", {"G7"}),
        ("Le sommet de Paris commence.", "sommet", set()),
    ],
)
def test_a_body_needs_no_other_party(reader: Reader, text: str, word: str, bodies: set[str]) -> None:
    scene = reader.scene(reader.pipeline(text), "2020-01-01", None)
    at = next(token.i for token in scene.doc if token.text == word)
    pool = candidates(scene, matter(ClaimType.TALKS, at), None, NOBODY)
    assert {one.code for one in pool if "bodies=own&talks" in one.features} == bodies


def test_the_country_of_the_place_is_a_candidate(reader: Reader) -> None:
    scene = reader.scene(reader.pipeline("La Russie occupe Kherson."), "2020-01-01", None)
    (place,) = scene.places
    at = next(token.i for token in scene.doc if token.text == "occupe")
    pool = candidates(scene, matter(ClaimType.DEPLOYMENT, at), place, NOBODY)
    assert {one.code for one in pool} == {"RUS", "UKR"}
