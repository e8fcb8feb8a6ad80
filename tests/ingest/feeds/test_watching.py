"""Rounds of watching feeds on a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
from invented_feeds import atom, item, rss
from slow_clock import SlowClock
from web_server import Asked, Reply, WebServer, redirect, torn

from escale.errors import InputError
from escale.ingest.feeds.fetching import Fetcher
from escale.ingest.feeds.plan import Feed, Fetching
from escale.ingest.feeds.state import WatchState
from escale.ingest.feeds.watching import Watcher
from escale.ingest.page import Page
from escale.model import Article

DAY = "Wed, 03 Mar 2021 23:30:00 -0500"
XML = {"content-type": "application/rss+xml"}
HTML = {"content-type": "text/html; charset=iso-8859-1"}


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


def read_page(page: Page, overrides: Mapping[str, str], today: date) -> Article:
    """Stands for the extraction: the page's bytes are its text, and the rest shows what it was given."""
    if page.body == b"empty":
        raise InputError(page.place, "a page without text", "give another")
    told = json.dumps({"overrides": dict(overrides), "today": str(today), "charset": page.charset})
    return Article(page.name, page.body.decode(), title=told, url=page.url, outlet="own", as_of=page.fetched)


class Watch:
    """Rounds with what is remembered between them."""

    def __init__(self, *feeds: Feed, **options: object) -> None:
        self.clock = SlowClock()
        self.state = WatchState()
        self.said: list[str] = []
        given = {"allow_hosts": frozenset({"127.0.0.1", "localhost"}), "timeout_seconds": 2.0} | options
        fetching = Fetching(**given)  # type: ignore[arg-type]
        fetcher = Fetcher(fetching, self.state, self.clock.clock)
        self._watcher = Watcher(feeds, fetcher, self.state, self.clock.clock, read_page, self.said.append)

    def round(self) -> list[Article | InputError]:
        items = list(self._watcher.round())
        self.state.settle()
        self.clock.pass_by(1800)
        return items

    def texts(self) -> list[str]:
        """The texts of a round's articles, and the causes of its errors in brackets."""
        return [item.text if isinstance(item, Article) else f"[{item.cause}]" for item in self.round()]


def feed(data: bytes, **headers: str) -> Reply:
    return Reply(data, headers=XML | headers)


def page(text: str) -> Reply:
    return Reply(text.encode(), headers=HTML)


def test_entries_become_articles(server: WebServer) -> None:
    server.pages["/rss"] = feed(
        rss(
            item("/a?x=1#top", title="Deux escales", description="&lt;p&gt;À Brest.&lt;/p&gt;", pubDate=DAY),
            item(
                title="Sans lien",
                guid="urn:b",
                description="Sans lien, à Toulon.",
                pubDate=DAY,
                atom_updated="2021-03-04T10:00:00Z",
            ),
        )
    )
    watch = Watch(Feed(server.url("/rss"), pages=False, lang="fr"))
    first, second = watch.round()
    assert first == Article(
        id=server.url("/a?x=1#top"),
        text="Deux escales\n\nÀ Brest.",
        published="2021-03-03",
        lang="fr",
        outlet="La Vigie",
        title="Deux escales",
        url=server.url("/a?x=1"),
        as_of="2021-03-04T04:30:00Z",
    )
    assert isinstance(second, Article)
    assert (second.id, second.url, second.text) == ("urn:b", None, "Sans lien, à Toulon.")
    assert (second.published, second.as_of) == ("2021-03-03", "2021-03-04T10:00:00Z")


def test_the_outlet_that_is_named_wins(server: WebServer) -> None:
    server.pages |= {"/rss": feed(rss(item("/a", title="t", pubDate=DAY))), "/a": page("a")}
    for pages in (False, True):
        (article,) = Watch(Feed(server.url("/rss"), "Le Phare", pages=pages)).round()
        assert isinstance(article, Article)
        assert article.outlet == "Le Phare"


def test_pages_are_fetched_and_read(server: WebServer) -> None:
    server.pages |= {
        "/rss": feed(rss(item("/a", title="t", pubDate=DAY), item("/b", title="u"))),
        "/a": redirect("/c"),
        "/b": page("b"),
        "/c": page("c"),
    }
    first, second = Watch(Feed(server.url("/rss"), lang="fr")).round()
    assert first == Article(
        id=server.url("/a"),
        text="c",
        outlet="own",
        url=server.url("/c"),
        title=json.dumps(
            {
                "overrides": {"published": "2021-03-03", "lang": "fr"},
                "today": "2021-03-04",
                "charset": "iso-8859-1",
            }
        ),
        as_of="2021-03-04T12:00:06Z",  # after robots.txt, the feed and the redirect, two seconds each
    )
    assert isinstance(second, Article)
    assert json.loads(second.title or "")["overrides"] == {"lang": "fr"}


def test_nothing_new_is_one_short_request(server: WebServer) -> None:
    validators = {"etag": '"1"', "last-modified": "Wed, 03 Mar 2021 10:00:00 GMT"}

    def unchanged(asked: Asked) -> Reply:
        return Reply(status=304) if "if-none-match" in asked.headers else server_feed

    server_feed = feed(rss(item("/a", title="t", pubDate=DAY)), **validators)
    server.pages |= {"/rss": unchanged, "/a": page("a")}
    watch = Watch(Feed(server.url("/rss")))
    assert watch.texts() == ["a"]
    for _ in range(2):
        server.asked.clear()
        assert watch.texts() == []
        assert server.paths(robots=True) == ["/rss"]
        assert server.asked[0].headers["if-none-match"] == '"1"'
        assert server.asked[0].headers["if-modified-since"] == validators["last-modified"]


@pytest.mark.parametrize("etag", ["é", "x" * 501, ""])
def test_odd_validators_are_not_kept(server: WebServer, etag: str) -> None:
    server.pages["/rss"] = feed(rss(), etag=etag)
    watch = Watch(Feed(server.url("/rss")))
    watch.round()
    assert watch.state.feeds[server.url("/rss")].validators == {}
    watch.round()
    assert "if-none-match" not in server.asked[-1].headers


@pytest.mark.parametrize("pages", [False, True])
def test_what_was_seen_is_passed_over_until_it_changes(server: WebServer, pages: bool) -> None:
    def entry(name: str, day: str) -> str:
        return f"""<entry><id>urn:{name}</id><title>{name}</title><link href="/{name}"/>
            <published>2021-03-01T08:00:00Z</published><updated>{day}</updated></entry>"""

    old, new = "2021-03-01T08:00:00Z", "2021-03-02T08:00:00Z"
    server.pages |= {"/a": page("a"), "/b": page("b"), "/c": page("c")}
    watch = Watch(Feed(server.url("/atom"), pages=pages))
    server.pages["/atom"] = feed(atom(entry("a", old), entry("b", old)))
    assert watch.texts() == ["a", "b"]
    assert watch.texts() == []
    server.pages["/atom"] = feed(atom(entry("c", old), entry("b", new), entry("a", old)))
    server.asked.clear()
    assert watch.texts() == ["c", "b"]
    assert server.paths() == (["/atom", "/c", "/b"] if pages else ["/atom"])


def test_a_change_without_a_date_is_as_old_as_its_finding(server: WebServer) -> None:
    def told(text: str) -> Reply:
        return feed(rss(item("/a", title="t", description=text, pubDate=DAY)))

    watch = Watch(Feed(server.url("/rss"), pages=False))
    versions = []
    for text in ("Prévue mardi.", "Prévue mercredi."):
        server.pages["/rss"] = told(text)
        (article,) = watch.round()
        assert isinstance(article, Article)
        versions.append((article.url, article.published, article.as_of))
    url = server.url("/a")
    assert versions == [
        (url, "2021-03-03", "2021-03-04T04:30:00Z"),
        (url, "2021-03-03", "2021-03-04T12:30:02Z"),
    ]


def test_an_entry_that_stands_twice_is_read_once(server: WebServer) -> None:
    server.pages |= {"/rss": feed(rss(*[item("/a", title="t", pubDate=DAY)] * 2)), "/a": page("a")}
    assert Watch(Feed(server.url("/rss"))).texts() == ["a"]


@pytest.mark.parametrize(
    ("pages", "entry", "cause"),
    [
        (False, item("/a", title="t"), "an entry without a date"),
        (False, item("/a", title="t", pubDate="mardi"), "published is 'mardi', which is no date"),
        (False, item("/a", title="t", pubDate="2021-03-06"), "published 2021-03-06 is yet to come"),
        (True, item("/a", title="t", pubDate="2021-03-06"), "published 2021-03-06 is yet to come"),
        (
            True,
            item("/a", title="t", pubDate="2021-03-01", atom_updated="2031-01-01T00:00:00Z"),
            "published 2031-01-01T00:00:00Z is yet to come",
        ),
        (False, item("/a", title=" ", pubDate=DAY), "empty, no text to read"),
        (False, item("/a", description="x" * 200_001, pubDate=DAY), "longer than 200,000 characters"),
        (False, item("ftp://a.example/", title="t", pubDate=DAY), "an address of ftp, not of the web"),
        (True, item("ftp://a.example/", title="t", pubDate=DAY), "an address of ftp, not of the web"),
        (True, item(title="t", pubDate=DAY), "an entry without a link"),
        (True, item("/empty", title="t", pubDate=DAY), "a page without text"),
        (True, item("/none", title="t", pubDate=DAY), "answered 404"),
        (True, item("/secret", title="t", pubDate=DAY), "its robots.txt asks not to fetch it"),
        (True, item("http://10.0.0.1/", title="t", pubDate=DAY), "10.0.0.1 lies in a private network"),
        (True, item("/circle", title="t", pubDate=DAY), "redirects in a circle"),
    ],
)
def test_a_bad_entry_is_named_once_and_the_rest_goes_on(
    server: WebServer, pages: bool, entry: str, cause: str
) -> None:
    good = item("/good", title="good", pubDate=DAY)
    server.pages |= {
        "/rss": feed(rss(entry, good)),
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /secret"),
        "/good": page("good"),
        "/a": page("a"),
        "/empty": page("empty"),
        "/secret": page("secret"),
        "/circle": redirect("/circle"),
    }
    watch = Watch(Feed(server.url("/rss"), pages=pages))
    assert watch.texts() == [f"[{cause}]", "good"]
    assert watch.texts() == []


def test_what_is_yet_to_come_is_read_once_its_day_is_there(server: WebServer) -> None:
    server.pages["/rss"] = feed(rss(item("/a", title="t", pubDate="2021-03-06")))
    watch = Watch(Feed(server.url("/rss"), pages=False))
    assert watch.texts() == ["[published 2021-03-06 is yet to come]"]
    watch.clock.pass_by(86_400)
    assert watch.texts() == ["t"]


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (Reply(status=404), "answered 404"),
        (Reply(status=500), "answered 500"),
        (Reply(b"<html></html>", headers=HTML), "not a feed of RSS or Atom"),
        (Reply(b"x", headers={"content-type": "image/png"}), "content of type image/png"),
        (feed(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"), "a feed with a document type"),
        (torn(b"<rss"), "the answer breaks off"),
        (redirect("http://10.0.0.1/rss"), "10.0.0.1 lies in a private network"),
    ],
)
def test_a_bad_feed_is_named_and_the_others_go_on(server: WebServer, reply: Reply, cause: str) -> None:
    with WebServer({"/rss": feed(rss(item("/a", title="good", pubDate=DAY)))}) as other:
        server.pages["/rss"] = reply
        bad = Feed(server.url("/rss", "localhost"))
        watch = Watch(bad, Feed(other.url("/rss"), pages=False))
        told, article = watch.round()
        assert isinstance(told, InputError)
        assert told.place == bad.url
        assert told.cause.startswith(cause)
        assert isinstance(article, Article)
        assert bad.url not in watch.state.feeds


def test_a_page_that_fails_is_asked_for_in_three_rounds(server: WebServer) -> None:
    entries = [item(f"/{name}", title=name, pubDate=DAY) for name in "abc"]
    server.pages |= {"/rss": feed(rss(*entries), etag='"1"'), "/a": page("a"), "/c": page("c")}
    server.pages["/b"] = torn(b"half")
    watch = Watch(Feed(server.url("/rss")))
    assert watch.texts() == ["a", "[the answer breaks off or is none of HTTP]"]
    assert watch.said == [
        "127.0.0.1 is left alone until 2021-03-04T12:01:06Z; it failed or was too busy; "
        "1 page waits for another round"
    ]
    # Something waits, so the feed is asked for whole; and what did not fail yet comes first.
    server.asked.clear()
    assert watch.texts() == ["c", "[the answer breaks off or is none of HTTP]"]
    assert "if-none-match" not in server.asked[0].headers
    assert server.paths() == ["/rss", "/c", "/b"]
    assert watch.texts() == ["[the answer breaks off or is none of HTTP]"]
    server.asked.clear()
    assert watch.texts() == []
    assert server.paths() == ["/rss"]
    assert server.asked[0].headers["if-none-match"] == '"1"'


def test_a_page_that_comes_back_is_read(server: WebServer) -> None:
    server.pages |= {"/rss": feed(rss(item("/a", title="a", pubDate=DAY))), "/a": Reply(status=503)}
    watch = Watch(Feed(server.url("/rss")))
    assert watch.texts() == ["[answered 503]"]
    server.pages["/a"] = page("a")
    assert watch.texts() == ["a"]
    assert watch.texts() == []


def test_a_feed_whose_host_rests_is_not_asked(server: WebServer) -> None:
    server.pages["/rss"] = Reply(status=503, headers={"retry-after": "7200"})
    watch = Watch(Feed(server.url("/rss")))
    assert watch.texts() == ["[answered 503]"]
    server.asked.clear()
    assert watch.texts() == []
    assert server.asked == []
    assert watch.said == [
        f"{server.url('/rss')}: 127.0.0.1 is left alone until 2021-03-04T14:00:02Z; it failed or was too busy"
    ]


def test_pages_of_several_hosts_come_in_turn(server: WebServer) -> None:
    with WebServer() as other:
        for one, names in ((server, "abc"), (other, "xy")):
            one.pages |= {f"/{name}": page(name) for name in names}
            one.pages["/rss"] = feed(rss(*(item(f"/{name}", title=name, pubDate=DAY) for name in names)))
        watch = Watch(Feed(server.url("/rss")), Feed(other.url("/rss", "localhost")))
        assert watch.texts() == ["a", "x", "b", "y", "c"]


def test_a_round_that_is_left_teaches_nothing_of_its_feeds(server: WebServer) -> None:
    server.pages["/rss"] = feed(rss(*(item(f"/{name}", title=name, pubDate=DAY) for name in "ab")))
    watch = Watch(Feed(server.url("/rss"), pages=False))
    rest = watch._watcher.round()
    next(rest)
    rest.close()  # type: ignore[attr-defined]
    watch.state.settle()
    assert watch.texts() == ["a", "b"]


def test_what_is_remembered_of_a_feed_is_bounded(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def entries(first: int) -> Reply:
        return feed(rss(*(item(f"/{n}", title=f"{n}", pubDate=DAY) for n in range(first, first + 9))))

    monkeypatch.setattr("escale.ingest.feeds.visit.MOST_SEEN", 20)
    watch = Watch(Feed(server.url("/rss"), pages=False))
    for first in (0, 9, 18, 27):
        server.pages["/rss"] = entries(first)
        assert len(watch.round()) == 9
    seen = watch.state.feeds[server.url("/rss")].seen
    assert list(seen) == [server.url(f"/{n}") for n in range(27 - 20, 36)]


def test_a_state_can_be_shared_by_plans(server: WebServer) -> None:
    server.pages |= {f"/{name}": feed(rss(item(f"/{name}/1", title=name, pubDate=DAY))) for name in "ab"}
    one, other = (Watch(Feed(server.url(f"/{name}"), pages=False)) for name in "ab")
    one.round()
    other._watcher = replace(other._watcher, state=one.state)
    other.state = one.state
    other.round()
    assert set(one.state.feeds) == {server.url("/a"), server.url("/b")}
