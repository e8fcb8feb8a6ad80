"""Fetching from a real server: politely, from nowhere that is private, and never for longer than allowed."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from slow_clock import SlowClock
from web_server import TLS_TRUSTED, Reply, WebServer, dripping, endless, redirect, torn

from escale.ingest.feeds.addresses import system_addresses
from escale.ingest.feeds.answers import FEED, PAGE, Answer, Wanted
from escale.ingest.feeds.fetch_error import FetchError, RestingError
from escale.ingest.feeds.fetching import Fetcher
from escale.ingest.feeds.links import link_of
from escale.ingest.feeds.plan import Fetching
from escale.ingest.feeds.state import KnownRobots, WatchState

HTML = {"content-type": "text/html; charset=ISO-8859-15"}
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


def fetching(**options: object) -> Fetching:
    given: dict[str, object] = {"allow_hosts": frozenset({"127.0.0.1"}), "timeout_seconds": 2.0} | options
    return Fetching(**given)  # type: ignore[arg-type]


class Visitor:
    """A fetcher with what it stands on."""

    def __init__(self, given: Fetching, resolve: Callable[[str, int], list[str]] = system_addresses) -> None:
        self.clock = SlowClock()
        self.state = WatchState()
        self.fetcher = Fetcher(given, self.state, self.clock.clock, resolve=resolve, tls=TLS_TRUSTED)

    def get(self, url: str, wanted: Wanted = PAGE, validators: Mapping[str, str] | None = None) -> Answer:
        return self.fetcher.get(link_of(url), wanted, validators or {})

    def refused(self, url: str, wanted: Wanted = PAGE) -> FetchError:
        with pytest.raises(FetchError) as caught:
            self.get(url, wanted)
        return caught.value


def test_a_page_comes_whole(server: WebServer) -> None:
    server.pages["/a?b=%20c"] = Reply(b"<p>Une escale.</p>", headers=HTML)
    answer = Visitor(fetching(user_agent="Vigie-Bot/1 (a@vigie.example)")).get(server.url("/a?b=%20c#d"))
    assert (answer.status, answer.body, answer.charset) == (200, b"<p>Une escale.</p>", "iso-8859-15")
    assert str(answer.url) == server.url("/a?b=%20c")
    robots, page = server.asked
    assert robots.path == "/robots.txt"
    assert page.headers["host"] == f"127.0.0.1:{server.port}"
    assert page.headers["user-agent"] == "Vigie-Bot/1 (a@vigie.example)"
    assert page.headers["accept-encoding"] == "gzip"


def test_what_is_packed_is_unpacked(server: WebServer) -> None:
    packed = gzip.compress(b"<p>Une escale.</p>" * 1000)
    server.pages["/"] = Reply(packed, headers=HTML | {"content-encoding": "gzip"})
    assert Visitor(fetching()).get(server.url()).body == b"<p>Une escale.</p>" * 1000


def test_cookies_are_not_kept(server: WebServer) -> None:
    server.pages["/"] = Reply(b"a", headers=HTML | {"set-cookie": "who=you; Path=/"})
    visitor = Visitor(fetching())
    visitor.get(server.url())
    visitor.get(server.url())
    assert all("cookie" not in asked.headers for asked in server.asked)


def test_no_proxy_is_taken_from_the_environment(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.pages["/"] = Reply(b"a", headers=HTML)
    assert Visitor(fetching()).get(server.url()).body == b"a"


# Where it goes


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1"])
def test_a_private_address_is_refused_and_never_connected_to(server: WebServer, host: str) -> None:
    error = Visitor(fetching(allow_hosts=frozenset())).refused(server.url("/", host))
    assert "lies in a private network" in error.cause
    assert not error.again
    assert server.asked == []


@pytest.mark.parametrize("allowed", ["localhost", "localhost:{port}"])
def test_a_private_address_is_allowed_by_name(server: WebServer, allowed: str) -> None:
    server.pages["/"] = Reply(b"a", headers=HTML)
    hosts = frozenset({allowed.format(port=server.port)})
    assert Visitor(fetching(allow_hosts=hosts)).get(server.url("/", "localhost")).body == b"a"


@pytest.mark.parametrize("name", ["localhost", "inside.example"])
def test_a_redirect_to_a_private_address_is_refused(server: WebServer, name: str) -> None:
    server.pages |= {"/": redirect(server.url("/secret", name)), "/secret": Reply(b"secret", headers=HTML)}

    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "inside.example" else system_addresses(host, port)

    error = Visitor(fetching(), resolve).refused(server.url())
    assert error.cause == f"{name} lies in a private network"
    assert server.paths() == ["/"]


def test_the_address_that_was_judged_is_the_one_that_is_connected_to(server: WebServer) -> None:
    """A name is looked up once a connection: a second look-up could give what was never judged."""
    server.pages["/"] = Reply(b"a", headers=HTML)
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    visitor = Visitor(fetching(allow_hosts=frozenset({"vigie.example"})), resolve)
    assert visitor.get(server.url("/", "vigie.example")).body == b"a"
    assert asked == ["vigie.example"] * len(server.asked)
    assert server.asked[0].headers["host"] == f"vigie.example:{server.port}"


def test_an_address_that_is_down_is_passed_over(server: WebServer) -> None:
    server.pages["/"] = Reply(b"a", headers=HTML)
    visitor = Visitor(fetching(), lambda _host, _port: ["::1", "127.0.0.2", "127.0.0.1"])
    assert visitor.get(server.url()).body == b"a"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example/",
        "http://me:secret@a.example/",
        "http://a.example:99999999/",
        "http://a.example:0/",
        "http://[::1/",
        "http://0177.0.0.1/",
        "javascript:alert(1)",
        f"http://a.example/{'a' * 3000}",
    ],
)
def test_only_addresses_of_the_web_are_asked(server: WebServer, url: str) -> None:
    with pytest.raises(FetchError) as caught:
        link_of(url)
    assert "secret" not in str(caught.value)
    server.pages["/"] = redirect(url)
    assert Visitor(fetching()).refused(server.url()).cause == caught.value.cause
    assert server.paths() == ["/"]


@pytest.mark.parametrize("url", ["", "/rss", "//a.example/", "a.example/rss", "http://", "https:///rss"])
def test_an_address_needs_to_be_whole(url: str) -> None:
    with pytest.raises(FetchError, match=r"of no kind|without a host"):
        link_of(url)


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: WebServer, status: int) -> None:
    server.pages |= {"/a": redirect("b#c", status), "/b": Reply(b"b", headers=HTML)}
    answer = Visitor(fetching()).get(server.url("/a"))
    assert (answer.body, str(answer.url)) == (b"b", server.url("/b"))


def test_five_redirects_are_followed_and_no_more(server: WebServer) -> None:
    server.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(7)}
    server.pages["/5"] = Reply(b"b", headers=HTML)
    assert Visitor(fetching()).get(server.url("/0")).body == b"b"
    server.pages["/5"] = redirect("/6")
    assert Visitor(fetching()).refused(server.url("/0")).cause == "more than 5 redirects"


@pytest.mark.parametrize("way", [["/a", "/a"], ["/a", "/b", "/a"]])
def test_a_circle_is_left(server: WebServer, way: list[str]) -> None:
    server.pages |= {here: redirect(there) for here, there in pairwise(way)}
    assert Visitor(fetching()).refused(server.url("/a")).cause == "redirects in a circle"
    assert server.paths() == way[:-1]


def test_tls_is_checked_by_name_and_never_left() -> None:
    with WebServer(tls=True) as safe, WebServer() as plain:
        plain.pages["/"] = redirect(safe.url("/", "localhost"))
        safe.pages |= {
            "/": Reply(b"safe", headers=HTML),
            "/down": redirect(plain.url("/")),
        }
        visitor = Visitor(fetching(allow_hosts=frozenset({"localhost", "127.0.0.1"})))
        assert visitor.get(plain.url()).body == b"safe"
        assert visitor.refused(safe.url("/down", "localhost")).cause == "redirects from https to http"
        assert "certificate" in visitor.refused(safe.url("/", "127.0.0.1")).cause


# What comes


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (dripping(HEAD + b"\r\n"), "no whole answer in 0.3 seconds"),
        (dripping(HEAD + b"content-length: 10000\r\n\r\n"), "no whole answer"),
        (dripping(HEAD + b"x-header: "), "no whole answer"),
        (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "no whole answer"),
        (dripping(b"", b""), "no whole answer"),
    ],
)
def test_an_answer_that_never_ends_is_left_in_time(server: WebServer, reply: Reply, cause: str) -> None:
    server.pages["/"] = reply
    visitor = Visitor(fetching(timeout_seconds=0.3))
    visitor.state.robots[server.url("")] = KnownRobots("", visitor.clock.clock.now() + timedelta(days=1))
    began = time.monotonic()
    error = visitor.refused(server.url())
    assert time.monotonic() - began < 2.5
    assert cause in error.cause
    assert error.again


@pytest.mark.parametrize(
    ("reply", "cause", "again"),
    [
        (endless(HEAD + b"\r\n"), "beyond 100,000 bytes", False),
        (endless(HEAD + b"x: "), "breaks off or is none of HTTP", True),
        (Reply(b"x" * 100_001, headers=HTML), "beyond 100,000 bytes", False),
        (
            Reply(gzip.compress(bytes(20 << 20)), headers=HTML | {"content-encoding": "gzip"}),
            "beyond 100,000 bytes",
            False,
        ),
        (Reply(b"x", headers=HTML | {"content-encoding": "br"}), "packed as 'br'", False),
        (torn(b"<p>Une esc"), "breaks off", True),
        (Reply(raw=lambda out: out(b"")), "breaks off", True),
        (Reply(raw=lambda out: out(b"hello\r\n\r\n")), "breaks off", True),
        (
            Reply(b"%PDF-", headers={"content-type": "application/pdf"}),
            "of type application/pdf",
            False,
        ),
        (Reply(b"x", headers={"content-type": "video/mp4; x=\xff"}), "content of type", False),
        (Reply(status=404), "answered 404", False),
        (Reply(status=304), "answered 304", False),
        (Reply(status=204), "answered 204", False),
        (Reply(status=302), "answered 302", False),
        (Reply(status=401), "answered 401", False),
        (Reply(status=429), "answered 429", True),
        (Reply(status=503), "answered 503", True),
        (Reply(status=599), "answered 599", True),
    ],
)
def test_a_bad_answer_is_named(server: WebServer, reply: Reply, cause: str, again: bool) -> None:
    server.pages["/"] = reply
    visitor = Visitor(fetching(max_bytes=100_000))
    error = visitor.refused(server.url())
    assert cause in error.cause
    assert error.again is again
    assert ("127.0.0.1" in visitor.state.rests) is again


def test_content_without_a_type_is_taken(server: WebServer) -> None:
    server.pages["/"] = Reply(b"x")
    assert Visitor(fetching()).get(server.url()).body == b"x"
    server.pages["/"] = Reply(b"x", headers={"content-type": "text/html"})
    assert Visitor(fetching()).get(server.url(), FEED).body == b"x"


def test_a_server_that_is_not_there_is_named() -> None:
    with WebServer() as server:
        gone = server.url()
    assert "cannot be connected to" in Visitor(fetching()).refused(gone).cause


def test_only_what_changed_is_sent_again(server: WebServer) -> None:
    def page(asked: object) -> Reply:
        known = getattr(asked, "headers", {}).get("if-none-match") == '"1"'
        return Reply(status=304) if known else Reply(b"a", headers=HTML | {"etag": '"1"'})

    server.pages["/"] = page
    visitor = Visitor(fetching())
    answer = visitor.get(server.url())
    assert (answer.status, answer.headers["etag"]) == (200, '"1"')
    assert visitor.get(server.url(), validators={"If-None-Match": '"1"'}).status == 304


# Politeness


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        (Reply(b"User-agent: *\nDisallow: /a"), False),
        (Reply(b"User-agent: escale\nDisallow: /*a"), False),
        (Reply(b"User-agent: vigie\nDisallow: /"), True),
        (Reply(status=404), True),
        (Reply(status=403), True),
        (Reply(b"\xff\xfe\x00 nonsense"), True),
        (redirect("/other.txt"), False),
        (redirect("/robots.txt"), True),
        (redirect("http://10.0.0.1/robots.txt"), True),
        (Reply(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /"), True),
        (Reply(b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000), False),
        (Reply(b"User-agent: *\n#" + b"#" * (511_973) + b"\nDisallow: /abcdef"), True),
    ],
)
def test_robots_txt_is_heeded(server: WebServer, robots: Reply, asked: bool) -> None:
    server.pages |= {
        "/robots.txt": robots,
        "/other.txt": Reply(b"User-agent: *\nDisallow: /"),
        "/a": Reply(b"a", headers=HTML),
    }
    visitor = Visitor(fetching())
    if asked:
        assert visitor.get(server.url("/a")).body == b"a"
    else:
        assert visitor.refused(server.url("/a")).cause == "its robots.txt asks not to fetch it"
        assert "/a" not in server.paths()


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=429), torn(b""), dripping(b"")])
def test_a_robots_txt_that_fails_refuses_all_meanwhile(server: WebServer, reply: Reply) -> None:
    server.pages |= {"/robots.txt": reply, "/a": Reply(b"a", headers=HTML)}
    visitor = Visitor(fetching(timeout_seconds=0.3))
    error = visitor.refused(server.url("/a"))
    assert error.cause.startswith("its robots.txt: ")
    assert error.again
    assert isinstance(visitor.refused(server.url("/a")), RestingError)
    assert server.paths(robots=True) == ["/robots.txt"]
    server.pages["/robots.txt"] = Reply(b"")
    visitor.clock.pass_by(60)
    assert visitor.get(server.url("/a")).body == b"a"


def test_the_robots_txt_of_where_a_redirect_leads_is_heeded(server: WebServer) -> None:
    with WebServer({"/robots.txt": Reply(b"User-agent: *\nDisallow: /")}) as other:
        server.pages["/a"] = redirect(other.url("/b"))
        assert "robots.txt" in Visitor(fetching()).refused(server.url("/a")).cause
        assert other.paths() == []


def test_robots_txt_is_asked_for_once_a_day(server: WebServer) -> None:
    server.pages |= {"/a": Reply(b"a", headers=HTML), "/robots.txt": Reply(b"")}
    visitor = Visitor(fetching())
    for _ in range(3):
        visitor.get(server.url("/a"))
        visitor.clock.pass_by(10_000)
    assert server.paths(robots=True).count("/robots.txt") == 1
    visitor.clock.pass_by(60_000)
    server.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /")
    assert "robots.txt" in visitor.refused(server.url("/a")).cause


def test_a_host_is_asked_no_more_often_than_wanted(server: WebServer) -> None:
    server.pages |= {"/a": redirect("/b"), "/b": Reply(b"b", headers=HTML)}
    hosts = frozenset({"127.0.0.1", "localhost"})
    visitor = Visitor(fetching(seconds_between_requests=5.0, allow_hosts=hosts))
    visitor.get(server.url("/a"))
    assert visitor.clock.slept == [5.0, 5.0]  # after robots.txt, and before the page it redirects to
    visitor.clock.pass_by(3)
    visitor.get(server.url("/b"))
    assert visitor.clock.slept == [5.0, 5.0, 2.0]
    visitor.get(server.url("/b", "localhost"))
    assert visitor.clock.slept == [5.0, 5.0, 2.0, 5.0]


def test_a_site_may_want_more_time_between_requests(server: WebServer) -> None:
    server.pages |= {
        "/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 20"),
        "/b": Reply(b"b", headers=HTML),
    }
    visitor = Visitor(fetching(seconds_between_requests=5.0))
    visitor.get(server.url("/b"))
    assert visitor.clock.slept == [20.0]


@pytest.mark.parametrize(
    ("reply", "seconds"),
    [
        (Reply(status=503, headers={"retry-after": "300"}), 300),
        (Reply(status=429, headers={"retry-after": "Thu, 04 Mar 2021 12:10:00 GMT"}), 598),
        (Reply(status=500), 60),
        (Reply(status=429, headers={"retry-after": "99999999999999"}), 86_400),
    ],
)
def test_a_busy_host_is_left_alone(server: WebServer, reply: Reply, seconds: int, tmp_path: Path) -> None:
    server.pages |= {"/a": reply, "/b": Reply(b"b", headers=HTML)}
    visitor = Visitor(fetching())
    visitor.refused(server.url("/a"))
    asked = len(server.asked)
    visitor.clock.pass_by(seconds - 1)
    # The next run knows it too.
    visitor.state.save(tmp_path / "state", visitor.clock.clock.now())
    later = WatchState.load(tmp_path / "state")[0]
    fetcher = Fetcher(fetching(), later, visitor.clock.clock)
    with pytest.raises(RestingError, match=r"127\.0\.0\.1 is left alone until 2021-03-0"):
        fetcher.get(link_of(server.url("/b")), PAGE)
    assert len(server.asked) == asked
    visitor.clock.pass_by(2)
    assert fetcher.get(link_of(server.url("/b")), PAGE).body == b"b"


def test_each_failure_doubles_the_rest_and_an_answer_ends_it(server: WebServer) -> None:
    visitor = Visitor(fetching())
    server.pages["/"] = Reply(status=500)
    rests = []
    for _ in range(3):
        visitor.refused(server.url())
        rest = visitor.state.rests["127.0.0.1"].until - visitor.clock.clock.now()
        rests.append(rest.total_seconds())
        visitor.clock.pass_by(rest.total_seconds())
    assert rests == [60, 120, 240]
    server.pages["/"] = Reply(b"a", headers=HTML)
    visitor.get(server.url())
    assert visitor.state.rests == {}


def test_the_clock_of_these_tests_stands_still_by_itself() -> None:
    clock = SlowClock()
    assert clock.clock.now() == datetime(2021, 3, 4, 12, 0, 0, tzinfo=UTC)
    clock.clock.sleep(2)
    assert clock.clock.now() == datetime(2021, 3, 4, 12, 0, 2, tzinfo=UTC)
