"""The files behind the places a user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from escale.ingest.forms import has_form
from escale.ingest.remote import is_remote, remote_files

__all__ = ["is_folder", "place_files"]

# Browsers save a page as NAME.html and what belongs to it (advertisements, frames) in a folder of this name.
_SAVED_WITH = ("_files", "_fichiers")
_PAGES = (".html", ".htm")

# Of a Delta table: what holds one is no place of articles but a ledger.
_TABLE = "_delta_log"


def is_folder(place: str) -> bool:
    """Whether a place is a folder; False where that cannot be looked at."""
    try:
        return Path(place).is_dir()
    except OSError:
        return False


def place_files(places: Iterable[str], *, skip: Path | None = None) -> Iterator[str]:
    """The files, in order: of folders those below them that are articles by their suffix, in order of name.

    Hidden files, tables of a ledger and what browsers save with a page are left out. A folder in which
    nothing is left gives itself.

    Args:
        places: files, folders, URIs of these, or ``-``, which is given as it is.
        skip: a file that is left out of folders: the one that the output goes to.
    """
    for place in places:
        if is_remote(place):
            yield from (file.uri for file in remote_files(place))
            continue
        if place == "-" or not is_folder(place):
            yield place
            continue
        found = False
        for path in _below(place, skip):
            found = True
            yield path
        if not found:
            yield place


def _below(place: str, skip: Path | None) -> Iterator[str]:
    for folder, folders, names in os.walk(place):
        if _TABLE in folders:
            folders.clear()
            continue
        folders[:] = sorted(n for n in folders if not n.startswith(".") and not _belongs(n, names))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or not has_form(name) or not path.is_file():
                continue
            if skip is None or not skip.exists() or not path.samefile(skip):
                yield str(path)


def _belongs(folder: str, names: Sequence[str]) -> bool:
    pages = (folder[: -len(end)] + page for end in _SAVED_WITH if folder.endswith(end) for page in _PAGES)
    return any(page in names for page in pages)
