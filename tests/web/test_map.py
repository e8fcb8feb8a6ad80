"""The map page, and places put on the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from escale.geo.gazetteer import Gazetteer
from escale.ledger.answers_activity import PlaceActivity
from escale.ledger.ledger import Ledger
from escale.model import ClaimType
from escale.web.placing import MAPPED, placed


def page_of(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def told(place: str, country: str | None, type_: ClaimType, claims: int = 1) -> PlaceActivity:
    return PlaceActivity(place, country, type_, claims, claims, None, None, ("FRA",))


@pytest.mark.parametrize(
    ("query", "types"),
    [("", MAPPED), ("?type=&after=", MAPPED), ("?type=exercise", (ClaimType.EXERCISE,))],
)
def test_the_table_says_all_that_is_asked(
    client: TestClient, ledger_folder: Path, query: str, types: tuple[ClaimType, ...]
) -> None:
    page = page_of(client, f"/map{query}")
    places = Ledger.open(ledger_folder).places(types=types)
    rows = page.xpath("//section[@aria-labelledby='places']//tbody/tr")
    assert places
    assert [row.xpath("string(th)") for row in rows] == [place.place for place in places]
    assert [int(row.xpath("string(td[@class='count'])")) for row in rows] == [one.claims for one in places]
    assert page.xpath("//input[@name='type' and @checked]/@value") == [str(kind) for kind in types]


def test_it_is_drawn_for_a_desk_and_for_a_phone_with_credit(client: TestClient) -> None:
    drawings = page_of(client, "/map").xpath("//figure/div/*[name()='svg']")
    assert len(drawings) == 2
    for drawing in drawings:
        assert "GeoNames" in drawing.text_content()
        assert drawing.xpath(".//*[name()='a']/@href")


def test_places_without_coordinates_are_listed_below(client: TestClient, ledger_folder: Path) -> None:
    lost = placed(Ledger.open(ledger_folder).places(types=MAPPED), Gazetteer()).lost
    items = page_of(client, "/map").xpath("//section[@aria-labelledby='lost']//li/a/text()")
    assert lost
    assert items == [row.place for row in lost]


def test_a_place_is_one_whatever_happens_there() -> None:
    both = placed(
        [
            told("Toulon", "FRA", ClaimType.PORT_VISIT, 2),
            told("Nulle-Part-sur-Mer", None, ClaimType.EXERCISE),
            told("Brest", "FRA", ClaimType.PORT_VISIT, 3),
            told("Toulon", "FRA", ClaimType.EXERCISE, 4),
        ],
        Gazetteer(),
    )
    assert [(place.label, place.claims) for place in both.found] == [("Toulon", 6), ("Brest", 3)]
    assert [row.place for row in both.lost] == ["Nulle-Part-sur-Mer"]


def test_nothing_to_show_is_said(client: TestClient, ledger_folder: Path) -> None:
    ledger = Ledger.open(ledger_folder)
    nowhere = next(kind for kind in ClaimType if not ledger.places(types=[kind]))
    page = page_of(client, f"/map?type={nowhere}")
    assert page.xpath("//p[@class='notice']")
    assert not page.xpath("//figure | //table")
