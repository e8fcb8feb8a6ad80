from __future__ import annotations

import pytest
from lxml import html

from escale.ingest.html.addresses import address_of, host_of
from escale.ingest.html.declared import Declared


def address(canonical: str | None, og: str | None, url: str | None) -> str | None:
    link = f'<link rel="canonical" href="{canonical}">' if canonical is not None else ""
    meta = f'<meta property="og:url" content="{og}">' if og is not None else ""
    return address_of(Declared.of(html.document_fromstring(f"<html>{link}{meta}<p>x</p></html>"), url), url)


@pytest.mark.parametrize(
    ("canonical", "og", "url", "expected"),
    [
        (None, None, None, None),
        (None, None, "https://www.a.example/x", "https://www.a.example/x"),
        ("https://www.a.example/x", "https://www.a.example/y", "https://m.a.example/z", "https://www.a.example/x"),
        ("", "https://www.a.example/y", "https://m.a.example/z", "https://www.a.example/y"),
        ("https://www.a.example/x", None, None, "https://www.a.example/x"),
        # relative ones need the page's own
        ("/x?id=3", None, "https://www.a.example/z", "https://www.a.example/x?id=3"),
        ("/x", None, None, None),
        # another site's: a reprint, or a mistake
        ("https://b.example.org/x", None, "https://www.a.example/z", "https://www.a.example/z"),
        ("https://b.co.uk/x", None, "https://a.co.uk/z", "https://a.co.uk/z"),
        ("https://a.co.uk/x", None, "https://news.a.co.uk/z", "https://a.co.uk/x"),
        ("https://a.example.org/x", None,
         "https://a-example-org.cdn.ampproject.org/c/s/a.example.org/amp/x", "https://a.example.org/x"),
        # the front page for every page
        ("https://www.a.example/", None, "https://www.a.example/z", "https://www.a.example/z"),
        ("https://www.a.example/", None, "https://www.a.example/?p=12", "https://www.a.example/?p=12"),
        ("https://www.a.example/?p=12", None, "https://www.a.example/z", "https://www.a.example/?p=12"),
        # no addresses of the web
        ("javascript:void(0)", None, "https://a.example/z", "https://a.example/z"),
        ("http://[::1/x", "http://a.example:99999/", "file:///tmp/x.html", None),
        ("https://user:word@a.example/x", None, "https://a.example/z", "https://a.example/z"),
        ("https://a.example/x y", None, None, None),
        ("https://a.example/" + "x" * 5000, None, "https://a.example/z", "https://a.example/z"),
    ],
)  # fmt: skip
def test_which_address(canonical: str | None, og: str | None, url: str | None, expected: str | None) -> None:
    assert address(canonical, og, url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://WWW.A.Example:443/X/#haut", "https://www.a.example/X/"),
        ("http://a.example:8080", "http://a.example:8080/"),
        ("https://a.example/x?utm_source=rss&id=3&xtor=AL-1&fbclid=Z&at_medium=m&ref=7#xtor=1",
         "https://a.example/x?id=3&ref=7"),
        ("https://a.example/x?b=2&a=1&b=3&c", "https://a.example/x?b=2&a=1&b=3&c"),
        # parameters that name an article on some sites
        ("https://a.example/x?gallery=2&gid=4&source=5", "https://a.example/x?gallery=2&gid=4&source=5"),
        ("https://[2001:db8::1]:443/x", "https://[2001:db8::1]/x"),
        ("https://a.example/%C3%A9t%C3%A9", "https://a.example/%C3%A9t%C3%A9"),
    ],
)  # fmt: skip
def test_what_only_tracks_is_left_out(url: str, expected: str) -> None:
    assert address(None, None, url) == expected


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.a.example/x", "a.example"),
        ("https://www3.a.example", "a.example"),
        ("https://wwwa.example/", "wwwa.example"),
    ],
)
def test_the_host_without_www(url: str, host: str) -> None:
    assert host_of(url) == host
