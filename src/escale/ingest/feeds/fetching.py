"""Fetching as a good guest does: what robots.txt allows, at a pace, and not from hosts that are resting."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType

import httpx

from escale.ingest.feeds.addresses import Gate, Resolve, system_addresses
from escale.ingest.feeds.answers import ROBOTS, Answer, Wanted, asked
from escale.ingest.feeds.clock import Clock
from escale.ingest.feeds.fetch_error import FetchError, RestingError
from escale.ingest.feeds.limits import MOST_REDIRECTS, ROBOTS_BYTES, ROBOTS_DAY_SECONDS
from escale.ingest.feeds.links import host_of, link_of, origin_of
from escale.ingest.feeds.pace import Pace
from escale.ingest.feeds.plan import Fetching
from escale.ingest.feeds.resting import after_failure, wanted_seconds
from escale.ingest.feeds.robots import Rules, product_token, rules_of
from escale.ingest.feeds.state import KnownRobots, WatchState

__all__ = ["Fetcher"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GOOD = frozenset({200, 304})
_BUSY = 429
_BROKEN = 500  # and above
_NONE: Mapping[str, str] = MappingProxyType({})


class Fetcher:
    """Asks servers for feeds and pages.

    It keeps no cookies, and goes through no proxy, which would choose the address that is connected to.

    Args:
        fetching: how to fetch.
        state: what is known of hosts: their rests and their robots.txt.
        clock: tells the time.
        resolve: gives the addresses of a host.
        tls: how https is checked; by the certificates of certifi, or of SSL_CERT_FILE, if not given.
    """

    def __init__(
        self,
        fetching: Fetching,
        state: WatchState,
        clock: Clock,
        *,
        resolve: Resolve = system_addresses,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._fetching = fetching
        self._state = state
        self._clock = clock
        self._gate = Gate(fetching.allow_hosts, resolve)
        self._pace = Pace(clock)
        self._given_tls = tls
        self._agent = product_token(fetching.user_agent) or ""
        self._rules: dict[str, tuple[KnownRobots, Rules]] = {}

    def get(self, url: httpx.URL, wanted: Wanted, validators: Mapping[str, str] = _NONE) -> Answer:
        """What an address gives, at the end of its redirects: status 200, or 304 where validators are sent.

        Args:
            url: the address.
            wanted: the content that is taken.
            validators: headers that make the request conditional.

        Raises:
            FetchError: it gives nothing that is wanted, or may not be fetched.
        """
        answer = self._followed(url, wanted, validators, heeds=True)
        if answer.status not in _GOOD or (answer.status != 200 and not validators):
            raise FetchError(f"answered {answer.status}", "check the address")
        return answer

    def _followed(
        self, url: httpx.URL, wanted: Wanted, validators: Mapping[str, str], *, heeds: bool
    ) -> Answer:
        passed: set[str] = set()
        while True:
            if str(url) in passed:
                raise FetchError("redirects in a circle", "check the address")
            if len(passed) > MOST_REDIRECTS:
                raise FetchError(f"more than {MOST_REDIRECTS} redirects", "check the address")
            passed.add(str(url))
            answer = self._asked(url, wanted, validators, heeds=heeds)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            onward = link_of(answer.headers["location"], url)
            if url.scheme == "https" and onward.scheme == "http":
                raise FetchError("redirects from https to http", "what comes without TLS may be altered")
            url = onward

    def _asked(self, url: httpx.URL, wanted: Wanted, validators: Mapping[str, str], *, heeds: bool) -> Answer:
        host = host_of(url)
        rest = self._state.rests.get(host)
        if rest is not None and self._clock.now() < rest.until:
            raise RestingError(host, rest.until)
        delay = self._fetching.seconds_between_requests
        if heeds:
            rules = self._rules_at(url)
            if not rules.allow(str(url)):
                raise FetchError("its robots.txt asks not to fetch it", "it is not read")
            delay = rules.delay(delay)
        self._pace.wait(host, delay)
        try:
            answer = self._once(url, wanted, validators)
        except FetchError as failure:
            if failure.again:
                self._failed(host, None)
            raise
        if answer.status == _BUSY or answer.status >= _BROKEN:
            self._failed(host, wanted_seconds(answer.headers, self._clock.now()))
            raise FetchError(f"answered {answer.status}", "it is asked again in the next round", again=True)
        self._state.rests.pop(host, None)
        return answer

    def _once(self, url: httpx.URL, wanted: Wanted, validators: Mapping[str, str]) -> Answer:
        headers = [
            ("User-Agent", self._fetching.user_agent),
            ("Accept", wanted.accept),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
            *validators.items(),
        ]
        tls = self._tls if url.scheme == "https" else None
        most = ROBOTS_BYTES if wanted.cut else self._fetching.max_bytes
        return asked(url, headers, wanted, self._gate, tls, self._fetching.timeout_seconds, most)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or httpx.create_ssl_context()

    def _failed(self, host: str, wanted: float | None) -> None:
        rests = self._state.rests
        rests[host] = after_failure(rests.get(host), self._clock.now(), wanted)

    def _rules_at(self, url: httpx.URL) -> Rules:
        origin = origin_of(url)
        known = self._state.robots.get(origin)
        if known is None or self._clock.now() >= known.until:
            text = self._robots_text(url)
            known = KnownRobots(text, self._clock.now() + timedelta(seconds=ROBOTS_DAY_SECONDS))
            self._state.robots[origin] = known
        parsed = self._rules.get(origin)
        if parsed is None or parsed[0] is not known:
            parsed = self._rules[origin] = (known, rules_of(known.text, self._agent))
        return parsed[1]

    def _robots_text(self, url: httpx.URL) -> str:
        """Of RFC 9309: a file that is not there allows all, a server that fails allows nothing meanwhile."""
        try:
            answer = self._followed(url.join("/robots.txt"), ROBOTS, _NONE, heeds=False)
        except RestingError:
            raise
        except FetchError as failure:
            if failure.again:
                raise FetchError(f"its robots.txt: {failure.cause}", failure.remedy, again=True) from None
            return ""
        if answer.status != 200:
            return ""
        # The last line of a file that was cut off may be half a rule, which would refuse more than is meant.
        whole = answer.body if len(answer.body) < ROBOTS_BYTES else answer.body.rpartition(b"\n")[0]
        return whole.decode("utf-8-sig", "replace")
