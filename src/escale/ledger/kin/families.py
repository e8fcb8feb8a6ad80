"""Families of near-identical articles: all that are kin of kin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from escale.ledger.rows import Kinship

__all__ = ["families"]


def families(kinships: Iterable[Kinship], known: date | None) -> dict[str, str]:
    """Article id → family, for every article with kin: all that are kin of kin, named after the smallest id.

    Args:
        kinships: pairs of near-identical articles.
        known: only kin that were both public by that day count, none of unknown day; None counts all.
    """
    above: dict[str, str] = {}

    def top(article: str) -> str:
        while (higher := above.setdefault(article, article)) != article:
            above[article] = above[higher]
            article = above[article]
        return article

    for kinship in kinships:
        if known is None or (kinship.known is not None and kinship.known <= known):
            one, other = sorted((top(kinship.first), top(kinship.second)))
            above[other] = one
    return {article: top(article) for article in list(above)}
