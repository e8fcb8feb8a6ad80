"""A round of watching: every feed once, and of each what is new, as articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, zip_longest

import httpx

from escale.errors import InputError
from escale.ingest.dates import instant, is_to_come
from escale.ingest.feeds.answers import FEED, PAGE, Answer
from escale.ingest.feeds.clock import Clock
from escale.ingest.feeds.entries import Document, Entry, document_of
from escale.ingest.feeds.fetch_error import FetchError, RestingError
from escale.ingest.feeds.fetching import Fetcher
from escale.ingest.feeds.links import link_of
from escale.ingest.feeds.plan import Feed
from escale.ingest.feeds.state import FeedMemory, WatchState
from escale.ingest.feeds.visit import Visit
from escale.ingest.page import Page
from escale.ingest.records import article
from escale.model import Article

__all__ = ["ReadPage", "Watcher"]

ReadPage = Callable[[Page, Mapping[str, str], date], Article]

_NOTHING = FeedMemory()
_VALIDATORS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
_VALIDATOR_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A page that is to be fetched."""

    visit: Visit
    entry: Entry
    key: str
    url: httpx.URL


@dataclass(frozen=True, slots=True)
class Watcher:
    """Goes round feeds.

    Attributes:
        feeds: the feeds.
        fetcher: fetches.
        state: what is remembered of them; what a round learns counts once `WatchState.settle` is called.
        clock: tells the time.
        read_page: takes the article from a page; raises InputError if there is none.
        say: tells the user what is no error.
    """

    feeds: tuple[Feed, ...]
    fetcher: Fetcher
    state: WatchState
    clock: Clock
    read_page: ReadPage
    say: Callable[[str], None]

    def round(self) -> Iterator[Article | InputError]:
        """The articles that are new, and an error for each feed, entry or page that is none.

        All feeds come first, then the pages of their entries, of each feed one in turn, so that waiting for
        one host is time for others. Entries that an earlier round dealt with are passed over unless they
        changed.
        """
        now = self.clock.now()
        visits: list[Visit] = []
        awaited: list[list[_Awaited]] = []
        for feed in self.feeds:
            pages: list[_Awaited] = []
            awaited.append(pages)
            try:
                visit, document = self._visited(feed)
            except RestingError as resting:
                self.say(f"{feed.url}: {resting}")
                continue
            except FetchError as error:
                yield error.at(feed.url)
                continue
            if document is None:
                continue
            visits.append(visit)
            for item in self._new(visit, document, now):
                if isinstance(item, _Awaited):
                    pages.append(item)
                else:
                    yield item
        yield from self._fetched(_in_turn(awaited))
        for visit in visits:
            self.state.learn(visit.feed.url, visit.memory())

    def _visited(self, feed: Feed) -> tuple[Visit, Document | None]:
        before = self.state.feeds.get(feed.url, _NOTHING)
        answer = self.fetcher.get(link_of(feed.url), FEED, before.validators)
        visit = Visit(feed, before, _validators(answer))
        if answer.status != 200:
            return visit, None
        return visit, document_of(answer.body, answer.charset, str(answer.url))

    def _new(
        self, visit: Visit, document: Document, now: datetime
    ) -> Iterator[Article | InputError | _Awaited]:
        feed = visit.feed
        for entry in document.entries:
            here = entry.link or entry.identity or f"{feed.url} entry {entry.number}"
            key = entry.link or here if feed.pages else entry.identity or here
            to_come = next(
                (day for day in (entry.published, entry.updated) if day and is_to_come(day, now.date())), None
            )
            # What is yet to come is new again once its day is there.
            if not visit.is_new(key, f"{entry.stamp} to come" if to_come else entry.stamp):
                continue
            try:
                if to_come:
                    raise InputError(here, f"published {to_come} is yet to come", "it is read on that day")
                if feed.pages:
                    yield _Awaited(visit, entry, key, _link(entry, feed, here))
                else:
                    found = instant(now) if visit.is_known(key) else None
                    yield _article(entry, here, feed, document, found, now.date())
            except InputError as error:
                yield error

    def _fetched(self, pages: Iterable[_Awaited]) -> Iterator[Article | InputError]:
        waiting: Counter[str] = Counter()
        for page in pages:
            try:
                yield self._read(page)
            except RestingError as resting:
                page.visit.waits(page.key)
                waiting[str(resting)] += 1
            except FetchError as error:
                if error.again:
                    page.visit.missed(page.key)
                yield error.at(str(page.url))
            except InputError as error:
                yield error
        for why, count in waiting.items():
            self.say(f"{why}; {count} {'page waits' if count == 1 else 'pages wait'} for another round")

    def _read(self, awaited: _Awaited) -> Article:
        answer = self.fetcher.get(awaited.url, PAGE)
        page = Page(
            place=str(awaited.url),
            name=str(awaited.url),
            body=answer.body,
            url=str(answer.url),
            charset=answer.charset,
            fetched=instant(self.clock.now()),
        )
        feed, published = awaited.visit.feed, awaited.entry.published
        given = {"published": published, "lang": feed.lang}
        overrides = {name: value for name, value in given.items() if value is not None}
        read = self.read_page(page, overrides, self.clock.now().date())
        return replace(read, outlet=feed.outlet) if feed.outlet else read


def _article(
    entry: Entry, place: str, feed: Feed, document: Document, found: str | None, today: date
) -> Article:
    """The article that stands in the feed itself.

    Raises:
        InputError: there is no text that can be read, or no date.
    """
    if entry.fault is not None:
        raise InputError(place, entry.fault, "the publisher has to mend it, or try pages = true")
    said = entry.text if entry.text.startswith(entry.title) else f"{entry.title}\n\n{entry.text}"
    return article(
        said.strip(),
        place,
        place,
        published=entry.published,
        lang=feed.lang,
        outlet=feed.outlet or document.title,
        title=entry.title or None,
        url=str(_link(entry, feed, place)) if entry.link else None,
        # A change that the feed does not date is as old as its finding: the later text holds.
        as_of=entry.updated or found or entry.at,
        today=today,
    )


def _link(entry: Entry, feed: Feed, place: str) -> httpx.URL:
    if entry.link is None:
        raise InputError(place, "an entry without a link", "with pages = false its own text is taken")
    try:
        return link_of(entry.link, link_of(feed.url))
    except FetchError as error:
        raise error.at(place) from None


def _validators(answer: Answer) -> dict[str, str]:
    found = ((name, answer.headers.get(header, "")) for header, name in _VALIDATORS)
    return {
        name: value
        for name, value in found
        if 0 < len(value) <= _VALIDATOR_CHARACTERS and value.isascii() and value.isprintable()
    }


def _in_turn(awaited: Iterable[list[_Awaited]]) -> Iterator[_Awaited]:
    """One page of each feed after the other; of a feed first those that did not fail before."""
    ordered = [sorted(pages, key=lambda page: page.visit.tries(page.key)) for pages in awaited]
    return (page for page in chain.from_iterable(zip_longest(*ordered)) if page is not None)
