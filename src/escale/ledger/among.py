"""The rows of certain ids, as a condition that leaves out what cannot hold them without reading it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["among"]

# Arrow compares the ids with the least and greatest of a row group, and skips it, only where they are so few.
_SKIPS = 50
# Beyond so many, hardly a row group is skipped.
_MOST = 3_000


def among(column: str, ids: Iterable[str | None]) -> Any:
    """The Arrow expression that is true of rows whose ``column`` is one of ``ids``."""
    ordered = sorted({identity for identity in ids if identity is not None})
    size = _SKIPS if len(ordered) <= _MOST else len(ordered)
    starts = range(0, max(len(ordered), 1), max(size, 1))
    parts = [pc.field(column).isin(pa.array(ordered[at : at + size], pa.string())) for at in starts]
    # In pairs of pairs: a chain of hundreds is too deep for Arrow.
    while len(parts) > 1:
        odd = parts[len(parts) - len(parts) % 2 :]
        parts = [one | other for one, other in zip(parts[::2], parts[1::2], strict=False)] + odd
    return parts[0]
