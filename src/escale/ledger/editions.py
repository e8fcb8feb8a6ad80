"""Editions: the texts that one address has had, of which the latest holds (``docs/ties.md``, Editions)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import groupby

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from escale.ledger.extent import instant_of
from escale.ledger.schema import Kind
from escale.ledger.store.contract import Snapshot

__all__ = ["EDITION_SCHEMA", "Dated", "Edition", "Editions", "editions_of"]

EDITION_SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("address", pa.int64()),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("later", pa.string()),
    ]
)
"""The columns of a table of editions."""

_BEGINNING = datetime.min.replace(tzinfo=UTC)
_REMEMBERED = 4  # days as known on


@dataclass(frozen=True, slots=True)
class Dated:
    """An article as far as editions are told by it: its address, day of publication, and day of its text.

    Attributes:
        address: a number (`escale.ledger.addresses`).
        known: day by which it was public.
        as_of: as in `escale.model.Article`.
    """

    article_id: str
    address: int
    known: date | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """One of several articles of an address.

    Attributes:
        since: first day on which it could be known; None if it has no date of publication.
        until: first day on which a later one was known instead; None if none was.
        later: the article that took its place; None if it holds by all that is known.
    """

    article_id: str
    address: int
    since: date | None
    until: date | None
    later: str | None

    def holds(self, known: date | None) -> bool:
        """Whether it is the one that holds as known on a day, or by all that is known."""
        if known is None:
            return self.later is None
        return self.since is not None and self.since <= known and (self.until is None or known < self.until)


def editions_of(articles: Iterable[Dated]) -> dict[str, Edition]:
    """The editions among articles, by id; those alone at their address are absent.

    Their order is that of `Dated.as_of`, or for a text without one of its publication; those without a
    date of publication, which nothing can say when they were known, come before all others. Whichever of
    them came first into the ledger does not matter.

    Raises:
        ValueError: ``as_of`` of one of them is no day and no instant.
    """
    made: dict[str, Edition] = {}
    in_order = sorted(articles, key=lambda article: (article.address, *_order(article)))
    for _, group in groupby(in_order, key=lambda article: article.address):
        texts = list(group)
        if len(texts) > 1:
            made.update((edition.article_id, edition) for edition in _of_address(texts))
    return made


def _order(article: Dated) -> tuple[bool, datetime, bool, date, str]:
    known = article.known or date.min
    day = datetime(known.year, known.month, known.day, tzinfo=UTC) if article.known else _BEGINNING
    moment = instant_of(article.as_of) if article.as_of else day
    return article.known is not None, moment, article.as_of is not None, known, article.article_id


def _of_address(texts: list[Dated]) -> Iterable[Edition]:
    """Of texts in their order, the last first."""
    first = next((text for text in texts if text.known), None)
    until: date | None = None
    later: str | None = None
    for text in reversed(texts):
        since = text.known if text is first else _known_as_it_is(text)
        yield Edition(text.article_id, text.address, since, until, later)
        if since is not None and (until is None or since < until):
            until, later = since, text.article_id
        later = later or text.article_id


def _known_as_it_is(text: Dated) -> date | None:
    """The day by which a later text was known: nobody knew of the change before it was made or seen."""
    if text.known is None or text.as_of is None:
        return text.known
    return max(text.known, instant_of(text.as_of).date())


class Editions:
    """The editions in a version of a ledger."""

    def __init__(self, by_id: Mapping[str, Edition]) -> None:
        self._by_id = by_id
        self._hidden = lru_cache(_REMEMBERED)(self._not_holding)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Editions:
        """Those of the articles of a version: where no address has two, one column is read."""
        column = snapshot.scan(Kind.ARTICLE, ["address"]).column("address")
        numbers = np.sort(column.drop_null().to_numpy())
        several = pa.array(np.unique(numbers[1:][numbers[1:] == numbers[:-1]]))
        if not len(several):
            return cls({})
        names = ["article_id", "address", "known", "as_of"]
        rows = snapshot.scan(Kind.ARTICLE, names, pc.field("address").isin(several))
        columns = (rows.column(name).to_pylist() for name in names)
        return cls(editions_of(map(Dated, *columns)))

    def get(self, article: str) -> Edition | None:
        """The edition that an article is; None if it is alone at its address."""
        return self._by_id.get(article)

    def hidden(self, known: date | None) -> pa.Array:
        """The ids of the articles that do not hold, as known on a day or by all that is known."""
        return self._hidden(known)

    def table(self) -> pa.Table:
        """A row an edition, with `EDITION_SCHEMA`."""
        rows = [self._by_id[article] for article in sorted(self._by_id)]
        columns = {name: [getattr(edition, name) for edition in rows] for name in EDITION_SCHEMA.names}
        return pa.table(columns, schema=EDITION_SCHEMA)

    def _not_holding(self, known: date | None) -> pa.Array:
        hidden = sorted(article for article, edition in self._by_id.items() if not edition.holds(known))
        return pa.array(hidden, pa.string())
