"""The places a user names, opened one after the other: files, folders, standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BufferedIOBase
from pathlib import Path
from types import MappingProxyType

from escale.ingest.columns import Columns
from escale.ingest.folders import place_files
from escale.ingest.forms import SUFFIXES
from escale.ingest.meter import Meter
from escale.ingest.opening import Input, open_file, open_stream
from escale.ingest.terms import Terms

__all__ = ["STDIN", "SUFFIXES", "Input", "read_inputs"]

STDIN = "-"

_NONE: Mapping[str, str] = MappingProxyType({})
_OWN = Columns()


def read_inputs(
    places: Iterable[str],
    stdin: BufferedIOBase,
    overrides: Mapping[str, str] = _NONE,
    *,
    today: date,
    skip: Path | None = None,
    columns: Columns = _OWN,
    meter: Meter | None = None,
) -> Iterator[Input]:
    """The articles and pages of all places in order, and in its turn an error for each input that is none.

    Args:
        places: files, folders (read with what lies below them, in order of name) or ``-`` for ``stdin``.
        stdin: standard input.
        overrides: fields that take the place of the articles' own (``published``, ``lang``).
        today: the day of the run; what says it is from later than the next day is refused.
        skip: a file that is left out of folders: the one that the output goes to.
        columns: which column of a table, or key of a record, holds which field.
        meter: told how much of the files was taken in.
    """
    terms = Terms(overrides, today, columns)
    for place in place_files(places, skip=skip):
        if place == STDIN:
            yield from open_stream(stdin, "stdin", terms)
        else:
            yield from open_file(place, terms, meter)
