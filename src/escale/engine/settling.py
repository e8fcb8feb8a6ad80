"""Between preparing and reading: the ledger is asked what it has already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from escale.engine.chunks import Chunk
from escale.engine.passed import PassedOver
from escale.engine.preparing import Prepared
from escale.engine.tally import Tally
from escale.ledger.adding import Added
from escale.ledger.addresses import address_number
from escale.ledger.ledger import Ledger
from escale.model import Article
from escale.reading import Aside

__all__ = ["Settled", "settle"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be done about some inputs.

    Attributes:
        unread: the articles to read, each once.
        tally: of the others.
        passed: those set aside that have an address.
    """

    unread: list[Article]
    tally: Tally
    passed: list[PassedOver]


def settle(
    chunk: Chunk,
    prepared: Prepared,
    ledger: Ledger,
    reader: str,
    *,
    under_way: Container[int] = (),
    again: bool = False,
) -> Settled:
    """Asks the ledger what it has of the inputs of a chunk.

    An article set aside is read after all where another text of its address was taken: it is a version of
    that article.

    Args:
        chunk: the inputs.
        prepared: what came of them.
        ledger: the ledger.
        reader: what it calls the reader.
        under_way: the addresses of what is about to get into the ledger, as numbers.
        again: these inputs were set aside before, and counted.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    urls = [article.url for _, _, article in prepared.aside if article.url]
    beside = {address_number(article.url) for article in prepared.articles} if urls else set()
    held = ledger.holds(urls)
    held |= {
        url
        for url in urls
        if (address := address_number(url)) and (address in under_way or address in beside)
    }
    articles = list(prepared.articles)
    passed = []
    aside: Counter[Aside] = Counter()
    for at, reason, article in prepared.aside:
        taken = article.url is not None and article.url in held
        if taken:
            articles.append(article)
        elif article.url is not None:
            passed.append(PassedOver(article.url, chunk.found[at].file, chunk.found[at].number))
        aside[reason] += (not taken) - again
    unread = ledger.unread(articles, reader)
    tally = Tally(Added(unchanged=len(articles) - len(unread)), aside, len(prepared.rejects))
    return Settled(unread, tally, passed)
