"""Claims as CSV (RFC 4180), one row a claim, safe to open in a spreadsheet.

Words of articles could be formulas that a spreadsheet runs when the file is opened. So a cell of words that
begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end, and each element of a list that does, gets an
apostrophe before it. The numbers, days and flags that we write ourselves have none. Lists are joined by ``;
`` and the chain of sources by `` <- ``; every cell is quoted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from escale.export.ledger.columns import COLUMNS, Cell, Kind, UrlOf, claim_columns
from escale.export.ledger.untrusted import guarded
from escale.ledger.rows import StoredClaim

__all__ = ["to_csv"]

_BOM = "\ufeff"
_JOINTS = {Kind.LIST: "; ", Kind.CHAIN: " <- "}


def to_csv(claims: Iterable[StoredClaim], *, bom: bool = False, url_of: UrlOf | None = None) -> Iterator[str]:
    """The lines of the file, a header first, each with its line end; to be written without translating these.

    Args:
        claims: the claims, read as they are needed.
        bom: begin with a byte order mark, by which Excel knows UTF-8.
        url_of: tells an article's address by its id; without it the column is empty.
    """
    yield (_BOM if bom else "") + _line([column.name for column in COLUMNS])
    for claim in claims:
        cells = claim_columns(claim, url_of(claim.article_id) if url_of else None)
        yield _line([_cell(cells[column.name], column.kind) for column in COLUMNS])


def _cell(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return _JOINTS[kind].join(guarded(part) for part in cell)
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else repr(cell)


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
