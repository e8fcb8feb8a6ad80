"""Articles in batches that are read and committed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from escale.ledger.addresses import address_number
from escale.ledger.ids import article_id
from escale.model import Article

__all__ = ["Batch", "Batches"]

_ARTICLES = 32  # what a kill can cost, against the number of files
_CHARACTERS = 100_000  # so that long articles do not keep one process busy while others wait


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles.

    Attributes:
        articles: the articles.
        ids: theirs in the ledger.
        end: bytes of the input up to the last of them.
    """

    articles: tuple[Article, ...]
    ids: tuple[str, ...]
    end: float


class Batches:
    """Puts articles together, in their order, each once until it is done with.

    Attributes:
        addresses: of the articles that are under way, as numbers.
    """

    def __init__(self) -> None:
        self._open: dict[str, Article] = {}
        self._under_way: set[str] = set()
        self.addresses: set[int] = set()
        self._characters = 0
        self._end = 0.0

    @property
    def open(self) -> bool:
        """Whether articles wait for others."""
        return bool(self._open)

    def add(self, article: Article, end: float) -> bool:
        """Takes an article in, unless it is under way already.

        Args:
            article: the article.
            end: bytes of the input up to it.
        """
        identity = article_id(article)
        if identity in self._under_way:
            return False
        self._under_way.add(identity)
        self.addresses.update(_addresses([article]))
        self._open[identity] = article
        self._characters += len(article.text)
        self._end = end
        return True

    def full(self) -> Batch | None:
        """What waits, if it is enough."""
        enough = len(self._open) >= _ARTICLES or self._characters >= _CHARACTERS
        return self.rest() if enough else None

    def rest(self) -> Batch | None:
        """What waits; None if nothing does."""
        if not self._open:
            return None
        batch = Batch(tuple(self._open.values()), tuple(self._open), self._end)
        self._open = {}
        self._characters = 0
        return batch

    def done(self, batch: Batch) -> None:
        """A batch is in the ledger."""
        self._under_way.difference_update(batch.ids)
        self.addresses.difference_update(_addresses(batch.articles))


def _addresses(articles: Iterable[Article]) -> Iterator[int]:
    return (number for article in articles if (number := address_number(article.url)) is not None)
