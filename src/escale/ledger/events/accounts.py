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

__all__ = ["ALWAYS", "NEVER", "Account", "AccountMaker"]

ALWAYS = 10_000_000  # more days than any calendar has
NEVER = -ALWAYS

_STAGES = {
    Phase.START: "opening",
    Phase.OCCUR: "opening",
    Phase.SUSPEND: "suspension",
    Phase.POSTPONE: "suspension",
    Phase.RESUME: "resumption",
    Phase.END: "closing",
    Phase.CANCEL: "closing",
}
_WEEK = 6  # days from Monday to Sunday


class Account(NamedTuple):
    """A claim's place in the order of accounts, then what is compared. Days are ordinals.

    Attributes:
        free: 0 for a claim that an analyst has put into an event: such claims lead, so that what he found
            together does not fall to a newcomer.
        parties: how many, negative: who names more parties is more telling.
        doubt: days of doubt about the time; `ALWAYS` without one.
        filled: days that the matter fills, negative: of two exact times the longer one holds the other.
        details: how many vessels, persons and other details are named, negative.
        public: day of publication, `ALWAYS` if unknown.
        id: the claim's.
        matter: type, and for a standing type the stage of its life, as one key.
        first, last: the days within which it lies; without a time, the day of publication.
        dated: True if the claim has a time.
        gap: how far apart publications may lie; `ALWAYS` if the time is fine enough to stand alone.
        since, until: without a time, the days in which the matter is to be looked for; of a withdrawal
            with the time of the decision, those in which the matter was due; else empty.
        plan, withdrawal: what the claim says: a matter to come, an occasion called off.
        rebuts: True for a withdrawal or a denial.
        running: True for what stands and goes on, since no day that is known.
    """

    free: int
    parties: int
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
        self._occasions = {type_.value for type_ in occasions()}
        self._stages = {phase.value: stage for phase, stage in _STAGES.items()}

    def __call__(self, link: Link) -> Account:
        """The account of a link's claim."""
        type_, phase, modality, windows = link.type, link.phase, link.modality, self._windows
        public = link.known.toordinal() if link.known else ALWAYS
        matter = type_._value_
        occasion = matter in self._occasions
        if not occasion:
            matter = f"{matter}/{self._stages[phase._value_]}"
        plan = modality is Modality.PLANNED or modality is Modality.POSSIBLE
        called_off = phase is Phase.POSTPONE or phase is Phase.CANCEL
        withdrawal = called_off and occasion and modality is Modality.ASSERTED
        rebuts = withdrawal or modality is Modality.DENIED
        running = False
        since, until = ALWAYS, NEVER
        if link.edtf is not None:
            days = self._times.get(link.edtf)
            if days is None:
                days = self._times[link.edtf] = _days(link.edtf, windows.exact)
            first, last, doubt = days.first, days.last, days.doubt
            filled = 0 if doubt else last - first
            if days.onward:
                running = not occasion and phase is Phase.OCCUR and not plan
                if occasion and not plan:
                    last = max(last, min(first + windows.open, public))
                    doubt = last - first
            gap = self._gap(doubt, running)
            running = running and gap != ALWAYS
            if running and public != ALWAYS:
                until = public + windows.running
            if withdrawal and gap == ALWAYS and last <= public:
                since, until = last + 1, last + windows.withdrawal
        else:
            first = last = public
            doubt, filled = ALWAYS, 0
            running = not occasion and phase is Phase.OCCUR and not plan and not rebuts
            gap = windows.running if running else windows.rebuttal if rebuts else windows.recent
            if public != ALWAYS:
                back = windows.rebuttal if rebuts else windows.recent if not plan else 1
                ahead = windows.withdrawal if withdrawal else windows.ahead if plan or rebuts else 1
                since, until = public - back, public + ahead
        details = len(link.vessels) + len(link.participants) + (link.facet is not None)
        return Account(
            0 if link.claim_id in self._placed else 1,
            -len(link.actors) - len(link.recipients),
            doubt,
            -filled,
            -details - (link.country is not None),
            public,
            link.claim_id,
            link,
            matter,
            first,
            last,
            link.edtf is not None,
            gap,
            since,
            until,
            plan,
            withdrawal,
            rebuts,
            running,
        )

    def _gap(self, doubt: int, running: bool) -> int:
        windows = self._windows
        if doubt < windows.fine:
            return ALWAYS
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
