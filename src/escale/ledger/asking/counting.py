"""Counts over the claims that meet a filter, by groups of the outline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

import numpy as np
import pyarrow.compute as pc

from escale.ledger.filters import Filter
from escale.ledger.outline import EPOCH, UNDATED, Flags, Groups, Ints, Outline
from escale.ledger.view import View

__all__ = ["Counts", "day_of", "meeting"]

_NO_DAY_YET = int(np.iinfo(np.int32).max)


@dataclass(frozen=True, slots=True)
class Counts:
    """What of each group counts, by its index.

    Attributes:
        claims, articles: how many.
        first, last: days of publication as `day_of` takes them.
    """

    claims: Ints
    articles: Ints
    first: Ints
    last: Ints

    @classmethod
    def of(cls, groups: Groups[Any], outline: Outline, counted: Flags) -> Self:
        """The counts of those claims of an outline that are ``counted``."""
        kept = counted[groups.claim]
        group, claim = groups.group[kept], groups.claim[kept]
        article, known = outline.article[claim], outline.known[claim]
        another = np.ones(len(group), dtype=np.bool_)
        another[1:] = (group[1:] != group[:-1]) | (article[1:] != article[:-1])
        size = len(groups.names)
        first, last = np.full(size, _NO_DAY_YET, np.int32), np.full(size, UNDATED, np.int32)
        np.minimum.at(first, group, np.where(known == UNDATED, _NO_DAY_YET, known))
        np.maximum.at(last, group, known)
        first[first == _NO_DAY_YET] = UNDATED
        claims, articles = np.bincount(group, minlength=size), np.bincount(group[another], minlength=size)
        return cls(claims.astype(np.int32), articles.astype(np.int32), first, last)

    def busiest(self, limit: int | None = None) -> list[int]:
        """The groups of which anything counts, most claims first, then in order of name."""
        ranked = np.argsort(-self.claims, kind="stable")[: np.count_nonzero(self.claims)]
        found: list[int] = ranked[:limit].tolist()
        return found


def day_of(day: int) -> date | None:
    """The day that a number of an outline stands for."""
    return None if day == UNDATED else EPOCH + timedelta(days=int(day))


def meeting(view: View, wanted: Filter) -> Flags:
    """Which claims of the view's outline meet a filter of types and days, and hold as known on its day."""
    where, parameters = wanted.sql()
    outline = view.outline
    query = f"SELECT number FROM outline WHERE {where}"  # noqa: S608
    found = view.sql.ask(query, parameters, {"outline": outline.claims}).column("number").to_numpy()
    flags = np.zeros(len(outline.article), dtype=np.bool_)
    flags[found] = True
    if len(hidden := view.editions.hidden(wanted.known)):
        flags &= ~pc.is_in(outline.articles, value_set=hidden).to_numpy(zero_copy_only=False)[outline.article]
    return flags
