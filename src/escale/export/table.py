"""Readings as a table for the terminal: a heading an article, a row a claim, cells folded to the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from escale.export.explain import explain_claim
from escale.export.terminal import fold, pad, plain, shown_width
from escale.model import Claim, Money, Party
from escale.reading import Reading

__all__ = ["DEFAULT_WIDTH", "to_table"]

DEFAULT_WIDTH = 120
_MIN_WIDTH = 60
_GAP = "  "
_HEADS = ("#", "sure", "matter", "phase", "modality", "parties", "when", "where", "what", "according to")

# Columns of running text: they divide evenly what the others leave, none below its least width.
_FLEXIBLE = {"parties", "when", "where", "what", "according to"}
_LEAST = 8


def to_table(readings: Iterable[Reading], *, width: int, explain: bool = False) -> Iterator[str]:
    """The readings as lines of text, line breaks included; with ``explain`` the reasons of each claim too."""
    width = max(width, _MIN_WIDTH)
    first = True
    for reading in readings:
        if not first:
            yield "\n"
        first = False
        yield from (f"{line}\n" for line in _article(reading, width, explain))


def _article(reading: Reading, width: int, explain: bool) -> Iterator[str]:
    article = reading.article
    count = len(reading.claims)
    parts = (
        article.title or article.id,
        article.outlet,
        article.published or "no date",
        f"{count} claim{'' if count == 1 else 's'}",
    )
    yield from fold(plain(" · ".join(part for part in parts if part)), width)
    if not reading.claims:
        return
    cells = [_cells(number, claim) for number, claim in enumerate(reading.claims, 1)]
    shown = [place for place in range(len(_HEADS)) if any(row[place] for row in cells)]
    heads = tuple(_HEADS[place] for place in shown)
    cells = [tuple(row[place] for place in shown) for row in cells]
    widths = _widths(heads, cells, width)
    yield from _row(heads, widths)
    yield _GAP.join("─" * cell for cell in widths)
    for row in cells:
        yield from _row(row, widths)
    if explain:
        for number, claim in enumerate(reading.claims, 1):
            yield ""
            yield from explain_claim(reading, number, claim, width)


def _cells(number: int, claim: Claim) -> tuple[str, ...]:
    what = [f"{item.quantity} × {item.text}" if item.quantity else item.text for item in claim.items]
    what += claim.vessels
    if claim.value:
        what.append(_money(claim.value))
    return (
        str(number),
        f"{claim.confidence.claim:.2f}" if claim.confidence else "",
        claim.type.value.replace("_", " "),
        claim.phase.value,
        claim.modality.value,
        _parties(claim),
        claim.time.edtf if claim.time else "",
        _place(claim),
        plain(", ".join(what)),
        plain(" ← ".join(source.text for source in claim.sources)),
    )


def _parties(claim: Claim) -> str:
    actors = ", ".join(_party(party) for party in claim.actors)
    recipients = ", ".join(_party(party) for party in claim.recipients)
    return plain(f"{actors or '?'} → {recipients}" if recipients else actors)


def _party(party: Party) -> str:
    if party.code == "NSA" and party.text:
        return party.text
    return party.code if party.sector.value == "GOV" else f"{party.code}·{party.sector.value}"


def _place(claim: Claim) -> str:
    if claim.place is None:
        return ""
    return plain(claim.place.text + (f" ({claim.place.country})" if claim.place.country else ""))


def _money(value: Money) -> str:
    return f"{value.amount:,.0f} {value.currency}".replace(",", " ")


def _widths(heads: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> list[int]:
    widths = [max(shown_width(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    flexible = [place for place, head in enumerate(heads) if head in _FLEXIBLE]
    spare = width - len(_GAP) * (len(heads) - 1)
    spare -= sum(cell for place, cell in enumerate(widths) if place not in flexible)
    # The narrowest first: what it leaves of its share goes to the wider ones.
    for taken, place in enumerate(sorted(flexible, key=lambda place: widths[place])):
        share = spare // (len(flexible) - taken)
        widths[place] = min(widths[place], max(_LEAST, share))
        spare -= widths[place]
    return widths


def _row(cells: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for height in range(max(len(lines) for lines in folded)):
        parts = (lines[height] if height < len(lines) else "" for lines in folded)
        yield _GAP.join(pad(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
