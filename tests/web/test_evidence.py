"""Claims as evidence: sentences in context, origins with their reports; pages of claims, events, ties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Told, claim, ledger_of, reading
from lxml import html
from served_client import served
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim
from escale.web.evidence import Heard, group_of, passage_of, said_of

_HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
_TALKS = "Entretiens à Paris entre la France et la Russie le 9 septembre."
_DISPATCH = (
    f"{_TALKS} La délégation comptait douze personnes, dont plusieurs élus. Elle a visité le musée de la "
    "marine, puis les chantiers navals, avant de repartir le soir même. Aucune déclaration n'a été publiée."
)


def talks(modality: str = "asserted", quote: str = _TALKS) -> Told:
    return claim("talks", "occur", modality, ("FRA", "RUS"), time="2019-09-09", quote=quote, sure=0.8)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Talks that a dispatch and its reprints tell of, another paper too, and a third one denies."""
    folder = tmp_path_factory.mktemp("told") / "ledger"
    visit = claim(
        *("port_visit", "suspend", "asserted", ("FRA",), ("RUS",)),
        time="2019-09",
        place=(_HOSTILE, "RUS"),
        quote=f"Suspension des escales à {_HOSTILE}.",
        vessels=(_HOSTILE,),
        people=(_HOSTILE,),
        sources=((_HOSTILE, "official"),),
    )
    ledger_of(
        folder,
        reading(_DISPATCH, [talks()], "La Vigie", title="Dépêche", url="https://vigie.example/1"),
        reading(_DISPATCH, [talks()], "Le Phare", "2019-09-11"),
        reading(_DISPATCH, [talks()], "L'Ancre", "2019-09-12"),
        reading("Autre texte.", [talks(quote="Rencontre franco-russe lundi.")], "Le Port", "2019-09-10"),
        reading("Démenti.", [talks("denied", "Rien n'a eu lieu.")], "Le Quai", "2019-09-13"),
        reading("Un titre.", [visit], _HOSTILE, title=_HOSTILE, url="javascript:alert(3)"),
    )
    return folder


@pytest.fixture(scope="module")
def asker(told: Path) -> Iterator[TestClient]:
    with served(told) as made:
        yield made


@pytest.fixture(scope="module")
def ledger(told: Path) -> Ledger:
    return Ledger.open(told)


def page_of(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def claim_of(ledger: Ledger, outlet: str) -> StoredClaim:
    return next(stored for stored in ledger.claims() if stored.outlet == outlet)


def event_of(ledger: Ledger, outlet: str) -> str:
    stored = claim_of(ledger, outlet)
    return next(event.id for event in ledger.events() if stored.id in event.claims)


def test_a_passage_is_cut_from_the_text_as_it_stands(ledger: Ledger) -> None:
    why = ledger.why(claim_of(ledger, "La Vigie").id)
    (said,) = said_of(why).values()
    assert said.article is not None
    passage = said.passage
    assert passage.start + passage.trigger + passage.end == _TALKS
    assert passage.trigger == "Entretiens"
    whole = "".join((passage.before, passage.start, passage.trigger, passage.end, passage.after))
    assert whole == said.article.article.text
    assert (passage.goes_back, passage.goes_on) == (False, False)


def test_the_context_of_a_long_text_ends_with_sentences(tmp_path: Path) -> None:
    around = "Une phrase de plus. " * 200
    made = reading(f"{around}{_TALKS} {around}".strip(), [talks()])
    why = (opened := ledger_of(tmp_path / "long", made)).why(opened.claims()[0].id)
    (said,) = said_of(why).values()
    passage = said.passage
    assert passage.goes_back
    assert passage.goes_on
    assert passage.before.startswith("Une phrase")
    assert passage.after.endswith("plus.")
    assert len(passage.before) + len(passage.after) < 700


def test_a_sentence_that_is_not_in_the_text_stands_by_itself(ledger: Ledger) -> None:
    stored = claim_of(ledger, "La Vigie")
    passage = passage_of(stored, ledger.why(claim_of(ledger, "Le Quai").id).articles.popitem()[1])
    assert (passage.start, passage.before, passage.after) == (stored.quote, "", "")


def test_an_event_shows_an_echo_as_one_origin(asker: TestClient, ledger: Ledger) -> None:
    page = page_of(asker, f"/events/{event_of(ledger, 'La Vigie')}?lang=en")
    assert words(page, "//section[@class='group']//p[@class='support']") == [
        "4 reports, 2 independent origins",
        "1 report, 1 independent origin",
    ]
    assert words(page, "//li[@class='voice']/h3") == [
        "La Vigie 3 reports",
        "Le Port 1 report",
        "Le Quai 1 report",
    ]
    echo = page.xpath("(//li[@class='voice'])[1]//p[@class='meta']/a/@href")
    assert len({href.split("#")[0] for href in echo}) == 3
    assert words(page, "//*[contains(@class, 'bad')]") == ["contested"]


def test_what_is_not_shown_is_counted(ledger: Ledger) -> None:
    heard = [
        Heard(f"c{number}", f"a{number}", f"name:{number % 3}", 700_000 + number) for number in range(12)
    ]
    stored = claim_of(ledger, "La Vigie")
    (one,) = said_of(ledger.why(stored.id)).values()
    group = group_of("", heard, {"c0": one})
    assert (group.origins, group.reports, group.more) == (3, 12, 2)
    assert [(voice.reports, len(voice.said), voice.more) for voice in group.voices] == [(4, 1, 3)]


def test_an_event_leads_to_its_pair_and_its_claims(asker: TestClient, ledger: Ledger) -> None:
    page = page_of(asker, f"/events/{event_of(ledger, 'La Vigie')}")
    assert page.xpath("//a[@href='/ties/FRA/RUS']")
    assert page.xpath(f"//a[@href='/claims/{claim_of(ledger, 'Le Phare').id}']")
    assert page.xpath("//p[@class='downloads']/a/@href")[0].startswith(
        "/download/claims.csv?state=FRA&state=RUS"
    )


def test_an_event_as_known_earlier_has_fewer_reports(asker: TestClient, ledger: Ledger) -> None:
    page = page_of(asker, f"/events/{event_of(ledger, 'La Vigie')}?known=2019-09-10&lang=en")
    assert words(page, "//p[@class='support']") == ["2 reports, 2 independent origins"]


def test_a_tie_shows_what_makes_it_and_what_contradicts_it(asker: TestClient) -> None:
    page = page_of(asker, "/tie?key=talks:FRA-RUS&on=2019-09-20&lang=en")
    assert words(page, "//section[@class='group']/h2")[0] == "What makes it active"
    assert page.xpath("//a[@href='/ties/FRA/RUS?on=2019-09-20']")
    french = page_of(asker, "/tie?key=talks:FRA-RUS&on=2019-09-20&lang=fr")
    assert words(french, "//h1") == ["entretiens France – Russie"]


def test_a_claim_shows_its_sentence_fields_chain_and_event(asker: TestClient, ledger: Ledger) -> None:
    stored = claim_of(ledger, "La Vigie")
    page = page_of(asker, f"/claims/{stored.id}?lang=en")
    assert words(page, "//blockquote//mark") == ["Entretiens"]
    assert words(page, "//blockquote//span[contains(@class, 'said')]") == [_TALKS]
    assert "80 % sure" in words(page, "//dl")[0]
    assert len(page.xpath("//figure//*[local-name()='svg']")) == 2
    assert words(page, "//figcaption") == ["La Vigie, in its own voice 80 % sure · Picture as SVG"]
    assert page.xpath(f"//a[@href='/events/{event_of(ledger, 'La Vigie')}']")
    assert words(page, "//p[@class='support']") == ["5 reports, 3 independent origins"]
    assert page.xpath("//a[@href='https://vigie.example/1']/@rel") == ["noreferrer"]
    assert words(page, "//details[@class='trace']//td")[0] == "talks words"
    assert not page.xpath("//form[contains(@class, 'correct')]")


def test_words_of_others_are_text_and_no_markup(asker: TestClient, ledger: Ledger) -> None:
    stored = next(one for one in ledger.claims() if one.claim.type == "port_visit")
    event = next(event.id for event in ledger.events() if stored.id in event.claims)
    key = next(str(tie.key) for tie in ledger.ties("FRA", "RUS") if tie.key.facet)
    paths = [f"/claims/{stored.id}", f"/events/{event}", "/ties/FRA/RUS"]
    for answer in [asker.get(path) for path in paths] + [asker.get("/tie", params={"key": key})]:
        assert answer.status_code == 200
        page = html.fromstring(answer.content)
        assert not page.xpath("//*[@onerror] | //*[@style] | //img[@src='x'] | //script[not(@src)]")
        assert not [href for href in page.xpath("//@href") if "javascript:" in href]
        assert "alert" in " ".join(page.xpath("//main//text()"))


def test_what_the_pages_offer_to_download_is_there(asker: TestClient, ledger: Ledger) -> None:
    claim, event = claim_of(ledger, "La Vigie").id, event_of(ledger, "La Vigie")
    for path, offered in ((f"/claims/{claim}", 1), (f"/events/{event}", 3), ("/tie?key=talks:FRA-RUS", 3)):
        leads = page_of(asker, path).xpath("//a[@download]/@href")
        assert len(leads) == offered
        assert {asker.get(href).status_code for href in leads} == {200}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims/c0123", 404),
        ("/claims/e0123", 404),
        ("/claims/talks:FRA-RUS", 404),
        ("/events/e0123", 404),
        ("/events/c0123", 404),
        ("/events/<script>", 404),
        ("/tie?key=talks:FRA-CHN", 404),
        ("/tie?key=<script>:FRA-RUS", 404),
        ("/tie?key=c0123", 404),
        ("/tie", 422),
        ("/tie?key=talks:FRA-RUS&on=yesterday", 422),
        (f"/claims/{'c' * 400}", 422),
    ],
)
def test_what_does_not_exist_has_a_page_that_says_so(asker: TestClient, path: str, status: int) -> None:
    answer = asker.get(path)
    assert answer.status_code == status
    page = html.fromstring(answer.content)
    assert str(status) in words(page, "//h1")[0]
    assert not page.xpath("//script[not(@src)]")


def test_a_rejected_claim_says_so_and_can_be_restored(writer: TestClient, copied: Path) -> None:
    ledger = Ledger.open(copied)
    stored = ledger.claims()[0]
    page = page_of(writer, f"/claims/{stored.id}?lang=en")
    assert page.xpath("//form[contains(@class, 'correct')]//button[@value='reject']")
    ledger.correct(CorrectionKind.REJECT, [stored.id], by="Nadia", note="<b>no</b>")
    page = page_of(writer, f"/claims/{stored.id}?lang=en")
    assert words(page, "//*[contains(@class, 'bad')]") == ["rejected"]
    assert page.xpath("//form[contains(@class, 'correct')]//button[@value='restore']")
    assert "<b>no</b>" in words(page, "//ol[@class='history']")[0]
    assert "It belongs to no event" in words(page, "//p[@class='notice']")[0]


def test_a_text_that_another_took_the_place_of_leads_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    ledger = ledger_of(
        folder,
        reading("Ancien.", [talks()], url="https://vigie.example/1", as_of="2019-09-10"),
        reading("Nouveau.", [talks()], url="https://vigie.example/1", as_of="2019-09-12"),
    )
    (new,) = ledger.claims()
    (old,) = (made for made in ledger.claims(version=1) if made.article_id != new.article_id)
    with served(folder) as client:
        page = page_of(client, f"/claims/{old.id}?lang=en")
    assert words(page, "//p[@class='notice']")[0].startswith("This text holds no more since 2019-09-12.")
    assert page.xpath("//p[@class='notice']/a/@href") == [f"/articles/{new.article_id}"]
