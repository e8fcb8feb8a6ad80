"""Rows of cells laid out for the terminal: columns that hold nothing are left out, wide ones folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from escale.export.terminal import fold, pad, shown_width

__all__ = ["DEFAULT_WIDTH", "MIN_WIDTH", "grid"]

DEFAULT_WIDTH = 120
"""Cells of a line where the terminal does not say."""

MIN_WIDTH = 60
"""Cells below which a table is no longer folded."""

_GAP = "  "
_LEAST = 8
_WORD = 14  # cells up to which a word is left whole where the width allows


def grid(
    heads: Sequence[str], rows: Sequence[Sequence[str]], flexible: frozenset[str], width: int
) -> Iterator[str]:
    """The lines of a table, without line breaks; none if there are no rows.

    Args:
        heads: the names of the columns.
        rows: the cells, as many in each row as there are heads; safe to show.
        flexible: heads of columns of running text, which divide evenly what the others leave, so that each
            has room for its words.
        width: in cells.
    """
    if not rows:
        return
    shown = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    named = tuple(heads[place] for place in shown)
    cells = [tuple(row[place] for place in shown) for row in rows]
    widths = _widths(named, cells, flexible, max(width, MIN_WIDTH))
    yield from _row(named, widths)
    yield _GAP.join("─" * cell for cell in widths)
    for row in cells:
        yield from _row(row, widths)


def _widths(
    heads: tuple[str, ...], rows: list[tuple[str, ...]], flexible: frozenset[str], width: int
) -> list[int]:
    widths = [max(shown_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    wide = [place for place, head in enumerate(heads) if head in flexible]
    spare = width - len(_GAP) * (len(heads) - 1)
    spare -= sum(cell for place, cell in enumerate(widths) if place not in wide)
    wide.sort(key=lambda place: widths[place])
    full = [widths[place] for place in wide]
    words = [min(_WORD, max(map(_longest, column))) for column in zip(heads, *rows, strict=True)]
    least = [min(widths[place], max(_LEAST, words[place])) for place in wide]
    if sum(least) > spare:
        least = [min(cells, _LEAST) for cells in full]
    for place, cells in zip(wide, _shared(full, least, spare), strict=True):
        widths[place] = cells
    return widths


def _shared(full: Sequence[int], least: Sequence[int], spare: int) -> Sequence[int]:
    """The cells of columns, from the narrowest: level, but none below its least nor beyond what fills it."""
    shares = list(least)
    left = spare - sum(shares)
    while left > 0:
        open_ = [place for place, cells in enumerate(full) if shares[place] < cells]
        if not open_:
            break
        # The widest of the lowest, so that what cannot be divided goes to the wider ones.
        shares[min(open_, key=lambda place: (shares[place], -place))] += 1
        left -= 1
    return shares


def _longest(cell: str) -> int:
    """The cells of the longest piece that `fold` would rather not cut."""
    return max(map(shown_width, cell.replace("/", "/ ").split(" ")))


def _row(cells: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for height in range(max(len(lines) for lines in folded)):
        parts = (lines[height] if height < len(lines) else "" for lines in folded)
        yield _GAP.join(pad(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
