from __future__ import annotations

import time
from pathlib import Path

import pytest
from invented_feeds import atom, item, rss

from escale.ingest.feeds.entries import Entry, document_of
from escale.ingest.feeds.fetch_error import FetchError

URL = "https://vigie.example/rss.xml"
DATE = "Tue, 10 Sep 2019 08:30:00 +0200"


def only(data: bytes, charset: str | None = None) -> Entry:
    (entry,) = document_of(data, charset, URL).entries
    return entry


def test_an_entry_of_rss() -> None:
    data = rss(
        item(
            "https://vigie.example/a?b=1&c=2",
            title="Escale &amp;amp; visite",
            description="&lt;p&gt;La frégate est à Brest.&lt;/p&gt;&lt;p&gt;Elle repart.&lt;/p&gt;",
            guid="urn:a",
            pubDate=DATE,
        )
    )
    entry = only(data)
    assert (entry.link, entry.identity) == ("https://vigie.example/a?b=1&c=2", "urn:a")
    assert (entry.title, entry.text) == ("Escale & visite", "La frégate est à Brest.\nElle repart.")
    assert (entry.published, entry.at, entry.updated) == ("2019-09-10", "2019-09-10T06:30:00Z", None)
    assert document_of(data, None, URL).title == "La Vigie"


def test_a_long_title_is_no_publisher() -> None:
    assert document_of(rss(title="x" * 100), None, URL).title == "x" * 100
    assert document_of(rss(title="x" * 101), None, URL).title is None


@pytest.mark.parametrize(
    ("link", "guid", "taken"),
    [
        (None, "https://vigie.example/b", "https://vigie.example/b"),
        (None, "12345", "https://vigie.example/12345"),  # RSS takes it for an address
        (None, "urn:b", None),
        ("/a", "https://vigie.example/b", "https://vigie.example/a"),
        (None, "", None),
    ],
)
def test_an_id_is_a_link_if_it_is_an_address(link: str | None, guid: str, taken: str | None) -> None:
    assert only(rss(item(link, title="t", guid=guid))).link == taken


def test_an_entry_of_atom() -> None:
    entry = only(
        atom(
            '<entry><title type="text">a &lt; b</title><id>urn:b</id><link href="/b"/>'
            "<published>2019-09-10T23:30:00-04:00</published><updated>2019-09-11T12:00:00Z</updated>"
            '<summary>Court.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            "<p>Bien plus long.</p><p>Fin.</p></div></content></entry>"
        )
    )
    assert (entry.title, entry.text) == ("a < b", "Bien plus long.\nFin.")
    assert entry.link == "https://vigie.example/b"
    assert (entry.published, entry.at) == ("2019-09-10", "2019-09-11T03:30:00Z")
    assert entry.updated == entry.stamp == "2019-09-11T12:00:00Z"


@pytest.mark.parametrize(
    ("fields", "published", "odd"),
    [
        ({"pubDate": "Sun, 01 Mar 2020 00:30:00 +0100"}, "2020-03-01", None),
        ({"pubDate": "01 Mar 2020 23:30:00 EST"}, "2020-03-01", None),
        ({"pubDate": "2020-03-01"}, "2020-03-01", None),
        ({"pubDate": "2020-03-01T00:30:00+01:00"}, "2020-03-01", None),
        ({"dc_date": "2020-03-01T00:30:00+01:00"}, "2020-03-01", None),
        ({}, None, None),
        ({"pubDate": "  "}, None, None),
        ({"pubDate": "mardi prochain"}, None, "mardi prochain"),
        ({"pubDate": "Sun, 99 Mar 2020 00:30:00 +0100"}, None, "Sun, 99 Mar 2020 00:30:00 +0100"),
        ({"pubDate": "hier " * 5000}, None, "hier " * 8),
    ],
)
def test_the_day_of_publication_is_that_of_the_publisher(
    fields: dict[str, str], published: str | None, odd: str | None
) -> None:
    entry = only(rss(item("https://vigie.example/a", title="t", **fields)))
    assert entry.published == published
    cause = f"published is {odd!r}, which is no date" if odd else "an entry without a date"
    assert entry.fault == (cause if published is None else None)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("sans balise", "sans balise"),
        ("R&amp;D &lt;b&gt;", "R&D <b>"),
        ("<p>Un.</p><p>Deux.</p>", "Un.\nDeux."),
        ("Un<br>deux<br/>trois", "Un\ndeux\ntrois"),
        ("un <b>mot</b>, <i>encore</i>", "un mot, encore"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("a<svg><text>b</text></svg><noscript><p>c</p></noscript>d", "ad"),
        ("a<!-- <p>non</p> -->b<?php x ?>c", "abc"),
        ("<table><tr><td>un<td>deux</table>", "un\ndeux"),
        ("une\n  seule\tligne", "une seule ligne"),
        ("<p>jamais fermé", "jamais fermé"),
        ("<img src=x onerror=alert(1)>", ""),
        ("&#0;&#x110000;x", "x"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    entry = only(rss(item("https://vigie.example/a", description=f"<![CDATA[<i></i>{html}]]>")))
    assert entry.text.replace("\ufffd", "") == text


FRENCH = item("https://vigie.example/a", title="Déjà à Brest", pubDate=DATE)
CZECH = item("https://vigie.example/a", title="Loď přip", pubDate=DATE)


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [
        (rss(FRENCH), None, "Déjà à Brest"),
        (b"\xef\xbb\xbf" + rss(FRENCH), None, "Déjà à Brest"),
        (rss(FRENCH, encoding="iso-8859-1"), None, "Déjà à Brest"),
        (rss(FRENCH, encoding="utf-16"), None, "Déjà à Brest"),
        (rss(FRENCH, encoding="utf-16-le"), None, "Déjà à Brest"),
        (rss(item(title="A Brest"), encoding="utf-16-le"), None, "A Brest"),
        (rss(CZECH, encoding="iso-8859-2"), None, "Loď přip"),
        (rss(CZECH, encoding="iso-8859-2").replace(b"iso-8859-2", b"utf-8"), "iso-8859-2", "Loď přip"),
        # what is declared is wrong
        (rss(FRENCH), "iso-8859-1", "Déjà à Brest"),
        (rss(FRENCH).replace(b'"utf-8"', b'"iso-8859-1"'), None, "Déjà à Brest"),
        (rss(FRENCH, encoding="iso-8859-1").replace(b"iso-8859-1", b"utf-8"), "utf-8", "Déjà à Brest"),
        (rss(FRENCH, encoding="iso-8859-1").replace(b"iso-8859-1", b"nosuch"), "punycode", "Déjà à Brest"),
    ],
)
def test_the_encoding_is_recognised_whatever_is_declared(
    data: bytes, charset: str | None, title: str
) -> None:
    assert only(data, charset).title == title


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "escale">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title></channel></rss>"
).encode()
OUTSIDE = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel/></rss>"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (b"\n<!-- a --><?b?> <!doctype rss SYSTEM 'http://a.example/x.dtd'><rss/>", "document type"),
        (BOMB.decode().encode("utf-16"), "document type"),
        (b"<!DOCTYPE html><html><body>Rien</body></html>", "document type"),
        (b"<html><body>Rien</body></html>", "not a feed"),
        (b"Rien du tout", "not a feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "not a feed"),
        (b"<?xml", "not a feed"),
        (b"<!-- ", "not a feed"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0", "binary data"),
        (b"\x1f\x8b\x08\x00", "gzip data"),
        (rss(FRENCH)[:-30], "breaks off"),
        (rss(item("https://vigie.example/a", title="a"))[:60] + b"<", "breaks off"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, cause: str) -> None:
    with pytest.raises(FetchError, match=cause):
        document_of(data, None, URL)


def test_an_entry_beyond_bounds_is_at_fault_alone() -> None:
    data = rss(
        item("https://vigie.example/a", title="a", pubDate=DATE, description=f"<![CDATA[{'<b>' * 3000}x]]>"),
        item("https://vigie.example/b", title="b", pubDate=DATE),
        title=f"<![CDATA[{'<i>' * 3000}x{'</i>' * 3000}]]>",
    )
    document = document_of(data, None, URL)
    bad, good = document.entries
    assert document.title is None
    assert bad.fault is not None
    assert "nested" in bad.fault
    assert (bad.link, bad.text) == ("https://vigie.example/a", "")
    assert (good.title, good.fault) == ("b", None)


def test_a_document_type_within_an_entry_is_but_text() -> None:
    quoted = "<![CDATA[<!DOCTYPE html><p>Un.</p>]]>"
    assert only(rss(item("https://vigie.example/a", description=quoted))).text == "Un."


def test_small_faults_are_forgiven() -> None:
    data = rss("<hr>", item("https://vigie.example/a", title="Deux escales", pubDate=DATE))
    assert only(data + b"\n<!-- cached -->").title == "Deux escales"


def test_a_feed_is_never_taken_for_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss").write_bytes(rss(FRENCH))
    with pytest.raises(FetchError):
        document_of(b"<rss", None, URL)


@pytest.mark.parametrize(
    "piece",
    [
        "<a>",
        "<",
        "<a ",
        "<!",
        "&",
        "&#x",
        "<?a ",
        "<![CDATA[",
        "<!--",
        "</a>",
        "x=",
        "<item>",
        "<p><b>",
        "]]>",
    ],
)
def test_no_feed_takes_long(piece: str) -> None:
    many = 20_000 // len(piece)
    began = time.process_time()
    for inside in (
        piece * many,
        item("https://vigie.example/a", description=f"<![CDATA[<a {piece * many}]]>"),
    ):
        document_of(rss(inside), None, URL)
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"title": "a", "pubDate": DATE}, {"title": "a", "pubDate": DATE}, True),
        ({"title": "a"}, {"title": "b"}, False),
        ({"title": "a", "description": "x"}, {"title": "a", "description": "y"}, False),
        ({"title": "a"}, {"title": "a", "pubDate": DATE}, False),
        (
            {"title": "a", "atom_updated": "2020-01-01T00:00:00Z"},
            {"title": "b", "atom_updated": "2020-01-01T00:00:00Z"},
            True,
        ),
        (
            {"title": "a", "atom_updated": "2020-01-01T00:00:00Z"},
            {"title": "a", "atom_updated": "2020-01-01T00:00:01Z"},
            False,
        ),
    ],
)
def test_a_stamp_changes_with_the_entry(before: dict[str, str], after: dict[str, str], same: bool) -> None:
    first, second = (only(rss(item("https://vigie.example/a", **told))) for told in (before, after))
    assert (first.stamp == second.stamp) is same
