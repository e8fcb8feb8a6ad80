"""Under whose key each voice counts, so that support is counted in origins (``docs/ties.md``, Independence).

The own voice of a reprint is that of the article reprinted; and what several articles say word for word in
their own voice, of one tie or event, is said by the earliest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from escale.ledger.rows import Link

__all__ = ["Told", "counted", "keys_of"]

Told = tuple[str, date | int | None, str, bool, int | None]
"""Of a claim: article id, day of publication, `Origin.key`, `Origin.own` and `Link.words`.

The days are all dates or all ordinals."""


def counted(told: Sequence[Told], reprints: Mapping[str, str]) -> list[str]:
    """The key that each origin counts under, of claims that support one thing.

    Args:
        told: the claims.
        reprints: article id → key of the publisher that its text is from, for articles that have kin
            (`escale.ledger.view.View.reprints`).
    """
    keys = [reprints.get(article, key) if own else key for article, _, key, own, _ in told]
    first: dict[int, tuple[bool, date | int, str, str]] = {}
    several: set[int] = set()
    for (article, known, _, own, words), key in zip(told, keys, strict=True):
        if own and words is not None:
            entry = (known is None, known or 0, article, key)
            other = first.get(words)
            if other is not None and other[3] != key:
                several.add(words)
            if other is None or entry < other:
                first[words] = entry
    if not several:
        return keys
    return [
        first[words][3] if own and words is not None and words in several else key
        for (*_, own, words), key in zip(told, keys, strict=True)
    ]


def keys_of(links: Iterable[Link], reprints: Mapping[str, str]) -> list[str]:
    """`counted`, of links."""
    return counted([(x.article_id, x.known, x.origin.key, x.origin.own, x.words) for x in links], reprints)
