from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from timelines import EVIL, empty, full, hostile

from escale.export.phrases import TEXTS, Phrases
from escale.export.timeline_html import to_html
from escale.ledger.timeline import Timeline


class Page(HTMLParser):
    """The tables, links and words of a page, which fails where tags do not nest."""

    void = frozenset({"meta", "path", "rect", "circle", "stop"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.rows: list[list[str]] = []
        self.words = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        assert not any(name.startswith("on") or name == "src" for name in given)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if "href" in given:
            self.links.append(given["href"] or "")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.void:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.words += data
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def test_the_tables_say_what_the_drawing_shows() -> None:
    page = Page(to_html(full()))
    assert page.rows == [
        ["status", "from", "to", "origins", "reports"],
        ["port visit GRC → CYP"],
        ["active", "open", "2013-12-31", "2", "3"],
        ["suspended days uncertain", "2014-01-01", "2014-12-30", "2", "3"],
        ["suspended", "2014-12-31", "still", "2", "3"],
        ["possible", "2020-01-01", "open", "2", "3"],
        ["port visit GRC → CYP · limassol"],
        ["active", "2011-05-01", "2012-05-01", "2", "3"],
        ["talks"],
        ["planned", "2012-01-01", "2012-05-31", "2", "3"],
        ["active", "2012-06-01", "still", "2", "3"],
        ["planned suspension days uncertain", "2020-03-01", "2020-03-31", "2", "3"],
        ["sanction CYP → GRC"],
        ["contested (active, 1 against)", "2015-01-01", "2016-12-31", "2", "3"],
        ["ended", "2017-01-01", "still", "2", "3"],
        ["when", "what", "origins", "reports"],
        ["2011-05-01/2011-05-03", "port visit occur · limassol", "1", "4"],
        ["2012-06-01", "talks occur", "1", "4"],
        ["2014", "port visit suspend", "1", "4"],
        ["2015-01-01", "sanction occur contested", "1", "4"],
        ["told 2015-02-02", "agreement occur denied", "1", "4"],
        ["2020-01-01/..", "port visit resume possible", "1", "4"],
        ["no date", "incident occur", "1", "4"],
    ]


@pytest.mark.parametrize("timeline", [full(), empty(), hostile()], ids=["full", "empty", "hostile"])
def test_the_page_asks_for_nothing_from_outside(timeline: Timeline) -> None:
    html = to_html(timeline)
    for sign in ("https:", "@import", "<script", "<link", "<img", "url(http"):
        assert sign not in html
    assert set(re.findall(r"http:[^\"]*", html)) == {"http://www.w3.org/2000/svg"}
    assert 'name="viewport"' in html
    assert "Content-Security-Policy" in html
    assert to_html(timeline) == html


def test_it_is_drawn_for_desk_and_phone() -> None:
    html = to_html(full(), width=1100)
    assert re.findall(r'<svg[^>]* width="(\d+)"', html) == ["1100", "358"]
    assert re.search(r"@media \(max-width:[^{]*\{\.escale \.narrow\{display:block\}", html)
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))


def test_a_name_is_never_markup() -> None:
    page = Page(to_html(hostile(), links=lambda name: name))
    assert not page.tags & {"script", "i", "b", "img"}
    assert page.words.count('</title><script>alert("x")</script>') > 10
    assert EVIL not in page.words


def test_ties_and_events_lead_somewhere() -> None:
    page = Page(to_html(full(), links=lambda name: f"/why/{name}"))
    # Twice drawn and once in the table.
    assert page.links.count("/why/talks:CYP-GRC") == 3
    assert page.links.count("/why/e2") == 3
    assert page.links.count("/why/e7") == 1
    assert not Page(to_html(full(), links=lambda name: "javascript:x")).links
    assert not Page(to_html(full())).links


def test_nothing_known_gives_no_table() -> None:
    page = Page(to_html(empty()))
    assert "table" not in page.tags
    assert "No tie is known on this day." in page.words
    assert "0 ties · 0 events" in page.words


def test_what_is_not_exact_is_said() -> None:
    notice = "changes may be shown some days late"
    assert notice in Page(to_html(replace(full(), exact=False))).words
    assert notice not in Page(to_html(full())).words


def test_the_page_is_in_the_language_asked_for() -> None:
    html = to_html(full(), phrases=Phrases.load("fr", TEXTS))
    page = Page(html)
    assert '<html lang="fr">' in html
    assert ["statut", "du", "au", "origines", "articles"] in page.rows
    assert ["actif", "2012-06-01", "à ce jour", "2", "3"] in page.rows
    assert "au 2019-09-10 · connu au 2019-12-01 · 4 liens · 7 événements" in page.words
