"""The page of an article, and the corrections of its claims."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html
from served_client import TOKEN, csrf_of, served
from starlette.testclient import TestClient

from escale.errors import UsageError
from escale.ledger.ledger import Ledger
from escale.ledger.rows import Correction, CorrectionKind, StoredClaim
from escale.ledger.settings import change_of
from escale.web.correcting import changed_fields, fields_of, settings_of


@pytest.fixture(scope="session")
def stored(ledger_folder: Path) -> StoredClaim:
    """A claim with a place, of an article with others."""
    return next(claim for claim in Ledger.open(ledger_folder).claims() if claim.claim.place)


def send(client: TestClient, claim: str, **fields: str) -> tuple[int, html.HtmlElement | None, str]:
    """Status, page and place led to."""
    given = {"csrf": csrf_of(client), "by": "Nadia", **fields}
    answer = client.post(f"/claims/{claim}/corrections", data=given)
    page = html.fromstring(answer.content) if answer.content else None
    return answer.status_code, page, answer.headers.get("location", "")


def card(client: TestClient, stored: StoredClaim) -> html.HtmlElement:
    page = html.fromstring(client.get(f"/articles/{stored.article_id}").content)
    return page.get_element_by_id(f"claim-{stored.id}")


def test_the_text_is_whole_and_its_claims_are_marked_in_it(
    client: TestClient, stored: StoredClaim, ledger_folder: Path
) -> None:
    sheet = Ledger.open(ledger_folder).article(stored.article_id)
    page = html.fromstring(client.get(f"/articles/{stored.article_id}").content)
    text = page.xpath("//div[@class='text']")[0]
    numbers = text.xpath(".//sup")
    assert len(numbers) == len(sheet.claims)
    for number in numbers:
        number.drop_tree()
    article = sheet.stored.article
    assert text.text_content() == article.text[article.body :]
    marked = text.xpath(".//@data-claims")
    assert set(" ".join(marked).split()) == {str(place) for place in range(len(sheet.claims))}
    assert page.xpath("//li[@data-place]/@id") == [f"claim-{claim.id}" for claim in sheet.claims]


def test_who_only_reads_gets_no_form(client: TestClient, stored: StoredClaim) -> None:
    assert not card(client, stored).xpath(".//form")
    assert send(client, stored.id, kind="reject")[0] == 403


def test_an_article_that_is_not_there(client: TestClient) -> None:
    assert client.get(f"/articles/a{'0' * 24}").status_code == 404


def test_a_claim_is_accepted_rejected_and_restored(writer: TestClient, stored: StoredClaim) -> None:
    back = f"/articles/{stored.article_id}"
    assert send(writer, stored.id, kind="accept", note="seen", back=back)[::2] == (
        303,
        f"{back}#claim-{stored.id}",
    )
    assert "accepted" in card(writer, stored).text_content()
    assert "seen" in card(writer, stored).text_content()
    assert send(writer, stored.id, kind="reject")[0] == 303
    rejected = card(writer, stored)
    assert "rejected" in rejected.get("class").split()
    assert rejected.xpath("string(.//span[@class='chip'])") == "rejected"
    assert rejected.xpath(".//del")
    assert [b.get("value") for b in rejected.xpath(".//button[@name='kind']")] == ["restore"]
    assert send(writer, stored.id, kind="restore")[0] == 303
    assert card(writer, stored).get("class").split() == ["card", f"t-{stored.claim.type}"]


def test_enter_in_a_field_saves_it(writer: TestClient, stored: StoredClaim) -> None:
    assert card(writer, stored).xpath("string(.//form//button[1]/@value)") == "set"


def test_a_field_is_set_and_the_others_stay(writer: TestClient, stored: StoredClaim, copied: Path) -> None:
    given = {**fields_of(stored.claim), "place": "Gdynia:POL"}
    assert send(writer, stored.id, kind="set", **given)[0] == 303
    (made,) = Ledger.open(copied).why(stored.id).corrections
    assert (made.kind, made.by) == (CorrectionKind.SET, "Nadia")
    assert changed_fields(made) == [("place", "Gdynia:POL")]
    assert "Gdynia, Poland" in card(writer, stored).text_content()


def test_a_field_is_emptied(writer: TestClient, stored: StoredClaim, copied: Path) -> None:
    assert send(writer, stored.id, kind="set", place="")[0] == 303
    (claim,) = Ledger.open(copied).why(stored.id).claims
    assert claim.claim.place is None


def test_what_another_set_in_the_meantime_stays(
    writer: TestClient, stored: StoredClaim, copied: Path
) -> None:
    ledger = Ledger.open(copied)
    version = ledger.view().version
    ledger.correct(CorrectionKind.SET, [stored.id], by="M.", note="", fields='{"phase": "cancel"}')
    given = {**fields_of(stored.claim), "place": "Gdynia"}
    assert send(writer, stored.id, kind="set", read=str(version), **given)[0] == 303
    (claim,) = Ledger.open(copied).why(stored.id).claims
    assert (claim.claim.phase, claim.claim.place and claim.claim.place.text) == ("cancel", "Gdynia")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "set", "time": "soon"}, "no value of time"),
        ({"kind": "set", "place": "Brest:Fr"}, "no value of place"),
        ({"kind": "set", "actors": "france"}, "no value of actors"),
        ({"kind": "set", "type": "<script>"}, "no value of type"),
        ({"kind": "set", "sources": "["}, "no value of sources"),
        ({"kind": "set"}, "no field was given another value"),
        ({"kind": "accept", "by": "  "}, "give a name"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form_and_nothing_is_stored(
    fields: Mapping[str, str], told: str, writer: TestClient, stored: StoredClaim, copied: Path
) -> None:
    status, page, _ = send(writer, stored.id, **{"note": "because", **fields})
    assert status == 400
    assert page is not None
    assert told in page.xpath("string(//form[@class='correct']//*[@role='alert'])")
    assert page.xpath("string(//input[@name='note']/@value)") == "because"
    for name, value in fields.items():
        if name not in ("kind", "by", "type"):
            assert page.xpath(f"string(//input[@name='{name}']/@value)") == value
    assert Ledger.open(copied).why(stored.id).corrections == ()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "destroy"}, 422),
        ({"kind": "accept", "more": "x"}, 422),
        ({"kind": "accept", "note": "x" * 1001}, 422),
        ({"kind": "accept", "csrf": "0" * 64}, 403),
        ({"kind": "accept", "back": "//evil.example"}, 303),
    ],
)
def test_what_no_form_of_ours_sends(
    fields: Mapping[str, str], status: int, writer: TestClient, stored: StoredClaim
) -> None:
    got, _, location = send(writer, stored.id, **fields)
    assert got == status
    assert "evil" not in location


def test_a_claim_that_is_not_there_is_not_corrected(writer: TestClient) -> None:
    assert send(writer, f"c{'0' * 24}", kind="accept")[0] == 404
    assert send(writer, "e00", kind="accept")[0] == 422


def test_the_fields_of_every_claim_are_taken_back_as_they_are_given(ledger_folder: Path) -> None:
    for stored in Ledger.open(ledger_folder).claims():
        typed = fields_of(stored.claim)
        with pytest.raises(UsageError, match="another value"):
            settings_of(stored.claim, typed)
        change_of([f"{field}={value}" for field, value in typed.items()], stored.claim)


def test_only_what_was_set_is_told_of_a_correction() -> None:
    made = Correction("k1", 1, CorrectionKind.REJECT, ("c1",), "{}", "N", "", "2026-01-01T00:00:00+00:00")
    assert changed_fields(made) == []


def test_the_page_of_a_closed_server_leads_back_after_the_token(
    ledger_folder: Path, stored: StoredClaim
) -> None:
    with served(ledger_folder, private=True) as client:
        first = client.get(f"/articles/{stored.article_id}?lang=fr")
        assert first.status_code == 303
        page = html.fromstring(client.get(first.headers["location"]).content)
        onward = page.xpath("string(//input[@name='next']/@value)")
        answer = client.post("/session", data={"token": TOKEN, "next": onward})
        assert answer.headers["location"] == f"/articles/{stored.article_id}?lang=fr"
