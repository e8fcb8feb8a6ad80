"""Segments kept in a folder beside the ledger's data files: what a search needs, ready to be mapped.

The folder is derived from the ledger and may be removed at any time. Segments are never changed: new ones are
written beside the old, and one index file, put in place at once, says which are those to use. It also names
the data files whose articles they hold, and the history of the ledger that these belong to. An index that
cannot be read or names what is not there is no index. When several processes keep the same ledger's
articles, each publishes what it has, and the last one counts: each is whole.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from escale.ledger.kin.articles import Articles
from escale.ledger.kin.files import Description, damaged_files, mapped, written
from escale.ledger.kin.segment import Segment

__all__ = ["Coverage", "Saved", "Shelf"]

_FORMAT = 1
_NAME = "_kin"
_INDEX = "index.json"
_MAKING = "making-"
_MERGED = 2  # segments of which none is so many times larger than the next become one
_LARGEST = 1 << 21  # articles of a segment: making one takes 100 bytes of memory for each
_KEPT = 3600.0  # seconds that a segment stays which the index names no more: others may be about to map it
_TRIES = 3
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What some articles are of: a history up to a version, and data files of it."""

    version: int
    history: str
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Saved:
    """Segments, and what their articles are of."""

    coverage: Coverage
    segments: tuple[Segment, ...]


class Shelf:
    """A folder of segments.

    Args:
        folder: it is made with the first segment.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def beside(cls, ledger: Path) -> Self:
        """The shelf of the ledger in a folder; no program takes it for data of the table."""
        return cls(ledger / _NAME)

    def load(self) -> Saved | None:
        """What was saved last, mapped into memory; None if nothing was, or if it is damaged."""
        for _ in range(_TRIES):
            try:
                index = self._index()
                segments = [mapped(self.folder / about["name"], about) for about in index["segments"]]
                coverage = Coverage(index["version"], index["history"], frozenset(index["parts"]))
            except FileNotFoundError:
                continue  # another process may have put a newer index in its place
            except _BROKEN:
                return None
            return Saved(coverage, tuple(segments))
        return None

    def made(self, parts: Sequence[Articles]) -> Segment:
        """A segment of articles, each of which is in one part, that no index names yet.

        Raises:
            OSError: the folder cannot be written.
        """
        with self._place() as place:
            about = written(place, parts)
            target = self.folder / about["name"]
            if not _is_whole(target, about):
                shutil.rmtree(target, ignore_errors=True)
                place.rename(target)
        return mapped(target, about)

    def removed(self, segment: Segment) -> None:
        """Removes the files of a segment that no index ever named."""
        shutil.rmtree(self.folder / segment.name, ignore_errors=True)

    def save(self, coverage: Coverage, segments: Sequence[Segment], more: Articles) -> tuple[Segment, ...]:
        """Keeps segments of this folder and some articles more, and gives the segments that now hold all.

        Raises:
            OSError: the folder cannot be written; what was saved before still is.
        """
        kept = sorted(segments, key=len, reverse=True)
        last = kept.pop() if kept and not len(more) else None
        joined = [last.articles if last else more]
        size = len(joined[0])
        while kept and len(kept[-1]) < _MERGED * size and len(kept[-1]) + size <= _LARGEST:
            joined.append(kept[-1].articles)
            size += len(kept.pop())
        if last and len(joined) == 1:
            kept.append(last)
        elif size:
            kept.append(self.made(joined))
        self._publish(coverage, kept)
        return tuple(kept)

    def damaged(self) -> list[Path]:
        """The files in use whose bytes are not those that were written: what is looked for may be missed."""
        saved = self.load()
        segments = saved.segments if saved else ()
        return [
            path for segment in segments for path in damaged_files(self.folder / segment.name, segment.about)
        ]

    def _index(self) -> dict[str, Any]:
        index = json.loads((self.folder / _INDEX).read_text(encoding="utf-8"))
        if index["format"] != _FORMAT:
            raise ValueError(f"{self.folder}: of another format")
        return dict(index)

    def _publish(self, coverage: Coverage, segments: Iterable[Segment]) -> None:
        """Puts a new index in place, and removes what none has named for a while."""
        about = [dict(segment.about) for segment in segments]
        left = self._left({one["name"] for one in about})
        index = {
            "format": _FORMAT,
            "version": coverage.version,
            "history": coverage.history,
            "parts": sorted(coverage.parts),
            "segments": about,
            "left": left,
        }
        with self._place() as place:
            with (place / _INDEX).open("w", encoding="utf-8") as file:
                json.dump(index, file)
                file.flush()
                os.fsync(file.fileno())
            (place / _INDEX).replace(self.folder / _INDEX)
        for name, since in left.items():
            if time.time() - since > _KEPT:
                shutil.rmtree(self.folder / name, ignore_errors=True)

    def _left(self, named: set[str]) -> dict[str, float]:
        """The folders there are beside the named ones, and since when they are left."""
        try:
            before = {name: float(since) for name, since in self._index()["left"].items()}
        except _BROKEN:
            before = {}
        self.folder.mkdir(exist_ok=True)
        there = [place.name for place in self.folder.iterdir() if place.is_dir()]
        return {name: before.get(name, time.time()) for name in sorted(there) if name not in named}

    @contextmanager
    def _place(self) -> Iterator[Path]:
        """A new folder to make something in; what is not moved out of it is removed."""
        self.folder.mkdir(exist_ok=True)
        place = self.folder / f"{_MAKING}{uuid.uuid4().hex}"
        place.mkdir()
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _is_whole(folder: Path, about: Description) -> bool:
    """Whether a segment of that description is there already, as it should be."""
    try:
        return next(damaged_files(folder, about), None) is None
    except FileNotFoundError:
        return False
