"""Which URLs lead to one address, which to several, and which to none."""

from __future__ import annotations

import time

import pytest

from escale.ledger.addresses import address_number, address_of

SAME = [
    "https://quai.example/monde/escale-42.html",
    "http://quai.example/monde/escale-42.html",
    "HTTPS://www.Quai.Example/monde/escale-42.html",
    "https://quai.example:443/monde/escale-42.html",
    "http://quai.example:80/monde/escale-42.html",
    "https://quai.example./monde/escale-42.html",
    "https://reader:word@quai.example/monde/escale-42.html",
    "https://quai.example/monde/escale-42.html/",
    "https://quai.example/monde/escale-42.html#comments",
    "https://quai.example/monde/escale-42.html?utm_source=feed&utm_medium=rss",
    "https://quai.example/monde/escale-42.html?xtor=RSS-3&at_medium=social&fbclid=a1",
    "https://quai.example/monde/escale-42.html?GCLID=a1#top",
    "https://quai.example/monde/escale-42.html;jsessionid=0F0F?",
    "  https://quai.example/monde/escale-42.html\n",
    "https://quai.example/monde/%65scale%2d42.html",
]
PAIRS = [
    ("https://a.example/port?id=7&page=2", "https://a.example/port?page=2&utm_term=x&id=7"),
    ("https://a.example/p%c3%a9niche", "https://a.example/péniche"),
    ("https://a.example/?q=%C3%A9t%C3%A9", "https://a.example/?q=été"),
    ("https://xn--quai-epa.example/1", "https://QUAIÉ.example/1"),
    ("https://a.example/en rade", "https://a.example/en%20rade"),
    ("https://a.example/spip.php?article12", "https://a.example/spip.php?article12="),
]
APART = [
    "https://a.example/rade",
    "https://a.example/Rade",
    "https://a.example/rade/2",
    "https://b.example/rade",
    "https://m.a.example/rade",
    "https://a.example:8080/rade",
    "https://a.example/rade?id=1",
    "https://a.example/rade?id=2",
    "https://a.example/rade?id=1&id=2",
    "https://a.example/rade?id=2&id=1",
    "https://a.example/rade?ref=2",
    "https://a.example/a%2Fb",
    "https://a.example/a/b",
    "https://a.example/?p=12",
    "https://a.example/index.php?p=12",
    "https://a.example/news/index.html",
]
NONE = [
    None,
    "",
    " ",
    "https://a.example",
    "https://www.a.example/",
    "https://a.example//",
    "https://a.example/?utm_source=feed",
    "https://a.example/#!/rade",
    "https://a.example/index.html",
    "https://a.example/Default.aspx#x",
    "a.example/rade",
    "//a.example/rade",
    "/rade",
    "urn:uuid:0",
    "mailto:bord@a.example",
    "file:///tmp/rade.html",
    "ftp://a.example/rade",
    "https:///rade",
    "https://[::1/rade",
    "https://a.example:port/rade",
    "https://a.example/\ud800",
    "https://" + "é" * 300 + ".example/rade",
    "https://a.example/" + "a" * 5_000,
    "https://a.example/?" + "&".join(f"a{n}=1" for n in range(200)),
]


@pytest.mark.parametrize("url", SAME)
def test_one_address(url: str) -> None:
    assert address_of(url) == "quai.example/monde/escale-42.html"
    assert address_number(url) == address_number(SAME[0])


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_written_otherwise(one: str, other: str) -> None:
    assert address_of(one) == address_of(other) is not None


def test_what_chooses_the_article_tells_addresses_apart() -> None:
    assert len({address_of(url) for url in APART} - {None}) == len(APART)
    assert len({address_number(url) for url in APART} - {None}) == len(APART)


@pytest.mark.parametrize("url", NONE)
def test_no_address(url: str | None) -> None:
    assert address_of(url) is None
    assert address_number(url) is None


def test_an_address_is_its_own() -> None:
    for url in (SAME[0], *APART):
        assert address_of(f"https://{address_of(url)}") == address_of(url)


def test_numbers_stay() -> None:
    """Ledgers hold them."""
    assert address_number("https://quai.example/monde/escale-42.html") == 3547512464775293521


@pytest.mark.parametrize("piece", ["%", "%2", "/", ";jsessionid=", "&", "?", "é", "www.", "index."])
def test_a_long_one_takes_no_time(piece: str) -> None:
    began = time.perf_counter()
    address_of("https://a.example/" + piece * (4_000 // len(piece)))
    assert time.perf_counter() - began < 0.5
