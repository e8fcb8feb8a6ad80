"""An article's text in pieces, each with the claims that rest on it, as a page marks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from escale.export.highlight import segments
from escale.model import Article, Claim, ClaimType

__all__ = ["Piece", "pieces"]

# Characters that HTML does not allow, even escaped.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text on which the same claims rest.

    Attributes:
        text: its words; characters that no page may hold are replaced.
        claims: places in the list of claims of those that it is evidence of.
        type: of the first of them; None if there is none.
        trigger: type of the claim whose trigger covers it; None if none does.
        ends: places of the claims whose trigger ends with it: their numbers stand after it.
    """

    text: str
    claims: tuple[int, ...]
    type: ClaimType | None
    trigger: ClaimType | None
    ends: tuple[int, ...]


def pieces(article: Article, claims: Sequence[Claim]) -> Iterator[Piece]:
    """The article proper in pieces, without its header; together they are its whole text."""
    for segment in segments(len(article.text), claims):
        if segment.end <= article.body:
            continue
        yield Piece(
            _UNPRINTABLE.sub("\ufffd", article.text[max(segment.start, article.body) : segment.end]),
            segment.evidence,
            claims[segment.evidence[0]].type if segment.evidence else None,
            claims[segment.triggers[0]].type if segment.triggers else None,
            segment.ends,
        )
