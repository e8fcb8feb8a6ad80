"""``escale claims``, ``events``, ``ties``, ``timeline``, ``why``, ``sources``, ``families``, ``diff``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from escale.commands.addresses import addresses
from escale.commands.console import Console
from escale.commands.ledger_options import filter_of, ledger_folder, most_states
from escale.commands.output import output_width, text_output
from escale.commands.parties import check_parties
from escale.commands.register import combined_register
from escale.errors import UsageError
from escale.export.answers.claims import CLAIM_COLUMNS, claim_record
from escale.export.answers.diff import CHANGE_SHEET
from escale.export.answers.events import EVENT_SHEET
from escale.export.answers.families import FAMILY_SHEET, MEMBER_SHEET
from escale.export.answers.sources import SOURCE_SHEET
from escale.export.answers.tabular import Form, Sheet, json_line, written
from escale.export.answers.ties import TIE_SHEET, asked_words, basis_words
from escale.export.answers.timeline import TIMELINE_SHEET, timeline_rows
from escale.export.answers.why import why_record, why_text
from escale.export.answers.words import counted, tie_key
from escale.export.ledger.flat_csv import to_csv
from escale.export.terminal import fold
from escale.export.timeline_html import to_html
from escale.export.timeline_svg import to_svg
from escale.export.timeline_text import to_text
from escale.ledger.ledger import Ledger
from escale.ledger.rows import StoredClaim
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Timeline

__all__ = ["answer", "form_of"]

T = TypeVar("T")
_CLAIMS: Sheet[StoredClaim] = Sheet(CLAIM_COLUMNS, (), claim_record)
_SUFFIXES = {
    "html": "html",
    "htm": "html",
    "svg": "svg",
    "txt": "text",
    "jsonl": "jsonl",
    "csv": "csv",
}


def answer(options: Namespace, console: Console) -> None:
    """Writes the answer to the question that the command asks.

    Raises:
        UsageError: the question is wrong, or the output cannot be written.
        LedgerError: the ledger cannot be read.
    """
    said = _QUESTIONS[options.command](options)
    if said:
        console.say(said)


def form_of(options: Namespace) -> Form:
    """How the answer is written: as asked, else a table on a terminal and JSON lines elsewhere."""
    if options.format:
        return Form(options.format)
    return Form.TABLE if sys.stdout.isatty() else Form.JSONL


def _claims(options: Namespace) -> str | None:
    ledger, version = _opened(options)
    wanted = filter_of(options)
    more = None if options.limit is None else options.limit + 1
    found = ledger.claims(wanted, limit=more, version=version)
    check_parties(ledger, wanted.states, version, found)
    form = form_of(options)
    shown = found[: options.limit]
    if form is Form.CSV:
        _print(to_csv(shown, url_of=addresses(ledger, version)))
    else:
        _print(written(_CLAIMS, shown, form, output_width(sys.stdout)))
    return _how_many(found, shown, "claim")


def _events(options: Namespace) -> str | None:
    ledger, version = _opened(options)
    wanted = filter_of(options)
    found = ledger.events(wanted, version=version)
    check_parties(ledger, wanted.states, version, found)
    shown = found[: options.limit]
    _show(EVENT_SHEET, shown, options)
    return _how_many(found, shown, "event")


def _ties(options: Namespace) -> str | None:
    most_states(options.states)
    ledger, version = _opened(options)
    wanted = filter_of(options)
    found = ledger.ties(
        *wanted.states,
        on=options.on,
        known=wanted.known,
        wanted=wanted,
        statuses=tuple(map(Status, options.status or ())),
        version=version,
    )
    check_parties(ledger, wanted.states, version, found)
    _show(TIE_SHEET, found, options)
    if form_of(options) is Form.TABLE:
        on = ledger.day(options.on, wanted.known, version)
        articles = ledger.view(version).published(wanted.known)
        _below(basis_words(found, on, wanted.known, articles, version), found)
    return None


def _timeline(options: Namespace) -> str | None:
    form = _timeline_form(options)
    _two(options)
    ledger, version = _opened(options)
    found = ledger.timeline(
        options.first, options.second, on=options.on, known=options.known, version=version
    )
    check_parties(ledger, (options.first, options.second), version, found.bars or found.marks)
    with text_output(options.output) as out:
        for piece in _drawn(found, form, output_width(out)):
            out.write(piece)
        out.flush()
    return None


def _drawn(found: Timeline, form: str, width: int) -> Iterable[str]:
    if form == "html":
        return [to_html(found)]
    if form == "svg":
        return [to_svg(found)]
    if form == "text":
        return [to_text(found, width)]
    return written(TIMELINE_SHEET, timeline_rows(found), Form(form), width)


def _timeline_form(options: Namespace) -> str:
    if options.format:
        return str(options.format)
    if options.output in (None, "-"):
        return "text"
    suffix = Path(options.output).suffix.lower().lstrip(".")
    if suffix not in _SUFFIXES:
        raise UsageError(f"{options.output}: .html, .svg, .txt, .jsonl or .csv says how; or give --format")
    return _SUFFIXES[suffix]


def _why(options: Namespace) -> str | None:
    ledger, version = _opened(options)
    subject = tie_key(options.subject)
    found = ledger.why(subject, on=options.on, known=options.known, version=version)
    if options.format == "jsonl":
        _print([json_line(why_record(found))])
    else:
        _print(why_text(found, output_width(sys.stdout)))
    return None


def _sources(options: Namespace) -> str | None:
    ledger, version = _opened(options)
    wanted = filter_of(options)
    found = ledger.sources(wanted, version=version)
    check_parties(ledger, wanted.states, version, found)
    _show(SOURCE_SHEET, found, options)
    return _how_many(found, found, "source")


def _families(options: Namespace) -> str | None:
    ledger, version = _opened(options)
    found = ledger.families(options.article, known=options.known, version=version)
    if not found:
        return f"{options.article}: no other article has its text" if options.article else "no reprints"
    shown = found[: options.limit]
    if options.article and form_of(options) is Form.TABLE:
        _show(MEMBER_SHEET, [member for family in shown for member in family.members], options)
    else:
        _show(FAMILY_SHEET, shown, options)
    if len(found) > len(shown):
        return f"the first {counted(len(shown), 'family', 'families')}; there are more"
    return None


def _diff(options: Namespace) -> str | None:
    _two(options)
    if options.later < options.earlier:
        raise UsageError("--to is before --from; what is known grows with time")
    ledger, version = _opened(options)
    pair = (options.first, options.second)
    found = ledger.diff(*pair, earlier=options.earlier, later=options.later, on=options.on, version=version)
    check_parties(ledger, pair, version, found)
    _show(CHANGE_SHEET, found, options)
    if form_of(options) is Form.TABLE:
        changed = counted(len(found), "tie stands", "ties stand")
        asked = asked_words(options.on or options.later, options.later)
        then = options.earlier.isoformat()
        _below(f"{changed} otherwise {asked} than as known on {then}; ledger version {version}", found)
    return None


_QUESTIONS: Mapping[str, Callable[[Namespace], str | None]] = {
    "claims": _claims,
    "events": _events,
    "ties": _ties,
    "timeline": _timeline,
    "why": _why,
    "sources": _sources,
    "families": _families,
    "diff": _diff,
}


def _opened(options: Namespace) -> tuple[Ledger, int]:
    """The ledger and the number of the version asked: one and the same for every part of an answer."""
    ledger = Ledger.open(ledger_folder(options.ledger), combined_register())
    return ledger, ledger.view(options.version).version


def _two(options: Namespace) -> None:
    if options.first == options.second:
        raise UsageError(f"{options.first} {options.second}: name two parties")


def _how_many(found: list[T], shown: list[T], name: str) -> str | None:
    """What there is to say beside the answer: that it is empty, or not whole."""
    if not found:
        return f"no {name} meets this"
    if len(found) > len(shown):
        return f"the first {counted(len(shown), name)}; there are more"
    return None


def _show(sheet: Sheet[T], rows: Iterable[T], options: Namespace) -> None:
    _print(written(sheet, rows, form_of(options), output_width(sys.stdout)))


def _below(words: str, rows: Sequence[object]) -> None:
    """What stands below a table, set off from its rows if there are any."""
    lines = fold(words, output_width(sys.stdout))
    _print([*(["\n"] if rows else []), *(f"{line}\n" for line in lines)])


def _print(pieces: Iterable[str] | Iterator[str]) -> None:
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()
