"""The commands of the ledger and their options, as ``docs/cli.md`` describes them; nothing heavy."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from escale.commands.arguments import code, first_day, last_day, number, probability
from escale.errors import UsageError
from escale.ledger.filters import Filter
from escale.ledger.ties.points import Status
from escale.model import ClaimType, Modality, Phase

__all__ = [
    "EXPORTS",
    "LEDGER_COMMANDS",
    "add_format",
    "add_ledger_commands",
    "add_ledger_option",
    "filter_of",
    "ledger_folder",
    "most_states",
]

EXPORTS = ("csv", "parquet", "jsonl", "plover", "polecat", "gexf", "inception")
LEDGER_COMMANDS = frozenset(
    {
        *("ledger", "claims", "events", "ties", "timeline", "why", "sources", "families", "diff"),
        *("correct", "accept", "reject", "restore", "merge", "split", "export", "import"),
    }
)
_FORMATS = ("table", "jsonl", "csv")
_TIMELINE_FORMATS = ("text", "jsonl", "csv", "html", "svg")
_MOST_STATES = 2

Subparsers = Any  # argparse's own class has no public name


def ledger_folder(named: str | None) -> Path:
    """The folder of the ledger: the one named, else ``ESCALE_LEDGER``, else ``ledger``."""
    return Path(named or os.environ.get("ESCALE_LEDGER") or "ledger")


def filter_of(options: Namespace) -> Filter:
    """The filter that the options of `_add_filters` and `_add_known` give."""
    return Filter(
        states=tuple(options.states or ()),
        types=tuple(map(ClaimType, options.type or ())),
        phases=tuple(map(Phase, options.phase or ())),
        modalities=tuple(map(Modality, options.modality or ())),
        place=options.place,
        vessel=options.vessel,
        person=options.person,
        source=options.source,
        text=options.text,
        words=options.words,
        after=options.after,
        before=options.before,
        known=options.known,
        least=options.min_confidence,
    )


def add_ledger_option(command: ArgumentParser) -> None:
    """``--ledger``."""
    command.add_argument(
        "--ledger", metavar="PATH", help="folder of the ledger (ESCALE_LEDGER, else ./ledger)"
    )


def add_ledger_commands(commands: Subparsers) -> None:
    """Adds all commands that ask, mend and exchange a ledger."""
    _add_keeping(commands.add_parser("ledger", help="make a ledger and look after it"))
    _add_claims(commands.add_parser("claims", help="list the claims of the ledger"))
    _add_events(commands.add_parser("events", help="list the events that claims speak of"))
    _add_ties(commands.add_parser("ties", help="how ties stand on a day, as known on a day"))
    _add_timeline(commands.add_parser("timeline", help="the ties and events of two parties over time"))
    _add_why(commands.add_parser("why", help="what is behind a claim, an event or a tie"))
    _add_sources(commands.add_parser("sources", help="who claims what, and how it fares"))
    _add_families(commands.add_parser("families", help="list reprints and versions of one text"))
    _add_diff(commands.add_parser("diff", help="what changed in what is known of two parties"))
    _add_corrections(commands)
    _add_export(commands.add_parser("export", help="write claims, ties or the whole ledger to a file"))
    _add_import(commands.add_parser("import", help="take a ledger that was exported as jsonl"))


def _add_keeping(command: ArgumentParser) -> None:
    actions = command.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=type(command)
    )
    init = actions.add_parser("init", help="make an empty ledger")
    init.description = "Makes an empty ledger."
    add_ledger_option(init)
    info = actions.add_parser("info", help="what the ledger holds")
    info.description = "Says what the ledger holds."
    _add_asking(info)
    verify = actions.add_parser("verify", help="look the ledger over for damage")
    verify.description = "Reads all of the ledger and says what is damaged."
    add_ledger_option(verify)
    compact = actions.add_parser("compact", help="rewrite many small files into few")
    compact.description = "Rewrites many small files into few; all versions stay."
    add_ledger_option(compact)
    versions = actions.add_parser("versions", help="list the versions of the ledger")
    versions.description = "Lists the versions of the ledger, the latest first."
    add_ledger_option(versions)
    add_format(versions)


def _add_claims(command: ArgumentParser) -> None:
    command.description = "Lists the claims that meet the filters, in order of publication."
    _add_asking(command)
    _add_states(command)
    _add_filters(command)
    _add_limit(command)


def _add_events(command: ArgumentParser) -> None:
    command.description = "Lists the events of which a claim meets the filters, in order of time."
    _add_asking(command)
    _add_states(command)
    _add_filters(command)
    _add_limit(command)


def _add_ties(command: ArgumentParser) -> None:
    command.description = "Says how the ties of one state, of a pair, or all, stand."
    command.add_argument("states", metavar="STATE", nargs="*", type=code, help="one or two codes")
    _add_asking(command)
    _add_on(command)
    command.add_argument(
        "--status", action="append", choices=[str(status) for status in Status], help="of that status"
    )
    _add_filters(command)


def _add_timeline(command: ArgumentParser) -> None:
    command.description = "Draws the ties of two parties from day to day, and their events."
    _add_pair(command)
    add_ledger_option(command)
    _add_version(command)
    command.add_argument("--format", choices=_TIMELINE_FORMATS, help="if not given: as -o says, else text")
    command.add_argument(
        "-o", "--output", metavar="FILE", help="write there: .html, .svg, .txt, .jsonl, .csv"
    )
    _add_on(command)
    _add_known(command)


def _add_why(command: ArgumentParser) -> None:
    command.description = "Explains a claim, an event or a tie down to the sentences."
    command.add_argument("subject", metavar="ID", help="of a claim or event, or a tie: talks:FRA-RUS")
    add_ledger_option(command)
    _add_version(command)
    command.add_argument("--format", choices=("text", "jsonl"), default="text", help="text if not given")
    _add_on(command)
    _add_known(command)


def _add_sources(command: ArgumentParser) -> None:
    command.description = "Lists the origins of claims, and how often others confirm or contradict them."
    _add_asking(command)
    _add_states(command)
    _add_filters(command)


def _add_families(command: ArgumentParser) -> None:
    command.description = "Lists families of near-identical articles: reprints, and versions of a dispatch."
    command.add_argument("article", metavar="ARTICLE", nargs="?", help="only the family of that article")
    _add_asking(command)
    _add_known(command)
    _add_limit(command)


def _add_diff(command: ArgumentParser) -> None:
    command.description = "Says what changed in what is known of the ties of two parties."
    _add_pair(command)
    command.add_argument(
        "--from", dest="earlier", metavar="DATE", type=last_day, required=True, help="as known on that day"
    )
    command.add_argument(
        "--to", dest="later", metavar="DATE", type=last_day, required=True, help="and on that day"
    )
    command.add_argument(
        "--on", metavar="DATE", type=last_day, help="the day asked about; that of --to if not given"
    )
    _add_asking(command)


def _add_corrections(commands: Subparsers) -> None:
    correct = commands.add_parser("correct", help="change fields of a claim")
    correct.description = "Changes fields of a claim; what was read stays in history."
    correct.add_argument("claim", metavar="CLAIM_ID", help="the claim")
    correct.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="extend",
        nargs="+",
        required=True,
        help="a field and its value, such as phase=suspend",
    )
    accept = commands.add_parser("accept", help="vouch for claims as they are")
    accept.description = "Says that claims were looked at and are right; it changes nothing in them."
    accept.add_argument("claims", metavar="CLAIM_ID", nargs="+", help="the claims")
    reject = commands.add_parser("reject", help="set claims aside as wrong")
    reject.description = "Sets claims aside as wrong; they stay in history."
    reject.add_argument("claims", metavar="CLAIM_ID", nargs="+", help="the claims")
    restore = commands.add_parser("restore", help="set claims back to what was read")
    restore.description = "Sets claims back to what was read."
    restore.add_argument("claims", metavar="CLAIM_ID", nargs="+", help="the claims")
    merge = commands.add_parser("merge", help="put events together")
    merge.description = "Says that events are one and the same."
    merge.add_argument("events", metavar="EVENT", nargs="+", help="the events, two or more")
    split = commands.add_parser("split", help="set claims of an event apart")
    split.description = "Says that some claims of an event speak of another one."
    split.add_argument("event", metavar="EVENT", help="the event")
    split.add_argument("claims", metavar="CLAIM_ID", nargs="+", help="its claims that are another event")
    for command in (correct, accept, reject, restore, merge, split):
        add_ledger_option(command)
        command.add_argument("--by", metavar="NAME", help="whose correction it is (ESCALE_BY)")
        command.add_argument("--note", metavar="TEXT", default="", help="why")


def _add_export(command: ArgumentParser) -> None:
    command.description = "Writes claims, ties or the whole ledger in a form for other programs."
    command.add_argument("--as", dest="form", choices=EXPORTS, required=True, help="the form")
    command.add_argument("-o", "--output", metavar="FILE", help="write there; standard output if not given")
    command.add_argument(
        "--bom", action="store_true", help="csv: begin with a mark by which Excel knows UTF-8"
    )
    add_ledger_option(command)
    _add_version(command)
    _add_states(command)
    _add_filters(command)


def _add_import(command: ArgumentParser) -> None:
    command.description = "Adds what escale export --as jsonl wrote."
    command.add_argument("file", metavar="FILE.jsonl", help="the file; - is standard input")
    add_ledger_option(command)


def _add_asking(command: ArgumentParser) -> None:
    add_ledger_option(command)
    _add_version(command)
    add_format(command)


def _add_version(command: ArgumentParser) -> None:
    command.add_argument(
        "--version", metavar="N", type=number, help="the ledger as it was in that version (the latest)"
    )


def add_format(command: ArgumentParser) -> None:
    """``--format``."""
    command.add_argument("--format", choices=_FORMATS, help="if not given: table on a terminal, else jsonl")


def _add_pair(command: ArgumentParser) -> None:
    command.add_argument("first", metavar="A", type=code, help="code of a state or body")
    command.add_argument("second", metavar="B", type=code, help="code of another")


def _add_states(command: ArgumentParser) -> None:
    command.add_argument(
        "--state",
        dest="states",
        metavar="CODE",
        type=code,
        action="append",
        help="a party to it; given several times: all of them",
    )


def _add_limit(command: ArgumentParser) -> None:
    command.add_argument("--limit", metavar="N", type=number, help="the first so many")


def _add_on(command: ArgumentParser) -> None:
    command.add_argument(
        "--on", metavar="DATE", type=last_day, help="the day asked about (that of --known, else the newest)"
    )


def _add_known(command: ArgumentParser) -> None:
    command.add_argument("--known", metavar="DATE", type=last_day, help="as known on that day (all)")


def _add_filters(command: ArgumentParser) -> None:
    group = command.add_argument_group("filters, of which a claim meets all")
    for name, values in (("type", ClaimType), ("phase", Phase), ("modality", Modality)):
        group.add_argument(
            f"--{name}",
            action="append",
            choices=[str(value) for value in values],
            metavar=name.upper(),
            help=f"of that {name}; given several times: any of them",
        )
    for name, meaning in (
        ("place", "the place has these words"),
        ("vessel", "a ship's name has these words"),
        ("person", "a participant's name has these words"),
        ("source", "a source's name has these words"),
        ("text", "the sentence has these words"),
        ("words", "each of these words is in one of them"),
    ):
        group.add_argument(f"--{name}", metavar="WORDS", help=meaning)
    group.add_argument("--after", metavar="DATE", type=first_day, help="the matter lies on or after that day")
    group.add_argument("--before", metavar="DATE", type=last_day, help="it lies on or before that day")
    group.add_argument("--min-confidence", metavar="P", type=probability, help="at least that sure, 0 to 1")
    group.add_argument("--known", metavar="DATE", type=last_day, help="published by that day")


def most_states(states: list[str]) -> None:
    """Refuses more than a pair.

    Raises:
        UsageError: there are more.
    """
    if len(states) > _MOST_STATES:
        raise UsageError(f"{' '.join(states)}: a tie has two parties; name one or two")
