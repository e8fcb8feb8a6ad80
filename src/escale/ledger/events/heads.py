"""The head of an event, and how close an account lies to it.

An account is compared with the head alone (and with what accounts of the very same parties have added to
it), never with the other accounts of the event. So whether it belongs is the same whichever pair of parties
an event is looked at for, and no chain of small steps joins what lies far apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from escale.ledger.events.accounts import ALWAYS, Account
from escale.ledger.events.windows import Windows
from escale.ledger.rows import Link
from escale.model import ClaimType, Modality
from escale.register.names import surname

__all__ = ["Closeness", "Head", "closest"]

Closeness = tuple[int, int, int, int, int, int]
"""Smaller is closer: of what is called off, how little the head is the plan of it; doubt about the time,
details shared (negative), days between publications, days between the times, parties that the account leaves
out."""
_UNKNOWN = 1_000  # days between publications where one is unknown, for ranking only


class Head:
    """The most telling account of an event; details that it lacks come from accounts of the same parties."""

    __slots__ = (
        "account",
        "country",
        "dated",
        "doubt",
        "facet",
        "members",
        "people",
        "public",
        "since",
        "until",
        "vessels",
    )

    def __init__(self, account: Account) -> None:
        link = account.link
        self.account = account
        self.country = link.country
        self.facet = link.facet
        self.vessels = account.vessels
        self.people = account.people
        self.members = [account]
        self.dated = account.dated
        self.doubt = account.doubt
        self.public = account.public
        self.since = account.early
        self.until = account.late

    def take(self, account: Account) -> None:
        """Adds an account to the event."""
        self.members.append(account)
        if account.parties == self.account.parties:
            link = account.link
            self.country = self.country or link.country
            self.facet = self.facet or link.facet
            self.vessels = self.vessels or account.vessels
            self.people = self.people or account.people


def closest(account: Account, heads: Iterable[Head], windows: Windows) -> Head | None:
    """The head that an account lies closest to, of equally close ones the most telling; None if too far."""
    link, dated, public = account.link, account.dated, account.public
    country, facet = link.country, link.facet
    since, until = account.early, account.late
    beside, called_off = windows.beside, account.called_off
    news = 0 if dated else max(windows.rebuttal, windows.running, windows.recent)
    best: Head | None = None
    nearest: Closeness | None = None
    for head in heads:
        # Most heads fail here, before a call that costs more than the tests.
        gap = public - head.public if public > head.public else head.public - public
        if dated or head.dated:
            if (head.since > until or since > head.until) and (gap > beside or dated is head.dated):
                continue
        elif gap > news:
            continue
        if country is not None and head.country is not None and country != head.country:
            continue
        if facet is not None and head.facet is not None and facet != head.facet:
            continue
        if nearest is not None and head.doubt > nearest[1] and not called_off:
            continue
        close = _closeness(account, head, gap, windows)
        if close is None:
            continue
        if nearest is None or best is None or close < nearest:
            best, nearest = head, close
        elif close == nearest and head.account < best.account:
            best = head
    return best


def _closeness(account: Account, head: Head, gap: int, windows: Windows) -> Closeness | None:
    """How close an account lies to a head whose country and facet do not differ; None if too far."""
    link, other = account.link, head.account
    named = other.link
    vessels, people = account.vessels, account.people
    if (link.actors != named.actors or link.recipients != named.recipients) and not _within(link, named):
        return None
    if (account.public == ALWAYS or other.public == ALWAYS) and link.article_id != named.article_id:
        gap = ALWAYS
    # Nearly all pairs that come here have fine times, and meet if these do.
    fine = account.gap == ALWAYS == other.gap and account.first <= other.last and other.first <= account.last
    if not fine and not _in_time(account, other, gap, windows):
        return None
    shared = (link.country is not None and head.country is not None) + (
        link.facet is not None and head.facet is not None
    )
    if vessels and head.vessels:
        if not _have_one(vessels, head.vessels):
            return None
        shared += 1
    if people and head.people and link.type is ClaimType.TALKS:
        if _have_one(people, head.people, persons=True):
            shared += 1
        elif _tell_apart(account, head):
            return None
    return (
        _aim(account, other) if account.called_off else 0,
        other.doubt,
        -shared,
        gap if gap < _UNKNOWN else _UNKNOWN,
        abs(account.first - other.first) if account.first != ALWAYS != other.first else 0,
        account.parties - other.parties,
    )


def _within(link: Link, other: Link) -> bool:
    """True if the other link names all parties of a link in their roles."""
    if bool(other.recipients) != bool(link.recipients):
        return False  # else the two would tie different pairs
    return set(link.actors).issubset(other.actors) and set(link.recipients).issubset(other.recipients)


def _in_time(one: Account, other: Account, gap: int, windows: Windows) -> bool:
    if one.dated and other.dated:
        if one.first <= other.last and other.first <= one.last:
            return gap <= min(one.gap, other.gap) or _recalled(one, other, windows)
        return gap <= min(one.gap, other.gap) and (_called_off(one, other) or _called_off(other, one))
    if one.running and other.running:
        return gap <= windows.running
    if one.dated:
        return _sought(other, one, gap, windows)
    if other.dated:
        return _sought(one, other, gap, windows)
    return gap <= (windows.rebuttal if one.rebuts or other.rebuts else min(one.gap, other.gap))


def _recalled(one: Account, other: Account, windows: Windows) -> bool:
    """True for two equal coarse times, long past when both articles appeared."""
    if one.first != other.first or one.last != other.last or ALWAYS in (one.public, other.public):
        return False
    return min(one.public, other.public) - one.last > windows.background


def _called_off(withdrawal: Account, plan: Account) -> bool:
    """True if what is called off, on the day given, is the later plan."""
    return (
        withdrawal.withdrawal
        and plan.plan
        and withdrawal.since <= plan.last
        and plan.first <= withdrawal.until
        and plan.public <= withdrawal.public != ALWAYS
    )


def _aim(withdrawal: Account, head: Account) -> int:
    """How little a head is the plan of a withdrawal that has no time, or that of the decision.

    0 for a plan of the very day given, 1 for a plan that was still ahead, 2 for all else.
    """
    if not head.plan or head.public > withdrawal.public:
        return 2
    if (
        withdrawal.dated
        and head.gap == ALWAYS
        and withdrawal.first <= head.last
        and head.first <= withdrawal.last
    ):
        return 0
    return 1 if head.late >= withdrawal.public else 2


def _sought(undated: Account, dated: Account, gap: int, windows: Windows) -> bool:
    """True if an account without a time may speak of a dated one."""
    public = undated.public
    if dated.first > public and undated.withdrawal and not dated.plan:
        return False  # what took place later was not called off
    if dated.first <= undated.until and undated.since <= dated.last and gap <= dated.gap:
        return True
    if gap > windows.beside or public == ALWAYS:
        return gap == 0 and public == ALWAYS
    happened = undated.link.modality is Modality.ASSERTED and not undated.withdrawal
    ahead = 0 if happened else windows.told
    return dated.first <= public + ahead and public - windows.told <= dated.last


def _have_one(names: tuple[str, ...], others: tuple[str, ...], *, persons: bool = False) -> bool:
    """True if one of the folded names may be one of the others: equal, or part of it in whole words."""
    if not set(names).isdisjoint(others):
        return True
    if persons and not {surname(name) for name in names}.isdisjoint(surname(name) for name in others):
        return True
    return any(words <= more or more <= words for words in map(_words, names) for more in map(_words, others))


def _words(name: str) -> frozenset[str]:
    return frozenset(name.split())


def _tell_apart(account: Account, head: Head) -> bool:
    """True if different persons, none in both, make different meetings.

    Ministers and presidents who meet on one day have two meetings. But one report may name the guest alone
    and another the host: unless one of them names as many persons as there are parties, they contradict each
    other only where their times do not bring them together.
    """
    everybody = len(account.people) >= -account.parties or len(head.people) >= -head.account.parties
    return everybody or max(account.doubt, head.account.doubt) > 0
