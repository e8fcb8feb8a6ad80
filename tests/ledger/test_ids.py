from __future__ import annotations

from dataclasses import replace

from support import full_claim

from escale.ledger.ids import article_id, claim_ids, claim_prefix, digest, reading_id
from escale.model import Article, Modality, Participant, Party, Place, When

TEXT = "La vente de frégates à la Grèce est signée. La vente est sûre."
ARTICLE = Article("x", TEXT, "2021-03-04", "fr", "La Vigie", "Vente", "https://vigie.example/1")
CLAIM = full_claim(TEXT, "vente", "La vente de frégates à la Grèce est signée.")
AGAIN = full_claim(TEXT, "vente", "La vente est sûre.", 2)


def test_an_article_is_known_again_under_another_name() -> None:
    assert article_id(ARTICLE) == article_id(replace(ARTICLE, id="y", lang=None, body=0))


def test_a_corrected_article_is_another() -> None:
    others = [
        replace(ARTICLE, text=TEXT + " "),
        replace(ARTICLE, outlet="Le Phare"),
        replace(ARTICLE, url=None),
        replace(ARTICLE, published="2021-03-05"),
    ]
    assert len({article_id(article) for article in [ARTICLE, *others]}) == 5


def test_a_claim_keeps_its_id_when_a_later_reading_mends_other_fields() -> None:
    mended = replace(
        CLAIM,
        id="c9",
        participants=(Participant("Anne Le Goff", "FRA", None),),
        place=Place("Toulon", "FRA"),
        time=When("mardi", "2021-03-02"),
        modality=Modality.ASSERTED,
        actors=(Party("FRA", text="la France"),),
    )
    assert claim_ids("a1", TEXT, [mended]) == claim_ids("a1", TEXT, [CLAIM])


def test_claims_of_one_sentence_are_told_apart() -> None:
    twins = [CLAIM, replace(CLAIM, modality=Modality.DENIED), CLAIM, AGAIN]
    ids = claim_ids("a1", TEXT, twins)
    assert len(set(ids)) == 4
    assert ids == claim_ids("a1", TEXT, twins)


def test_the_first_of_the_claims_of_a_sentence_keeps_its_id_whatever_comes_after_it() -> None:
    (alone,) = claim_ids("a1", TEXT, [CLAIM])
    for others in ([CLAIM], [replace(CLAIM, modality=Modality.DENIED)], [AGAIN, CLAIM]):
        first, *rest = claim_ids("a1", TEXT, [CLAIM, *others])
        assert first == alone
        assert alone not in rest


def test_the_claims_of_an_article_lie_together() -> None:
    own = article_id(ARTICLE)
    assert all(found.startswith(claim_prefix(own)) for found in claim_ids(own, TEXT, [CLAIM, AGAIN]))


def test_parts_do_not_run_together() -> None:
    assert (
        len({digest("x", "ab", "c"), digest("x", "a", "bc"), digest("x", "abc"), digest("x", "abc", None)})
        == 4
    )
    assert digest("x", None) != digest("x", "")


def test_a_reading_that_supersedes_is_another() -> None:
    assert len({reading_id("a1", "r", None), reading_id("a1", "r", "r1"), reading_id("a1", "s", None)}) == 3
