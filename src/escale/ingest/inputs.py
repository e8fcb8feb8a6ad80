"""The places a user names, opened one after the other: files, folders, standard input."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedIOBase
from pathlib import Path
from types import MappingProxyType

from escale.errors import InputError
from escale.ingest.framing import from_document, from_lines, from_text, from_unknown
from escale.model import Article

__all__ = ["STDIN", "SUFFIXES", "read_inputs"]

STDIN = "-"
SUFFIXES = (".txt", ".json", ".jsonl", ".jsonl.gz")

_NONE: Mapping[str, str] = MappingProxyType({})


def read_inputs(
    places: Iterable[str],
    stdin: BufferedIOBase,
    overrides: Mapping[str, str] = _NONE,
    *,
    skip: Path | None = None,
) -> Iterator[Article | InputError]:
    """The articles of all places in order, and in its turn an error for each input that is none.

    Args:
        places: files, folders (read with what lies below them, in order of name) or ``-`` for ``stdin``.
        stdin: standard input.
        overrides: fields that take the place of the articles' own (``published``, ``lang``).
        skip: a file that is left out of folders: the one that the output goes to.
    """
    for place in places:
        if place == STDIN:
            yield from _guarded(from_unknown(stdin, "stdin", "stdin", overrides), "stdin")
        elif Path(place).is_dir():
            yield from _folder(place, overrides, skip)
        else:
            yield from _file(place, overrides)


def _folder(place: str, overrides: Mapping[str, str], skip: Path | None) -> Iterator[Article | InputError]:
    found = False
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or not name.lower().endswith(SUFFIXES) or not path.is_file():
                continue
            if skip is not None and skip.exists() and path.samefile(skip):
                continue
            found = True
            yield from _file(str(path), overrides)
    if not found:
        yield InputError(place, "a folder without articles", f"articles end in {', '.join(SUFFIXES)}")


def _file(place: str, overrides: Mapping[str, str]) -> Iterator[Article | InputError]:
    yield from _guarded(_opened(place, overrides), place)


def _opened(place: str, overrides: Mapping[str, str]) -> Iterator[Article | InputError]:
    name, suffix, packed = _parts(place)
    with Path(place).open("rb") as file:
        if not packed:
            yield from _framed(file, place, name, suffix, overrides)
            return
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield from _framed(unpacked, place, name, suffix, overrides)


def _framed(
    stream: BufferedIOBase, place: str, name: str, suffix: str, overrides: Mapping[str, str]
) -> Iterator[Article | InputError]:
    if suffix == ".txt":
        yield from_text(stream, place, name, overrides)
    elif suffix in {".jsonl", ".ndjson"}:
        yield from from_lines(stream, place, name, overrides)
    elif suffix == ".json":
        yield from from_document(stream, place, name, overrides)
    else:
        yield from from_unknown(stream, place, name, overrides)


def _parts(place: str) -> tuple[str, str, bool]:
    """Name without suffixes (safe to print), the suffix that tells the form, and whether it is gzip."""
    path = Path(place)
    packed = path.suffix.lower() == ".gz"
    if packed:
        path = path.with_suffix("")
    name = os.fsencode(path.stem).decode("utf-8", "replace")
    return name, path.suffix.lower(), packed


def _guarded(articles: Iterator[Article | InputError], place: str) -> Iterator[Article | InputError]:
    """The same articles; where the input itself fails, an error ends them."""
    try:
        yield from articles
    except InputError as error:
        yield error
    except FileNotFoundError:
        yield InputError(place, "no such file", "check the path")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield InputError(place, "damaged gzip data", "the rest of it is not read")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        yield InputError(place, (reason or "cannot be opened").lower(), "check the path and its permissions")
