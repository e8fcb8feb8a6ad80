"""``escale read``: articles in, claims out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from typing import TextIO

from escale.commands.console import Console
from escale.commands.output import output_width, text_output
from escale.engine.article_reader import MakeReader
from escale.errors import InputError, UsageError
from escale.export.html import to_html
from escale.export.json_lines import to_json, to_jsonl
from escale.export.table import to_table
from escale.ingest.articles import articles_of
from escale.ingest.columns import Columns
from escale.ingest.dates import publication_date
from escale.ingest.inputs import read_inputs
from escale.model import Article
from escale.reading import Reading

__all__ = ["DEFAULT_LANGUAGE", "FORMATS", "ReadOptions", "overrides_of", "read"]

FORMATS = ("table", "jsonl", "json", "html")
DEFAULT_LANGUAGE = "fr"

_OWN = Columns()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The options of the command, as given."""

    places: Sequence[str]
    format: str | None = None
    published: str | None = None
    lang: str | None = None
    explain: bool = False
    output: str | None = None
    min_confidence: float | None = None
    columns: Columns = _OWN


def read(options: ReadOptions, make_reader: MakeReader, stdin: BufferedIOBase, console: Console) -> int:
    """Reads every place named and writes the claims; the exit code is 2 if anything was rejected.

    Raises:
        UsageError: the options are wrong, or the output cannot be written.
    """
    overrides = overrides_of(options.published, options.lang)
    reader = make_reader(options.lang or DEFAULT_LANGUAGE, False)
    tally = _Tally(console)
    skip = Path(options.output) if options.output else None
    today = datetime.now(UTC).date()
    inputs = read_inputs(options.places, stdin, overrides, today=today, skip=skip, columns=options.columns)
    articles = tally.accepted(articles_of(inputs, overrides, today))
    with text_output(options.output) as out:
        for piece in _written(options, out, tally.told(_sure(reader.pipe(articles), options.min_confidence))):
            out.write(piece)
        out.flush()
    tally.close()
    return 2 if console.rejected else 0


class _Tally:
    """Counts what goes in and comes out, and tells the console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._ids: Counter[str] = Counter()
        self._articles = 0
        self._claims = 0

    def accepted(self, inputs: Iterable[Article | InputError]) -> Iterator[Article]:
        for item in inputs:
            if isinstance(item, InputError):
                self._console.reject(item)
            else:
                self._ids[item.id] += 1
                yield item

    def told(self, readings: Iterable[Reading | InputError]) -> Iterator[Reading]:
        for reading in readings:
            if isinstance(reading, InputError):
                self._console.reject(reading)
                continue
            self._articles += 1
            self._claims += len(reading.claims)
            for notice in reading.notices:
                self._console.notice(reading.article.id, notice)
            yield reading
            self._console.progress(self._articles, self._claims)

    def close(self) -> None:
        shared = [identity for identity, count in self._ids.items() if count > 1]
        if shared:
            more = f" and {len(shared) - 1} more" if len(shared) > 1 else ""
            self._console.say(f"{shared[0]}{more}: an id that several articles share; all were read")
        self._console.close(self._articles)


def _sure(readings: Iterable[Reading | InputError], least: float | None) -> Iterator[Reading | InputError]:
    """The readings without the claims less sure than ``least``; the others keep their ids."""
    for reading in readings:
        if least is None or isinstance(reading, InputError):
            yield reading
        else:
            kept = (c for c in reading.claims if c.confidence is None or c.confidence.claim >= least)
            yield replace(reading, claims=tuple(kept))


def overrides_of(date: str | None, lang: str | None) -> Mapping[str, str]:
    """The fields of articles that a user's ``--published`` and ``--lang`` replace.

    Raises:
        UsageError: the date is none.
    """
    overrides: dict[str, str] = {}
    if date is not None:
        published = publication_date(date)
        if published is None:
            raise UsageError(f"--published {date}: no such date; write YYYY[-MM[-DD]]")
        overrides["published"] = published
    if lang is not None:
        overrides["lang"] = lang
    return overrides


def _written(options: ReadOptions, out: TextIO, readings: Iterable[Reading]) -> Iterator[str]:
    form = options.format or _form_of(options.output) or ("table" if out.isatty() else "jsonl")
    if form == "html":
        return to_html(readings, explain=options.explain)
    if form == "json":
        return to_json(readings, explain=options.explain)
    if form == "jsonl":
        return to_jsonl(readings, explain=options.explain)
    return to_table(readings, width=output_width(out), explain=options.explain)


def _form_of(output: str | None) -> str | None:
    suffix = Path(output or "").suffix.lower().lstrip(".")
    return "html" if suffix == "htm" else suffix if suffix in FORMATS else None
