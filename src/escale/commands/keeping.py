"""``escale ledger``: make a ledger, look at it, look after it."""

from __future__ import annotations

import sys
from argparse import Namespace

from escale.commands.console import Console
from escale.commands.ledger_options import ledger_folder
from escale.commands.output import output_width
from escale.commands.questions import form_of
from escale.export.answers.holdings import INFO_SHEET, VERSION_SHEET, info_lines
from escale.export.answers.tabular import Form, written
from escale.export.answers.words import counted
from escale.ledger.ledger import Ledger

__all__ = ["keep"]

_DAMAGED = 2


def keep(options: Namespace, console: Console) -> int:
    """Does what the command says; the exit code is 2 if `verify` found damage.

    Raises:
        LedgerError: there is no ledger, or it cannot be read or written.
    """
    folder = ledger_folder(options.ledger)
    if options.action == "init":
        Ledger.create(folder)
        console.say(f"{folder}: an empty ledger")
        return 0
    ledger = Ledger.open(folder)
    if options.action == "verify":
        return _verify(ledger, str(folder), console)
    if options.action == "compact":
        console.say(f"{folder}: version {ledger.compact()}")
    elif options.action == "info":
        _info(ledger, options)
    else:
        _versions(ledger, options)
    return 0


def _verify(ledger: Ledger, folder: str, console: Console) -> int:
    found = ledger.verify()
    for finding in found:
        console.say(f"{finding.place}: {finding.cause}")
    if found:
        console.say(f"{folder}: {counted(len(found), 'thing is', 'things are')} wrong")
        return _DAMAGED
    console.say(f"{folder}: sound")
    return 0


def _info(ledger: Ledger, options: Namespace) -> None:
    found = ledger.info(version=options.version)
    form = form_of(options)
    if form is Form.TABLE:
        sys.stdout.writelines(f"{line}\n" for line in info_lines(found))
    else:
        sys.stdout.writelines(written(INFO_SHEET, [found], form, 0))
    sys.stdout.flush()


def _versions(ledger: Ledger, options: Namespace) -> None:
    lines = written(VERSION_SHEET, ledger.versions(), form_of(options), output_width(sys.stdout))
    sys.stdout.writelines(lines)
    sys.stdout.flush()
