"""Heads laid out by day, so that an account meets only those near it in time or in publication."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from escale.ledger.events.accounts import ALWAYS, Account
from escale.ledger.events.heads import Head
from escale.ledger.events.windows import Windows

__all__ = ["Shelf"]


class _Row:
    """Heads in order of a day."""

    __slots__ = ("days", "heads")

    def __init__(self) -> None:
        self.days: list[int] = []
        self.heads: list[Head] = []

    def lay(self, day: int, head: Head) -> None:
        place = bisect_right(self.days, day)
        self.days.insert(place, day)
        self.heads.insert(place, head)

    def between(self, first: int, last: int) -> list[Head]:
        days = self.days
        return self.heads[bisect_left(days, first) : bisect_right(days, last)]


class Shelf:
    """The heads of one matter between two parties.

    Args:
        windows: how far apart claims may lie.
    """

    __slots__ = ("_by_article", "_by_span", "_fine", "_long", "_longest", "_loose", "_short", "_windows")

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._longest = max(windows.exact, windows.withdrawal + windows.fine)
        # By first day, those of a fine time: short ones, and those that reach further.
        self._short = _Row()
        self._long = _Row()
        # By publication: those of a fine time, the others.
        self._fine = _Row()
        self._loose = _Row()
        self._by_span: dict[tuple[int, int], list[Head]] = {}  # those of a coarse time
        self._by_article: dict[str, list[Head]] = {}  # those of unknown publication

    def add(self, head: Head) -> None:
        """Lays out a head."""
        account = head.account
        news = self._loose
        if account.gap == ALWAYS:
            news = self._fine
            row = self._short if head.until - head.since < self._windows.fine else self._long
            row.lay(head.since, head)
        elif account.dated:
            self._by_span.setdefault((account.first, account.last), []).append(head)
        if account.public == ALWAYS:
            self._by_article.setdefault(account.link.article_id, []).append(head)
        else:
            news.lay(account.public, head)

    def near(self, account: Account) -> list[Head]:
        """The heads that an account may belong to: all that do, and others; some may come twice."""
        windows, public = self._windows, account.public
        found: list[Head] = []
        fine = account.gap == ALWAYS
        if fine:
            first, last = account.first, max(account.last, account.until)
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
