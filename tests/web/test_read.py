"""An article pasted or uploaded: read, shown, and added to the ledger when asked to."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from escale.engine.article_reader import ArticleReader
from escale.errors import InputError
from escale.ledger.ledger import Ledger
from escale.model import Article
from escale.web.desks import BusyError, SlowError
from escale.web.readers import Readers
from escale.web.sent import Sent, article_of

TODAY = date(2024, 3, 3)
TEXT = (
    "La frégate française Lorraine a fait escale à Gdynia, en Pologne, lundi.\n"
    "Le ministre polonais s'en est félicité."
)
PARAGRAPHS = TEXT.replace("\n", "</p><p>")
PAGE = f"""<!doctype html><html><head><title>Escale à Gdynia</title>
<meta property="article:published_time" content="2024-02-01T08:00:00Z"></head>
<body><article><h1>Escale à Gdynia</h1><p>{PARAGRAPHS}</p></article></body></html>"""


@pytest.mark.parametrize(
    ("given", "text", "published", "title"),
    [
        ({"text": TEXT}, TEXT, None, None),
        ({"text": TEXT.replace("\n", "\r\n")}, TEXT, None, None),
        ({"text": TEXT, "published": "2024-02", "title": " Le titre "}, TEXT, "2024-02", "Le titre"),
        ({"text": f"date 2024-02-01\n{TEXT}"}, f"date 2024-02-01\n{TEXT}", "2024-02-01", None),
        ({"file": TEXT.encode("cp1252"), "text": "other"}, TEXT, None, None),
        ({"file": b" \n", "text": TEXT}, TEXT, None, None),
        ({"file": TEXT.replace("\n", "\r\n").encode(), "published": "2024-01-01"}, TEXT, "2024-01-01", None),
        ({"file": json.dumps({"id": "x", "text": TEXT, "title": "T"}).encode()}, TEXT, None, "T"),
        ({"file": json.dumps([{"text": TEXT}, {"text": "two"}]).encode(), "title": "U"}, TEXT, None, "U"),
        ({"file": gzip.compress(TEXT.encode())}, TEXT, None, None),
        ({"file": PAGE.encode()}, f"Escale à Gdynia\n{TEXT}", "2024-02-01", "Escale à Gdynia"),
    ],
)
def test_what_was_sent_is_an_article(
    given: Mapping[str, str], text: str, published: str | None, title: str | None
) -> None:
    article = article_of(Sent.model_validate(given), TODAY)
    assert isinstance(article, Article)
    assert (article.text, article.published, article.title) == (text, published, title)
    again = article_of(Sent.of(article), TODAY)
    assert isinstance(again, Article)
    assert (again.text, again.published, again.title) == (text, published, title)


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        ({}, "empty"),
        ({"text": "x" * 200_001}, "longer than"),
        ({"text": TEXT, "published": "soon"}, "no date"),
        ({"text": TEXT, "published": "2030-01-01"}, "yet to come"),
        ({"file": TEXT.encode(), "published": "soon"}, "no date"),
        ({"file": b"PAR1" + b"\0" * 100}, "neither text nor a page"),
        ({"file": b"WARC/1.0\r\n\r\n"}, "neither text nor a page"),
        ({"file": gzip.compress(b"WARC/1.0\r\n\r\n")}, "neither text nor a page"),
        ({"file": b"\x00\x01\x02" * 100}, ""),
        ({"file": b'{"title": "no text"}'}, "without text"),
        ({"file": gzip.compress(b"a" * 50_000_000)}, ""),
        ({"file": gzip.compress(b"<!doctype html><html>" + b"<p>a" * 10_000_000)}, "a page beyond"),
        ({"file": b"<!doctype html><html>" + b"<div>" * 180_000}, ""),
        ({"file": json.dumps({"text": TEXT, "title": "x" * 3000}).encode()}, "beyond 2000"),
        ({"file": b'{"a":' * 100_000}, "too deeply"),
    ],
)
def test_what_cannot_be_read_is_told_in_little_time(given: Mapping[str, str], cause: str) -> None:
    began = time.monotonic()
    error = article_of(Sent.model_validate(given), TODAY)
    assert isinstance(error, InputError)
    assert cause in str(error)
    assert time.monotonic() - began < 10


def test_the_claims_are_shown_and_nothing_is_stored(client: TestClient, ledger_folder: Path) -> None:
    before = Ledger.open(ledger_folder).view().version
    answer = client.post("/read", data={"text": TEXT, "published": "2024-02-01"})
    page = html.fromstring(answer.content)
    assert answer.status_code == 200
    assert page.xpath("//mark")
    assert page.xpath("//li[@data-place]")
    assert not page.xpath("//form[@action='/read/add']")
    assert page.xpath("//a[@href='/session?next=/read']")
    assert Ledger.open(ledger_folder).view().version == before


def test_a_file_is_read_whatever_it_is_called(client: TestClient) -> None:
    name = '../../../etc/passwd\x00"><script>alert(1)</script>.parquet'
    answer = client.post("/read", data={"text": ""}, files={"file": (name, TEXT.encode(), "image/png")})
    assert answer.status_code == 200
    assert "passwd" not in answer.text
    assert "alert(1)" not in answer.text


def test_what_cannot_be_read_is_said_and_what_was_typed_stays(client: TestClient) -> None:
    answer = client.post("/read", data={"text": TEXT, "published": "soon", "title": 'a"b'})
    page = html.fromstring(answer.content)
    assert answer.status_code == 400
    assert "no date" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("string(//textarea[@name='text'])").strip() == TEXT
    assert page.xpath("string(//input[@name='title']/@value)") == 'a"b'


def test_an_article_is_added_as_it_was_shown_and_only_once(writer: TestClient, copied: Path) -> None:
    shown = html.fromstring(writer.post("/read", data={"text": f"\n{TEXT}", "outlet": "La Vigie"}).content)
    form = shown.xpath("//form[@action='/read/add']")[0]
    fields = {name: (form.fields[name] or "") for name in form.fields}
    first = writer.post("/read/add", data=fields)
    assert first.status_code == 303
    there = first.headers["location"]
    stored = Ledger.open(copied).article(there.removeprefix("/articles/")).stored.article
    assert (stored.text.strip(), stored.outlet) == (TEXT, "La Vigie")
    version = Ledger.open(copied).view().version
    again = writer.post("/read/add", data=fields)
    assert again.headers["location"] == f"{there}?there=1"
    assert Ledger.open(copied).view().version == version
    page = html.fromstring(writer.get(again.headers["location"]).content)
    assert "already" in page.xpath("string(//main//*[@role='status'])")


@pytest.mark.parametrize("fields", [{}, {"csrf": "0" * 64}])
def test_only_a_form_of_the_session_adds(fields: Mapping[str, str], writer: TestClient, copied: Path) -> None:
    version = Ledger.open(copied).view().version
    assert writer.post("/read/add", data={"text": TEXT, **fields}).status_code == 403
    assert Ledger.open(copied).view().version == version


def test_a_reading_that_takes_too_long_is_given_up() -> None:
    ended = threading.Event()

    def slow() -> Article:
        ended.wait(10)
        return Article("a", "text")

    readers = Readers(never, seconds=0.05)
    with pytest.raises(SlowError):
        asyncio.run(readers.opened(slow))
    ended.set()
    readers.close()


def test_one_more_than_may_wait_is_refused() -> None:
    ended = threading.Event()
    readers = Readers(never)

    def work() -> Article:
        ended.wait(10)
        return Article("a", "text")

    async def crowd() -> list[object]:
        waiting = [asyncio.ensure_future(readers.opened(work)) for _ in range(20)]
        await asyncio.sleep(0)
        ended.set()
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    answers = asyncio.run(crowd())
    assert {type(answer) for answer in answers} == {Article, BusyError}
    readers.close()


def never(_language: str, _explain: bool) -> ArticleReader:
    raise AssertionError("no article was to be read")
