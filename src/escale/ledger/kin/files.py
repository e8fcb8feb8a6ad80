"""A segment as files: each array in a file of its own, as it lies in memory on every machine we know.

Numbers have their lowest byte first. What describes a segment holds the length and the SHA-256 of each file;
the segment is named after these.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escale.ledger.kin.articles import Articles
from escale.ledger.kin.bands import entries
from escale.ledger.kin.segment import Segment, cell_starts
from escale.ledger.kin.sketch import TYPE, WIDTH

__all__ = ["Description", "damaged_files", "mapped", "written"]

Description = dict[str, Any]
"""As in JSON: ``name``, ``articles``, ``width`` (of an id), and ``files``, each ``[bytes, digest]``."""

_TOGETHER = 1 << 16  # articles whose sketches are in memory together


def written(folder: Path, parts: Sequence[Articles]) -> Description:
    """Writes articles, each of which is in one part, to files in an empty folder, and describes them.

    Raises:
        OSError: they cannot be written.
    """
    days = np.concatenate([part.days for part in parts])
    order = np.argsort(days, kind="stable")
    days = days[order]
    ids = np.concatenate([part.ids for part in parts])[order]
    by_id = np.argsort(ids)
    ranks = np.empty(len(ids), "<u4")
    ranks[by_id] = np.arange(len(ids))
    files = {
        "days": _written(folder / "days", [days.astype("<i4")]),
        "ids": _written(folder / "ids", [ids[by_id]]),
        "ranks": _written(folder / "ranks", [ranks]),
    }
    starts = cell_starts(days)
    ends = [0]

    def cells() -> Iterator[NDArray[np.uint64]]:
        for start, stop in pairwise(starts):
            found = entries(_sketches(parts, order[start:stop]), start)
            ends.append(ends[-1] + len(found))
            yield found.astype("<u8", copy=False)

    files["entries"] = _written(folder / "entries", cells())
    files["cells"] = _written(folder / "cells", [np.column_stack([starts, ends]).astype("<i8")])
    pieces = (order[start : start + _TOGETHER] for start in range(0, len(order), _TOGETHER))
    files["sketches"] = _written(folder / "sketches", (_sketches(parts, piece) for piece in pieces))
    digests = " ".join(digest for _, digest in files.values())
    name = hashlib.sha256(digests.encode()).hexdigest()[:32]
    return {"name": name, "articles": len(ids), "width": ids.dtype.itemsize, "files": files}


def mapped(folder: Path, about: Mapping[str, Any]) -> Segment:
    """The segment of a description, its files mapped into memory; their lengths are checked, no more.

    Raises:
        OSError: a file is missing.
        ValueError: a file is not as long as it was written, or does not belong to the others.
        KeyError, TypeError: it is no description.
    """
    files = about["files"]
    for name, (size, _) in files.items():
        if (folder / name).stat().st_size != size:
            raise ValueError(f"{folder / name}: not as long as it was written")

    def array(name: str, dtype: str | np.dtype[Any], *row: int) -> NDArray[Any]:
        if not files[name][0]:
            return np.zeros((0, *row), dtype)
        flat = np.memmap(folder / name, dtype, "r")
        return np.asarray(flat).reshape(-1, *row)

    segment = Segment(
        about=about,
        ids=array("ids", f"S{about['width']}"),
        ranks=array("ranks", "<u4"),
        days=array("days", "<i4"),
        sketches=array("sketches", TYPE, WIDTH),
        entries=array("entries", "<u8"),
        cells=array("cells", "<i8", 2),
    )
    counts = {len(segment.ranks), len(segment.days), len(segment.sketches), int(segment.cells[-1, 0])}
    if counts != {len(segment)} or segment.cells[-1, 1] != len(segment.entries):
        raise ValueError(f"{folder}: its files do not belong together")
    return segment


def damaged_files(folder: Path, about: Mapping[str, Any]) -> Iterator[Path]:
    """The files of a description whose bytes are not those that were written."""
    for name, (_, digest) in about["files"].items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                yield folder / name


def _written(path: Path, arrays: Iterator[NDArray[Any]] | Sequence[NDArray[Any]]) -> tuple[int, str]:
    """Writes arrays, one behind the other, to a new file, and gives its length and digest."""
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for array in arrays:
            data = np.ascontiguousarray(array).view(np.uint8).data
            digest.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
        return file.tell(), digest.hexdigest()


def _sketches(parts: Sequence[Articles], places: NDArray[np.intp]) -> NDArray[np.uint16]:
    """The sketches at places that count through all parts."""
    made = np.empty((len(places), WIDTH), TYPE)
    start = 0
    for part in parts:
        here = (places >= start) & (places < start + len(part))
        made[here] = part.sketches[places[here] - start]
        start += len(part)
    return made
