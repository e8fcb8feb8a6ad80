"""Readings as a table for the terminal: a heading an article, a row a claim, cells folded to the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from escale.export.claim_words import (
    chain_words,
    parties_words,
    place_words,
    type_words,
    what_words,
    when_words,
)
from escale.export.explain import explain_claim
from escale.export.grid import DEFAULT_WIDTH, MIN_WIDTH, grid
from escale.export.terminal import fold, plain
from escale.model import Claim
from escale.reading import Reading

__all__ = ["DEFAULT_WIDTH", "to_table"]

_HEADS = ("#", "sure", "matter", "phase", "modality", "parties", "when", "where", "what", "according to")
_FLEXIBLE = frozenset({"parties", "when", "where", "what", "according to"})


def to_table(readings: Iterable[Reading], *, width: int, explain: bool = False) -> Iterator[str]:
    """The readings as lines of text, line breaks included; with ``explain`` the reasons of each claim too."""
    width = max(width, MIN_WIDTH)
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
    cells = [_cells(number, claim) for number, claim in enumerate(reading.claims, 1)]
    yield from grid(_HEADS, cells, _FLEXIBLE, width)
    if explain:
        for number, claim in enumerate(reading.claims, 1):
            yield ""
            yield from explain_claim(reading, number, claim, width)


def _cells(number: int, claim: Claim) -> tuple[str, ...]:
    return (
        str(number),
        f"{claim.confidence.claim:.2f}" if claim.confidence else "",
        type_words(claim.type.value),
        claim.phase.value,
        claim.modality.value,
        parties_words(claim),
        when_words(claim),
        place_words(claim),
        what_words(claim),
        chain_words(claim),
    )
