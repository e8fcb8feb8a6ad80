"""A claim made ready for grouping: one account of an occurrence, with the days that tell it from others.

Accounts sort from the most telling to the vaguest; the first of an occurrence is its head.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from escale.edtf import Moment, parse
from escale.ledger.events.windows import Windows, occasions
from escale.ledger.rows import Link
from escale.model import Modality, Phase
from escale.register.names import fold

__all__ = ["ALWAYS", "Account", "AccountMaker"]

ALWAYS = 10_000_000
"""More days than any calendar has."""
_NEVER = -ALWAYS

_OCCURRENCE = "occurrence"
_OF_OCCASIONS = {
    **dict.fromkeys(Phase, _OCCURRENCE),
    # Said of the practice, or of the rest of it: no visit took place, nor was a certain one called off.
    Phase.SUSPEND: "suspension",
    Phase.END: "closing",
}
_OF_STANDING = {
    Phase.START: "opening",
    Phase.OCCUR: "opening",
    Phase.SUSPEND: "suspension",
    Phase.POSTPONE: "suspension",
    Phase.RESUME: "resumption",
    Phase.END: "closing",
    Phase.CANCEL: "closing",
}
_WEEK = 6  # days from Monday to Sunday
_new = tuple.__new__  # what a named tuple's own way comes to, with a call in Python less


class Account(NamedTuple):
    """A claim's place in the order of accounts, then what is compared. Days are ordinals.

    Attributes:
        free: 0 for a claim that an analyst has put into an event: such claims lead, so that what he found
            together does not fall to a newcomer.
        parties: how many, negative: who names more parties is more telling.
        called_off: 1 for a withdrawal with no time or with that of the decision, which does not say when the
            matter was due: so it comes after the plans that it may be of; else 0.
        doubt: days of doubt about the time; `ALWAYS` without one.
        filled: days that the matter fills, negative: of two exact times the longer one holds the other.
        details: how many vessels, persons and other details are named, negative.
        public: day of publication, `ALWAYS` if unknown.
        id: the claim's.
        matter: type and stage of life, as one key: what occurs is no suspension of the practice.
        first, last: the days within which it lies; without a time, the day of publication.
        dated: True if the claim has a time.
        gap: how far apart publications may lie; `ALWAYS` if the time is fine enough to stand alone.
        since, until: without a time, the days in which the matter is to be looked for; of a withdrawal
            with the time of the decision, those in which the matter was due; else empty.
        plan, withdrawal: what the claim says: a matter to come, an occasion called off.
        rebuts: True for a withdrawal or a denial.
        running: True for what stands and goes on, since no day that is known.
        early, late: the days in which the matter lies or is to be looked for.
        vessels, people: the names of the link, folded.
    """

    free: int
    parties: int
    called_off: int
    doubt: int
    filled: int
    details: int
    public: int
    id: str
    link: Link
    matter: str
    first: int
    last: int
    dated: bool
    gap: int
    since: int
    until: int
    plan: bool
    withdrawal: bool
    rebuts: bool
    running: bool
    early: int
    late: int
    vessels: tuple[str, ...]
    people: tuple[str, ...]


class _Sort(NamedTuple):
    """What follows from type, phase and modality.

    Attributes:
        matter, plan, withdrawal, rebuts: as in `Account`.
        runs: True for what stands and goes on.
        onward: True if a beginning without an end is when an occasion took place, not how long.
        gap, back, ahead: without a time, how far apart publications may lie, and how many days before and
            after its own the matter is to be looked for.
    """

    matter: str
    plan: bool
    withdrawal: bool
    rebuts: bool
    runs: bool
    onward: bool
    gap: int
    back: int
    ahead: int


class _Days(NamedTuple):
    """The days of a time.

    Attributes:
        doubt: how many days it leaves open; 0 for a day, and for days that the matter fills.
        onward: True for a beginning without an end.
    """

    first: int
    last: int
    doubt: int
    onward: bool


class AccountMaker:
    """Makes accounts of links.

    Args:
        windows: how far apart claims may lie.
        placed: the claims that an analyst has put into an event.
    """

    def __init__(self, windows: Windows, placed: AbstractSet[str]) -> None:
        self._windows = windows
        self._placed = placed
        self._times: dict[str, _Days] = {}
        # By the bare strings: an enumeration hashes its members in Python, at more cost than all else here.
        self._sorts: dict[tuple[str, str, str], _Sort] = {}
        self._folded: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._occasions = {type_.value for type_ in occasions()}

    def __call__(self, link: Link) -> Account:
        """The account of a link's claim."""
        windows = self._windows
        key = (link.type._value_, link.phase._value_, link.modality._value_)
        sort = self._sorts.get(key)
        if sort is None:
            sort = self._sorts[key] = self._sort(link)
        public = link.known.toordinal() if link.known is not None else ALWAYS
        since, until = ALWAYS, _NEVER
        called_off = sort.withdrawal
        claim, edtf = link.claim_id, link.edtf
        if edtf is not None:
            days = self._times.get(edtf)
            if days is None:
                days = self._times[edtf] = _days(edtf, windows.exact)
            first, last, doubt, onward = days
            filled = 0 if doubt else first - last
            running = False
            if onward:
                running = sort.runs
                if sort.onward:
                    last = max(last, min(first + windows.open, public))
                    doubt = last - first
            gap = ALWAYS if doubt < windows.fine else self._gap(doubt, running)
            running = running and gap != ALWAYS
            if running and public != ALWAYS:
                until = public + windows.running
            called_off = called_off and gap == ALWAYS and last <= public
            if called_off:
                since, until = last + 1, last + windows.withdrawal
            early, late = first, until if until > last else last
        else:
            first = last = public
            doubt, filled = ALWAYS, 0
            running = sort.runs and not sort.rebuts
            gap = sort.gap
            if public != ALWAYS:
                since, until = public - sort.back, public + sort.ahead
            early, late = since, until
        vessels, people = link.vessels, link.participants
        details = len(vessels) + len(people) + (link.facet is not None)
        return _new(
            Account,
            (
                0 if claim in self._placed else 1,
                -len(link.actors) - len(link.recipients),
                1 if called_off else 0,
                doubt,
                filled,
                -details - (link.country is not None),
                public,
                claim,
                link,
                sort.matter,
                first,
                last,
                edtf is not None,
                gap,
                since,
                until,
                sort.plan,
                sort.withdrawal,
                sort.rebuts,
                running,
                early,
                late,
                vessels and self._keys(vessels),
                people and self._keys(people),
            ),
        )

    def _keys(self, names: tuple[str, ...]) -> tuple[str, ...]:
        keys = self._folded.get(names)
        if keys is None:
            keys = self._folded[names] = tuple(map(fold, names))
        return keys

    def _sort(self, link: Link) -> _Sort:
        type_, phase, modality, windows = link.type, link.phase, link.modality, self._windows
        occasion = type_.value in self._occasions
        plan = modality is Modality.PLANNED or modality is Modality.POSSIBLE
        called_off = phase is Phase.POSTPONE or phase is Phase.CANCEL
        withdrawal = called_off and occasion and modality is Modality.ASSERTED
        stage = (_OF_OCCASIONS if occasion else _OF_STANDING)[phase]
        rebuts = withdrawal or modality is Modality.DENIED
        runs = not occasion and phase is Phase.OCCUR and not plan
        news = windows.running if runs and not rebuts else windows.recent
        return _Sort(
            matter=f"{type_.value}/{stage}",
            plan=plan,
            withdrawal=withdrawal,
            rebuts=rebuts,
            runs=runs,
            onward=stage == _OCCURRENCE and not plan,
            gap=windows.rebuttal if rebuts else news,
            back=windows.rebuttal if rebuts else windows.recent if not plan else 1,
            ahead=windows.withdrawal if withdrawal else windows.ahead if plan or rebuts else 1,
        )

    def _gap(self, doubt: int, running: bool) -> int:
        windows = self._windows
        if running:
            return windows.running
        return windows.month if doubt < windows.month else windows.longer


def _days(edtf: str, exact: int) -> _Days:
    """The days of a time: of an open one, those of the end that is known."""
    time = parse(edtf)
    if isinstance(time, Moment):
        return _spanning(time, time)
    if time.start is not None and time.end is not None:
        return _spanning(time.start, time.end, filled=_is_exact(time.start, time.end, exact))
    known = time.start or time.end
    if known is None:
        return _Days(date.min.toordinal(), date.max.toordinal(), ALWAYS, onward=False)
    return _spanning(known, known, onward=time.end is None)


def _spanning(start: Moment, end: Moment, *, filled: bool = False, onward: bool = False) -> _Days:
    first, last = start.first.toordinal(), end.last.toordinal()
    return _Days(first, last, 0 if filled else last - first, onward)


def _is_exact(start: Moment, end: Moment, exact: int) -> bool:
    """True for an interval that is filled: given to the day, not too long, and not a calendar week."""
    if start.day is None or end.day is None:
        return False
    length = (end.first - start.first).days
    return length < exact and not (length == _WEEK and start.first.weekday() == 0)
