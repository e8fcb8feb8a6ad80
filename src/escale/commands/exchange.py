"""``escale export`` and ``escale import``: a ledger in the forms of other programs, and in our own."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from itertools import groupby
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from escale.commands.addresses import addresses
from escale.commands.checking import checked_records
from escale.commands.console import Console
from escale.commands.ledger_options import filter_of, ledger_folder
from escale.commands.output import binary_output, text_output, unwritable
from escale.commands.parties import check_parties
from escale.errors import UsageError
from escale.export.answers.words import counted, day_of
from escale.export.ledger.coding import Codebook
from escale.export.ledger.flat_csv import to_csv
from escale.export.ledger.flat_parquet import to_parquet
from escale.export.ledger.gexf import TieSpan, to_gexf
from escale.export.ledger.inception import to_inception, type_system
from escale.export.ledger.plover import to_plover
from escale.export.ledger.polecat import to_polecat
from escale.export.ledger.records import write_records
from escale.ledger.asking.spans import spans
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import StoredArticle, StoredClaim
from escale.ledger.ties.memory import load_memories

__all__ = ["export", "take"]

_LAYER = "EscaleClaim-layer.xml"
_TO_FILES = ("parquet", "inception")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def export(options: Namespace) -> None:
    """Writes what the command asks for.

    Raises:
        UsageError: the options do not go together, or the output cannot be written.
        LedgerError: the ledger cannot be read.
    """
    wanted = filter_of(options)
    _check(options, wanted)
    ledger = Ledger.open(ledger_folder(options.ledger))
    version = ledger.view(options.version).version
    if options.form == "parquet":
        with binary_output(options.output) as sink:
            to_parquet(_claims(ledger, wanted, version), sink, url_of=addresses(ledger, version))
    elif options.form == "inception":
        _inception(options.output, ledger, wanted, version)
    else:
        pieces = _text(options, ledger, wanted, version)
        with text_output(options.output) as out:
            out.writelines(pieces)
            out.flush()


def take(options: Namespace, stdin: BufferedIOBase, console: Console) -> None:
    """Adds what a file holds to the ledger, and says what came of it.

    Raises:
        InputError: the file is no whole export of a ledger; nothing of it was added.
        LedgerError: the ledger cannot be read or written.
    """
    ledger = Ledger.open(ledger_folder(options.ledger))
    with checked_records(options.file, stdin) as records:
        added = ledger.take(records)
    place = "stdin" if options.file == "-" else options.file
    console.say(
        f"{place}: {counted(added.new, 'article')} new, {added.superseded:,} read anew, "
        f"{added.unchanged:,} there already; {counted(added.claims, 'claim')}"
    )


def _check(options: Namespace, wanted: Filter) -> None:
    if options.bom and options.form != "csv":
        raise UsageError("--bom is for --as csv only")
    if options.form in _TO_FILES and options.output in (None, "-"):
        what = "binary data" if options.form == "parquet" else "a file for each article"
        raise UsageError(f"--as {options.form} is {what}; give -o")
    if options.form == "jsonl" and wanted != Filter():
        raise UsageError("--as jsonl is the whole ledger, for escale import; leave the filters out")


def _text(options: Namespace, ledger: Ledger, wanted: Filter, version: int) -> Iterator[str]:
    if options.form == "jsonl":
        return write_records(ledger.records(version=version))
    if options.form == "gexf":
        return to_gexf(_spans(ledger, wanted, version))
    claims = _claims(ledger, wanted, version)
    if options.form == "plover":
        return to_plover(claims, Codebook.load(), url_of=addresses(ledger, version))
    if options.form == "polecat":
        return to_polecat(claims, Codebook.load())
    return to_csv(claims, bom=options.bom, url_of=addresses(ledger, version))


def _claims(ledger: Ledger, wanted: Filter, version: int) -> list[StoredClaim]:
    found = ledger.claims(wanted, version=version)
    check_parties(ledger, wanted.states, version, found)
    return found


def _spans(ledger: Ledger, wanted: Filter, version: int) -> Iterator[TieSpan]:
    on = ledger.day(None, wanted.known, version)
    for key, segments in spans(ledger.view(version), wanted, on, load_memories()):
        for segment in segments:
            yield TieSpan(
                key,
                segment.status,
                day_of(segment.first),
                day_of(segment.last),
                segment.origins,
                segment.reports,
            )


def _inception(place: str, ledger: Ledger, wanted: Filter, version: int) -> None:
    files = to_inception(_with_articles(ledger, wanted, version))
    whole = _with_layer(files)
    if Path(place).suffix.lower() == ".zip":
        with binary_output(place) as sink:
            _zipped(whole, sink)
        return
    try:
        Path(place).mkdir(parents=True, exist_ok=True)
        for name, document in whole:
            (Path(place) / name).write_text(document, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritable(place, error) from None


def _with_layer(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield _LAYER, type_system()
    yield from files


def _zipped(files: Iterable[tuple[str, str]], sink: BinaryIO) -> None:
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name, document in files:
            # The same ledger gives the same bytes, whenever it is written.
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, document)


def _with_articles(
    ledger: Ledger, wanted: Filter, version: int
) -> Iterator[tuple[StoredArticle, list[StoredClaim]]]:
    """The articles of the claims wanted, each with these."""
    claims = sorted(_claims(ledger, wanted, version), key=lambda claim: (claim.article_id, claim.id))
    grouped = {article: list(own) for article, own in groupby(claims, key=lambda claim: claim.article_id)}
    for article in ledger.view(version).articles_of(claims):
        yield article, grouped[article.id]
