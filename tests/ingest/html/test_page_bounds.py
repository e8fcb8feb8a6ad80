"""Pages made to hurt: refused or read, in time and memory in proportion to their size."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from stopwatch import least_seconds

from escale.errors import InputError
from escale.ingest.article_page import article_of_page
from escale.ingest.page import Page
from escale.model import Article

TODAY = date(2026, 6, 1)
SENTENCE = "Le patrouilleur est entré au port lundi matin, a indiqué la préfecture. "
HEAD = (
    '<html><head><meta name="date" content="2026-01-15"></head>'
    f"<body><h1>Une escale à Tamerin</h1><p>{SENTENCE * 5}</p>"
)
HIDDEN = " ".join(f"a{i}='>'" for i in range(9_000))


def read(body: str | bytes) -> Article | InputError:
    data = body.encode() if isinstance(body, str) else body
    try:
        return article_of_page(Page("p.html", "p", data), {}, TODAY)
    except InputError as error:
        return error


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("<div>" * 100_000, "tags nested more than 250 deep"),
        ("<div>" * 100_000 + "x" + "</div>" * 100_000, "tags nested more than 250 deep"),
        ("<table><tr><td>" * 50_000, "tags nested more than 250 deep"),
        ("<i>" * 300, "tags nested more than 250 deep"),
        ("<p>x" * 60_000, "a page of more than 50,000 elements"),
        ("<div>" * 200 + "<p>x</p>" * 9_000 + "</div>" * 200, "tags nested deeply throughout"),
        (f"<p {' '.join(f'a{i}=1' for i in range(200_000))}>x", "a tag with more than 500 attributes"),
        # hidden from whoever takes its first quotation mark for the second of another tag
        (f"<script>a<b='</script><p {HIDDEN}>x", "a tag with more than 500 attributes"),
        ("<b></b>x" * 24_000, "a page all in one element"),
        ("<p>mot</p>" + "mot " * 300_000, "a page of more than 1,000,000 characters"),
    ],
)  # fmt: skip
def test_excess_is_refused_at_once(body: str, cause: str) -> None:
    start = time.process_time()
    refused = read(HEAD + body)
    assert isinstance(refused, InputError)
    assert refused.cause.startswith(cause)
    assert time.process_time() - start < 3.0


def test_a_page_just_within_bounds_is_read() -> None:
    article = read(
        HEAD + "<div>" * 240 + "<p>Il repart jeudi, selon le commandant du port.</p>" + "</div>" * 240
    )
    assert isinstance(article, Article)
    assert article.text.count("\n") == 2


@pytest.mark.parametrize(
    "body",
    [
        "&#0;&#1;&#x1F;&#xFFFE;&#xD800;&#99999999;\x01\x0b\x1b",
        "<!DOCTYPE html [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]>&b;&b;",
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">{"@type":"Article","datePublished":1e999,"url":{}}</script>',
        '<script type="application/ld+json">{"@type":[[]],"@graph":[null,[{"@id":{}}]],"url":[{}]}</script>',
        "<!-- never closed <p>x</p>",
        "<svg><p>x</p><math><template>",
        "<o:p>x</o:p><x:y z:w='1' xmlns:z='u'>",
        "<frameset><plaintext><b>x",
        '<link rel="canonical" href="http://[::1"><meta property="og:url" content="http://a:99999999/">',
        "<p class>" + "<a href=x>y</a>" * 3_000,
    ],
)
def test_oddities_neither_fail_nor_hide_the_article(body: str) -> None:
    article = read(HEAD + body)
    assert isinstance(article, Article)
    assert SENTENCE.strip() in article.text
    assert article.text.replace("\n", "").isprintable()


KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "nested": (lambda n: ("<div>" * 60 + "<p>mot suivant</p>" * 10 + "</div>" * 60) * n, 10),
    "unclosed": (lambda n: "<p>un mot <i>puis<li>un autre" * n, 1_000),
    "attribute": (lambda n: f"<div class='{'menu ' * n}'>x</div>", 100_000),
    "links": (lambda n: "<li><a href='/x'>mot</a> et texte</li>" * n, 600),
    "line": (lambda n: f"<p>{'mot ' * n}</p>", 60_000),
    "comment": (lambda n: "<!--" + " mot -" * n, 300_000),
    "tags": (lambda n: "</x>" * n, 300_000),
    "angles": (lambda n: "<" * n, 150_000),
    "paragraphs": (lambda n: "<p>mot suivant</p><blockquote>et un autre</blockquote>" * n, 400),
    "data": (lambda n: "<script type='application/ld+json'>" + '{"@type":[' * n + "</script>", 25_000),
    "spaces": (lambda n: f"<title>{' - ' * n}</title><p>a{' ' * n}b</p>", 200_000),
    "breaks": (lambda n: "<div>" + "un mot<br>" * n + "</div>", 700),
}


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_size_and_not_faster(kind: str) -> None:
    """Four times the page: four times the time if it is linear, sixteen if it is quadratic."""
    make, size = KINDS[kind]
    small, large = _seconds(HEAD + make(size)), _seconds(HEAD + make(4 * size))
    assert large < 8 * small + 0.1


def _seconds(body: str) -> float:
    data = body.encode()
    return least_seconds(lambda: read(data))


def test_damaged_pages_give_an_article_or_a_reason() -> None:
    chance = random.Random(7)
    pages = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "pages").glob("*.html"))]
    pieces = [
        b"<",
        b">",
        b"<!--",
        b"\0",
        b"\xc3",
        b"&#1;",
        b"<script>",
        b"<table>",
        b"</div>",
        b"<h1>",
        b"<select>",
    ]
    read_at_all = 0
    for _ in range(300):
        body = bytearray(chance.choice(pages))
        for _ in range(chance.choice((1, 5, 40))):
            at = chance.randrange(len(body))
            body[at : at + chance.choice((0, 1, 50))] = chance.choice(pieces) * chance.choice((1, 9))
        outcome = read(bytes(body))
        assert str(read(bytes(body))) == str(outcome)
        read_at_all += isinstance(outcome, Article)
    assert read_at_all > 100


@pytest.mark.slow
def test_memory_stays_flat_over_thousands_of_pages() -> None:
    def some(start: int) -> None:
        for i in range(start, start + 1_000):
            text = "".join(f"<p>{SENTENCE}{i} {j}. {SENTENCE * 6}</p>" for j in range(20))
            page = HEAD.replace("Une", f"Une {i}e").replace("2026-01-15", f"{1 + i % 28} janv. 2026")
            assert isinstance(read(f"{page}{text}<ul>{'<li><a href=x>y</a></li>' * 50}</ul>"), Article)

    some(0)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    some(1_000)
    some(2_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
