from __future__ import annotations

import time

import pytest

from escale.ingest.feeds.robots import product_token, rules_of

SITE = "https://vigie.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: Escale\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: escale\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf.html", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("<html><body>no such page</body></html>", "/a", True),
    ],
)
def test_rules_are_those_of_rfc_9309(text: str, path: str, allowed: bool) -> None:
    assert rules_of(text, "escale").allow(SITE + path) is allowed


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 2.0),
        ("User-agent: *\nCrawl-delay: 10", 10.0),
        ("User-agent: *\nCrawl-delay: 0.5", 2.0),
        ("User-agent: *\nCrawl-delay: 100000", 60.0),
        ("User-agent: *\nCrawl-delay: soon", 2.0),
        ("User-agent: *\nCrawl-delay: -1", 2.0),
    ],
)
def test_a_delay_that_the_site_wants_is_kept_within_reason(text: str, seconds: float) -> None:
    assert rules_of(text, "escale").delay(2.0) == seconds


def test_a_file_without_bounds_refuses_all_and_costs_little() -> None:
    crawlers = "".join(f"user-agent: a{number}\n" for number in range(15_000))
    began = time.process_time()
    assert not rules_of(crawlers + "allow: /\n" * 15_000, "escale").allow(f"{SITE}/a")
    assert not rules_of("user-agent: *\n" + "allow: /\n" * 20_000 + crawlers, "escale").allow(f"{SITE}/a")
    assert time.process_time() - began < 1.0


def test_many_stars_cost_little() -> None:
    rules = rules_of(f"User-agent: *\nDisallow: /{'*a' * 200}b", "escale")
    began = time.process_time()
    assert rules.allow(f"{SITE}/{'a' * 2000}")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("agent", "token"),
    [
        ("escale/0.1.0", "escale"),
        ("Vigie-Bot (a@vigie.example)", "Vigie-Bot"),
        ("", None),
        ("(x)", None),
        ("1x", None),
    ],
)
def test_the_name_is_the_first_word(agent: str, token: str | None) -> None:
    assert product_token(agent) == token
