"""``escale watch`` as a user runs it, over a real server."""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from invented_feeds import item, rss
from slow_clock import SlowClock
from web_server import Reply, WebServer

from escale.commands.console import Console
from escale.commands.watch import add_watch, watch
from escale.errors import InputError, MissingLibraryError, UsageError
from escale.ingest.feeds.watching import ReadPage
from escale.ingest.page import Page
from escale.model import Article

XML = {"content-type": "application/rss+xml"}
DAY = "2021-03-03"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


def read_page(page: Page, overrides: Mapping[str, str], today: date) -> Article:
    return Article(page.name, page.body.decode(), overrides.get("published"), url=page.url)


class Run:
    """Runs of the command in one folder, on one clock.

    Attributes:
        kept: the texts of the articles that were kept, round by round.
        articles: those articles.
        read_page: what takes the article from a page; None for Escale's own.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SlowClock()
        self.kept: list[list[str]] = []
        self.console = Console(io.StringIO())
        self.articles: list[Article] = []
        self.read_page: ReadPage | None = read_page
        self.stop_after: int | None = None

    def plan(self, *urls: str, more: str = "") -> None:
        feeds = "".join(f'[[feed]]\nurl = "{url}"\n{more}\n' for url in urls)
        text = f'[fetching]\nallow_hosts = ["127.0.0.1"]\nevery_minutes = 15\n{feeds}'
        (self.folder / "feeds.toml").write_text(text)

    def __call__(self, *arguments: str) -> int:
        parser = ArgumentParser()
        add_watch(parser)
        given = [str(self.folder / "feeds.toml"), "--ledger", str(self.folder / "ledger"), *arguments]
        self.err = io.StringIO()
        self.console = Console(self.err)
        options = parser.parse_args(given)
        return watch(options, self.keep, self.console, read_page=self.read_page, clock=self.clock.clock)

    def keep(self, items: Iterable[Article | InputError]) -> None:
        texts: list[str] = []
        self.kept.append(texts)
        for taken in items:
            if self.stop_after is not None and len(texts) == self.stop_after:
                raise KeyboardInterrupt
            if isinstance(taken, InputError):
                self.console.reject(taken)
            else:
                texts.append(taken.text)
                self.articles.append(taken)
        if len(self.kept) == 3:
            raise KeyboardInterrupt


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_once_is_one_round_and_the_next_run_goes_on(server: WebServer, run: Run) -> None:
    server.pages |= {"/rss": Reply(rss(item("/a", pubDate=DAY)), headers=XML | {"etag": '"1"'})}
    server.pages["/a"] = Reply(b"a", headers={"content-type": "text/html"})
    run.plan(server.url("/rss"))
    assert run("--once") == 0
    server.pages["/rss"] = Reply(rss(item("/a", pubDate=DAY), item("/b", pubDate=DAY)), headers=XML)
    server.pages["/b"] = Reply(b"b", headers={"content-type": "text/html"})
    server.asked.clear()
    assert run("--once") == 0
    assert run.kept == [["a"], ["b"]]
    assert server.paths(robots=True) == ["/rss", "/b"]
    assert server.asked[0].headers["if-none-match"] == '"1"'
    assert run.err.getvalue() == ""


def test_the_article_of_a_real_page_is_taken(server: WebServer, run: Run) -> None:
    words = "La frégate a fait escale à Brest, où le ministre l'attendait avec les autorités du port. "
    told = f"<h1>Une escale attendue</h1><p>{words * 4}</p><p>{words * 3}</p>"
    head = '<title>Une escale</title><meta property="og:site_name" content="Le Phare">'
    html = f"<!DOCTYPE html><html lang=fr><head>{head}</head><body><article>{told}</article></body></html>"
    server.pages["/rss"] = Reply(rss(item("/a", title="t", pubDate=DAY), item("/b")), headers=XML)
    server.pages["/a"] = Reply(html.encode("cp1252"), headers={"content-type": "text/html; charset=cp1252"})
    server.pages["/b"] = Reply(b"<html></html>", headers={"content-type": "text/html"})
    run.plan(server.url("/rss"))
    run.read_page = None
    assert run("--once") == 2
    (article,) = run.articles
    assert words.strip() in article.text
    assert (article.published, article.outlet, article.url) == (DAY, "Le Phare", server.url("/a"))
    assert server.url("/b") in run.err.getvalue()


def test_what_is_rejected_is_told_and_the_code_is_2(server: WebServer, run: Run) -> None:
    server.pages["/rss"] = Reply(rss(item("/a", title="a"), item("/b", title="b", pubDate=DAY)), headers=XML)
    run.plan(server.url("/rss"), server.url("/none"), more="pages = false")
    assert run("--once") == 2
    assert run.kept == [["b"]]
    lines = run.err.getvalue().splitlines()
    assert [line.split(": ", 2)[1] for line in lines] == [server.url("/a"), server.url("/none")]


def test_without_once_it_goes_round_until_it_is_interrupted(server: WebServer, run: Run) -> None:
    server.pages["/rss"] = Reply(rss(item("/a", title="a", pubDate=DAY)), headers=XML)
    run.plan(server.url("/rss"), more="pages = false")
    with pytest.raises(KeyboardInterrupt):
        run()
    assert run.kept == [["a"], [], []]
    # Two seconds passed in the first round, between robots.txt and the feed.
    assert run.clock.slept == [2.0, 898.0, 900.0]


def test_what_is_interrupted_is_fetched_again(server: WebServer, run: Run) -> None:
    entries = [item(f"/{name}", title=name, pubDate=DAY) for name in "abc"]
    server.pages["/rss"] = Reply(rss(*entries), headers=XML | {"etag": '"1"'})
    run.plan(server.url("/rss"), more="pages = false")
    run.stop_after = 2
    with pytest.raises(KeyboardInterrupt):
        run("--once")
    run.stop_after = None
    assert run("--once") == 0
    assert run.kept == [["a", "b"], ["a", "b", "c"]]
    assert "if-none-match" not in server.asked[-1].headers


def test_a_busy_host_is_remembered_even_if_interrupted(server: WebServer, run: Run) -> None:
    server.pages["/rss"] = Reply(status=503, headers={"retry-after": "3600"})
    run.plan(server.url("/rss"))
    run.stop_after = 0
    with pytest.raises(KeyboardInterrupt):
        run("--once")
    server.asked.clear()
    assert run("--once") == 0
    assert server.asked == []
    assert "is left alone until 2021-03-04T13:00:02Z" in run.err.getvalue()


def test_a_damaged_state_is_told_and_begun_anew(server: WebServer, run: Run) -> None:
    server.pages["/rss"] = Reply(rss(item("/a", title="a", pubDate=DAY)), headers=XML)
    run.plan(server.url("/rss"), more="pages = false")
    run("--once")
    state = run.folder / "ledger.watch.json"
    whole = state.read_bytes()
    state.write_bytes(whole[:-9])
    assert run("--once") == 0
    assert run.kept == [["a"], ["a"]]
    assert run.err.getvalue().startswith(f"escale: {state}: damaged; it is begun anew")
    assert state.read_bytes() != whole[:-9]


def test_a_wrong_plan_is_one_error_before_anything_is_asked(server: WebServer, run: Run) -> None:
    run.plan(server.url("/rss"), more="page = true")
    with pytest.raises(UsageError, match="feed 1: 'page' is not known"):
        run("--once")
    assert server.asked == []
    assert not (run.folder / "ledger.watch.json").exists()


@pytest.mark.parametrize("library", ["feedparser", "httpx", "httpcore", "protego"])
def test_without_the_extra_the_message_says_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    run.plan("http://127.0.0.1:9/rss")
    with pytest.raises(
        MissingLibraryError, match=rf"{library} is not installed; run: pip install 'escale\[watch\]'"
    ):
        run("--once")
