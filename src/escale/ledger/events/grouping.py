"""Which claims speak of one occurrence.

Claims are taken from the most telling to the vaguest. Each joins the closest head it is compatible with whose
parties contain its own, or becomes a head itself. All that decides is the claim, and claims that name at
least its parties: so the events between two parties are the same whether they are worked out from the links
of that pair alone or from the whole ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import combinations, product
from types import MappingProxyType

from escale.ledger.events.accounts import Account, AccountMaker
from escale.ledger.events.event import Event, event_from
from escale.ledger.events.heads import Head, closest
from escale.ledger.events.shelves import Shelf
from escale.ledger.events.windows import Windows, windows
from escale.ledger.rows import Link

__all__ = ["events_of"]

_Place = tuple[str, str, str, str]
_TWO = 2  # parties of nearly all claims
_NONE: Mapping[str, str] = MappingProxyType({})


def events_of(
    links: Iterable[Link],
    *,
    together: Sequence[frozenset[str]] = (),
    apart: Sequence[frozenset[str]] = (),
    reprints: Mapping[str, str] = _NONE,
) -> list[Event]:
    """The events that links tell of, in order of their first day, then of type and id.

    Args:
        links: of some pairs, all links of each; a claim may come with several pairs. Where an analyst put
            claims of several pairs into one event, those of all these pairs: it is named after the first
            claim that is there.
        together: claims that an analyst put into one event. What joins one of them by itself joins that
            event.
        apart: claims that an analyst set apart as an event of their own, which nothing joins by itself.
            In both, a later set takes its claims from earlier ones, and ``apart`` from ``together``.
        reprints: as in `escale.ledger.support.counted`.
    """
    chosen = _one_each(links)
    split = _placed(apart, chosen.keys())
    merged = _placed(together, chosen.keys() - split.keys())
    table = windows()
    heads = _heads([link for claim, link in chosen.items() if claim not in split], table, merged)
    made: dict[str, list[Account]] = {}
    events: list[Event] = []
    for head in heads:
        if merged:
            whole = merged.get(head.account.id)
            for account in head.members:
                identity = merged.get(account.id, whole)
                made.setdefault(identity or f"e{head.account.id[1:]}", []).append(account)
        else:
            told = [account.link for account in head.members]
            events.append(event_from(f"e{head.account.id[1:]}", told, reprints))
    if split:
        account_of = AccountMaker(table, split.keys())
        for claim, identity in split.items():
            made.setdefault(identity, []).append(account_of(chosen[claim]))
    for identity, accounts in made.items():
        events.append(event_from(identity, [account.link for account in sorted(accounts)], reprints))
    events.sort(key=_order)
    return events


def _order(event: Event) -> tuple[int, str, str]:
    day = event.first or event.last or event.links[0].known
    return day.toordinal() if day else 0, event.type, event.id


def _one_each(links: Iterable[Link]) -> dict[str, Link]:
    """One link of each claim, by claim id: that of the first pair."""
    chosen: dict[str, Link] = {}
    for link in links:
        other = chosen.setdefault(link.claim_id, link)
        if other is not link and (link.pair, link.tie or "") < (other.pair, other.tie or ""):
            chosen[link.claim_id] = link
    return chosen


def _placed(sets: Sequence[frozenset[str]], present: Set[str]) -> dict[str, str]:
    """Claim → id of the event that an analyst put it into, the latest set of each; of the claims present."""
    place = {claim: number for number, claims in enumerate(sets) for claim in claims if claim in present}
    first: dict[int, str] = {}
    for claim in sorted(place):
        first.setdefault(place[claim], f"e{claim[1:]}")
    return {claim: first[number] for claim, number in place.items()}


def _heads(links: Sequence[Link], table: Windows, merged: Mapping[str, str]) -> list[Head]:
    account_of = AccountMaker(table, merged.keys())
    accounts = sorted([account_of(link) for link in links])
    shelves: dict[_Place, Shelf] = {}
    own: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Shelf] = {}
    looked_in: list[Shelf] = []
    for account in accounts:
        parties = (account.matter, account.link.actors, account.link.recipients)
        shelf = own.get(parties)
        if shelf is None:
            place = _place(account)
            shelf = shelves.get(place)
            if shelf is None:
                shelf = shelves[place] = Shelf(table)
            own[parties] = shelf
        looked_in.append(shelf)
    heads: list[Head] = []
    for account, shelf in zip(accounts, looked_in, strict=True):
        head = closest(account, shelf.near(account), table)
        if head is not None:
            head.take(account)
            continue
        head = Head(account)
        heads.append(head)
        if -account.parties <= _TWO:
            shelf.add(head)
            continue
        for place in _places(account):
            if place in shelves:
                shelves[place].add(head)
    return heads


def _place(account: Account) -> _Place:
    """The matter and two of the parties in their roles, by which a head that names all of them is found.

    A claim that ties no two parties has only the pair of its own to be seen for: it joins its like alone.
    """
    actors, recipients = account.link.actors, account.link.recipients
    if recipients and actors and (len(actors) > 1 or recipients != actors):
        return (account.matter, ">", actors[0], recipients[0])
    if len(actors) > 1:
        return (account.matter, "-", actors[0], actors[1])
    return (account.matter, "", " ".join(actors), " ".join(recipients))


def _places(account: Account) -> Iterable[_Place]:
    """All places in which a head may be looked for by an account that names no more parties."""
    matter, role, first, second = _place(account)
    if not role:
        return ((matter, role, first, second),)
    actors, recipients = account.link.actors, account.link.recipients
    pairs = product(actors, recipients) if recipients else combinations(actors, 2)
    return ((matter, role, *pair) for pair in pairs)
