"""``escale correct``, ``accept``, ``reject``, ``restore``, ``merge``, ``split``: what an analyst knows."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Iterable

from escale.commands.console import Console
from escale.commands.ledger_options import ledger_folder
from escale.commands.register import combined_register
from escale.errors import UsageError
from escale.export.answers.corrections import correction_words
from escale.export.answers.words import counted
from escale.ledger.events import Event
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim
from escale.ledger.settings import change_of

__all__ = ["correct"]

_FEWEST = 2  # events that can be merged
_DONE = {
    CorrectionKind.ACCEPT: "accepted",
    CorrectionKind.REJECT: "rejected",
    CorrectionKind.RESTORE: "set back to what was read",
}


def correct(options: Namespace, console: Console) -> None:
    """Appends the correction that the command asks for, and says what came of it.

    Raises:
        UsageError: nobody is named, or there is no such claim, event, field or value.
        LedgerError: the ledger cannot be read or written.
    """
    by = options.by or os.environ.get("ESCALE_BY") or ""
    if not by.strip():
        raise UsageError("--by NAME is needed: a correction says whose it is (ESCALE_BY does, too)")
    ledger = Ledger.open(ledger_folder(options.ledger), combined_register())
    if options.command == "correct":
        _set(ledger, options, by, console)
    elif options.command == "merge":
        _merge(ledger, options, by, console)
    elif options.command == "split":
        _split(ledger, options, by, console)
    else:
        kind = CorrectionKind(options.command)
        claims = sorted(set(options.claims))
        _are_claims(claims)
        ledger.correct(kind, claims, by=by, note=options.note)
        console.say(f"{counted(len(claims), 'claim')} {_DONE[kind]}")


def _set(ledger: Ledger, options: Namespace, by: str, console: Console) -> None:
    _are_claims([options.claim])
    before = ledger.why(options.claim).subject
    if not isinstance(before, StoredClaim):
        raise UsageError(f"{options.claim}: not a claim")
    change = change_of(options.set, before.claim)
    fields = json.dumps(change, ensure_ascii=False)
    ledger.correct(CorrectionKind.SET, [options.claim], by=by, note=options.note, fields=fields)
    after = ledger.why(options.claim)
    read = after.as_read[0] if after.as_read else before
    *_, last = correction_words(before, read, after.corrections)
    console.say(f"{options.claim}: {last}")


def _merge(ledger: Ledger, options: Namespace, by: str, console: Console) -> None:
    events = {event.id: event for event in (_event(ledger, identity) for identity in options.events)}
    if len(events) < _FEWEST:
        raise UsageError(f"{' '.join(options.events)}: one and the same event; name two or more")
    claims = sorted({claim for event in events.values() for claim in event.claims})
    ledger.correct(CorrectionKind.MERGE, claims, by=by, note=options.note)
    made = _event_of(ledger, claims[0])
    console.say(f"{' '.join(events)}: one event now, {made.id} ({counted(len(made.claims), 'claim')})")


def _split(ledger: Ledger, options: Namespace, by: str, console: Console) -> None:
    event = _event(ledger, options.event)
    claims = sorted(set(options.claims))
    others = [claim for claim in claims if claim not in event.claims]
    if others:
        raise UsageError(f"{others[0]}: no claim of event {event.id}")
    if len(claims) == len(event.claims):
        raise UsageError(f"{event.id}: these are all its claims; name some of them")
    # Else the event's id would be that of what is set apart from it.
    if (named := f"c{event.id[1:]}") in claims:
        raise UsageError(f"{named}: event {event.id} is named after it; set the others apart instead")
    ledger.correct(CorrectionKind.SPLIT, claims, by=by, note=options.note)
    made = _event_of(ledger, claims[0])
    console.say(f"{event.id}: {counted(len(claims), 'claim')} set apart as event {made.id}")


def _are_claims(claims: Iterable[str]) -> None:
    for claim in claims:
        if not claim.startswith("c"):
            raise UsageError(f"{claim}: not a claim; its id is a c and 24 figures, as escale claims shows it")


def _event(ledger: Ledger, identity: str) -> Event:
    if not identity.startswith("e"):
        raise UsageError(
            f"{identity}: not an event; its id is an e and 24 figures, as escale events shows it"
        )
    subject = ledger.why(identity).subject
    if not isinstance(subject, Event):
        raise UsageError(f"{identity}: not an event")
    return subject


def _event_of(ledger: Ledger, claim: str) -> Event:
    """The event that a claim belongs to."""
    return _event(ledger, f"e{claim[1:]}")
