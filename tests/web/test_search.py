"""Search: what is meant by words, and what is found."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from lxml import html
from starlette.testclient import TestClient


def found(client: TestClient, asked: str) -> html.HtmlElement:
    answer = client.get(f"/search?q={quote_plus(asked)}")
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def links(page: html.HtmlElement, section: str) -> list[str]:
    return list(page.xpath(f"//section[@aria-labelledby='{section}']//a/@href"))


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("France", ["/parties/FRA"]),
        ("roumanie", ["/parties/ROU"]),
        ("fra", ["/parties/FRA"]),
        ("France Romania", ["/ties/FRA/ROU", "/parties/FRA", "/parties/ROU"]),
        ("ROU FRA escale", ["/ties/ROU/FRA", "/parties/ROU", "/parties/FRA"]),
        ("escale les États-Unis", ["/parties/USA"]),
        ("che guevara", []),
        ("Constanta", []),
    ],
)
def test_states_and_bodies_are_known_by_name_and_code(client: TestClient, asked: str, led: list[str]) -> None:
    assert links(found(client, asked), "parties") == led


@pytest.mark.parametrize(
    ("asked", "all_of_them"),
    [
        ("France Romania", "/claims?state=FRA&state=ROU"),
        ("France Romania Constanta", "/claims?state=FRA&state=ROU&words=Constanta"),
        ("constanta visite", "/claims?words=constanta+visite"),
    ],
)
def test_claims_are_those_that_the_list_of_claims_has(
    client: TestClient, asked: str, all_of_them: str
) -> None:
    *claims, more, _, _, download = links(found(client, asked), "claims")
    assert more == all_of_them
    assert client.get(download).status_code == 200
    listed = html.fromstring(client.get(all_of_them).content).xpath("//table//th/a/@href")
    assert claims
    assert claims == listed[: len(claims)]


def test_articles_are_found_by_title(client: TestClient) -> None:
    title = html.fromstring(client.get("/articles").content).xpath("string(//table//th/a)")
    page = found(client, title)
    assert title in page.xpath("//section[@aria-labelledby='articles']//th/a/text()")


@pytest.mark.parametrize("address", ["/search", "/search?q=", "/search?q=+"])
def test_without_words_there_is_the_form(client: TestClient, address: str) -> None:
    answer = client.get(address)
    page = html.fromstring(answer.content)
    assert answer.status_code == 200
    assert page.xpath("//form[@role='search']//input[@name='q' and @value='']")
    assert not page.xpath("//main//section | //main//table")


def test_nothing_found_is_said_with_the_words_escaped(client: TestClient) -> None:
    words = "<script>alert(1)</script>"
    page = found(client, words)
    assert words in page.xpath("string(//p[@class='notice'])")
    assert page.xpath("string(//input[@name='q']/@value)") == words
    assert not page.xpath("//main//script")
