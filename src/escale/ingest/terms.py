"""What holds for all inputs of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from escale.ingest.columns import Columns

__all__ = ["Terms"]


@dataclass(frozen=True, slots=True)
class Terms:
    """How inputs are taken.

    Attributes:
        overrides: fields that take the place of the articles' own (``published``, ``lang``).
        today: the day of the run; what says it is from later than the next day is refused.
        columns: which column of a table, or key of a record, holds which field.
    """

    overrides: Mapping[str, str]
    today: date
    columns: Columns
