"""One visit to a feed: which of its entries are new, and what is to be remembered of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from escale.ingest.feeds.limits import MOST_SEEN, MOST_TRIES
from escale.ingest.feeds.plan import Feed
from escale.ingest.feeds.state import FeedMemory

__all__ = ["Visit"]


class Visit:
    """A visit that found the feed changed.

    Args:
        feed: the feed.
        before: what was remembered of it.
        validators: headers that ask for it, from now on, only if it changed.
    """

    def __init__(self, feed: Feed, before: FeedMemory, validators: Mapping[str, str]) -> None:
        self.feed = feed
        self._before = before
        self._validators = validators
        self._now: dict[str, str] = {}
        self._tries: dict[str, int] = {}
        self._waiting = False

    def is_new(self, key: str, stamp: str) -> bool:
        """Whether an entry is new or has changed; one that stands twice in the feed is so once."""
        if key in self._now:
            return False
        self._now[key] = stamp
        return self._before.seen.get(key) != stamp

    def is_known(self, key: str) -> bool:
        """Whether an earlier version of an entry was dealt with."""
        return key in self._before.seen

    def tries(self, key: str) -> int:
        """In how many earlier rounds an entry's page was asked for and did not come."""
        return self._before.tries.get(key, 0)

    def waits(self, key: str) -> None:
        """An entry is left for the next round, as its host is not to be asked now."""
        self._leave(key)
        if self.tries(key):
            self._tries[key] = self.tries(key)

    def missed(self, key: str) -> None:
        """An entry's page did not come: it is left for the next round, or after several given up."""
        tries = self.tries(key) + 1
        if tries < MOST_TRIES:
            self._leave(key)
            self._tries[key] = tries

    def memory(self) -> FeedMemory:
        """What is to be remembered; no validators if something waits: an unchanged feed would not be read."""
        gone = {key: stamp for key, stamp in self._before.seen.items() if key not in self._now}
        kept = islice(gone.items(), max(0, len(gone) - MOST_SEEN), None)
        return FeedMemory({} if self._waiting else self._validators, {**dict(kept), **self._now}, self._tries)

    def _leave(self, key: str) -> None:
        self._waiting = True
        del self._now[key]
