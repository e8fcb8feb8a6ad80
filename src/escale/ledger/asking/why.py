"""Why the ledger says what it says, down to the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from escale.errors import NotFoundError
from escale.ledger.answers import Tie, Why
from escale.ledger.asking.events import event_with
from escale.ledger.asking.ties import points, standings
from escale.ledger.editions import Edition
from escale.ledger.events import Event
from escale.ledger.filters import Filter
from escale.ledger.rows import StoredClaim
from escale.ledger.ties.memory import Memories
from escale.ledger.ties.points import Point, TieKey, TieState
from escale.ledger.view import View

__all__ = ["why"]


def why(
    view: View, subject: str, on: date, known: date | None, memories: Memories, limit: int | None = None
) -> Why:
    """The claims behind a claim, an event or a tie, by its id or how that begins.

    ``on`` is for ties; ``limit`` is as in `Ledger.why`.

    Raises:
        NotFoundError: there is no such thing in the ledger, or none was known by the day ``known``.
    """
    if ":" in subject:
        return _why_tie(view, subject, on, known, memories, limit)
    if subject.startswith("e"):
        event = event_with(view, view.full_id("c" + subject[1:]), known)
        told = [(link.claim_id, link.origin.key) for link in event.links]
        return _why(view, event, _some(told, limit), known)
    return _why_claim(view, subject, known)


def _why_claim(view: View, start: str, known: date | None) -> Why:
    identity = view.full_id(start)
    now = view.by_id([identity])
    subject = now[0] if now else view.as_read([identity])[identity]
    if known is not None and (subject.known is None or subject.known > known):
        published = f"published {subject.known}" if subject.known else "of an article without a date"
        raise NotFoundError(f"{identity}: not yet known on {known}; {published}")
    edition = view.editions.get(subject.article_id)
    if known is not None and edition is not None and edition.since is not None and edition.since > known:
        line = f"not yet known on {known}; its article has had this text since {edition.since}"
        raise NotFoundError(f"{identity}: {line}")
    return _why(view, subject, [identity], known)


def _why_tie(
    view: View, subject: str, on: date, known: date | None, memories: Memories, limit: int | None
) -> Why:
    try:
        key = TieKey.parse(subject)
    except ValueError:
        line = f"{subject}: not a tie; a tie is written as escale ties shows it, such as talks:FRA-RUS"
        raise NotFoundError(line) from None
    wanted = Filter(states=(key.first, key.second), types=(key.type,), known=known)
    tie = next((tie for tie in standings(view, wanted, on, memories) if tie.key == key), None)
    if tie is None:
        raise NotFoundError(f"{subject}: no such tie in this ledger")
    behind = _behind(tie.state)
    also = _also([*points(view, wanted)[key], *tie.state.denied], behind)
    chosen = [
        claim
        for part in _parts(tie.state)
        for claim in _some([(point.claim, point.origin) for point in part], limit)
    ]
    return replace(_why(view, tie, list(dict.fromkeys([*chosen, *also[:limit]])), known), also=tuple(also))


def _behind(state: TieState) -> list[str]:
    return list(dict.fromkeys(point.claim for points in _parts(state) for point in points))


def _parts(state: TieState) -> tuple[tuple[Point, ...], ...]:
    return state.supporters, state.against, state.outlook, state.lapsed


def _some(told: Sequence[tuple[str, str]], most: int | None) -> list[str]:
    """Of claims, each with its origin, at most so many, of as many origins as there are, in their order."""
    if most is None or len(told) <= most:
        return [claim for claim, _ in told]
    heard: Counter[str] = Counter()
    turns = []
    for place, (_, origin) in enumerate(told):
        turns.append((heard[origin], place))
        heard[origin] += 1
    return [told[place][0] for place in sorted(place for _, place in sorted(turns)[:most])]


def _also(said: Iterable[Point], behind: Sequence[str]) -> list[str]:
    """The other claims, oldest first."""
    shown = set(behind)
    ordered = sorted(said, key=lambda point: (point.known, point.origin, point.claim))
    return list(dict.fromkeys(point.claim for point in ordered if point.claim not in shown))


def _why(view: View, subject: StoredClaim | Event | Tie, ids: Sequence[str], known: date | None) -> Why:
    found = view.by_id(ids)
    if isinstance(subject, StoredClaim) and not found:
        found = [subject]
    changed = [claim.id for claim in found if claim.corrected]
    history = {made.id: made for claim in ids for made in view.verdicts.history.get(claim, ())}
    order = {identity: place for place, identity in enumerate(ids)}
    return Why(
        subject,
        tuple(sorted(found, key=lambda claim: order[claim.id])),
        tuple(view.as_read(changed).values()),
        {about.id: about for about in view.articles_of(found)},
        tuple(sorted(history.values(), key=lambda made: made.order)),
        earlier=_earlier(view, found, known),
    )


def _earlier(view: View, claims: Iterable[StoredClaim], known: date | None) -> dict[str, Edition]:
    """The articles of claims in whose place another one holds, by all that is known on a day."""
    editions = {claim.article_id: view.editions.get(claim.article_id) for claim in claims}
    return {
        article: edition
        for article, edition in editions.items()
        if edition is not None and not edition.holds(known)
    }
