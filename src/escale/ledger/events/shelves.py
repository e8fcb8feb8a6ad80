"""Heads laid out by day, so that an account meets only those near it in time or in publication."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from escale.ledger.events.accounts import ALWAYS, Account
from escale.ledger.events.heads import Head
from escale.ledger.events.windows import Windows

__all__ = ["Shelf"]

_FEW = 16  # heads that are sooner compared than laid out and looked for
_CROWD = 50
"""Heads of one day, matter and set of parties that can be joined; those beyond stand by themselves.

Heads of one day tell of different occurrences: they contradict each other in place, names or facet. No states
have fifty of them on a day; a flood of contradicting claims, each compared with all, would take for ever.
Counted by their parties, so that those seen for a pair alone are those of the whole.
"""


class _Row:
    """Heads in order of a day."""

    __slots__ = ("days", "heads")

    def __init__(self) -> None:
        self.days: list[int] = []
        self.heads: list[Head] = []

    def lay(self, day: int, head: Head) -> None:
        """Puts a head among those of its day, unless they are a crowd."""
        days = self.days
        place = bisect_right(days, day)
        many = place >= _CROWD and days[place - _CROWD] == day
        if many and _crowded(self.heads[bisect_left(days, day) : place], head):
            return
        days.insert(place, day)
        self.heads.insert(place, head)

    def between(self, first: int, last: int) -> list[Head]:
        days = self.days
        return self.heads[bisect_left(days, first) : bisect_right(days, last)]


class Shelf:
    """The heads of one matter between two parties.

    Args:
        windows: how far apart claims may lie.
    """

    __slots__ = (
        "_by_article",
        "_by_span",
        "_few",
        "_fine",
        "_long",
        "_longest",
        "_loose",
        "_short",
        "_windows",
    )

    def __init__(self, windows: Windows) -> None:
        self._few: list[Head] | None = []
        self._windows = windows

    def add(self, head: Head) -> None:
        """Lays out a head."""
        if self._few is None:
            self._lay(head)
            return
        self._few.append(head)
        if len(self._few) > _FEW:
            self._spread(self._few)

    def _spread(self, heads: list[Head]) -> None:
        """Lays out heads by day, now that they are many."""
        windows = self._windows
        self._few = None
        self._longest = max(windows.exact, windows.withdrawal + windows.fine)
        # By first day, those of a fine time: short ones, and those that reach further.
        self._short = _Row()
        self._long = _Row()
        # By publication: those of a fine time, the others.
        self._fine = _Row()
        self._loose = _Row()
        self._by_span: dict[tuple[int, int], list[Head]] = {}  # those of a coarse time
        self._by_article: dict[str, list[Head]] = {}  # those of unknown publication
        for head in heads:
            self._lay(head)

    def _lay(self, head: Head) -> None:
        account = head.account
        news = self._loose
        if account.gap == ALWAYS:
            news = self._fine
            row = self._short if head.until - head.since < self._windows.fine else self._long
            row.lay(head.since, head)
        elif account.dated:
            _put(head, self._by_span.setdefault((account.first, account.last), []))
        if account.public == ALWAYS:
            _put(head, self._by_article.setdefault(account.link.article_id, []))
        else:
            news.lay(account.public, head)

    def near(self, account: Account) -> list[Head]:
        """The heads that an account may belong to: all that do, and others; some may come twice."""
        if self._few is not None:
            return self._few
        windows, public = self._windows, account.public
        found: list[Head] = []
        fine = account.gap == ALWAYS
        if fine:
            first, last = account.early, account.late
            found += self._timed(first, last)
            if self._loose.days:
                # Without a time, heads look for their matter from their own publication on.
                found += self._loose.between(first - windows.withdrawal, last + windows.rebuttal)
        elif account.dated:
            found += self._by_span.get((account.first, account.last), ())
        if public == ALWAYS:
            found += self._by_article.get(account.link.article_id, ())
            return found
        if not account.dated:
            found += self._timed(account.since, account.until)
        if not fine and self._fine.days:
            days = account.gap if account.dated else windows.beside
            found += self._fine.between(public - days, public + days)
        if self._loose.days:
            found += self._loose.between(public - windows.month, public + windows.month)
        return found

    def _timed(self, first: int, last: int) -> list[Head]:
        found = self._short.between(first - self._windows.fine, last)
        if self._long.days:
            found += self._long.between(first - self._longest, last)
        return found


def _put(head: Head, heads: list[Head]) -> None:
    """Puts a head among others, unless they are a crowd."""
    if len(heads) < _CROWD or not _crowded(heads, head):
        heads.append(head)


def _crowded(heads: Iterable[Head], head: Head) -> bool:
    """True if a crowd of heads, of one day or article, have the parties of another.

    Of coarse times, which are those of many occurrences, also its publication.
    """
    account = head.account
    link = account.link
    alike = [
        other
        for other in heads
        if other.account.link.actors == link.actors
        and other.account.link.recipients == link.recipients
        and (account.gap == ALWAYS or other.public == account.public)
    ]
    return len(alike) >= _CROWD
